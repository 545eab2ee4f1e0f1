package atlas.vm.builtins;

import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.plot.Plot;
import atlas.vm.plot.Plot.Series;
import atlas.vm.runtime.ArrayValue;
import atlas.vm.runtime.AtlasError;
import atlas.vm.runtime.Display;
import atlas.vm.runtime.Kind;
import atlas.vm.runtime.MapValue;
import atlas.vm.runtime.NullValue;
import atlas.vm.runtime.NumberArray;
import atlas.vm.runtime.NumberValue;
import atlas.vm.runtime.Text;
import atlas.vm.runtime.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The arguments of {@code plot}: data, what to draw of it, and what to write around it.
 *
 * <p>Data is an array of numbers; several such, as an array of arrays, or in a hash map, which
 * names them; or a hash map from names to numbers. Before it may come what is on the horizontal
 * axis: an array of numbers, or of strings.
 */
final class PlotArguments {
  private static final String KINDS = "\"line\", \"bar\", \"scatter\" or \"histogram\"";

  private final List<Value> data;
  private final List<String> texts;

  private PlotArguments(List<Value> data, List<String> texts) {
    this.data = data;
    this.texts = texts;
  }

  /**
   * The chart that the arguments ask for.
   *
   * @param arguments null where one is missing
   */
  static Plot read(List<Value> arguments) {
    List<Value> given = new ArrayList<>(arguments);
    while (!given.isEmpty() && given.getLast() == NullValue.NULL) {
      given.removeLast();
    }
    int dataCount = 0;
    while (dataCount < given.size() && !(given.get(dataCount) instanceof Text)) {
      dataCount++;
    }
    if (dataCount == 0 || dataCount > 2) {
      throw error(
          "plot(): expected one or two collections of numbers before the texts, got " + dataCount);
    }
    List<String> texts =
        given.stream()
            .skip(dataCount)
            .map(text -> Arguments.text(text, "plot", 0).toString())
            .toList();
    return new PlotArguments(given.subList(0, dataCount), texts).plot();
  }

  private Plot plot() {
    Plot.Titles titles = new Plot.Titles(text(1), text(2), text(3));
    List<String> categories = categories();
    String kind = texts.isEmpty() ? (categories.isEmpty() ? "line" : "bar") : texts.getFirst();
    return switch (kind) {
      case "line" -> points(titles, true, categories);
      case "scatter" -> points(titles, false, categories);
      case "bar" -> bars(titles, categories);
      case "histogram" -> {
        if (data.size() > 1) {
          throw error("plot(): expected one array of numbers for a histogram, got two");
        }
        yield Plot.Histogram.of(titles, numbers(data.getFirst()));
      }
      default -> throw error("plot(): expected " + KINDS + ", got \"" + kind + "\"");
    };
  }

  private String text(int index) {
    return index < texts.size() ? texts.get(index) : "";
  }

  /** What the bars are of, if the data names it. */
  private List<String> categories() {
    return switch (data.getFirst()) {
      case MapValue map when map.size() > 0 && map.get(map.keys().get(0)) instanceof NumberValue ->
          displays(map.keys());
      case ArrayValue array when data.size() > 1 && !isNumbers(array) -> displays(array);
      default -> List.of();
    };
  }

  private Plot bars(Plot.Titles titles, List<String> named) {
    List<Series> series = series();
    List<String> categories = named;
    if (named.isEmpty() && !series.isEmpty()) {
      categories =
          Arrays.stream(series.getFirst().xs())
              .mapToObj(x -> Display.display(NumberValue.of(x)))
              .toList();
    }
    checkSizes(series, categories, "bars");
    return new Plot.Bars(titles, categories, series);
  }

  private Plot points(Plot.Titles titles, boolean joined, List<String> named) {
    List<Series> series = series();
    if (!named.isEmpty()) {
      checkSizes(series, named, "points");
    }
    return new Plot.Points(titles, joined, series, named);
  }

  private static void checkSizes(List<Series> series, List<String> names, String what) {
    for (Series one : series) {
      if (one.size() != names.size()) {
        throw error("plot(): " + one.size() + " " + what + " for " + names.size() + " names");
      }
    }
  }

  private List<Series> series() {
    Value values = data.getLast();
    return switch (values) {
      case MapValue map when map.size() > 0 && map.get(map.keys().get(0)) instanceof ArrayValue ->
          IntStream.range(0, map.size())
              .mapToObj(i -> {
                Value key = map.keys().get(i);
                return series(Display.display(key), map.get(key));
              })
              .toList();
      case ArrayValue array when array.length() > 0 && array.get(0) instanceof ArrayValue ->
          Arrays.stream(array.toValues()).map(one -> series("", one)).toList();
      default -> List.of(series("", values));
    };
  }

  private Series series(String name, Value values) {
    double[] ys = numbers(values);
    double[] xs = IntStream.range(0, ys.length).asDoubleStream().toArray();
    if (data.size() > 1 && data.getFirst() instanceof ArrayValue first && isNumbers(first)) {
      xs = numbers(first);
      if (xs.length != ys.length) {
        throw error("plot(): " + xs.length + " x values for " + ys.length + " y values");
      }
    }
    return new Series(name, xs, ys);
  }

  private static boolean isNumbers(ArrayValue array) {
    return array.length() == 0 || array.get(0) instanceof NumberValue;
  }

  private static List<String> displays(ArrayValue array) {
    return Arrays.stream(array.toValues()).map(Display::display).toList();
  }

  private static double[] numbers(Value values) {
    return switch (values) {
      case NumberArray array -> array.toNumbers();
      case ArrayValue array -> numbers(array.toValues());
      case MapValue map ->
          numbers(Arrays.stream(map.keys().toValues()).map(map::get).toArray(Value[]::new));
      default -> throw Arguments.mismatch(values, "plot", "array or hashmap of numbers");
    };
  }

  private static double[] numbers(Value[] values) {
    double[] numbers = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      if (!(values[i] instanceof NumberValue number)) {
        throw Arguments.mismatch(values[i], "plot", Kind.NUMBER.inMessages());
      }
      numbers[i] = number.value();
    }
    return numbers;
  }

  private static AtlasError error(String message) {
    return new AtlasError(DiagnosticCode.AT0102, message);
  }
}
