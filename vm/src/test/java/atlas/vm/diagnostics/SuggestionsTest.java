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
    "abc, abd, 1",
    "abc, abcd, 1",
    "abc, bc, 1",
    "abc, acb, 1",
    "kitten, sitting, 3",
    "ab, '', 2",
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
    assertEquals(Optional.of("bash"), Suggestions.nearest("bsh", List.of("zsh", "bash")));
    assertEquals(Optional.empty(), Suggestions.nearest("", names));
    assertEquals(Optional.of("did you mean 'counter'?"), Suggestions.didYouMean("couner", names));
  }
}
