package atlas.profiler.report;

import atlas.profiler.model.Profile;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * One form of a profile. Deterministic: equal profiles and options give equal output, in every
 * locale. Writers have no state.
 */
public interface ReportWriter {
  /** Writes a report; does not close the output. */
  void write(Profile profile, ReportOptions options, Writer out) throws IOException;

  /** The report as a text. */
  default String render(Profile profile, ReportOptions options) {
    StringWriter out = new StringWriter();
    try {
      write(profile, options, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  /** The report in UTF-8. */
  default byte[] encode(Profile profile, ReportOptions options) {
    return render(profile, options).getBytes(StandardCharsets.UTF_8);
  }
}
