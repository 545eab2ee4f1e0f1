package atlas.kernel.display;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.vm.plot.Plot;
import atlas.vm.plot.Plot.Series;
import atlas.vm.plot.Plot.Titles;
import atlas.vm.runtime.ArrayValue;
import atlas.vm.runtime.Exhibit;
import atlas.vm.runtime.JsonValue;
import atlas.vm.runtime.MapValue;
import atlas.vm.runtime.NumberArray;
import atlas.vm.runtime.NumberValue;
import atlas.vm.runtime.Text;
import atlas.vm.runtime.Value;
import java.io.StringReader;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

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
    assertTrue(embedded(html).contains("<polyline"), html);
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
    assertTrue(both.contains("text-align:left;opacity:.7;font-weight:normal\">name</th>"), both);
    assertTrue(both.contains("text-align:right;opacity:.7;font-weight:normal\">age</th>"), both);
    assertTrue(both.contains("Grace &amp; co"), both);
    assertEquals(3, count(both, "<tr>"));
  }

  @Test
  void jsonIsLaidOutAsTheSameValuesAre() {
    JsonValue one = new JsonValue.Num(1, "1.0");
    JsonValue text = new JsonValue.Str(Text.of("a<b"));
    JsonValue nested = new JsonValue.Arr(List.of(one, text));
    Map<String, JsonValue> members = new LinkedHashMap<>(Map.of("n", one));
    members.put("text", text);
    JsonValue record = new JsonValue.Obj(members);
    JsonValue other = new JsonValue.Obj(Map.of("deep", nested));

    MapValue map = new MapValue().put(text("n"), number(1)).put(text("text"), text("a<b"));
    MapValue deep = new MapValue().put(text("deep"), nested);
    assertEquals(html(ArrayValue.of(map, deep)), html(new JsonValue.Arr(List.of(record, other))));
    assertEquals(
        html(ArrayValue.of(numbers(1), ArrayValue.of(number(1), text("a<b")))),
        html(new JsonValue.Arr(List.of(new JsonValue.Arr(List.of(one)), nested))));
    assertEquals(
        html(numbers(IntStream.range(0, 30).mapToDouble(i -> 1).toArray())),
        html(new JsonValue.Arr(Collections.nCopies(30, one))));
    String many = html(new JsonValue.Arr(Collections.nCopies(1_000, record)));
    assertTrue(many.contains("… 950 rows more"), many);
    assertEquals("", html(record));
    assertEquals("", html(new JsonValue.Arr(List.of(record, one))));
  }

  @Test
  void longTextsAreCut() {
    String html = html(ArrayValue.of(ArrayValue.of(text("x".repeat(500))), numbers(1)));

    assertTrue(html.contains("x…</td>"), html);
    assertTrue(html.length() < 2_000, html);
  }

  @Test
  void numbersOfHundredsOfDigitsTakeAnExponent() {
    String html = html(ArrayValue.of(numbers(1e300, -2.5e-200, 12_345_678_901.5), numbers(0.001)));

    for (String number : List.of("1e300", "-2.5e-200", "12345678901.5", "0.001")) {
      assertTrue(html.contains(">" + number + "</td>"), html);
    }
    double[] many = IntStream.range(0, 30).mapToDouble(i -> i * 1e300).toArray();
    assertTrue(html(numbers(many)).contains("30 numbers from 0 to 2.9e301"));
  }

  @Test
  void theTextIsAlwaysTheLiteralForm() {
    MimeBundle bundle = Displays.ofValue(numbers(1, 2), "[1, 2]");

    assertEquals("[1, 2]", bundle.forms().get(MimeBundle.TEXT).asText());
  }

  @Test
  void aChartIsTextAndAPictureWithoutScript() throws Exception {
    Titles titles = new Titles("a < b & \"c\"", "x\u0000\u001b", "y\uFFFF");
    Series line = new Series("first", new double[] {0, 1, 2}, new double[] {1, Double.NaN, 3});
    Series other =
        new Series("<second>", new double[] {0, 1, 2}, new double[] {-1e308, 1.7e308, 3});
    List<Plot> plots =
        List.of(
            new Plot.Points(titles, true, List.of(line, other), List.of()),
            new Plot.Points(titles, false, List.of(line), List.of()),
            new Plot.Points(titles, true, List.of(), List.of()),
            new Plot.Bars(titles, List.of("<", "b", "c"), List.of(line, other)),
            Plot.Histogram.of(titles, other.ys()),
            Plot.Histogram.of(titles, new double[0]));
    for (Plot plot : plots) {
      var forms = Displays.ofExhibit(new Exhibit.Chart(plot), 100).forms();
      assertEquals(
          List.of(MimeBundle.TEXT, MimeBundle.HTML, MimeBundle.SVG), List.copyOf(forms.keySet()));
      assertTrue(forms.get(MimeBundle.TEXT).asText().startsWith("a < b & \"c\"\n"));
      String svg = forms.get(MimeBundle.SVG).asText();
      assertWellFormed(svg);
      assertFalse(svg.contains("NaN") || svg.contains("Infinity"), svg);
      assertFalse(svg.contains("<script"), svg);
      String page = forms.get(MimeBundle.HTML).asText();
      assertWellFormed(page);
      assertTrue(page.contains(" alt=\"a &lt; b &amp; &quot;c&quot;\" width=\"640\""), page);
      assertEquals(svg, embedded(page));
    }
  }

  @Test
  void aChartOfMuchDataIsSmall() throws Exception {
    double[] xs = IntStream.range(0, 1_000_000).asDoubleStream().toArray();
    double[] ys = IntStream.range(0, xs.length).mapToDouble(i -> Math.sin(i * 1e9)).toArray();
    Titles titles = new Titles("", "", "");
    List<Series> series = List.of(new Series("", xs, ys));
    List<String> names = Arrays.stream(xs).mapToObj(Double::toString).toList();

    assertTrue(svg(new Plot.Points(titles, true, series, List.of())).length() < 100_000);
    assertTrue(svg(new Plot.Points(titles, false, series, List.of())).length() < 700_000);
    assertTrue(svg(new Plot.Bars(titles, names, series)).length() < 100_000);
    assertTrue(svg(new Plot.Bars(titles, names, series)).contains("… 999,800 more"));
  }

  @Test
  void aPointThatStandsAloneIsSeen() {
    double nan = Double.NaN;
    Series gaps = new Series("", new double[] {0, 1, 2, 3, 4}, new double[] {1, nan, 2, nan, 3});

    String svg = svg(new Plot.Points(new Titles("", "", ""), true, List.of(gaps), List.of()));

    assertEquals(3, count(svg, "h0"), svg);
    assertEquals(1, count(svg, "stroke-width=\"5\""), svg);
    assertFalse(svg.contains("no data"), svg);
  }

  @Test
  void aChartOfNothingSaysSo() {
    Titles titles = new Titles("", "", "");
    double[] none = {Double.NaN};
    for (Plot plot :
        List.of(
            new Plot.Points(titles, true, List.of(), List.of()),
            new Plot.Points(titles, false, List.of(new Series("", none, none)), List.of()),
            new Plot.Bars(titles, List.of(), List.of()),
            Plot.Histogram.of(titles, none))) {
      assertTrue(svg(plot).contains(">no data</text>"), svg(plot));
    }
  }

  @Test
  void whatIsWrittenStaysInThePicture() {
    double[] xs = {0, 10_000};
    Series line = new Series("", xs, xs);

    String svg = svg(new Plot.Points(new Titles("", "", ""), true, List.of(line), List.of()));
    Matcher label =
        Pattern.compile("<text x=\"([^\"]+)\"[^>]*\"middle\"[^>]*>10,000<").matcher(svg);

    assertTrue(label.find(), svg);
    assertTrue(Double.parseDouble(label.group(1)) + 3 * 6.6 < 640, svg);
  }

  @Test
  void aLongNameIsNotCutWithinACharacter() {
    String name = "1234567890" + "\uD83D\uDE80".repeat(20);
    Series one = new Series(name, new double[] {0}, new double[] {1});
    Series other = new Series("x" + name, new double[] {0}, new double[] {1});

    String svg = svg(new Plot.Points(new Titles("", "", ""), true, List.of(one, other), List.of()));

    assertEquals(svg, new String(svg.getBytes(UTF_8), UTF_8));
    assertTrue(svg.contains("…</text>"), svg);
  }

  private static String svg(Plot plot) {
    return Displays.ofExhibit(new Exhibit.Chart(plot), 100).forms().get(MimeBundle.SVG).asText();
  }

  /** The picture in a page, whose text is nothing else: a front end may take away other tags. */
  private static String embedded(String page) {
    Matcher picture =
        Pattern.compile("<img src=\"data:image/svg\\+xml;base64,([^\"]+)\"[^<]*>").matcher(page);
    assertTrue(picture.lookingAt(), page);
    return new String(Base64.getDecoder().decode(picture.group(1)), UTF_8);
  }

  private static void assertWellFormed(String xml) throws Exception {
    var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    builder.parse(new InputSource(new StringReader(xml)));
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
