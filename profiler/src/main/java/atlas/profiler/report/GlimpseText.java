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
    StringBuilder text = new StringBuilder(time);
    if (glimpse.instructions() > 0) {
      // Counters lag while a loop without a loop in it turns.
      text.append(", at least ")
          .append(Numbers.count(glimpse.instructions()))
          .append(" instructions, ")
          .append(Numbers.rate(glimpse.instructions() * 1e9 / elapsedNanos))
          .append("/s");
    }
    text.append('\n');
    for (LineProfile line : glimpse.hottest()) {
      String share = Numbers.percent(line.count(), glimpse.instructions()) + " %";
      text.append(row(share, line.function(), line.line(), line.source()));
    }
    glimpse
        .now()
        .ifPresent(at -> text.append(row("now at", at.function(), at.line(), at.source())));
    return text.toString();
  }

  private static String row(String what, String function, int line, String source) {
    Glyphs glyphs = new Glyphs(false);
    String row =
        "%8s  %s:%d  %s"
            .formatted(what, glyphs.clean(function), line, glyphs.clean(source.strip()));
    return glyphs.cutEnd(row, WIDTH) + "\n";
  }
}
