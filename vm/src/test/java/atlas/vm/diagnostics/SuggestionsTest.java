package atlas.vm.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SuggestionsTest {
  @ParameterizedTest
  @CsvSource({
    "abc, abc, 0",
    "abc, ABC, 0",
    "abc, abd, 2",
    "abc, abcd, 1",
    "abc, bc, 1",
    "abc, acb, 1",
    "parseInt, parse_int, 0",
    "search, sEar_ch, 0",
    "kitten, sitten, 1",
    "kitten, sittin, 2",
    "some, same, 2",
    "ab, '', 3",
    "at3000, at0300, 3",
    "log1, log10, 3",
  })
  void distance(String first, String second, int expected) {
    assertEquals(expected, Suggestions.distance(first, second));
    assertEquals(expected, Suggestions.distance(second, first));
  }

  @Test
  void theNearestIsTakenAndNothingThatIsFar() {
    List<String> names = List.of("print", "counter", "count", "x", "len");
    assertEquals(Optional.of("print"), Suggestions.nearest("prnt", names));
    assertEquals(Optional.of("count"), Suggestions.nearest("cuont", names));
    assertEquals(Optional.of("len"), Suggestions.nearest("Len", names));
    assertEquals(Optional.empty(), Suggestions.nearest("y", names));
    assertEquals(Optional.empty(), Suggestions.nearest("something", names));
    assertEquals(Optional.empty(), Suggestions.nearest("nope", List.of("None", "open")));
    assertEquals(Optional.empty(), Suggestions.nearest("append", List.of("padEnd")));
    assertEquals(Optional.empty(), Suggestions.nearest("string", List.of("isString")));
    assertEquals(Optional.empty(), Suggestions.nearest("xy", List.of("xyz", "x")));
    assertEquals(Optional.of("PI"), Suggestions.nearest("pi", List.of("PI", "pie")));
    assertEquals(
        Optional.of("hashMapGet"), Suggestions.nearest("hashMapGte", List.of("hashMapGet")));
    assertEquals(
        Optional.of("stacks"), Suggestions.nearest("stack", List.of("astack", "stacks", "tack")));
    assertEquals(Optional.of("bash"), Suggestions.nearest("bsh", List.of("zsh", "bash")));
    assertEquals(Optional.empty(), Suggestions.nearest("", names));
    assertEquals(Optional.of("did you mean 'counter'?"), Suggestions.didYouMean("couner", names));
  }
}
