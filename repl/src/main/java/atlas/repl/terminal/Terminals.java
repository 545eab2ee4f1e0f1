package atlas.repl.terminal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import org.jline.nativ.JLineNativeLoader;
import org.jline.nativ.OSInfo;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.InfoCmp;

/**
 * Makes terminals without delay. Left to itself, JLine tries all of its ways to reach one, the
 * slowest first, and starts a process to ask what the terminal can do: more than half of the time
 * to the first prompt.
 */
final class Terminals {
  private static final String LIBRARY_PATH = "library.jline.path";

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

  // JLine would come to UTF-8 as well, after it has looked for code pages in all archives.
  private static TerminalBuilder ofThisProcess(TerminalBuilder builder) {
    return builder.name("atlas").system(true).nativeSignals(true).encoding(StandardCharsets.UTF_8);
  }

  /** A builder of terminals that are reached through a small library of JLine's. */
  static TerminalBuilder fast() {
    useOwnLibrary();
    return TerminalBuilder.builder().jni(true).ffm(false).jna(false).jansi(false).exec(false);
  }

  /** A distribution has the library as a file, which JLine would else copy at each start. */
  private static void useOwnLibrary() {
    CodeSource archive = JLineNativeLoader.class.getProtectionDomain().getCodeSource();
    if (archive == null || System.getProperty(LIBRARY_PATH) != null) {
      return;
    }
    Path directory =
        Path.of(archive.getLocation().getPath())
            .resolveSibling("native/org/jline/nativ")
            .resolve(OSInfo.getNativeLibFolderPathForCurrentOS());
    if (Files.isDirectory(directory)) {
      System.setProperty(LIBRARY_PATH, directory.toString());
    }
  }

  /** JLine comes with descriptions of the usual types of terminals, for when it cannot ask. */
  static void useOwnDescription(String type) {
    String description = InfoCmp.getDefaultInfoCmp(type);
    if (description != null) {
      InfoCmp.setLoadedInfoCmp(type, description);
    }
  }
}
