package atlas.profiler.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A table for a terminal that never exceeds its width and never cuts a number: when space is short,
 * first texts are cut down to their column's minimum, then whole columns go, the most dispensable
 * first. A dispensable column without any text is not shown.
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

  /**
   * Texts and the cells that each of them takes.
   *
   * @param open the column whose text goes on as far as there is room
   */
  private record Row(List<String> texts, int[] widths, int open) {
    static Row of(List<String> texts) {
      return of(texts, Integer.MAX_VALUE);
    }

    static Row of(List<String> texts, int open) {
      int[] widths = new int[texts.size()];
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Glyphs.width(texts.get(i));
      }
      return new Row(texts, widths, open);
    }

    boolean hasLabel() {
      return open < texts.size();
    }
  }

  private static final int GAP = 2;

  private final Glyphs glyphs;
  private final List<Column> columns;
  private final List<Row> rows = new ArrayList<>();
  private boolean rest;

  TextTable(Glyphs glyphs, List<Column> columns) {
    this.glyphs = glyphs;
    this.columns = columns;
  }

  void row(String... cells) {
    rows.add(Row.of(List.of(cells)));
  }

  /**
   * Adds the last row, for what the others leave out. Its last text goes beyond its column, and
   * into another one where that has gone.
   */
  void rest(String... cells) {
    int last = cells.length - 1;
    while (last > 0 && cells[last].isEmpty()) {
      last--;
    }
    boolean isText = columns.get(last).kind() != Kind.NUMBER;
    rows.add(Row.of(List.of(cells), isText ? last : Integer.MAX_VALUE));
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
      if (saysSomething(i)) {
        shown.add(i);
      }
    }
    Row header = Row.of(columns.stream().map(Column::header).toList());
    int[] widths = naturalWidths(header);
    while (!fits(shown, widths, width)) {
      int victim = mostDispensable(shown);
      if (victim < 0) {
        break;
      }
      shown.remove(Integer.valueOf(victim));
      widths = naturalWidths(header);
    }
    List<String> lines = new ArrayList<>();
    lines.add(line(header, shown, widths, header.open()));
    for (Row row : rows) {
      int open = row.hasLabel() ? openColumn(row, shown, widths, width) : row.open();
      lines.add(line(row, shown, widths, open));
    }
    return lines;
  }

  /** Whether a column must be shown, or has something in a row, of which there may be none. */
  private boolean saysSomething(int column) {
    return columns.get(column).dispensable() == 0
        || rows.size() <= (rest ? 1 : 0)
        || rows.stream().anyMatch(row -> !row.texts().get(column).isEmpty());
  }

  private int[] naturalWidths(Row header) {
    int[] widths = header.widths().clone();
    for (Row row : rows) {
      for (int i = 0; i < Math.min(row.open(), widths.length); i++) {
        widths[i] = Math.max(widths[i], row.widths()[i]);
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

  private String line(Row row, List<Integer> shown, int[] widths, int open) {
    StringBuilder line = new StringBuilder();
    for (int i : shown) {
      line.append(line.isEmpty() ? " " : " ".repeat(GAP));
      Kind kind = columns.get(i).kind();
      String text = row.texts().get(i);
      if (i == open) {
        return line.append(row.texts().get(row.open())).toString();
      } else if (row.widths()[i] > widths[i]) {
        line.append(Glyphs.padRight(cut(text, kind, widths[i]), widths[i]));
      } else {
        String blanks = " ".repeat(widths[i] - row.widths()[i]);
        line.append(kind == Kind.NUMBER ? blanks + text : text + blanks);
      }
    }
    return line.toString().stripTrailing();
  }

  /**
   * Where the last text of a row goes: to its column, or to a free one before it with the room; if
   * there is no such column of texts, to one of numbers.
   */
  private int openColumn(Row row, List<Integer> shown, int[] widths, int width) {
    int found = row.open();
    int free = -1;
    boolean hasRoom = false;
    int start = 1;
    for (int i : shown) {
      boolean isFree = row.texts().get(i).isEmpty() || i == row.open();
      boolean fits = start + row.widths()[row.open()] <= width;
      if (!isFree) {
        found = row.open();
        free = -1;
        hasRoom = false;
      } else if (columns.get(i).kind() != Kind.NUMBER && (fits || !shown.contains(found))) {
        found = i;
        hasRoom = fits;
      } else if (fits) {
        free = i;
      }
      start += widths[i] + GAP;
    }
    return hasRoom || free < 0 ? found : free;
  }

  private String cut(String text, Kind kind, int cells) {
    return switch (kind) {
      case NUMBER -> text;
      case NAME -> glyphs.cutMiddle(text, cells);
      case TEXT -> glyphs.cutEnd(text, cells);
    };
  }
}
