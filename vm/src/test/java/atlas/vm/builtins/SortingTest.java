package atlas.vm.builtins;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import atlas.vm.runtime.ArrayValue;
import atlas.vm.runtime.Context;
import atlas.vm.runtime.Display;
import atlas.vm.runtime.NullValue;
import atlas.vm.runtime.NumberArray;
import atlas.vm.runtime.NumberValue;
import atlas.vm.runtime.Text;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SortingTest {
  private static final Context CONTEXT = new Context(_ -> {}, false, _ -> {});

  @Test
  void manyNumbers() {
    double[] numbers = new Random(8).doubles(4_500_003).toArray();
    numbers[17] = Double.NaN;
    numbers[500_000] = Double.NEGATIVE_INFINITY;
    double[] expected = numbers.clone();
    Arrays.sort(expected);
    ArrayValue sorted = Sorting.natural(CONTEXT, new NumberArray(numbers));
    assertArrayEquals(expected, ((NumberArray) sorted).toNumbers());
  }

  @Test
  void isStable() {
    Random random = new Random(4);
    for (int size = 0; size < 400; size++) {
      int[] keys = random.ints(size, 0, 1 + random.nextInt(20)).toArray();
      int[] expected =
          IntStream.range(0, size)
              .boxed()
              .sorted(Comparator.comparing(i -> keys[i]))
              .mapToInt(i -> i)
              .toArray();
      assertArrayEquals(expected, Sorting.indices(size, (a, b) -> keys[a] < keys[b]));
    }
  }

  @Test
  void givesAPermutationWhateverTheComparisonSays() {
    Random random = new Random(5);
    for (int size = 0; size < 400; size++) {
      int[] sorted = Sorting.indices(size, (_, _) -> random.nextBoolean());
      Arrays.sort(sorted);
      assertArrayEquals(IntStream.range(0, size).toArray(), sorted);
      int[] always = Sorting.indices(size, (_, _) -> true);
      Arrays.sort(always);
      assertArrayEquals(IntStream.range(0, size).toArray(), always);
    }
  }

  @Test
  void comparesFewPairs() {
    int size = 1 << 16;
    int[] count = {0};
    Random random = new Random(6);
    double[] numbers = random.doubles(size).toArray();
    Sorting.indices(
        size,
        (a, b) -> {
          count[0]++;
          return numbers[a] < numbers[b];
        });
    assertEquals(true, count[0] < 18 * size, "comparisons: " + count[0]);
    count[0] = 0;
    Sorting.indices(
        size,
        (a, b) -> {
          count[0]++;
          return a < b;
        });
    assertEquals(true, count[0] < 2 * size, "comparisons: " + count[0]);
  }

  private static String natural(ArrayValue array) {
    return Display.literal(Sorting.natural(CONTEXT, array));
  }

  @Test
  void naturalOrder() {
    NumberArray numbers = new NumberArray(new double[] {3, Double.NaN, -1, 0, -0.0, 2});
    assertEquals("[-1, 0, -0, 2, 3, NaN]", natural(numbers));
    assertEquals("[3, NaN, -1, 0, -0, 2]", Display.literal(numbers));
    assertEquals("[-1, 2]", natural(new NumberArray(new double[] {2, -1})));
    assertEquals(
        "[\"B\", \"a\", \"é\", \"\uFFFD\", \"🚀\"]", natural(texts("é", "🚀", "\uFFFD", "a", "B")));
    ArrayValue mixed =
        ArrayValue.of(Text.of("b"), NumberValue.of(10), NumberValue.of(9), NullValue.NULL);
    assertEquals("[10, 9, \"b\", null]", natural(mixed));
    assertEquals("[]", natural(ArrayValue.empty()));
  }

  private static ArrayValue texts(String... strings) {
    return ArrayValue.of(Arrays.stream(strings).map(Text::of).toArray(Text[]::new));
  }
}
