package atlas.kernel.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.vm.runtime.ArrayValue;
import atlas.vm.runtime.MapValue;
import atlas.vm.runtime.NumberArray;
import atlas.vm.runtime.NumberValue;
import atlas.vm.runtime.Text;
import atlas.vm.runtime.Value;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DisplaysTest {
  @Test
  void whatIsReadEasilyHasNoTable() {
    assertEquals("", html(new NumberValue(1)));
    assertEquals("", html(text("<b>")));
    assertEquals("", html(ArrayValue.empty()));
    assertEquals("", html(numbers(9, 16)));
    assertEquals("", html(ArrayValue.of(text("a"), text("b"))));
    assertEquals("", html(new MapValue()));
    assertEquals("", html(ArrayValue.of(numbers(1), text("mixed"))));
  }

  @Test
  void manyNumbersAreLaidOutWithTheirRangeAndCourse() {
    String html = html(numbers(IntStream.range(0, 1_000).asDoubleStream().toArray()));

    assertTrue(html.contains("1,000 numbers from 0 to 999"), html);
    assertTrue(html.contains("<svg"), html);
    assertTrue(html.contains(">249</td>"), html);
    assertFalse(html.contains(">250</td>"), html);
    assertTrue(html.contains("… 750 more"), html);
  }

  @Test
  void rowsOfAnyLengthMakeATable() {
    String html = html(ArrayValue.of(numbers(1, 2, 3), ArrayValue.of(text("a<b"))));

    assertEquals(3, count(html, "<tr>"));
    assertEquals(6, count(html, "<td"));
    assertTrue(html.contains("a&lt;b"), html);
  }

  @Test
  void aLargeTableSaysWhatItLeavesOut() {
    Value[] rows = new Value[60];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = numbers(IntStream.range(0, 21).asDoubleStream().toArray());
    }
    String html = html(ArrayValue.of(rows));

    assertTrue(html.contains("… 10 rows more"), html);
    assertTrue(html.contains("… 1 column more"), html);
    assertTrue(html.length() < 100_000, () -> html.length() + " characters");
  }

  @Test
  void mapsShowTheirEntriesAndArraysOfMapsAreRecords() {
    MapValue ada = new MapValue().put(text("name"), text("Ada")).put(text("age"), number(36));
    MapValue grace = new MapValue().put(text("name"), text("Grace & co"));

    String one = html(ada);
    assertTrue(one.contains("HashMap of 2"), one);
    assertTrue(one.contains(">Ada</td>"), one);
    String both = html(ArrayValue.of(ada, grace));
    assertTrue(both.contains(">name</th>"), both);
    assertTrue(both.contains("Grace &amp; co"), both);
    assertEquals(3, count(both, "<tr>"));
  }

  @Test
  void longTextsAreCut() {
    String html = html(ArrayValue.of(ArrayValue.of(text("x".repeat(500))), numbers(1)));

    assertTrue(html.contains("x…</td>"), html);
    assertTrue(html.length() < 2_000, html);
  }

  @Test
  void theTextIsAlwaysTheLiteralForm() {
    MimeBundle bundle = Displays.ofValue(numbers(1, 2), "[1, 2]");

    assertEquals("[1, 2]", bundle.forms().get(MimeBundle.TEXT).asText());
  }

  private static String html(Value value) {
    var html = Displays.ofValue(value, "text").forms().get(MimeBundle.HTML);
    return html == null ? "" : html.asText();
  }

  private static int count(String text, String part) {
    return text.split(part, -1).length - 1;
  }

  private static Value text(String text) {
    return Text.of(text);
  }

  private static Value number(double number) {
    return new NumberValue(number);
  }

  private static ArrayValue numbers(double... numbers) {
    return new NumberArray(numbers);
  }
}
