package atlas.repl.terminal;

import java.nio.file.Path;
import java.util.Map;

/** Where the inputs of earlier sessions are kept. */
final class HistoryFile {
  private HistoryFile() {}

  /**
   * {@code ATLAS_HISTORY} if it is set; else {@code atlas/history} in the directory for state (XDG
   * base directories).
   *
   * @param environment the environment variables
   * @param home the home directory if {@code HOME} is not set
   */
  static Path path(Map<String, String> environment, String home) {
    String chosen = environment.getOrDefault("ATLAS_HISTORY", "");
    if (!chosen.isEmpty()) {
      return Path.of(chosen);
    }
    String state = environment.getOrDefault("XDG_STATE_HOME", "");
    String ownHome = environment.getOrDefault("HOME", "");
    Path directory =
        state.startsWith("/")
            ? Path.of(state)
            : Path.of(ownHome.isEmpty() ? home : ownHome, ".local", "state");
    return directory.resolve("atlas").resolve("history");
  }
}
