package atlas.vm.builtins;

import static atlas.vm.builtins.ParamKind.ARRAY;
import static atlas.vm.builtins.ParamKind.BOOL;
import static atlas.vm.builtins.ParamKind.FUNCTION;
import static atlas.vm.builtins.ParamKind.NUMBER;
import static atlas.vm.builtins.ParamKind.OPTION;
import static atlas.vm.builtins.ParamKind.REGEX;
import static atlas.vm.builtins.ParamKind.RESULT;
import static atlas.vm.builtins.ParamKind.STRING;

import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.runtime.ArrayValue;
import atlas.vm.runtime.Context;
import atlas.vm.runtime.FunctionValue;
import atlas.vm.runtime.MapValue;
import atlas.vm.runtime.NullValue;
import atlas.vm.runtime.NumberValue;
import atlas.vm.runtime.OptionValue;
import atlas.vm.runtime.RegexValue;
import atlas.vm.runtime.ResultValue;
import atlas.vm.runtime.Text;
import atlas.vm.runtime.Value;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Functions on regular expressions (stdlib §16). */
public final class RegexFunctions {
  private static final String SPECIAL = "\\.+*?()|[]{}^$#&-~";
  private static final String R = "let r = unwrap(regexNew(\"(\\\\d+)-(?<w>\\\\w+)\"));\n";

  private RegexFunctions() {}

  static List<Builtin> table() {
    Rows rows = Rows.dynamic(RegexFunctions.class, DiagnosticCode.AT0102, DiagnosticCode.AT0001);
    addMaking(rows);
    addFinding(rows);
    addReplacing(rows);
    return rows.list();
  }

  private static void addMaking(Rows rows) {
    rows.add("regexNew", "(pattern: string) -> Result<Regex, string>", "Compiles a pattern.")
        .takes(STRING)
        .gives(RESULT)
        .example(
            "print(regexNew(\"a+\"));\nprint(is_err(regexNew(\"(\")));", "Ok(<Regex /a+/>)\ntrue");
    rows.add(
            "regexNewWithFlags",
            "(pattern: string, flags: string) -> Result<Regex, string>",
            "The same with flags: i ignores case, m takes lines, s lets . match all, x skips blanks.")
        .takes(STRING, STRING)
        .gives(RESULT)
        .example(
            "let r = unwrap(regexNewWithFlags(\"A +b\", \"ix\"));\nprint(regexIsMatch(r, \"aAb\"));",
            "true");
    rows.add("regexEscape", "(text: string) -> string", "A pattern that matches just that text.")
        .takes(STRING)
        .withContext()
        .gives(STRING)
        .example("print(regexEscape(\"a.b\"));", "a\\.b");
  }

  private static void addFinding(Rows rows) {
    rows.add(
            "regexTest",
            "(pattern: string, text: string) -> bool",
            "Whether a pattern matches anywhere; false if it is invalid.")
        .takes(STRING, STRING)
        .gives(BOOL)
        .withContext()
        .example("print(regexTest(\"l+\", \"hello\"));", "true");
    rows.add("regexIsMatch", "(r: Regex, text: string) -> bool", "Whether it matches anywhere.")
        .takes(REGEX, STRING)
        .gives(BOOL)
        .withContext()
        .example(R + "print(regexIsMatch(r, \"7-up\"));", "true");
    rows.add(
            "regexFind",
            "(r: Regex, text: string) -> Option<Map>",
            "The first match: its text, start and end.")
        .takes(REGEX, STRING)
        .gives(OPTION)
        .withContext()
        .example(R + "print(hashMapValues(unwrap(regexFind(r, \"a 7-up\"))));", "[7-up, 2, 6]");
    rows.add("regexFindAll", "(r: Regex, text: string) -> Map[]", "All matches, left to right.")
        .takes(REGEX, STRING)
        .gives(ARRAY)
        .withContext()
        .example(R + "print(len(regexFindAll(r, \"7-up 8-on\")));", "2");
    rows.add(
            "regexMatchIndices",
            "(r: Regex, text: string) -> number[][]",
            "Where all matches start and end.")
        .takes(REGEX, STRING)
        .gives(ARRAY)
        .withContext()
        .example(R + "print(regexMatchIndices(r, \"7-up 8-on\"));", "[[0, 4], [5, 9]]");
    rows.add(
            "regexCaptures",
            "(r: Regex, text: string) -> Option<(string | null)[]>",
            "The first match and its groups.")
        .takes(REGEX, STRING)
        .gives(OPTION)
        .withContext()
        .example(R + "print(regexCaptures(r, \"7-up\"));", "Some([7-up, 7, up])");
    rows.add(
            "regexCapturesNamed",
            "(r: Regex, text: string) -> Option<Map>",
            "The named groups of the first match.")
        .takes(REGEX, STRING)
        .gives(OPTION)
        .withContext()
        .example(
            R + "print(hashMapEntries(unwrap(regexCapturesNamed(r, \"7-up\"))));", "[[w, up]]");
    rows.add(
            "regexSplit",
            "(r: Regex, text: string) -> string[]",
            "The pieces between matches, empty ones included.")
        .takes(REGEX, STRING)
        .gives(ARRAY)
        .withContext()
        .example("print(regexSplit(unwrap(regexNew(\", *\")), \"a,b,  c\"));", "[a, b, c]");
    rows.add(
            "regexSplitN",
            "(r: Regex, text: string, limit: number) -> string[]",
            "The same with so many splits at most.")
        .takes(REGEX, STRING, NUMBER)
        .gives(ARRAY)
        .withContext()
        .example("print(regexSplitN(unwrap(regexNew(\", *\")), \"a,b,c\", 1));", "[a, b,c]");
  }

  private static void addReplacing(Rows all) {
    all.add(
            "regexReplace",
            "(r: Regex, text: string, repl: string) -> string",
            "With the first match replaced; $1, ${name} and the like stand for groups.")
        .takes(REGEX, STRING, STRING)
        .gives(STRING)
        .withContext()
        .example(R + "print(regexReplace(r, \"7-up 8-on\", \"$w:$1\"));", "up:7 8-on");
    all.add(
            "regexReplaceAll",
            "(r: Regex, text: string, repl: string) -> string",
            "The same with every match.")
        .takes(REGEX, STRING, STRING)
        .gives(STRING)
        .withContext()
        .example(R + "print(regexReplaceAll(r, \"7-up 8-on\", \"$2\"));", "up on");
    Rows rows = all.with(DiagnosticCode.AT0001, DiagnosticCode.AT0001);
    String boxed =
        "fn boxed(m: HashMap) -> string { return \"<\" + unwrap(hashMapGet(m, \"text\")) + \">\"; }\n";
    String signature = "(r: Regex, text: string, f: fn(Map) -> string) -> string";
    rows.add(
            "regexReplaceWith", signature, "With the first match replaced by what a function says.")
        .takes(REGEX, STRING, FUNCTION)
        .gives(STRING)
        .withContext()
        .fails(DiagnosticCode.AT0001, "the callback returns no string")
        .example(boxed + R + "print(regexReplaceWith(r, \"7-up 8-on\", boxed));", "<7-up> 8-on");
    rows.add("regexReplaceAllWith", signature, "The same with every match.")
        .takes(REGEX, STRING, FUNCTION)
        .gives(STRING)
        .withContext()
        .fails(DiagnosticCode.AT0001, "the callback returns no string")
        .example(
            boxed + R + "print(regexReplaceAllWith(r, \"7-up 8-on\", boxed));", "<7-up> <8-on>");
  }

  public static ResultValue regexNew(Text pattern) {
    return regexNewWithFlags(pattern, Text.EMPTY);
  }

  public static ResultValue regexNewWithFlags(Text pattern, Text flags) {
    try {
      return ResultValue.ok(new CompiledRegex(pattern, flags.toString()));
    } catch (PatternSyntaxException e) {
      return ResultValue.err(Text.of(e.getMessage()));
    }
  }

  public static Text regexEscape(Context context, int depth, Text text) {
    StringBuilder escaped = new StringBuilder();
    String plain = text.toString();
    for (int i = 0; i < plain.length(); i++) {
      Callback.poll(context, i);
      char c = plain.charAt(i);
      escaped.append(SPECIAL.indexOf(c) >= 0 ? "\\" : "").append(c);
    }
    return Text.of(escaped.toString());
  }

  private static Matches matches(Context context, RegexValue regex, Text text) {
    return new Matches(context, (CompiledRegex) regex, text);
  }

  public static boolean regexTest(Context context, int depth, Text pattern, Text text) {
    return regexNew(pattern).content() instanceof RegexValue regex
        && regexIsMatch(context, depth, regex, text);
  }

  public static boolean regexIsMatch(Context context, int depth, RegexValue regex, Text text) {
    return matches(context, regex, text).next();
  }

  private static MapValue map(Matches matches) {
    return new MapValue()
        .put(Text.of("text"), matches.group(0))
        .put(Text.of("start"), NumberValue.of(matches.startScalar()))
        .put(Text.of("end"), NumberValue.of(matches.endScalar()));
  }

  public static OptionValue regexFind(Context context, int depth, RegexValue regex, Text text) {
    Matches matches = matches(context, regex, text);
    return matches.next() ? OptionValue.some(map(matches)) : OptionValue.NONE;
  }

  public static ArrayValue regexFindAll(Context context, int depth, RegexValue regex, Text text) {
    List<Value> all = new ArrayList<>();
    for (Matches matches = matches(context, regex, text); matches.next(); ) {
      all.add(map(matches));
    }
    return ArrayValue.of(all.toArray(Value[]::new));
  }

  public static ArrayValue regexMatchIndices(
      Context context, int depth, RegexValue regex, Text text) {
    List<Value> all = new ArrayList<>();
    for (Matches matches = matches(context, regex, text); matches.next(); ) {
      double start = matches.startScalar();
      all.add(ArrayValue.of(NumberValue.of(start), NumberValue.of(matches.endScalar())));
    }
    return ArrayValue.of(all.toArray(Value[]::new));
  }

  private static Value groupOrNull(Matches matches, int group) {
    Text text = matches.group(group);
    return text == null ? NullValue.NULL : text;
  }

  private static ArrayValue groups(Matches matches) {
    Value[] groups = new Value[matches.regex().groups() + 1];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = groupOrNull(matches, i);
    }
    return ArrayValue.of(groups);
  }

  public static OptionValue regexCaptures(Context context, int depth, RegexValue regex, Text text) {
    Matches matches = matches(context, regex, text);
    return matches.next() ? OptionValue.some(groups(matches)) : OptionValue.NONE;
  }

  public static OptionValue regexCapturesNamed(
      Context context, int depth, RegexValue regex, Text text) {
    Matches matches = matches(context, regex, text);
    if (!matches.next()) {
      return OptionValue.NONE;
    }
    MapValue named = new MapValue();
    for (Map.Entry<String, Integer> name : matches.regex().names()) {
      named.put(Text.of(name.getKey()), groupOrNull(matches, name.getValue()));
    }
    return OptionValue.some(named);
  }

  public static ArrayValue regexSplit(Context context, int depth, RegexValue regex, Text text) {
    return split(context, regex, text, Double.POSITIVE_INFINITY);
  }

  public static ArrayValue regexSplitN(
      Context context, int depth, RegexValue regex, Text text, double limit) {
    return limit >= 1 ? split(context, regex, text, limit) : ArrayValue.empty();
  }

  private static ArrayValue split(Context context, RegexValue regex, Text text, double limit) {
    String string = text.toString();
    List<Value> pieces = new ArrayList<>();
    Matches matches = matches(context, regex, text);
    int start = 0;
    while (pieces.size() + 1 <= limit && matches.next()) {
      pieces.add(Text.of(string.substring(start, matches.start(0))));
      start = matches.end(0);
    }
    pieces.add(Text.of(string.substring(start)));
    return ArrayValue.of(pieces.toArray(Value[]::new));
  }

  /** What takes the place of a match. */
  @FunctionalInterface
  private interface Replacement {
    void append(Matches matches, StringBuilder to);
  }

  private static Text replace(
      Context context, RegexValue regex, Text text, boolean all, Replacement replacement) {
    String string = text.toString();
    StringBuilder replaced = new StringBuilder();
    Matches matches = matches(context, regex, text);
    int start = 0;
    boolean more = matches.next();
    while (more) {
      replaced.append(string, start, matches.start(0));
      replacement.append(matches, replaced);
      start = matches.end(0);
      more = all && matches.next();
    }
    return Text.of(replaced.append(string, start, string.length()).toString());
  }

  public static Text regexReplace(
      Context context, int depth, RegexValue regex, Text text, Text replacement) {
    return replace(context, regex, text, false, template(replacement));
  }

  public static Text regexReplaceAll(
      Context context, int depth, RegexValue regex, Text text, Text replacement) {
    return replace(context, regex, text, true, template(replacement));
  }

  private static Replacement template(Text replacement) {
    String template = replacement.toString();
    return (matches, to) -> expand(template, matches, to);
  }

  private static void expand(String template, Matches matches, StringBuilder to) {
    int at = 0;
    for (int dollar = template.indexOf('$'); dollar >= 0; dollar = template.indexOf('$', at)) {
      to.append(template, at, dollar);
      boolean braced = template.startsWith("{", dollar + 1);
      int start = dollar + (braced ? 2 : 1);
      int end = start;
      while (end < template.length() && isName(template.charAt(end))) {
        end++;
      }
      if (template.startsWith("$", dollar + 1)) {
        to.append('$');
        at = dollar + 2;
      } else if (end == start || (braced && !template.startsWith("}", end))) {
        to.append('$');
        at = dollar + 1;
      } else {
        Text group = group(template.substring(start, end), matches);
        to.append(group == null ? "" : group);
        at = end + (braced ? 1 : 0);
      }
    }
    to.append(template, at, template.length());
  }

  private static boolean isName(char c) {
    return c == '_' || (c < 0x80 && Character.isLetterOrDigit(c));
  }

  /** What a group matched; null if it took no part or does not exist. */
  private static Text group(String name, Matches matches) {
    boolean number = name.chars().allMatch(c -> c >= '0' && c <= '9');
    int group =
        !number ? matches.regex().group(name) : name.length() < 7 ? Integer.parseInt(name) : -1;
    return group < 0 || group > matches.regex().groups() ? null : matches.group(group);
  }

  public static Text regexReplaceWith(
      Context context, int depth, RegexValue regex, Text text, FunctionValue function) {
    return replace(
        context, regex, text, false, called("regexReplaceWith", context, depth, function));
  }

  public static Text regexReplaceAllWith(
      Context context, int depth, RegexValue regex, Text text, FunctionValue function) {
    return replace(
        context, regex, text, true, called("regexReplaceAllWith", context, depth, function));
  }

  private static Replacement called(
      String caller, Context context, int depth, FunctionValue function) {
    Callback callback = new Callback(caller, context, depth, function);
    return (matches, to) ->
        to.append(callback.text(map(matches).put(Text.of("groups"), groups(matches))).toString());
  }
}
