package atlas.profiler.report;

import atlas.profiler.model.Profile;
import atlas.profiler.model.Stop;
import atlas.profiler.model.Totals;
import java.util.ArrayList;
import java.util.List;

/** The first block of the text report: what was run, its totals, its times, and how it ended. */
final class TextHeader {
  static final String TITLE = "Profile of ";
  private static final String GAP = "   ";

  private record Entry(String label, String value) {}

  private TextHeader() {}

  static void write(Profile profile, TextPage page) {
    title(profile, page);
    page.line("=".repeat(page.width()));
    profile.stopped().ifPresent(stop -> stopped(stop, page));
    columns(counts(profile), times(profile), page);
    OwnCost.of(profile).flatMap(OwnCost::note).ifPresent(note -> page.aside(" " + note));
    LibraryHint.of(profile).ifPresent(hint -> page.aside(" " + hint));
  }

  /** The first line of every report. */
  static void title(Profile profile, TextPage page) {
    String name = page.clean(profile.name());
    page.heading(TITLE + page.glyphs().cutStart(name, page.width() - TITLE.length()));
  }

  private static void stopped(Stop stop, TextPage page) {
    String start = " stopped by " + stop.cause() + " at ";
    int left = Math.max(16, page.width() - start.length());
    page.alarm(start + page.glyphs().cutStart(page.clean(stop.place()), left));
    page.aside(
        stop.reason() == Stop.Cause.LIMIT
            ? " (" + page.clean(stop.message()) + ")"
            : " (counts go up to the instruction that was stopped, and include it)");
  }

  private static List<Entry> counts(Profile profile) {
    Totals totals = profile.totals();
    return List.of(
        new Entry("instructions", Numbers.count(totals.instructions())),
        new Entry("calls", Numbers.count(totals.calls())),
        new Entry("max call depth", Numbers.count(totals.maxDepth())),
        new Entry("max value-stack depth", Numbers.count(totals.maxStackDepth())),
        new Entry("allocations", Numbers.count(profile.details().allocated())));
  }

  private static List<Entry> times(Profile profile) {
    List<Entry> times = new ArrayList<>();
    times.add(new Entry("elapsed", Numbers.nanos(profile.timing().elapsedNanos())));
    times.add(new Entry("instructions/s", Numbers.rate(profile)));
    profile
        .timing()
        .compileNanos()
        .ifPresent(nanos -> times.add(new Entry("compile", Numbers.nanos(nanos))));
    profile
        .timing()
        .gcNanos()
        .ifPresent(nanos -> times.add(new Entry("gc", Numbers.millis(nanos))));
    OwnCost.of(profile).ifPresent(cost -> times.add(new Entry(cost.label(), cost.value())));
    return times;
  }

  private static void columns(List<Entry> left, List<Entry> right, TextPage page) {
    List<String> first = aligned(left);
    List<String> second = aligned(right);
    boolean beside = first.getFirst().length() + second.getFirst().length() + 6 <= page.width();
    for (int i = 0; i < first.size(); i++) {
      boolean more = beside && i < second.size();
      page.line(" " + first.get(i) + (more ? GAP + second.get(i) : ""));
    }
    if (!beside) {
      second.forEach(line -> page.line(" " + line));
    }
  }

  private static List<String> aligned(List<Entry> entries) {
    int values = entries.stream().mapToInt(e -> e.value().length()).max().orElse(0);
    int labels = entries.stream().mapToInt(e -> e.label().length()).max().orElse(0);
    return entries.stream()
        .map(e -> Glyphs.padRight(e.label(), labels) + GAP + Glyphs.padLeft(e.value(), values))
        .toList();
  }
}
