package atlas.profiler.report;

import atlas.profiler.analysis.CallCosts;
import atlas.profiler.analysis.Region;
import atlas.profiler.model.Profile;
import atlas.profiler.report.TextTable.Column;
import atlas.profiler.report.TextTable.Kind;
import java.util.List;

/** Named parts of the source, in the text report and in HTML; left out if there are none. */
final class RegionTable {
  private RegionTable() {}

  static void write(Profile profile, TextPage page) {
    List<Region> regions = Region.of(profile);
    if (regions.isEmpty()) {
      return;
    }
    TextTable table =
        page.table(
            new Column("region", Kind.NAME, 16, 0),
            new Column("lines", Kind.TEXT, 9, 3),
            Column.number("instr", 0),
            Column.number("%", 0),
            Column.number("self %", 1),
            Column.number("with calls", 2));
    CallCosts costs = CallCosts.of(profile);
    long all = profile.totals().instructions();
    for (Region region : regions) {
      table.row(
          "  ".repeat(region.depth()) + page.clean(region.name()),
          lines(region),
          Numbers.count(region.instructions()),
          Numbers.percent(region.instructions(), all),
          Numbers.percent(region.self(), all),
          total(region, profile, costs));
    }
    page.blank();
    page.heading("Regions: " + regions.size());
    page.table(table);
  }

  static void write(Profile profile, HtmlPage page) {
    List<Region> regions = Region.of(profile);
    if (regions.isEmpty()) {
      return;
    }
    page.openDetails("Regions: " + regions.size(), true).openTable();
    page.header("", ">%", ">self %", ">instructions", ">with calls", "region", "place");
    CallCosts costs = CallCosts.of(profile);
    long all = profile.totals().instructions();
    for (Region region : regions) {
      String share = Numbers.percent(region.instructions(), all);
      page.row().bar(share, share, Numbers.count(region.instructions()) + " instructions");
      page.number(share).number(Numbers.percent(region.self(), all));
      page.number(Numbers.count(region.instructions()));
      page.number(total(region, profile, costs));
      page.cell("\u00a0\u00a0".repeat(region.depth()) + HtmlReport.cut(region.name()));
      page.cell(HtmlReport.cut(region.file()) + ":" + lines(region)).endRow();
    }
    page.closeTable().closeDetails();
  }

  private static String lines(Region region) {
    return region.from() + "-" + region.to();
  }

  private static String total(Region region, Profile profile, CallCosts costs) {
    return Numbers.known(region.total(profile, costs));
  }
}
