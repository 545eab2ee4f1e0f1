package atlas.profiler.report;

import atlas.profiler.analysis.Annotated;
import atlas.profiler.analysis.Ranking;
import atlas.profiler.analysis.Rankings;
import atlas.profiler.model.FunctionProfile;
import atlas.profiler.model.LineProfile;
import atlas.profiler.model.Profile;
import java.util.BitSet;
import java.util.List;

/**
 * The source of the functions that executed most, with its counts: a background that is the
 * stronger the larger the share of a line, and lines that never ran marked as such. The first one
 * is unfolded. Of top-level code, only what lies outside functions is shown.
 */
final class HtmlAnnotation {
  private static final int MOST_FUNCTIONS = 12;
  private static final int LONGEST_UNFOLDED = 80;
  private static final String LEFT_OUT = "further lines left out";

  private final HtmlPage page;
  private final Profile profile;
  private final long most;
  private final long largest;

  private HtmlAnnotation(HtmlPage page, Profile profile, long largest) {
    this.page = page;
    this.profile = profile;
    this.largest = largest;
    this.most = profile.lines().stream().mapToLong(LineProfile::count).max().orElse(0);
  }

  /**
   * @param largest the size in bytes beyond which the page shall not grow
   */
  static void write(HtmlPage page, Profile profile, ReportOptions options, long largest) {
    Ranking<FunctionProfile> functions =
        Rankings.functions(profile, options.query(), options.rows(MOST_FUNCTIONS, MOST_FUNCTIONS));
    HtmlAnnotation annotation = new HtmlAnnotation(page, profile, largest);
    boolean first = true;
    for (var row : functions.rows()) {
      if (page.size() > largest) {
        return;
      }
      annotation.function(row.item(), first);
      first = false;
    }
  }

  private void function(FunctionProfile function, boolean first) {
    List<Annotated> lines =
        function.id().isMain() ? topLevel(function) : Annotated.function(profile, function);
    String title =
        "Source of %s \u00b7 %s \u00b7 %s %%%s"
            .formatted(
                HtmlReport.cut(function.id().name()),
                HtmlReport.cut(Places.declared(function.id(), profile.isOneFile())),
                Numbers.percent(function.instructions(), profile.totals().instructions()),
                function.id().isMain() ? "" : " \u00b7 called " + Numbers.times(function.calls()));
    page.openDetails(title, first && lines.size() <= LONGEST_UNFOLDED).openTable();
    page.header(">hits", ">%", ">line", "source");
    int before = lines.isEmpty() ? 0 : lines.getFirst().line() - 1;
    for (Annotated line : lines) {
      if (page.size() > largest) {
        page.asideRow().number("").number("").number("").cell(LEFT_OUT).endRow();
        break;
      }
      if (line.line() != before + 1) {
        page.asideRow().number("").number("").number("\u22ee").cell("").endRow();
      }
      before = line.line();
      row(line);
    }
    page.closeTable().closeDetails();
  }

  /** The lines that no other function spans, blank ones left out. */
  private List<Annotated> topLevel(FunctionProfile main) {
    List<Annotated> lines = Annotated.function(profile, main);
    int last = lines.isEmpty() ? 0 : lines.getLast().line();
    BitSet within = new BitSet();
    for (FunctionProfile each : profile.functions()) {
      int from = each.id().line();
      if (!each.id().isMain() && each.id().file().equals(main.id().file()) && from <= last) {
        within.set(from, Math.clamp(each.endLine(), from, last) + 1);
      }
    }
    return lines.stream()
        .filter(line -> !within.get(line.line()) && !line.source().isBlank())
        .toList();
  }

  private void row(Annotated line) {
    switch (line.status()) {
      case EXECUTED -> {
        long tenths = Math.round(6.0 * line.count() / most);
        page.raw("<tr style=\"background-color:rgba(232,119,34,0." + tenths + ")\">");
        page.number(Numbers.count(line.hits()));
        page.number(Numbers.percent(line.count(), profile.totals().instructions()));
      }
      case NEVER -> page.asideRow().number("never").number("");
      case NO_CODE -> page.row().number("").number("");
    }
    page.raw("<td style=\"padding:2px 8px;text-align:right;opacity:0.5\">");
    page.text(Integer.toString(line.line())).raw("</td>");
    page.code(HtmlReport.cut(line.source())).endRow();
  }
}
