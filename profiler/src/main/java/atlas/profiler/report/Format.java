package atlas.profiler.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** The forms of a report, by the names that users give. */
public enum Format {
  TEXT(TextReport::new),
  JSON(JsonReport::new),
  HTML(HtmlDocument::new),
  SPEEDSCOPE(SpeedscopeReport::new),
  COLLAPSED(CollapsedReport::new),
  CALLGRIND(CallgrindReport::new);

  private final Supplier<ReportWriter> writer;

  Format(Supplier<ReportWriter> writer) {
    this.writer = writer;
  }

  /** The name on the command line. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** A writer; what it needs is not loaded before it is asked for. */
  public ReportWriter writer() {
    return writer.get();
  }

  /** The format of a name. */
  public static Optional<Format> byId(String id) {
    return Arrays.stream(values()).filter(format -> format.id().equals(id)).findFirst();
  }

  /** All names, in the order in which to list them. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(Format::id).toList();
  }
}
