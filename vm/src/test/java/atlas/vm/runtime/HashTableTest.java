package atlas.vm.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import atlas.vm.diagnostics.DiagnosticCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class HashTableTest {
  private static Value key(Random random, int range) {
    return switch (random.nextInt(8)) {
      case 0 -> BoolValue.of(random.nextBoolean());
      case 1 -> NullValue.NULL;
      case 2, 3 -> Text.of("k" + random.nextInt(range));
      case 4 -> NumberValue.of(random.nextInt(range) + 0.5);
      case 5 -> NumberValue.of(random.nextBoolean() ? -0.0 : Double.NaN);
      default -> NumberValue.of(random.nextInt(range));
    };
  }

  private static Value number(Random random, int range) {
    return switch (random.nextInt(8)) {
      case 0 -> NumberValue.of(random.nextInt(range) + 0.5);
      case 1 -> NumberValue.of(random.nextBoolean() ? -0.0 : Double.NaN);
      default -> NumberValue.of(random.nextInt(range));
    };
  }

  @Test
  void keysOfAllKinds() {
    behavesLikeALinkedHashMap(HashTableTest::key, NumberValue::of);
  }

  @Test
  void numbersAlone() {
    behavesLikeALinkedHashMap(HashTableTest::number, NumberValue::of);
  }

  @Test
  void numbersAtFirst() {
    int[] asked = {0};
    behavesLikeALinkedHashMap(
        (random, range) -> asked[0]++ % 15_000 < 8_000 ? number(random, range) : key(random, range),
        step -> step < 9_000 ? NumberValue.of(step) : Text.of("v" + step));
  }

  /** The JDK's map of the same order is the model: {@code NumberValue} is equal as keys are. */
  private static void behavesLikeALinkedHashMap(
      BiFunction<Random, Integer, Value> keys, IntFunction<Value> values) {
    for (int range : new int[] {3, 50, 2000}) {
      Random random = new Random(range);
      MapValue map = new MapValue();
      SetValue set = new SetValue();
      Map<Value, Value> model = new LinkedHashMap<>();
      for (int step = 0; step < 15_000; step++) {
        Value key = keys.apply(random, range);
        Value value = values.apply(step);
        assertEquals(model.get(key), map.get(key));
        assertEquals(model.containsKey(key), map.has(key));
        assertEquals(model.containsKey(key), set.has(key));
        if (random.nextInt(step / 5_000 + 2) > 0) {
          map.remove(key);
          set.remove(key);
          model.remove(key);
        } else {
          map.put(key, value);
          set.add(key);
          model.put(key, value);
        }
        assertEquals(model.size(), map.size());
        if (step % 1000 == 0) {
          assertEquals(new ArrayList<>(model.keySet()), List.of(map.keys().toValues()));
          assertEquals(new ArrayList<>(model.values()), List.of(map.values().toValues()));
          assertEquals(new ArrayList<>(model.keySet()), List.of(set.toArray().toValues()));
        }
      }
    }
  }

  @Test
  void keysAreOfFourKindsOnly() {
    AtlasError error = assertThrows(AtlasError.class, () -> MapValue.checkKey(ArrayValue.empty()));
    assertEquals(DiagnosticCode.AT0140, error.code());
    assertThrows(AtlasError.class, () -> MapValue.checkKey(OptionValue.NONE));
  }

  @Test
  void zerosAreOneKeyAndNansAreOneKey() {
    MapValue map = new MapValue();
    map.put(NumberValue.of(0.0), Text.of("zero"));
    map.put(NumberValue.of(-0.0), Text.of("minus"));
    map.put(NumberValue.of(Double.NaN), Text.of("nan"));
    double otherNan = Double.longBitsToDouble(0x7ff8000000000001L);
    assertEquals(Text.of("nan"), map.get(NumberValue.of(otherNan)));
    assertEquals(2, map.size());
    assertEquals("[0, NaN]", Display.display(map.keys()));
  }
}
