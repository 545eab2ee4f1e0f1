package atlas.vm.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class EqualityTest {
  private static Value number(double value) {
    return NumberValue.of(value);
  }

  private static Value map(String... keysAndValues) {
    MapValue map = new MapValue();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put(Text.of(keysAndValues[i]), Text.of(keysAndValues[i + 1]));
    }
    return map;
  }

  private static Value set(double... elements) {
    SetValue set = new SetValue();
    for (double element : elements) {
      set.add(number(element));
    }
    return set;
  }

  private static Value queue(int dropped, double... elements) {
    QueueValue queue = new QueueValue();
    for (double element : elements) {
      queue.withLast(number(element));
    }
    for (int i = 0; i < dropped; i++) {
      queue.withoutFirst();
    }
    return queue;
  }

  /** Each of these is equal to what makes it again, and to no other. */
  private static final List<Supplier<Value>> DIFFERENT =
      List.of(
          () -> number(1),
          () -> Text.of("1"),
          () -> Text.of("🚀"),
          () -> BoolValue.TRUE,
          () -> BoolValue.FALSE,
          () -> NullValue.NULL,
          () -> OptionValue.NONE,
          () -> OptionValue.some(number(1)),
          () -> OptionValue.some(OptionValue.NONE),
          () -> ResultValue.ok(number(1)),
          () -> ResultValue.err(number(1)),
          ArrayValue::empty,
          () -> new NumberArray(new double[] {1}),
          () -> new NumberArray(new double[] {1, 2}),
          () -> ArrayValue.of(BoolValue.TRUE, BoolValue.FALSE),
          () -> ArrayValue.of(new NumberArray(new double[] {1, 2}), NullValue.NULL),
          () -> map(),
          () -> map("a", "b"),
          () -> map("a", "c"),
          () -> set(),
          () -> set(1, 2),
          () -> queue(0, 5, 6),
          () -> new StackValue().withTop(number(5)).withTop(number(6)),
          () -> new BuiltinValue("len", (_, _, _) -> NullValue.NULL),
          () -> new BuiltinValue("str", (_, _, _) -> NullValue.NULL));

  @Test
  void valuesAreEqualToThoseMadeAlikeAndToNoOthers() {
    for (int i = 0; i < DIFFERENT.size(); i++) {
      for (int j = 0; j < DIFFERENT.size(); j++) {
        Value a = DIFFERENT.get(i).get();
        Value b = DIFFERENT.get(j).get();
        String message = Display.literal(a) + " == " + Display.literal(b);
        assertEquals(i == j, Equality.equal(a, b), message);
      }
    }
  }

  @Test
  void numbersCompareAsIeeeSays() {
    assertEquals(true, Equality.equal(number(0), number(-0.0)));
    assertEquals(false, Equality.equal(number(Double.NaN), number(Double.NaN)));
    Value nan = new NumberArray(new double[] {Double.NaN});
    assertEquals(false, Equality.equal(nan, nan));
  }

  @Test
  void storageAndOrderOfInsertionDoNotMatter() {
    Value numbers = new NumberArray(new double[] {1, 2});
    Value objects = new ObjectArray(new Value[] {number(1), number(2)});
    assertEquals(true, Equality.equal(numbers, objects));
    assertEquals(true, Equality.equal(objects, numbers));
    assertEquals(true, Equality.equal(new NumberArray(new double[0]), ArrayValue.empty()));
    assertEquals(true, Equality.equal(map("a", "1", "b", "2"), map("b", "2", "a", "1")));
    assertEquals(true, Equality.equal(set(1, 2, 3), set(3, 1, 2)));
    assertEquals(true, Equality.equal(queue(2, 0, 0, 5, 6), queue(0, 5, 6)));
  }

  @Test
  void nestingMayBeDeep() {
    for (int i = 0; i < 2; i++) {
      assertEquals(true, Equality.equal(deep(200_000, 1), deep(200_000, 1)));
      assertEquals(false, Equality.equal(deep(200_000, 1), deep(200_000, 2)));
      assertEquals(false, Equality.equal(deep(200_000, 1), deep(200_001, 1)));
    }
  }

  private static Value deep(int levels, double core) {
    Value value = number(core);
    for (int i = 0; i < levels; i++) {
      value = i % 3 == 0 ? OptionValue.some(value) : ArrayValue.of(value, NullValue.NULL);
    }
    return value;
  }
}
