package atlas.profiler.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** The forms of a report, by the names that users give. */
public enum Format {
  TEXT("text/plain", TextReport::new),
  JSON("application/vnd.atlas.profile+json", JsonReport::new),
  HTML("text/html", HtmlDocument::new),
  SPEEDSCOPE("application/json", SpeedscopeReport::new),
  COLLAPSED("text/plain", CollapsedReport::new),
  CALLGRIND("text/plain", CallgrindReport::new);

  private final String mimeType;
  private final Supplier<ReportWriter> writer;

  Format(String mimeType, Supplier<ReportWriter> writer) {
    this.mimeType = mimeType;
    this.writer = writer;
  }

  /** The name on the command line. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String mimeType() {
    return mimeType;
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
