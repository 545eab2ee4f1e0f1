package atlas.vm.diagnostics;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What other languages call something, and what that is here. Looked up before misspelt names are:
 * {@code append} is no misspelt {@code padEnd}.
 */
public final class ForeignNames {
  /** In each line what it is called here, and in other languages. */
  static final Map<String, String> VALUES =
      table(
          """
          print println printf puts printLine print_line writeln writeLine cout fmt Console System
          readLine gets readln
          input prompt scanf raw_input
          programArgs args argv ARGV
          len length size strlen length_of
          str String repr Str
          toBool boolean Boolean Bool
          toNumber Number float double Float
          substring substr mid
          charAt charCodeAt nth
          trim strip
          trimStart lstrip ltrim trimLeft
          trimEnd rstrip rtrim trimRight
          toUpperCase upper uppercase toUpper to_upper upcase
          toLowerCase lower lowercase toLower to_lower downcase
          startsWith hasPrefix
          endsWith hasSuffix
          replace gsub replaceAll
          includes contains
          reduce fold foldl inject
          forEach each
          some any
          every all
          flatMap concatMap
          sort sorted
          reverse reversed
          ceil ceiling
          pow power
          log ln
          abs fabs
          random rand randint randomInt
          typeof type_of gettype
          parseJSON parseJson jsonParse fromJSON
          toJSON jsonStringify stringify
          null nil undefined nullptr
          None Nothing
          Some Just
          Err Error Exception
          hashMapNew HashMap Map dict Dict map_new
          hashMapPut hashMapSet hashMapInsert hashMapAdd
          hashMapHas hashMapContains hashMapContainsKey
          hashMapRemove hashMapDelete
          hashMapSize hashMapLen hashMapLength hashMapCount
          hashSetNew HashSet Set
          hashSetAdd hashSetInsert hashSetPut
          hashSetHas hashSetContains
          hashSetRemove hashSetDelete
          hashSetSize hashSetLen hashSetLength hashSetCount
          queueNew Queue
          queueEnqueue queuePush queueAdd queuePut
          queueDequeue queuePop queueRemove
          queueSize queueLen queueLength
          stackNew Stack
          stackPeek stackTop
          stackSize stackLen stackLength
          regexNew Regex RegExp
          dateTimeNow now time clock Date DateTime
          readFile open readText readToString
          writeFile writeText
          removeFile unlink
          shell system
          assertEqual assertEquals
          """);

  static final Map<String, String> TYPES =
      table(
          """
          number int integer Int Integer long Long short float Float double Double Number uint usize
          number i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 isize byte decimal BigInt bigint
          string String str Str text char Char character
          bool boolean Boolean Bool
          null nil undefined None Nil
          void unit Unit
          array list List Vec vec Vector Seq
          HashMap Map map dict Dict object Object
          HashSet Set set
          Option Maybe Optional
          Result Either
          json JSON Json
          """);

  private static final List<String> FUNCTION_TYPES =
      List.of("function", "Function", "func", "Func", "callable", "Callable");

  /** Where there is more to say than another name. */
  static final Map<String, String> ADVICE =
      Map.ofEntries(
          Map.entry("range", "there are no ranges: write 'for (var i = 0; i < n; i++) { … }'"),
          Map.entry("append", "an array grows by a method: 'xs.push(x);'"),
          Map.entry("push", "an array grows by a method: 'xs.push(x);'"),
          Map.entry("console", "'print(value)' writes a line"),
          Map.entry("echo", "'print(value)' writes a line"),
          Map.entry("Math", "the functions of mathematics stand alone: 'floor(x)'"),
          Map.entry("math", "the functions of mathematics stand alone: 'floor(x)'"),
          Map.entry("JSON", "'parseJSON(text)' reads JSON, 'toJSON(value)' writes it"),
          Map.entry("json", "'parseJSON(text)' reads JSON, 'toJSON(value)' writes it"),
          Map.entry("number", "it is a type; 'toNumber(value)' makes a number"),
          Map.entry("string", "it is a type; 'str(value)' makes a string"),
          Map.entry("bool", "it is a type; 'toBool(value)' makes a bool"),
          Map.entry("int", "'floor(x)' rounds down, 'toNumber(text)' reads a number"),
          Map.entry("Int", "'floor(x)' rounds down, 'toNumber(text)' reads a number"),
          Map.entry("trunc", "'floor(x)' rounds down, 'ceil(x)' up"),
          Map.entry("mod", "the remainder is 'x % y'"),
          Map.entry("fmod", "the remainder is 'x % y'"),
          Map.entry("exp", "e to a power is 'pow(E, x)'"),
          Map.entry("log10", "write 'log(x) / LN10'"),
          Map.entry("log2", "write 'log(x) / LN2'"),
          Map.entry("NaN", "there is no name for it; 'x != x' holds for NaN alone"),
          Map.entry("isNaN", "'x != x' holds for NaN alone"),
          Map.entry("Infinity", "there is no name for it; 'pow(10, 400)' is infinite"),
          Map.entry("isinstance", "'isNumber(x)' and its like test what a value is"),
          Map.entry("format", "strings are joined with '+': \"n = \" + str(n)"),
          Map.entry("sprintf", "strings are joined with '+': \"n = \" + str(n)"),
          Map.entry("Array", "an array is written '[1, 2]', an empty one '[]'"),
          Map.entry("List", "an array is written '[1, 2]', an empty one '[]'"),
          Map.entry("list", "an array is written '[1, 2]', an empty one '[]'"),
          Map.entry("self", "a method gets its receiver as a parameter: 'self: number'"),
          Map.entry("this", "a method gets its receiver as a parameter: 'self: number'"),
          Map.entry("require", "write 'import { a, b } from \"./m\";'"),
          Map.entry("exit", "a program ends behind its last statement, a session with ':quit'"),
          Map.entry("quit", "a program ends behind its last statement, a session with ':quit'"),
          Map.entry("help", "in a session, ':help' lists the commands, ':doc len' explains 'len'"));

  /** What arrays and collections call a method. */
  private static final Map<String, String> METHODS =
      table(
          """
          len length size count
          push append add
          includes contains has
          """);

  private ForeignNames() {}

  /** The advice on the name of a variable, constant or function that nothing declares. */
  public static Optional<String> adviceOnValue(String name) {
    return Optional.ofNullable(ADVICE.get(name))
        .or(() -> Optional.ofNullable(VALUES.get(name)).map(Suggestions::didYouMean));
  }

  /** The advice on the name of a type that nothing declares. */
  public static Optional<String> adviceOnType(String name) {
    return FUNCTION_TYPES.contains(name)
        ? Optional.of("a function type is written '(A, B) -> R'")
        : Optional.ofNullable(TYPES.get(name)).map(Suggestions::didYouMean);
  }

  /**
   * The advice on a method that a value lacks.
   *
   * @param kind the kind of the value: the functions that take one may begin with it
   * @param methods the methods that the value has
   * @param functions the functions that there are
   */
  public static Optional<String> adviceOnMethod(
      String name, String kind, Collection<String> methods, Collection<String> functions) {
    String other = METHODS.getOrDefault(name, VALUES.getOrDefault(name, name));
    if (methods.contains(other)) {
      return Optional.of(Suggestions.didYouMean(other));
    }
    Optional<String> near = Suggestions.didYouMean(name, methods);
    if (near.isPresent()) {
      return near;
    }
    String prefixed = alike(kind + name, VALUES.keySet()).map(VALUES::get).orElse(kind + name);
    return Stream.of(prefixed, name, kind + other, other)
        .flatMap(wanted -> alike(wanted, functions).stream())
        .findFirst()
        .map(f -> "'" + f + "' is a function: write " + f + "(value, …)");
  }

  /** The one among names that differs in letter case and underscores at most. */
  private static Optional<String> alike(String wanted, Collection<String> names) {
    return names.stream().filter(name -> Suggestions.distance(name, wanted) == 0).findFirst();
  }

  private static Map<String, String> table(String lines) {
    Map<String, String> table = new HashMap<>();
    for (String line : lines.split("\n")) {
      String[] words = line.strip().split(" ");
      for (int i = 1; i < words.length; i++) {
        table.put(words[i], words[0]);
      }
    }
    return Map.copyOf(table);
  }
}
