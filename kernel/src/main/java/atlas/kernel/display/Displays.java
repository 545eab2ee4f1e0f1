package atlas.kernel.display;

import atlas.profiler.analysis.Comparison;
import atlas.profiler.model.Profile;
import atlas.profiler.report.HtmlComparison;
import atlas.profiler.report.HtmlReport;
import atlas.profiler.report.JsonReport;
import atlas.profiler.report.ReportOptions;
import atlas.profiler.report.TextComparison;
import atlas.profiler.report.TextReport;
import atlas.vm.plot.Plot;
import atlas.vm.plot.TextPlot;
import atlas.vm.runtime.Display;
import atlas.vm.runtime.Exhibit;
import atlas.vm.runtime.Value;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;

/** Makes bundles of what a cell yields. */
public final class Displays {
  private static final JsonMapper JSON = new JsonMapper();

  private Displays() {}

  /** A value: its literal form, and a table if it is a collection that gains by one. */
  public static MimeBundle ofValue(Value value, String literal) {
    MimeBundle text = MimeBundle.text(literal);
    return ValueTable.of(value).map(html -> text.with(MimeBundle.HTML, html)).orElse(text);
  }

  /**
   * What a program shows.
   *
   * @param limit how many characters of a value's text there are at most
   */
  public static MimeBundle ofExhibit(Exhibit exhibit, int limit) {
    return switch (exhibit) {
      case Exhibit.OfValue(Value value) -> ofValue(value, Display.literal(value, limit));
      case Exhibit.Html(String html, String text) ->
          MimeBundle.text(text).with(MimeBundle.HTML, html);
      case Exhibit.Chart(Plot plot) ->
          MimeBundle.text(TextPlot.of(plot))
              .with(MimeBundle.HTML, SvgPlot.ofPage(plot))
              .with(MimeBundle.SVG, SvgPlot.standalone(plot));
    };
  }

  /**
   * The report on a profiled cell: for readers of text, for readers of pages, for programs.
   *
   * @param since how it differs from the profile when the cell or its code ran the last time
   */
  public static MimeBundle ofProfile(
      Profile profile, ReportOptions options, Optional<Comparison> since) {
    String text = new TextReport().render(profile, options);
    String html = new HtmlReport().render(profile, options);
    if (since.isPresent()) {
      text += TextComparison.sinceLastRun(since.get(), options);
      html = HtmlComparison.sinceLastRun(since.get(), options) + html;
    }
    return MimeBundle.text(text)
        .with(MimeBundle.HTML, html)
        .with(MimeBundle.PROFILE, json(profile, options));
  }

  /** How two profiles differ. */
  public static MimeBundle ofComparison(Comparison change, ReportOptions options) {
    return MimeBundle.text(TextComparison.render(change, options))
        .with(MimeBundle.HTML, HtmlComparison.render(change, options));
  }

  private static JsonNode json(Profile profile, ReportOptions options) {
    try {
      return JSON.readTree(new JsonReport().render(profile, options));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the JSON of a profile is malformed", e);
    }
  }
}
