package atlas.repl.terminal;

import java.io.IOException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.InfoCmp;

/**
 * Makes terminals without delay. Left to itself, JLine tries all of its ways to reach one, the
 * slowest first, and starts a process to ask what the terminal can do: more than half of the time
 * to the first prompt.
 */
final class Terminals {
  private Terminals() {}

  /** The terminal of this process. One that knows no escape sequences is better than none. */
  static Terminal ofThisProcess() throws IOException {
    useOwnDescription(System.getenv().getOrDefault("TERM", ""));
    try {
      return ofThisProcess(fast()).dumb(false).build();
    } catch (IOException | IllegalStateException e) {
      return ofThisProcess(TerminalBuilder.builder().exec(false)).dumb(true).build();
    }
  }

  private static TerminalBuilder ofThisProcess(TerminalBuilder builder) {
    return builder.name("atlas").system(true).nativeSignals(true);
  }

  /** A builder of terminals that are reached through a small library of JLine's. */
  static TerminalBuilder fast() {
    return TerminalBuilder.builder().jni(true).ffm(false).jna(false).jansi(false).exec(false);
  }

  /** JLine comes with descriptions of the usual types of terminals, for when it cannot ask. */
  static void useOwnDescription(String type) {
    String description = InfoCmp.getDefaultInfoCmp(type);
    if (description != null) {
      InfoCmp.setLoadedInfoCmp(type, description);
    }
  }
}
