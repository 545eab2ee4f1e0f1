package atlas.profiler.report;

import atlas.profiler.analysis.Made;
import atlas.profiler.model.FunctionProfile;
import atlas.profiler.model.LineProfile;
import atlas.profiler.model.Profile;
import java.util.ArrayList;
import java.util.List;

/** A column of values made in tables of lines and functions, there if rows are ordered by it. */
final class MadeColumn {
  private final boolean shown;
  private final int at;
  private final Made made;

  /**
   * @param at which column it is, from 0
   */
  MadeColumn(Profile profile, ReportOptions options, int at) {
    this.shown = options.byAllocs();
    this.at = at;
    this.made = Made.of(profile);
  }

  /** Columns, with it. */
  TextTable.Column[] columns(TextTable.Column... others) {
    return with(TextTable.Column.number("allocs", 1), others).toArray(TextTable.Column[]::new);
  }

  /** The header of an HTML table, with it. */
  String[] titles(String... others) {
    return cells(">allocs", others);
  }

  /** The cells of a row, with that of it. */
  String[] cells(String own, String... others) {
    return with(own, others).toArray(String[]::new);
  }

  /** The cell of a line. */
  String of(LineProfile line) {
    return Numbers.count(made.of(line));
  }

  /** The cell of a function. */
  String of(FunctionProfile function) {
    return Numbers.count(made.of(function));
  }

  /** Adds the cell to a row of an HTML table. */
  HtmlPage addTo(HtmlPage page, String cell) {
    return shown ? page.number(cell) : page;
  }

  private <T> List<T> with(T own, T[] others) {
    List<T> all = new ArrayList<>(List.of(others));
    if (shown) {
      all.add(at, own);
    }
    return all;
  }
}
