package atlas.profiler.report;

import atlas.profiler.model.Glimpse;
import atlas.profiler.model.LineProfile;
import java.util.Locale;

/** A {@link Glimpse} in a few lines of text, ASCII but for the source, 80 columns wide at most. */
public final class GlimpseText {
  private static final int WIDTH = 79;

  private GlimpseText() {}

  /**
   * The text, each line of it ended.
   *
   * @param elapsedNanos since the run began
   */
  public static String of(Glimpse glimpse, long elapsedNanos) {
    String time = String.format(Locale.ROOT, "Profiling: %.1f s", elapsedNanos / 1e9);
    if (glimpse.instructions() == 0) {
      return time + "\n";
    }
    StringBuilder text = new StringBuilder(time);
    text.append(", ")
        .append(Numbers.count(glimpse.instructions()))
        .append(" instructions so far, ");
    text.append(Numbers.rate(glimpse.instructions() * 1e9 / elapsedNanos)).append("/s\n");
    Glyphs glyphs = new Glyphs(false);
    for (LineProfile line : glimpse.hottest()) {
      String row =
          "%6s %%  %s:%d  %s"
              .formatted(
                  Numbers.percent(line.count(), glimpse.instructions()),
                  glyphs.clean(line.function()),
                  line.line(),
                  glyphs.clean(line.source().strip()));
      text.append(glyphs.cutEnd(row, WIDTH)).append('\n');
    }
    return text.toString();
  }
}
