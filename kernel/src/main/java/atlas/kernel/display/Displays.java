package atlas.kernel.display;

import atlas.profiler.model.Profile;
import atlas.profiler.report.HtmlReport;
import atlas.profiler.report.JsonReport;
import atlas.profiler.report.ReportOptions;
import atlas.profiler.report.TextReport;
import atlas.vm.runtime.Value;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Makes bundles of what a cell yields. */
public final class Displays {
  private static final JsonMapper JSON = new JsonMapper();

  private Displays() {}

  /** A value: its literal form, and a table if it is a collection that gains by one. */
  public static MimeBundle ofValue(Value value, String literal) {
    MimeBundle text = MimeBundle.text(literal);
    return ValueTable.of(value).map(html -> text.with(MimeBundle.HTML, html)).orElse(text);
  }

  /** The report on a profiled cell: for readers of text, for readers of pages, for programs. */
  public static MimeBundle ofProfile(Profile profile, ReportOptions options) {
    return MimeBundle.text(new TextReport().render(profile, options))
        .with(MimeBundle.HTML, new HtmlReport().render(profile, options))
        .with(MimeBundle.PROFILE, json(profile, options));
  }

  private static JsonNode json(Profile profile, ReportOptions options) {
    try {
      return JSON.readTree(new JsonReport().render(profile, options));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the JSON of a profile is malformed", e);
    }
  }
}
