package atlas.kernel.command;

/**
 * How replies look where they are shown.
 *
 * @param colour whether escape sequences are understood and wanted; then results carry their types,
 *     dimmed
 * @param width the columns there are
 * @param laidOut whether values that are wider are broken into lines
 */
public record Look(boolean colour, int width, boolean laidOut) {
  /** For everything that is not a terminal. */
  public static final Look PLAIN = new Look(false, 80, false);
}
