package atlas.profiler.report;

import atlas.profiler.model.Profile;
import atlas.profiler.report.TextTable.Column;
import atlas.profiler.report.TextTable.Kind;
import java.util.List;

/** Several profiles, one to a line. */
public final class ListingReport {
  private ListingReport() {}

  /**
   * The listing.
   *
   * @param profiles the oldest first
   * @param codes what each is of
   * @param runs how many profiles there were; the first ones may not be listed any more
   */
  public static String render(
      List<Profile> profiles, List<String> codes, int runs, ReportOptions options) {
    TextPage page = new TextPage(options);
    TextTable table =
        page.table(
            Column.number("#", 0),
            Column.number("instr", 0),
            Column.number("calls", 2),
            Column.number("elapsed", 1),
            new Column("input", Kind.NAME, 10, 0),
            new Column("code", Kind.TEXT, 14, 3));
    int first = runs - profiles.size();
    for (int i = 0; i < profiles.size(); i++) {
      Profile profile = profiles.get(i);
      table.row(
          Integer.toString(first + i + 1),
          Numbers.count(profile.totals().instructions()),
          Numbers.count(profile.totals().calls()),
          Numbers.nanos(profile.timing().elapsedNanos()),
          page.clean(profile.name()),
          page.clean(codes.get(i).lines().findFirst().orElse("")));
    }
    page.heading("Profiles: " + (first == 0 ? "" : "the last " + profiles.size() + " of ") + runs);
    page.table(table);
    return page.toString();
  }
}
