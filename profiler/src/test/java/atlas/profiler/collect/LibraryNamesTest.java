package atlas.profiler.collect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.vm.builtins.Builtin;
import atlas.vm.builtins.Library;
import atlas.vm.builtins.ParamKind;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the profiler knows of library functions, by their names, agrees with the library. */
class LibraryNamesTest {
  private static final Map<String, ParamKind> RESULTS =
      Map.of(
          "Some", ParamKind.OPTION,
          "Ok", ParamKind.RESULT,
          "Err", ParamKind.RESULT,
          "array", ParamKind.ARRAY,
          "map", ParamKind.MAP,
          "set", ParamKind.SET,
          "queue", ParamKind.QUEUE,
          "stack", ParamKind.STACK,
          "string", ParamKind.STRING);

  static Iterable<String> makers() {
    return Makers.KINDS.keySet();
  }

  @ParameterizedTest
  @MethodSource("makers")
  void whatMakesAKindGivesThatKind(String name) {
    assertEquals(RESULTS.get(Makers.KINDS.get(name)), builtin(name).result(), name);
  }

  static Iterable<String> pure() {
    return Purity.LIBRARY;
  }

  @ParameterizedTest
  @MethodSource("pure")
  void whatIsPureTouchesNothingOutside(String name) {
    Builtin function = builtin(name);
    assertTrue(function.permission().isEmpty(), name);
    assertTrue(function.result() != ParamKind.NULL, name);
    assertTrue(function.params().stream().noneMatch(ParamKind.FUNCTION::equals), name);
  }

  @Test
  void searchesAndReadersOfTextsExist() {
    Set.of(Advisor.SEARCHES, Growing.READERS)
        .forEach(names -> names.forEach(LibraryNamesTest::builtin));
  }

  private static Builtin builtin(String name) {
    return Library.standard().builtin(name).orElseThrow(() -> new AssertionError(name));
  }
}
