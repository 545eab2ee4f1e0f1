package atlas.repl.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoryFileTest {
  @Test
  void theFirstOfFourPlacesIsTaken() {
    assertPath("/h", Map.of("ATLAS_HISTORY", "/h", "XDG_STATE_HOME", "/state"));
    assertPath("/state/atlas/history", Map.of("XDG_STATE_HOME", "/state", "HOME", "/me"));
    assertPath("/me/.local/state/atlas/history", Map.of("HOME", "/me"));
    assertPath("/home/u/.local/state/atlas/history", Map.of());
  }

  @Test
  void emptyAndRelativeDirectoriesDoNotCount() {
    assertPath("/me/.local/state/atlas/history", Map.of("XDG_STATE_HOME", "x", "HOME", "/me"));
    assertPath("/me/.local/state/atlas/history", Map.of("ATLAS_HISTORY", "", "HOME", "/me"));
  }

  private static void assertPath(String expected, Map<String, String> environment) {
    assertEquals(Path.of(expected), HistoryFile.path(environment, "/home/u"));
  }
}
