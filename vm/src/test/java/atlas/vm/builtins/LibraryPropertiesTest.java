package atlas.vm.builtins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.vm.runtime.ArrayValue;
import atlas.vm.runtime.BoolValue;
import atlas.vm.runtime.Context;
import atlas.vm.runtime.Display;
import atlas.vm.runtime.Equality;
import atlas.vm.runtime.NullValue;
import atlas.vm.runtime.NumberValue;
import atlas.vm.runtime.OptionValue;
import atlas.vm.runtime.Text;
import atlas.vm.runtime.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds of library functions whatever their arguments; these are random. */
class LibraryPropertiesTest {
  private static final Context CONTEXT = new Context(_ -> {}, false, _ -> {});
  private static final int TIMES = 2000;
  private static final String[] PIECES = {
    "a", "b", "ab", "é", "🚀", " ", "\n", "\"", "\\", "-", "--", "\u0001", "/", "$", ".", "\uFFFD"
  };

  private final Random random = new Random(11);

  private static Value call(String function, Value... args) {
    return Library.standard().value(function).call(CONTEXT, 0, args);
  }

  private static NumberValue number(double value) {
    return NumberValue.of(value);
  }

  private static void equal(Value expected, Value found) {
    assertTrue(
        Equality.equal(expected, found),
        () -> Display.literal(expected) + " and " + Display.literal(found));
  }

  private Text text(int most) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return Text.of(text.toString());
  }

  private double finite() {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt(20) - 10;
      case 1 -> (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(40) - 20);
      case 2 -> random.nextLong();
      default -> {
        double any = Double.longBitsToDouble(random.nextLong());
        yield Double.isFinite(any) ? any : -0.0;
      }
    };
  }

  /** A value that has a JSON form. */
  private Value plain(int depth) {
    int kind = random.nextInt(depth > 0 ? 7 : 4);
    return switch (kind) {
      case 0 -> number(finite());
      case 1 -> text(8);
      case 2 -> BoolValue.of(random.nextBoolean());
      case 3 -> NullValue.NULL;
      default -> array(random.nextInt(5), () -> plain(depth - 1));
    };
  }

  private static ArrayValue array(int size, java.util.function.Supplier<Value> element) {
    Value[] elements = new Value[size];
    Arrays.setAll(elements, _ -> element.get());
    return ArrayValue.of(elements);
  }

  private static List<Value> list(Value array) {
    return List.of(((ArrayValue) array).toValues());
  }

  @Test
  void joiningUndoesSplitting() {
    for (int i = 0; i < TIMES; i++) {
      Text s = text(12);
      Text separator = text(2);
      ArrayValue pieces = (ArrayValue) call("split", s, separator);
      equal(s, call("join", pieces, separator));
      if (separator.isEmpty()) {
        assertEquals(s.length(), pieces.length());
        continue;
      }
      for (Value piece : list(pieces)) {
        equal(BoolValue.FALSE, call("includes", piece, separator));
      }
      equal(pieces, call("regexSplit", regex(call("regexEscape", separator)), s));
    }
  }

  private static Value regex(Value pattern) {
    return call("unwrap", call("regexNew", pattern));
  }

  @Test
  void cuttingAndSearching() {
    for (int i = 0; i < TIMES; i++) {
      Text s = text(12);
      double length = s.length();
      double at = random.nextInt(s.length() + 1);
      Text start = (Text) call("substring", s, number(0), number(at));
      Text end = (Text) call("substring", s, number(at), number(length));
      equal(s, start.concat(end));
      equal(BoolValue.TRUE, call("startsWith", s, start));
      equal(BoolValue.TRUE, call("endsWith", s, end));
      Text needle = text(2);
      double first = ((NumberValue) call("indexOf", s, needle)).value();
      double last = ((NumberValue) call("lastIndexOf", s, needle)).value();
      equal(BoolValue.of(first >= 0), call("includes", s, needle));
      assertEquals(first < 0, last < 0);
      for (double found : first < 0 ? new double[0] : new double[] {first, last}) {
        equal(needle, call("substring", s, number(found), number(found + needle.length())));
      }
      double width = random.nextInt(20);
      for (String pad : List.of("padStart", "padEnd")) {
        Text padded = (Text) call(pad, s, number(width), needle);
        assertEquals(needle.isEmpty() ? length : Math.max(width, length), padded.length());
      }
    }
  }

  @Test
  void jsonIsReadAsItWasWritten() {
    for (int i = 0; i < TIMES; i++) {
      Value value = plain(3);
      Value text = call("toJSON", value);
      Value parsed = call("parseJSON", text);
      equal(text, call("toJSON", parsed));
      equal(text, call("minifyJSON", text));
      Value pretty = call("prettifyJSON", text, number(random.nextInt(5)));
      equal(text, call("minifyJSON", pretty));
      equal(parsed, call("parseJSON", pretty));
      if (value instanceof Text) {
        equal(value, call("jsonAsString", parsed));
      } else if (value instanceof NumberValue) {
        equal(value, call("jsonAsNumber", parsed));
      }
    }
  }

  @Test
  void numbersAreReadAsTheyWereWritten() {
    for (int i = 0; i < TIMES; i++) {
      NumberValue value = number(finite());
      equal(value, call("toNumber", call("str", value)));
      equal(value, call("parseFloat", call("toString", value)));
      long whole = random.nextLong() >> random.nextInt(63);
      int radix = 2 + random.nextInt(35);
      if (whole != Long.MIN_VALUE) {
        Text digits = Text.of(Long.toString(whole, radix));
        equal(number(whole), call("parseInt", digits, number(radix)));
        equal(number(whole), call("parseInt", call("toUpperCase", digits), number(radix)));
      }
    }
  }

  @Test
  void instantsAreReadAsTheyWereWritten() {
    Value format = Text.of("%A %d %b %Y %I:%M:%S.%f %p");
    for (int i = 0; i < TIMES; i++) {
      Value seconds = number(random.nextInt() * 20.0 + random.nextInt(20));
      Value time = call("dateTimeFromTimestamp", seconds);
      equal(seconds, call("dateTimeToTimestamp", time));
      equal(time, call("dateTimeParseIso", call("dateTimeToIso", time)));
      equal(time, call("dateTimeParseRfc3339", call("dateTimeToRfc3339", time)));
      equal(time, call("dateTimeParseRfc2822", call("dateTimeToRfc2822", time)));
      equal(time, call("dateTimeParse", call("dateTimeFormat", time, format), format));
      Value days = number(random.nextInt(2000) - 1000);
      Value later = call("dateTimeAddDays", time, days);
      double difference = ((NumberValue) call("dateTimeDiff", later, time)).value();
      equal(days, number(difference / 86_400));
    }
  }

  @Test
  void escapedTextMatchesItselfAlone() {
    for (int i = 0; i < TIMES; i++) {
      Text s = text(6);
      Value regex =
          regex(Text.of("\\A").concat((Text) call("regexEscape", s)).concat(Text.of("\\z")));
      equal(BoolValue.TRUE, call("regexIsMatch", regex, s));
      Text other = text(6);
      equal(BoolValue.of(s.equals(other)), call("regexIsMatch", regex, other));
    }
  }

  @Test
  void normalPathsStayAsTheyAre() {
    String[] names = {"a", "b.c", ".", "..", "", "/", "//"};
    for (int i = 0; i < TIMES; i++) {
      StringBuilder path = new StringBuilder(random.nextBoolean() ? "/" : "");
      for (int j = random.nextInt(6); j > 0; j--) {
        path.append(names[random.nextInt(names.length)]).append(random.nextInt(4) > 0 ? "/" : "");
      }
      Value normal = call("pathNormalize", Text.of(path.toString()));
      equal(normal, call("pathNormalize", normal));
      equal(call("pathIsAbsolute", Text.of(path.toString())), call("pathIsAbsolute", normal));
    }
  }

  /** Elements that are told apart by more than what they are sorted by. */
  private ArrayValue sortable() {
    int size = random.nextInt(40);
    return switch (random.nextInt(3)) {
      case 0 -> array(size, () -> number(random.nextInt(9) == 0 ? -0.0 : random.nextInt(6)));
      case 1 -> array(size, () -> text(2));
      default -> array(size, () -> random.nextBoolean() ? text(1) : OptionValue.some(text(1)));
    };
  }

  private static int compareKeys(Value a, Value b) {
    return a instanceof NumberValue x && b instanceof NumberValue y
        ? x.value() < y.value() ? -1 : x.value() > y.value() ? 1 : 0
        : a instanceof Text x && b instanceof Text y ? x.compareTo(y) : 0;
  }

  private static void same(List<Value> expected, Value found) {
    assertEquals(
        Display.literal(ArrayValue.of(expected.toArray(Value[]::new))), Display.literal(found));
  }

  @Test
  void sortingIsStable() {
    for (int i = 0; i < TIMES; i++) {
      ArrayValue array = sortable();
      List<Value> elements = list(array);
      boolean keyed =
          elements.stream().allMatch(e -> e.getClass() == elements.getFirst().getClass());
      List<Value> natural = new ArrayList<>(elements);
      Comparator<Value> byText = Comparator.comparing(v -> Text.of(Display.display(v)));
      natural.sort(
          keyed && !(natural.stream().anyMatch(OptionValue.class::isInstance))
              ? LibraryPropertiesTest::compareKeys
              : byText);
      same(natural, call("arraySort", array));
      Value texts = array(elements.size(), () -> text(2));
      List<Value> byLength = new ArrayList<>(list(texts));
      byLength.sort(Comparator.comparing(v -> ((Text) v).length()));
      same(byLength, call("sortBy", texts, Library.standard().value("len")));
      same(byLength, call("sort", texts, Callbacks.named("shorter").orElseThrow()));
      List<Value> reversed = new ArrayList<>(elements);
      Collections.reverse(reversed);
      same(reversed, call("arrayReverse", array));
    }
  }
}
