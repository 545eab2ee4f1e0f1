package atlas.kernel.command;

import atlas.profiler.report.ReportOptions;
import atlas.profiler.report.Style;

/**
 * How replies look where they are shown.
 *
 * @param colour whether escape sequences are understood and wanted; then results carry their types,
 *     dimmed
 * @param width the columns there are
 * @param laidOut whether values that are wider are broken into lines
 * @param ascii whether reports are drawn with ASCII alone
 */
public record Look(boolean colour, int width, boolean laidOut, boolean ascii) {
  /** For everything that is not a terminal. */
  public static final Look PLAIN = new Look(false, 80, false, false);

  /** The options of a report so that it looks like that. */
  public ReportOptions fit(ReportOptions options) {
    int columns = Math.clamp(width, ReportOptions.MIN_WIDTH, ReportOptions.DEFAULT.width());
    return options.withWidth(columns).withAscii(ascii).withStyle(colour ? Style.ANSI : Style.PLAIN);
  }
}
