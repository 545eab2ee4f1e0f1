package atlas.profiler.report;

import atlas.profiler.analysis.Annotated;
import atlas.profiler.model.FunctionProfile;
import atlas.profiler.model.Profile;
import atlas.profiler.report.TextTable.Column;
import atlas.profiler.report.TextTable.Kind;
import java.util.List;

/** Source text with its counts in the margin; a line with code that never ran says so. */
public final class TextAnnotation {
  private static final String NEVER = "never";

  private TextAnnotation() {}

  /** The functions of a name with their counts; empty if none of that name was executed. */
  public static String of(Profile profile, String function, ReportOptions options) {
    TextPage page = new TextPage(options);
    for (FunctionProfile each : profile.functions()) {
      if (each.id().name().equals(function)) {
        if (!page.toString().isEmpty()) {
          page.blank();
        }
        page.heading(
            "%s, %s:%d: %s calls, %s instructions (%s %%)"
                .formatted(
                    page.clean(function),
                    page.clean(each.id().file()),
                    each.id().line(),
                    Numbers.count(each.calls()),
                    Numbers.count(each.instructions()),
                    Numbers.percent(each.instructions(), profile.totals().instructions())));
        table(Annotated.function(profile, each), profile, page);
      }
    }
    return page.toString();
  }

  /** All sources that were executed. */
  static void write(Profile profile, TextPage page) {
    for (String file : profile.files()) {
      page.blank();
      page.heading("Source of " + page.clean(file));
      table(Annotated.file(profile, file), profile, page);
    }
  }

  private static void table(List<Annotated> lines, Profile profile, TextPage page) {
    TextTable table =
        page.table(
            Column.number("hits", 0),
            Column.number("instr", 2),
            Column.number("%", 1),
            Column.number("line", 0),
            new Column("source", Kind.TEXT, 14, 0));
    for (Annotated line : lines) {
      boolean ran = line.status() == Annotated.Status.EXECUTED;
      String none = line.status() == Annotated.Status.NEVER ? NEVER : "";
      table.row(
          ran ? Numbers.count(line.hits()) : none,
          ran ? Numbers.count(line.count()) : "",
          ran ? Numbers.percent(line.count(), profile.totals().instructions()) : "",
          Integer.toString(line.line()),
          page.clean(line.source().replace("\t", "    ")));
    }
    page.table(table);
  }
}
