package atlas.profiler.report;

import atlas.profiler.model.LineProfile;
import atlas.profiler.model.Profile;
import java.util.List;

/**
 * The source with its counts: every line of an executed function that has code, how often it was
 * hit, and a background that is the stronger the larger its share; lines never executed are faint.
 */
final class HtmlAnnotation {
  private static final long LARGEST_PAGE = 190_000;

  private HtmlAnnotation() {}

  static void write(HtmlPage page, Profile profile) {
    long most = profile.lines().stream().mapToLong(LineProfile::count).max().orElse(0);
    page.openDetails("Annotated source (" + profile.lines().size() + " lines with code)");
    for (String file : profile.files()) {
      page.raw("<div><strong>").text(HtmlReport.cut(file)).raw("</strong></div>").openTable();
      page.header(">hits", ">%", ">line", "source");
      List<LineProfile> lines =
          profile.lines().stream().filter(line -> line.file().equals(file)).toList();
      for (LineProfile line : lines) {
        if (page.size() > LARGEST_PAGE) {
          page.raw("<tr>").number("").number("").cell("").cell("further lines left out");
          page.raw("</tr>").closeTable().closeDetails();
          return;
        }
        row(page, line, profile.totals().instructions(), most);
      }
      page.closeTable();
    }
    page.closeDetails();
  }

  private static void row(HtmlPage page, LineProfile line, long total, long most) {
    if (line.isExecuted()) {
      long tenths = Math.round(6.0 * line.count() / most);
      String heat = tenths == 0 ? "0.0" : "0." + Math.min(tenths, 9);
      page.raw("<tr style=\"background-color:rgba(217,119,6," + heat + ")\">");
      page.number(Numbers.count(line.hits())).number(Numbers.percent(line.count(), total));
    } else {
      page.raw("<tr style=\"opacity:0.5\">").number("0").number("");
    }
    page.number(Integer.toString(line.line()));
    page.code(HtmlReport.cut(line.source())).raw("</tr>\n");
  }
}
