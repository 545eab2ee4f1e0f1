package atlas.profiler.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A table for a terminal that never exceeds its width and never cuts a number: when space is short,
 * first texts are cut down to their column's minimum, then whole columns go, the most dispensable
 * first.
 */
final class TextTable {
  /** What a column holds. */
  enum Kind {
    /** Right-aligned, shown whole or not at all. */
    NUMBER,
    /** Left-aligned, cut in the middle. */
    NAME,
    /** Left-aligned, cut at its end. */
    TEXT
  }

  /**
   * A column.
   *
   * @param least the cells to which a name or text may be cut
   * @param dispensable 0 if the column must stay; the highest goes first
   */
  record Column(String header, Kind kind, int least, int dispensable) {
    static Column number(String header, int dispensable) {
      return new Column(header, Kind.NUMBER, 0, dispensable);
    }
  }

  private static final int GAP = 2;

  private final Glyphs glyphs;
  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();
  private boolean rest;

  TextTable(Glyphs glyphs, List<Column> columns) {
    this.glyphs = glyphs;
    this.columns = columns;
  }

  void row(String... cells) {
    rows.add(List.of(cells));
  }

  /** Adds the last row, for what the others leave out. */
  void rest(String... cells) {
    row(cells);
    rest = true;
  }

  /** Whether the last row is one for what the others leave out. */
  boolean hasRest() {
    return rest;
  }

  /** The lines, headers first, each starting with one blank. */
  List<String> layout(int width) {
    List<Integer> shown = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      shown.add(i);
    }
    int[] widths = naturalWidths();
    while (!fits(shown, widths, width)) {
      int victim = mostDispensable(shown);
      if (victim < 0) {
        break;
      }
      shown.remove(Integer.valueOf(victim));
      widths = naturalWidths();
    }
    List<String> lines = new ArrayList<>();
    lines.add(line(columns.stream().map(Column::header).toList(), shown, widths));
    for (List<String> row : rows) {
      lines.add(line(row, shown, widths));
    }
    return lines;
  }

  private int[] naturalWidths() {
    int[] widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Glyphs.width(columns.get(i).header());
      for (List<String> row : rows) {
        widths[i] = Math.max(widths[i], Glyphs.width(row.get(i)));
      }
    }
    return widths;
  }

  /** Cuts widths, the last column first, until all fit; false if they cannot. */
  private boolean fits(List<Integer> shown, int[] widths, int width) {
    int over = 1 + GAP * (shown.size() - 1) - width;
    for (int i : shown) {
      over += widths[i];
    }
    for (int at = shown.size() - 1; at >= 0 && over > 0; at--) {
      int i = shown.get(at);
      Column column = columns.get(i);
      if (column.kind() != Kind.NUMBER) {
        int cut = Math.clamp(widths[i] - column.least(), 0, over);
        widths[i] -= cut;
        over -= cut;
      }
    }
    return over <= 0;
  }

  private int mostDispensable(List<Integer> shown) {
    int found = -1;
    for (int i : shown) {
      int dispensable = columns.get(i).dispensable();
      if (dispensable > 0 && (found < 0 || dispensable > columns.get(found).dispensable())) {
        found = i;
      }
    }
    return found;
  }

  private String line(List<String> cells, List<Integer> shown, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i : shown) {
      line.append(line.isEmpty() ? " " : " ".repeat(GAP));
      String cell = cells.get(i);
      line.append(
          switch (columns.get(i).kind()) {
            case NUMBER -> Glyphs.padLeft(cell, widths[i]);
            case NAME -> Glyphs.padRight(glyphs.cutMiddle(cell, widths[i]), widths[i]);
            case TEXT -> Glyphs.padRight(glyphs.cutEnd(cell, widths[i]), widths[i]);
          });
    }
    return line.toString().stripTrailing();
  }
}
