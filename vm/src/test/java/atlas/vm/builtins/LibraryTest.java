package atlas.vm.builtins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import atlas.vm.runtime.AtlasError;
import atlas.vm.runtime.Context;
import atlas.vm.runtime.Display;
import atlas.vm.runtime.Interruption;
import atlas.vm.types.LibraryTable.ArrayMethod;
import atlas.vm.types.WriteBack;
import java.io.IOException;
import java.io.InputStream;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TemporaryFiles.class)
class LibraryTest {
  /** Language §3.3. */
  private static final String PRELUDE =
      """
      print len str split join trim trimStart trimEnd indexOf lastIndexOf includes toUpperCase
      toLowerCase substring charAt repeat replace padStart padEnd startsWith endsWith pop shift
      unshift reverse concat flatten arrayIndexOf arrayLastIndexOf arrayIncludes slice map filter
      reduce forEach find findIndex flatMap some every sort sortBy abs floor ceil round min max
      sqrt pow log sin cos tan asin acos atan clamp sign random parseJSON toJSON isValidJSON
      prettifyJSON minifyJSON
      """;

  /** Stdlib §3.3. */
  private static final String REPLACING =
      """
      hashMapPut hashMapClear hashSetAdd hashSetClear queueEnqueue queueClear stackPush stackClear
      unshift reverse flatten
      """;

  private static final String SPLITTING =
      "hashMapRemove hashSetRemove queueDequeue stackPop pop shift";

  private static final String[] TABLES = {
    "core",
    "strings",
    "arrays",
    "callbacks",
    "math",
    "kinds",
    "json",
    "options",
    "maps",
    "sets",
    "queues",
    "regex",
    "assertions",
    "times",
    "files",
    "paths",
    "processes",
    "reflection"
  };

  @TempDir static Path temporary;

  private static final Library LIBRARY = Library.standard();

  private static Set<String> words(String words) {
    return new TreeSet<>(List.of(words.trim().split("\\s+")));
  }

  private static Set<String> named(java.util.function.Predicate<Builtin> which) {
    return LIBRARY.builtins().stream()
        .filter(which)
        .map(Builtin::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void preludeAndWriteBackAreThoseOfTheSpecification() {
    assertEquals(words(PRELUDE), named(Builtin::prelude));
    assertEquals(words(REPLACING), named(b -> b.writeBack() == WriteBack.REPLACE));
    assertEquals(words(SPLITTING), named(b -> b.writeBack() == WriteBack.SPLIT));
  }

  @Test
  void everyRowHasItsMethod() throws ReflectiveOperationException {
    for (Builtin row : LIBRARY.builtins()) {
      Class<?> owner = Class.forName(row.ownerName());
      assertTrue(Modifier.isPublic(owner.getModifiers()), row.name());
      List<Method> methods =
          Arrays.stream(owner.getMethods())
              .filter(m -> m.getName().equals(row.method()))
              .filter(m -> descriptor(m).equals(row.descriptor().descriptorString()))
              .toList();
      assertEquals(1, methods.size(), row.name());
      assertTrue(Modifier.isStatic(methods.getFirst().getModifiers()), row.name());
      for (Set<Integer> numbers : subsets(row.unboxed())) {
        String wanted = row.descriptor(numbers).descriptorString();
        assertTrue(
            Arrays.stream(owner.getMethods())
                .anyMatch(m -> m.getName().equals(row.method()) && descriptor(m).equals(wanted)),
            row.name() + wanted);
      }
    }
  }

  /** See {@link Builtin#item}. */
  @Test
  void whatRemovesHasItsParts() throws ReflectiveOperationException {
    Set<String> checked = new TreeSet<>();
    for (Builtin row : LIBRARY.builtins()) {
      if (row.item().isEmpty()) {
        continue;
      }
      checked.add(row.name());
      List<String> methods =
          Arrays.stream(Class.forName(row.ownerName()).getMethods())
              .map(m -> m.getName() + descriptor(m))
              .toList();
      for (Set<Integer> numbers : subsets(row.unboxed())) {
        var type = row.descriptor(numbers);
        ParamKind item = row.item().get();
        Map<String, ClassDesc> parts = new LinkedHashMap<>();
        parts.put("Item", item.javaType());
        parts.put("Rest", type.parameterType(0));
        if (item == ParamKind.ANY) {
          parts.put("Check", ConstantDescs.CD_void);
          parts.put("Number", ConstantDescs.CD_double);
        }
        parts.forEach((part, result) -> {
          String wanted = type.changeReturnType(result).descriptorString();
          assertTrue(methods.contains(row.method() + part + wanted), row.name() + part + wanted);
        });
      }
    }
    assertEquals(words(SPLITTING + " arrayPop arrayShift"), checked);
  }

  private static List<Set<Integer>> subsets(Set<Integer> all) {
    List<Set<Integer>> subsets = new ArrayList<>(List.of(Set.of()));
    for (Integer element : all) {
      for (Set<Integer> without : List.copyOf(subsets)) {
        Set<Integer> with = new TreeSet<>(without);
        with.add(element);
        subsets.add(with);
      }
    }
    return subsets;
  }

  private static String descriptor(Method method) {
    return java.lang.invoke.MethodType.methodType(
            method.getReturnType(), method.getParameterTypes())
        .descriptorString();
  }

  @Test
  void everyConverterExists() throws ReflectiveOperationException {
    for (ParamKind kind : ParamKind.values()) {
      if (!kind.converter().isEmpty()) {
        Method converter =
            Arguments.class.getMethod(
                kind.converter(), atlas.vm.runtime.Value.class, String.class, int.class);
        ClassDesc type = converter.getReturnType().describeConstable().orElseThrow();
        assertEquals(kind.javaType(), type);
      }
    }
  }

  @Test
  void everyRowIsDocumented() {
    for (Builtin row : LIBRARY.builtins()) {
      assertTrue(row.doc().matches("[-A-Z0-9].*[.]"), row.name());
      assertTrue(row.signature().matches("\\(.*\\) -> .+"), row.name());
      assertTrue(row.example().contains(row.name() + "(") || row.example().contains(row.name()));
      assertFalse(row.output().isEmpty(), row.name());
      int params =
          row.signature().startsWith("()")
              ? 0
              : row.signature().split("[(,] ?(\\.\\.\\.)?[a-zA-Z]+[?]?: ").length - 1;
      assertEquals(params, row.params().size(), row.name() + row.signature());
      row.type().ifPresent(t -> assertEquals(row.params().size(), t.params().size(), row.name()));
    }
  }

  @Test
  void arrayMethodsAreThoseOfTheSpecification() {
    String methods =
        "push unshift reverse pop shift sort len includes indexOf lastIndexOf slice concat flatten"
            + " join";
    for (String name : words(methods)) {
      ArrayMethod method = LIBRARY.arrayMethod(name).orElseThrow();
      Builtin row = LIBRARY.builtin(method.function()).orElseThrow();
      assertEquals(row.params().size(), method.signature().params().size() + 1, name);
      boolean changes = words("push unshift reverse pop shift").contains(name);
      assertEquals(changes, method.writeBack() != WriteBack.NONE, name);
    }
    assertEquals(Optional.empty(), LIBRARY.arrayMethod("map"));
  }

  @Test
  void constants() {
    assertEquals(Optional.of(Math.PI), LIBRARY.constant("PI"));
    assertEquals(Optional.of(2.302585092994046), LIBRARY.constant("LN10"));
    assertTrue(LIBRARY.names().containsAll(words("PI E SQRT2 LN2 LN10 None Some print")));
  }

  @Test
  void namesOfLaterVersions() {
    assertEquals(96, LIBRARY.reserved().size());
    assertTrue(LIBRARY.isReserved("httpGet") && LIBRARY.isReserved("await"));
    assertFalse(LIBRARY.isReserved("print") || LIBRARY.isReserved("nope"));
    assertTrue(LIBRARY.reserved().stream().noneMatch(n -> LIBRARY.builtin(n).isPresent()));
  }

  @Test
  void nothingIsMissing() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    LIBRARY.families().forEach((family, rows) -> counts.put(family, rows.size()));
    assertEquals(
        "[3, 18, 16, 11, 18, 17, 9, 16, 15, 18, 8, 8, 16, 13, 35, 5, 9, 24, 25, 8, 12, 3, 4]",
        counts.values().toString(),
        counts.toString());
  }

  @Test
  void countIsCheckedBeforeKinds() {
    Context context = new Context(_ -> {}, false, _ -> {});
    for (Builtin row : LIBRARY.builtins()) {
      int wrong = row.variadic() ? row.required() - 1 : row.params().size() + 1;
      var args = new atlas.vm.runtime.Value[wrong];
      Arrays.fill(args, atlas.vm.runtime.NullValue.NULL);
      AtlasError error =
          assertThrows(AtlasError.class, () -> LIBRARY.value(row.name()).call(context, 0, args));
      assertEquals(row.countCode(), error.code(), row.name());
      int right = row.variadic() ? row.required() : row.params().size();
      String message = "\\w+\\(\\): expected (at least |\\d to )?%d argument.*".formatted(right);
      assertTrue(error.getMessage().matches(message), error.getMessage());
    }
  }

  @Test
  void anInterruptIsNotCaught() {
    Context context = new Context(_ -> {}, false, _ -> {});
    assertThrows(Interruption.class, () -> CallReader.evaluate("assertThrows(interrupt)", context));
    context.interrupt(true);
    assertThrows(
        Interruption.class,
        () -> CallReader.evaluate("map(split(repeat(\"a\", 5000), \"\"), self)", context));
  }

  @Test
  void caughtErrorsAreTold() {
    List<AtlasError> caught = new ArrayList<>();
    Context context = new Context(_ -> {}, false, caught::add);
    CallReader.evaluate("assertThrows(fail)", context);
    assertThrows(AtlasError.class, () -> CallReader.evaluate("assertNoThrow(fail)", context));
    assertEquals(2, caught.size());
  }

  /**
   * A line of a table is a call, and after the arrow its literal form, its output, or its error.
   */
  @TestFactory
  Stream<DynamicContainer> tables() {
    return Arrays.stream(TABLES)
        .map(table ->
            DynamicContainer.dynamicContainer(
                table, lines(table).map(line -> dynamicTest(line, () -> check(line)))));
  }

  private static Stream<String> lines(String table) {
    try (InputStream in = LibraryTest.class.getResourceAsStream(table + ".txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** An error in a table is one that the row of some function called there says. */
  @Test
  void errorsAreDocumented() {
    List<String> missing = new ArrayList<>();
    for (String table : TABLES) {
      lines(table)
          .filter(line -> line.contains(" => err ") && !line.contains("fail"))
          .filter(line -> errors(line.split(" => ")[0]).noneMatch(code -> line.contains(code)))
          .forEach(missing::add);
    }
    assertEquals(List.of(), missing);
  }

  private static Stream<String> errors(String call) {
    return Arrays.stream(call.split("\\W+"))
        .flatMap(word -> LIBRARY.builtin(word).stream())
        .flatMap(row ->
            Stream.concat(
                Stream.of(row.countCode(), row.kindCode()),
                row.failures().stream().map(Builtin.Failure::code)))
        .map(code -> "err " + code);
  }

  private static void check(String line) {
    String[] parts = line.split(" => ");
    String call = parts[0].replace("TMP", "\"" + temporary + "\"");
    StringBuilder printed = new StringBuilder();
    Context context = new Context(printed::append, false, _ -> {});
    String result;
    try {
      result = Display.literal(CallReader.evaluate(call, context));
    } catch (AtlasError error) {
      result = "err " + error.code();
      if (parts[1].startsWith(result + " ")) {
        result += " " + error.getMessage().replace("\n", "\\n");
      }
    }
    if (!printed.isEmpty()) {
      result = printed.toString().replace("\n", "|");
    }
    assertEquals(parts[1], result);
  }
}
