package atlas.kernel.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NearestTest {
  private static final List<String> WORDS = List.of("run", "check", "profile", "repl");

  @Test
  void slipsOfTheKeyboardAreSeen() {
    assertEquals(Optional.of("profile"), Nearest.of("porfile", WORDS));
    assertEquals(Optional.of("profile"), Nearest.of("profle", WORDS));
    assertEquals(Optional.of("run"), Nearest.of("rnu", WORDS));
    assertEquals(Optional.of("check"), Nearest.of("chekc", WORDS));
  }

  @Test
  void equallyNearOnesAreInOrder() {
    assertEquals(Optional.of("bash"), Nearest.of("bsh", List.of("zsh", "bash")));
  }

  @Test
  void whatIsFarFromEverythingIsNot() {
    assertEquals(Optional.empty(), Nearest.of("banana", WORDS));
    assertEquals(Optional.empty(), Nearest.of("", WORDS));
  }
}
