package atlas.vm.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.vm.builtins.Library;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ForeignNamesTest {
  private static final Collection<String> LIBRARY = Library.standard().names();
  private static final Collection<String> METHODS = Library.standard().arrayMethods();

  @Test
  void whatIsAdvisedExistsAndWhatItIsAdvisedForDoesNot() {
    ForeignNames.VALUES.forEach((foreign, name) -> {
      assertTrue(LIBRARY.contains(name) || name.equals("null"), name);
      assertFalse(LIBRARY.contains(foreign), foreign);
    });
    ForeignNames.ADVICE.keySet().forEach(name -> assertFalse(LIBRARY.contains(name), name));
    Set<String> types =
        Set.of("number", "string", "bool", "null", "void", "array", "json", "HashMap", "HashSet");
    ForeignNames.TYPES.forEach((foreign, type) -> {
      assertTrue(types.contains(type) || Set.of("Option", "Result").contains(type), type);
      assertFalse(types.contains(foreign), foreign);
    });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "number | add | ",
        "array | append | did you mean 'push'?",
        "array | length | did you mean 'len'?",
        "array | size | did you mean 'len'?",
        "array | contains | did you mean 'includes'?",
        "array | psuh | did you mean 'push'?",
        "array | map | map",
        "array | fold | reduce",
        "string | length | len",
        "string | substr | substring",
        "string | to_upper | toUpperCase",
        "string | toUpper | toUpperCase",
        "string | to_upper_case | toUpperCase",
        "HashMap | get | hashMapGet",
        "HashMap | set | hashMapPut",
        "HashMap | keys | hashMapKeys",
        "HashMap | size | hashMapSize",
        "hashset | add | hashSetAdd",
        "hashset | contains | hashSetHas",
        "queue | push | queueEnqueue",
        "Option | unwrap | unwrap",
        "Option | isSome | is_some",
        "Result | map | result_map",
        "array | frobnicate | ",
      })
  void methods(String kind, String name, String advice) {
    Collection<String> methods = kind.equals("array") ? METHODS : List.of();
    String function = "'%1$s' is a function: write %1$s(value, …)".formatted(advice);
    Optional<String> expected =
        Optional.ofNullable(advice).map(text -> LIBRARY.contains(text) ? function : text);
    assertEquals(expected, ForeignNames.adviceOnMethod(name, kind, methods, LIBRARY));
  }
}
