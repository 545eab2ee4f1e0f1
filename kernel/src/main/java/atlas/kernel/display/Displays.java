package atlas.kernel.display;

import atlas.kernel.json.JsonTrees;
import atlas.profiler.analysis.Comparison;
import atlas.profiler.analysis.Scaling;
import atlas.profiler.model.Profile;
import atlas.profiler.report.HtmlComparison;
import atlas.profiler.report.HtmlReport;
import atlas.profiler.report.HtmlScaling;
import atlas.profiler.report.JsonReport;
import atlas.profiler.report.JsonScaling;
import atlas.profiler.report.ReportOptions;
import atlas.profiler.report.TextComparison;
import atlas.profiler.report.TextReport;
import atlas.profiler.report.TextScaling;
import atlas.vm.plot.Plot;
import atlas.vm.plot.TextPlot;
import atlas.vm.runtime.Display;
import atlas.vm.runtime.Exhibit;
import atlas.vm.runtime.Value;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Makes bundles of what a cell yields. */
public final class Displays {
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
      case Exhibit.Chart(Plot plot) -> chart(plot);
    };
  }

  private static MimeBundle chart(Plot plot) {
    String svg = SvgPlot.of(plot);
    String description = SvgPlot.description(plot);
    String page = Markup.picture(svg, description, SvgPlot.WIDTH, SvgPlot.HEIGHT);
    return MimeBundle.text(TextPlot.of(plot)).with(MimeBundle.HTML, page).with(MimeBundle.SVG, svg);
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
        .with(MimeBundle.PROFILE, json(new JsonReport().encode(profile, options)));
  }

  /** How two profiles differ. */
  public static MimeBundle ofComparison(Comparison change, ReportOptions options) {
    return MimeBundle.text(TextComparison.render(change, options))
        .with(MimeBundle.HTML, HtmlComparison.render(change, options));
  }

  /** How counts grow. */
  public static MimeBundle ofScaling(Scaling scaling, ReportOptions options) {
    return MimeBundle.text(TextScaling.render(scaling, options))
        .with(MimeBundle.HTML, HtmlScaling.render(scaling, options))
        .with(
            MimeBundle.SCALING, json(JsonScaling.render(scaling).getBytes(StandardCharsets.UTF_8)));
  }

  private static JsonNode json(byte[] report) {
    try {
      return JsonTrees.read(report);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the JSON of a report is malformed", e);
    }
  }
}
