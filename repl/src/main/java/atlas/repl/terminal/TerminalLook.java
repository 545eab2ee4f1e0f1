package atlas.repl.terminal;

import atlas.kernel.command.Look;
import org.jline.nativ.CLibrary;

/** What the terminal of this process can show, found out without taking hold of it. */
public final class TerminalLook {
  private static final int STDOUT = 1;

  /** Set by the launcher if the locale is of another encoding than UTF-8. */
  private static final String ASCII = "atlas.ascii";

  private TerminalLook() {}

  /** The look of what a command writes to it. */
  public static Look ofThisProcess() {
    return of(hasColour(System.getenv("TERM")), width());
  }

  /** A look in the terminal's encoding. */
  static Look of(boolean colour, int width) {
    return new Look(colour, width, true, Boolean.getBoolean(ASCII));
  }

  /** Whether a type of terminal has colours that the user has not switched off. */
  static boolean hasColour(String type) {
    String noColour = System.getenv("NO_COLOR");
    boolean isDumb = type == null || type.startsWith("dumb");
    return !isDumb && (noColour == null || noColour.isEmpty());
  }

  private static int width() {
    try {
      Terminals.useOwnLibrary();
      CLibrary.WinSize size = new CLibrary.WinSize();
      boolean known = CLibrary.ioctl(STDOUT, CLibrary.TIOCGWINSZ, size) == 0;
      // Some terminals, such as those of containers, do not know their size.
      return known && size.ws_col > 0 ? size.ws_col : Look.PLAIN.width();
    } catch (LinkageError | RuntimeException e) {
      return Look.PLAIN.width();
    }
  }
}
