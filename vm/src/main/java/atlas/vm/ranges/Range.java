package atlas.vm.ranges;

/**
 * What is known of a number: either that it is one of the whole numbers from {@code lo} to {@code
 * hi}, and not {@code -0}; or nothing ({@link #ANY}).
 *
 * <p>The bounds of a whole range lie within ±{@link #LIMIT}, so that the exact sum, difference or
 * product of two of its numbers is computed in a {@code long} or found to be too large for it. A
 * double cannot hold every whole number beyond ±{@link #EXACT}: there the operators round, to a
 * whole number again, and so do these.
 */
public record Range(long lo, long hi) {
  /** Up to here every whole number is a double. */
  public static final long EXACT = 1L << 53;

  /** The largest bound of a range. */
  public static final long LIMIT = 1L << 61;

  /** Any number at all, whole or not. */
  public static final Range ANY = new Range(Long.MIN_VALUE, Long.MAX_VALUE);

  private static final long[] UPPER = {0, (1L << 30) - 1, Integer.MAX_VALUE, EXACT, 1L << 60};
  private static final long[] LOWER = {0, -1, Integer.MIN_VALUE, -EXACT, -(1L << 60)};

  /** The range of a number that is known. */
  public static Range of(double value) {
    long whole = (long) value;
    boolean exact = Double.doubleToRawLongBits(whole) == Double.doubleToRawLongBits(value);
    return exact ? within(whole, whole) : ANY;
  }

  /** The whole numbers between two bounds; {@link #ANY} if one is beyond the limit. */
  private static Range within(long lo, long hi) {
    return lo < -LIMIT || hi > LIMIT ? ANY : new Range(lo, hi);
  }

  public boolean isWhole() {
    return lo != Long.MIN_VALUE;
  }

  /** Whether it is just one number. */
  public boolean isOne() {
    return lo == hi;
  }

  /** Whether all its numbers are Java ints. */
  public boolean isInt() {
    return lo >= Integer.MIN_VALUE && hi <= Integer.MAX_VALUE;
  }

  /** Whether the exact results of an operation are all doubles, so that none is rounded. */
  public boolean isExact() {
    return lo >= -EXACT && hi <= EXACT;
  }

  public boolean contains(Range other) {
    return lo <= other.lo && hi >= other.hi;
  }

  private boolean contains(long value) {
    return lo <= value && value <= hi;
  }

  /** This range as the operators give it: rounded to doubles. */
  public Range rounded() {
    return isWhole() ? within((long) (double) lo, (long) (double) hi) : ANY;
  }

  public Range plus(Range other) {
    return both(other) ? within(lo + other.lo, hi + other.hi) : ANY;
  }

  public Range minus(Range other) {
    return both(other) ? within(lo - other.hi, hi - other.lo) : ANY;
  }

  /** The products; {@link #ANY} where one may be {@code -0}, which is a zero times less than it. */
  public Range times(Range other) {
    boolean minusZero =
        contains(0) && other.lo < 0 && other.isWhole() || other.contains(0) && lo < 0 && isWhole();
    if (!both(other) || minusZero || largest() * other.largest() > LIMIT) {
      return ANY;
    }
    long a = lo * other.lo;
    long b = lo * other.hi;
    long c = hi * other.lo;
    long d = hi * other.hi;
    return within(
        Math.min(Math.min(a, b), Math.min(c, d)), Math.max(Math.max(a, b), Math.max(c, d)));
  }

  private double largest() {
    return Math.max(Math.abs((double) lo), Math.abs((double) hi));
  }

  /** The truncated remainders; of a negative number it may be {@code -0}. */
  public Range remainder(Range divisor) {
    if (!both(divisor) || lo < 0 || divisor.contains(0)) {
      return ANY;
    }
    long most = Math.max(Math.abs(divisor.lo), Math.abs(divisor.hi)) - 1;
    return within(0, Math.min(hi, most));
  }

  /**
   * The next whole numbers below the quotients. Exact as long as the dividends are well below
   * {@link #EXACT}, since a quotient that is not whole is then further from the next whole number
   * than it is rounded.
   */
  public Range floorQuotient(Range divisor) {
    boolean exact = lo >= -(EXACT >> 1) && hi <= EXACT >> 1;
    if (!both(divisor) || divisor.lo <= 0 || !divisor.isInt() || !exact) {
      return ANY;
    }
    long low = Math.min(Math.floorDiv(lo, divisor.lo), Math.floorDiv(lo, divisor.hi));
    long high = Math.max(Math.floorDiv(hi, divisor.lo), Math.floorDiv(hi, divisor.hi));
    return within(low, high);
  }

  public Range negated() {
    return isWhole() && !contains(0) ? within(-hi, -lo) : ANY;
  }

  public Range absolute() {
    if (!isWhole()) {
      return ANY;
    }
    long most = Math.max(Math.abs(lo), Math.abs(hi));
    return new Range(contains(0) ? 0 : Math.min(Math.abs(lo), Math.abs(hi)), most);
  }

  public Range min(Range other) {
    return both(other) ? new Range(Math.min(lo, other.lo), Math.min(hi, other.hi)) : ANY;
  }

  public Range max(Range other) {
    return both(other) ? new Range(Math.max(lo, other.lo), Math.max(hi, other.hi)) : ANY;
  }

  private boolean both(Range other) {
    return isWhole() && other.isWhole();
  }

  /** What holds if this or the other holds. */
  public Range join(Range other) {
    return both(other) ? new Range(Math.min(lo, other.lo), Math.max(hi, other.hi)) : ANY;
  }

  /**
   * What holds if this range, which was grown once more to {@code grown}, goes on growing: bounds
   * that moved go to the next of a few marks, so that they cannot move often.
   */
  Range widened(Range grown) {
    if (!both(grown)) {
      return ANY;
    }
    long low = grown.lo < lo ? next(LOWER, grown.lo, -1) : lo;
    long high = grown.hi > hi ? next(UPPER, grown.hi, 1) : hi;
    return low == Long.MIN_VALUE || high == Long.MIN_VALUE ? ANY : new Range(low, high);
  }

  private static long next(long[] marks, long bound, int sign) {
    for (long mark : marks) {
      if (sign * mark >= sign * bound) {
        return mark;
      }
    }
    return Long.MIN_VALUE;
  }

  /** The numbers of this range that are at least {@code least} and at most {@code most}. */
  Range between(long least, long most) {
    return new Range(Math.max(lo, least), Math.min(hi, most));
  }

  /** Whether there is no number in it: what it is known of does not happen. */
  boolean isEmpty() {
    return lo > hi;
  }
}
