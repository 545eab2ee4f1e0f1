package atlas.vm.runtime;

import java.util.Arrays;

/**
 * Where the scalars of a Java string with supplementary characters are: the places of every {@value
 * #STRIDE}th are kept, and from there it is counted on.
 */
final class ScalarIndex {
  private static final int STRIDE = 64;

  private final String string;
  private final int[] units;

  /**
   * Makes the index.
   *
   * @param length the number of scalars
   */
  ScalarIndex(String string, int length) {
    this.string = string;
    this.units = new int[length / STRIDE + 1];
    for (int i = 1; i < units.length; i++) {
      units[i] = string.offsetByCodePoints(units[i - 1], STRIDE);
    }
  }

  String string() {
    return string;
  }

  /** The index into the string of a scalar, or of the end. */
  int unit(int scalar) {
    return string.offsetByCodePoints(units[scalar / STRIDE], scalar % STRIDE);
  }

  /** The number of scalars before an index into the string. */
  int scalar(int unit) {
    int found = Arrays.binarySearch(units, unit);
    int before = found >= 0 ? found : -2 - found;
    return before * STRIDE + string.codePointCount(units[before], unit);
  }
}
