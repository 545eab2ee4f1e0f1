package atlas.vm.builtins;

import atlas.vm.runtime.ArrayValue;
import atlas.vm.runtime.BoolArray;
import atlas.vm.runtime.Context;
import atlas.vm.runtime.Display;
import atlas.vm.runtime.NumberArray;
import atlas.vm.runtime.NumberValue;
import atlas.vm.runtime.Text;
import atlas.vm.runtime.Value;
import java.util.Arrays;

/**
 * Stable sorting. What is sorted is a permutation of indices, so that one algorithm serves all
 * kinds of elements and keys. It is a merge sort that asks only whether one element comes before
 * another; whatever the answers, the result is a permutation.
 */
final class Sorting {
  /** Shorter runs are sorted by insertion. */
  private static final int RUN = 8;

  /** So many numbers are sorted before the next look whether to stop. */
  private static final int CHUNK = 1 << 19;

  /** An order of elements, given by their indices. */
  @FunctionalInterface
  interface Order {
    boolean before(int a, int b);
  }

  private Sorting() {}

  /** The indices from 0 to before {@code size}, in order. */
  static int[] indices(int size, Order order) {
    int[] from = new int[size];
    for (int start = 0; start < size; start += RUN) {
      insert(from, start, Math.min(size, start + RUN), order);
    }
    int[] to = new int[size];
    for (int run = RUN; run > 0 && run < size; run *= 2) {
      for (int start = 0; start < size; start += 2 * run) {
        int middle = Math.min(size, start + run);
        merge(from, to, start, middle, Math.min(size, middle + run), order);
        if (middle == size) {
          break;
        }
      }
      int[] swapped = from;
      from = to;
      to = swapped;
    }
    return from;
  }

  private static void insert(int[] indices, int start, int end, Order order) {
    for (int i = start; i < end; i++) {
      int j = i;
      while (j > start && order.before(i, indices[j - 1])) {
        indices[j] = indices[j - 1];
        j--;
      }
      indices[j] = i;
    }
  }

  private static void merge(int[] from, int[] to, int start, int middle, int end, Order order) {
    int left = start;
    int right = middle;
    if (right == end || !order.before(from[middle], from[middle - 1])) {
      System.arraycopy(from, start, to, start, end - start);
      return;
    }
    for (int i = start; i < end; i++) {
      if (right == end || (left < middle && !order.before(from[right], from[left]))) {
        to[i] = from[left++];
      } else {
        to[i] = from[right++];
      }
    }
  }

  /** An array in the order of indices. */
  static ArrayValue pick(Value[] values, int[] indices) {
    Value[] picked = new Value[values.length];
    for (int i = 0; i < picked.length; i++) {
      picked[i] = values[indices[i]];
    }
    return ArrayValue.of(picked);
  }

  /** The same for numbers. */
  static NumberArray pick(double[] numbers, int[] indices) {
    double[] picked = new double[numbers.length];
    for (int i = 0; i < picked.length; i++) {
      picked[i] = numbers[indices[i]];
    }
    return new NumberArray(picked);
  }

  /** A copy in natural order (stdlib §6). */
  static ArrayValue natural(Context context, ArrayValue array) {
    if (array instanceof NumberArray numbers) {
      return sorted(context, numbers.toNumbers());
    }
    Value[] values = array.toValues();
    if (!(array instanceof BoolArray) && all(NumberValue.class, values)) {
      return natural(context, ArrayValue.of(values));
    }
    Text[] keys = new Text[values.length];
    if (all(Text.class, values)) {
      Arrays.sort(
          values,
          (a, b) -> {
            context.poll();
            return ((Text) a).compareTo((Text) b);
          });
      return ArrayValue.of(values);
    }
    for (int i = 0; i < keys.length; i++) {
      context.poll();
      keys[i] = Text.of(Display.display(values[i], context::poll));
    }
    return pick(values, byText(context, keys));
  }

  /** The indices of texts in order. */
  static int[] byText(Context context, Text[] keys) {
    Order order =
        (a, b) -> {
          context.poll();
          return keys[a].compareTo(keys[b]) < 0;
        };
    return indices(keys.length, order);
  }

  private static boolean all(Class<?> kind, Value[] values) {
    for (Value value : values) {
      if (!kind.isInstance(value)) {
        return false;
      }
    }
    return values.length > 0;
  }

  /** Sorts; -0 and 0 are equal, so they keep their order, which the JDK's sort does not promise. */
  private static NumberArray sorted(Context context, double[] numbers) {
    for (double number : numbers) {
      if (number == 0 && 1 / number < 0) {
        return sortedStably(context, numbers);
      }
    }
    for (int start = 0; start < numbers.length; start += CHUNK) {
      context.poll();
      Arrays.sort(numbers, start, Math.min(numbers.length, start + CHUNK));
    }
    return new NumberArray(mergeChunks(context, numbers));
  }

  private static double[] mergeChunks(Context context, double[] numbers) {
    int size = numbers.length;
    double[] from = numbers;
    double[] to = size > CHUNK ? new double[size] : numbers;
    for (long run = CHUNK; run < size; run *= 2) {
      for (long start = 0; start < size; start += 2 * run) {
        context.poll();
        int middle = (int) Math.min(size, start + run);
        merge(context, from, to, (int) start, middle, (int) Math.min(size, middle + run));
      }
      double[] swapped = from;
      from = to;
      to = swapped;
    }
    return from;
  }

  /** None is -0, and NaN comes last. */
  private static void merge(
      Context context, double[] from, double[] to, int start, int middle, int end) {
    int left = start;
    int right = middle;
    for (int i = start; i < end; i++) {
      if ((i & (CHUNK - 1)) == 0) {
        context.poll();
      }
      boolean takeLeft =
          right == end || (left < middle && Double.compare(from[left], from[right]) <= 0);
      to[i] = takeLeft ? from[left++] : from[right++];
    }
  }

  private static NumberArray sortedStably(Context context, double[] numbers) {
    Order order =
        (a, b) -> {
          context.poll();
          return numbers[a] < numbers[b] || (numbers[b] != numbers[b] && numbers[a] == numbers[a]);
        };
    return pick(numbers, indices(numbers.length, order));
  }
}
