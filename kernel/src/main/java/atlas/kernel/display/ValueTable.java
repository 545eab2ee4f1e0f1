package atlas.kernel.display;

import atlas.vm.runtime.ArrayValue;
import atlas.vm.runtime.Display;
import atlas.vm.runtime.JsonValue;
import atlas.vm.runtime.MapValue;
import atlas.vm.runtime.NumberArray;
import atlas.vm.runtime.NumberValue;
import atlas.vm.runtime.QueueValue;
import atlas.vm.runtime.SetValue;
import atlas.vm.runtime.StackValue;
import atlas.vm.runtime.Text;
import atlas.vm.runtime.Value;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * Collections as HTML tables, where a reader would rather look than read. Whatever the value holds,
 * the table stays small: it says how much was left out. Lines have the colour of the text, so that
 * it is legible in light and dark themes.
 */
final class ValueTable {
  private static final int MOST_ROWS = 50;
  private static final int MOST_COLUMNS = 20;
  private static final int CELL_CHARACTERS = 80;
  private static final int NUMBER_CHARACTERS = 24;

  /** Fewer numbers than these are read more easily in a line. */
  private static final int FEWEST_NUMBERS = 20;

  private static final int PER_ROW = 10;

  private static final String TABLE =
      "<table style=\"border-collapse:collapse;font-variant-numeric:tabular-nums\">";
  private static final String EDGE = "padding:.15em .6em;border-bottom:1px solid currentColor;";
  private static final String HEADING =
      "<th style=\"" + EDGE + "text-align:left;opacity:.7;font-weight:normal\">";
  private static final String NUMBERS_HEADING = HEADING.replace(":left;", ":right;");
  private static final String ROW =
      "<th style=\"padding:.15em .6em;text-align:right;opacity:.7;font-weight:normal\">";
  private static final String CELL = "<td style=\"padding:.15em .6em;text-align:left\">";
  private static final String NUMBER = "<td style=\"padding:.15em .6em;text-align:right\">";

  private final StringBuilder html = new StringBuilder();

  private ValueTable() {}

  /** The value as a table, if it is a collection that gains by it. */
  static Optional<String> of(Value value) {
    ValueTable table = new ValueTable();
    switch (value) {
      case ArrayValue array -> table.array(array);
      case JsonValue.Arr array -> table.array(JsonRows.of(array, MOST_ROWS));
      case MapValue map when map.size() > 0 -> table.map(map);
      case SetValue set when set.size() > 0 -> table.elements("HashSet", set.toArray());
      case QueueValue queue when queue.size() > 0 -> table.elements("Queue", queue.toArray());
      case StackValue stack when stack.size() > 0 -> table.elements("Stack", stack.toArray());
      default -> {
        // Its literal form says it all.
      }
    }
    return table.html.isEmpty() ? Optional.empty() : Optional.of(table.html.toString());
  }

  private void array(ArrayValue array) {
    if (array.length() == 0) {
      return;
    }
    if (array.get(0) instanceof NumberValue && array.length() > FEWEST_NUMBERS) {
      double[] numbers = numbers(array);
      if (numbers.length == array.length()) {
        numbers(array, numbers);
      }
    } else if (array.length() > 1 && array.get(0) instanceof ArrayValue) {
      rows(array);
    } else if (array.get(0) instanceof MapValue) {
      records(array);
    }
  }

  private static double[] numbers(ArrayValue array) {
    if (array instanceof NumberArray numbers) {
      // There may be millions, and no memory for as many values.
      return numbers.toNumbers();
    }
    return Arrays.stream(array.toValues())
        .filter(NumberValue.class::isInstance)
        .mapToDouble(number -> ((NumberValue) number).value())
        .toArray();
  }

  private void numbers(ArrayValue array, double[] numbers) {
    var summary = Arrays.stream(numbers).summaryStatistics();
    html.append(Sparkline.of(numbers));
    caption(
        count(numbers.length, "number")
            + " from "
            + text(summary.getMin())
            + " to "
            + text(summary.getMax()));
    cells(array);
  }

  private void elements(String name, ArrayValue elements) {
    caption(name + " of " + elements.length());
    cells(elements);
  }

  /** Elements in lines of ten; before each line, the index of its first. */
  private void cells(ArrayValue array) {
    html.append(TABLE);
    int shown = Math.min(array.length(), MOST_ROWS / 2 * PER_ROW);
    for (int i = 0; i < shown; i++) {
      if (i % PER_ROW == 0) {
        html.append(i > 0 ? "</tr><tr>" : "<tr>");
        rowHeading(i);
      }
      cell(array.get(i));
    }
    html.append("</tr></table>");
    leftOut(array.length() - shown, "");
  }

  private void rows(ArrayValue array) {
    if (!Arrays.stream(array.toValues()).allMatch(ArrayValue.class::isInstance)) {
      return;
    }
    int rows = Math.min(array.length(), MOST_ROWS);
    int width = 0;
    for (int i = 0; i < array.length(); i++) {
      width = Math.max(width, ((ArrayValue) array.get(i)).length());
    }
    int columns = Math.min(width, MOST_COLUMNS);
    html.append(TABLE).append("<tr>");
    heading("", Optional.empty());
    ArrayValue first = (ArrayValue) array.get(0);
    for (int column = 0; column < columns; column++) {
      heading(Integer.toString(column), element(first, column));
    }
    html.append("</tr>");
    for (int i = 0; i < rows; i++) {
      ArrayValue row = (ArrayValue) array.get(i);
      html.append("<tr>");
      rowHeading(i);
      for (int column = 0; column < columns; column++) {
        cell(element(row, column));
      }
      html.append("</tr>");
    }
    html.append("</table>");
    leftOut(array.length() - rows, "row");
    leftOut(width - columns, "column");
  }

  private static Optional<Value> element(ArrayValue row, int index) {
    return index < row.length() ? Optional.of(row.get(index)) : Optional.empty();
  }

  private static Optional<Value> entry(Value map, Value key) {
    MapValue entries = (MapValue) map;
    return entries.has(key) ? Optional.of(entries.get(key)) : Optional.empty();
  }

  /** Maps with the same keys, or nearly: a line for each. */
  private void records(ArrayValue array) {
    if (!Arrays.stream(array.toValues()).allMatch(MapValue.class::isInstance)) {
      return;
    }
    int rows = Math.min(array.length(), MOST_ROWS);
    SequencedSet<Value> keys = new LinkedHashSet<>();
    for (int i = 0; i < rows; i++) {
      keys.addAll(Arrays.asList(((MapValue) array.get(i)).keys().toValues()));
    }
    List<Value> columns = keys.stream().limit(MOST_COLUMNS).toList();
    html.append(TABLE).append("<tr>");
    heading("", Optional.empty());
    columns.forEach(key -> heading(text(key), entry(array.get(0), key)));
    html.append("</tr>");
    for (int i = 0; i < rows; i++) {
      Value map = array.get(i);
      html.append("<tr>");
      rowHeading(i);
      columns.forEach(key -> cell(entry(map, key)));
      html.append("</tr>");
    }
    html.append("</table>");
    leftOut(array.length() - rows, "row");
    leftOut(keys.size() - columns.size(), "column");
  }

  private void map(MapValue map) {
    caption("HashMap of " + map.size());
    html.append(TABLE).append("<tr>");
    ArrayValue keys = map.keys();
    heading("key", Optional.of(keys.get(0)));
    heading("value", Optional.of(map.get(keys.get(0))));
    html.append("</tr>");
    int rows = Math.min(keys.length(), MOST_ROWS);
    for (int i = 0; i < rows; i++) {
      html.append("<tr>");
      cell(keys.get(i));
      cell(map.get(keys.get(i)));
      html.append("</tr>");
    }
    html.append("</table>");
    leftOut(keys.length() - rows, "entry");
  }

  private void caption(String text) {
    html.append("<div style=\"opacity:.7\">").append(Markup.escaped(text)).append("</div>");
  }

  /** The heading of a column, on the side on which its first value is. */
  private void heading(String text, Optional<Value> first) {
    boolean isOfNumbers = first.filter(NumberValue.class::isInstance).isPresent();
    html.append(isOfNumbers ? NUMBERS_HEADING : HEADING).append(Markup.escaped(text));
    html.append("</th>");
  }

  private void rowHeading(int index) {
    html.append(ROW).append(index).append("</th>");
  }

  private void cell(Optional<Value> value) {
    value.ifPresentOrElse(this::cell, () -> html.append(CELL).append("</td>"));
  }

  private void cell(Value value) {
    html.append(value instanceof NumberValue ? NUMBER : CELL);
    html.append(Markup.escaped(text(value))).append("</td>");
  }

  /** Strings without quotes: here it is the cell that says where they end. */
  private static String text(Value value) {
    return switch (value) {
      case Text text -> text(text.toString());
      case NumberValue number -> text(number.value());
      default -> Display.literal(value, CELL_CHARACTERS);
    };
  }

  private static String text(String string) {
    if (string.length() <= CELL_CHARACTERS) {
      return string;
    }
    boolean splits = Character.isHighSurrogate(string.charAt(CELL_CHARACTERS - 1));
    return string.substring(0, splits ? CELL_CHARACTERS - 1 : CELL_CHARACTERS) + "…";
  }

  /** With an exponent where the literal form, which never has one, would be mostly zeros. */
  private static String text(double number) {
    String literal = Display.literal(new NumberValue(number));
    return literal.length() <= NUMBER_CHARACTERS
        ? literal
        : BigDecimal.valueOf(number)
            .stripTrailingZeros()
            .toString()
            .replace("E+", "e")
            .replace('E', 'e');
  }

  private void leftOut(int count, String what) {
    if (count > 0) {
      caption("… " + count(count, what) + " more");
    }
  }

  private static String count(int count, String what) {
    String plural = what.endsWith("y") ? what.substring(0, what.length() - 1) + "ies" : what + "s";
    String number = String.format(Locale.ROOT, "%,d", count);
    return what.isEmpty() ? number : number + " " + (count == 1 ? what : plural);
  }
}
