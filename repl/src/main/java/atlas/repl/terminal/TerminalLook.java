package atlas.repl.terminal;

import atlas.kernel.command.Look;

/** What the terminal of this process can show, found out without taking hold of it. */
public final class TerminalLook {
  /** Set by the launcher if the locale is of another encoding than UTF-8. */
  private static final String ASCII = "atlas.ascii";

  /** Set by the launcher to the width of the terminal; 0 if that does not know it. */
  private static final String COLUMNS = "atlas.columns";

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
    int columns = Integer.getInteger(COLUMNS, 0);
    return columns > 0 ? columns : Look.PLAIN.width();
  }
}
