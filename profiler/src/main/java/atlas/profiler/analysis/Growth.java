package atlas.profiler.analysis;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/**
 * How a count grows with a size. Every law is drawn through the two largest sizes, which tell most
 * about still larger ones, and judged by the others: the one whose largest deviation there is the
 * least is taken, but another than a power only if it is clearly better. With two sizes alone there
 * is a power, and nothing that confirms it. What lies on a polynomial exactly is one.
 *
 * @param parameter the exponent of a power, the base of an exponential function
 * @param steepness the exponent between the two largest sizes, whatever the law: by it counts of
 *     different laws compare
 * @param deviation the largest one at the other sizes, as a part of the count; absent if there are
 *     none
 * @param formula if the counts are a polynomial exactly
 */
public record Growth(
    Law law,
    double parameter,
    double steepness,
    OptionalDouble deviation,
    Optional<Polynomial> formula) {
  /** Of growing, the slowest first. */
  public enum Law {
    CONSTANT("constant", 0),
    LOGARITHMIC("log", 0),
    LINEAR("linear", 1),
    LINEARITHMIC("n log n", 1),
    QUADRATIC("quadratic", 2),
    CUBIC("cubic", 3),
    POWER("power", 0),
    EXPONENTIAL("exponential", 0),
    UNKNOWN("unknown", 0);

    private final String id;
    private final double exponent;

    Law(String id, double exponent) {
      this.id = id;
      this.exponent = exponent;
    }

    /** The name in machine-readable forms. */
    public String id() {
      return id;
    }

    private static Law ofDegree(int degree) {
      return switch (degree) {
        case 0 -> CONSTANT;
        case 1 -> LINEAR;
        case 2 -> QUADRATIC;
        case 3 -> CUBIC;
        default -> POWER;
      };
    }
  }

  /** The sum of two terms, of which the second makes it what it is. */
  private record Shape(Law law, DoubleUnaryOperator minor, DoubleUnaryOperator major) {}

  private static final List<Shape> SHAPES =
      List.of(
          new Shape(Law.LOGARITHMIC, n -> 1, Math::log),
          new Shape(Law.LINEAR, n -> 1, n -> n),
          new Shape(Law.LINEARITHMIC, n -> n, n -> n * Math.log(n)),
          new Shape(Law.QUADRATIC, n -> n, n -> n * n),
          new Shape(Law.CUBIC, n -> n * n, n -> n * n * n));

  /** A law other than a power must deviate by less than this part of what the power does. */
  private static final double CLEARLY = 0.5;

  /** The part of the count that the second term of a shape must be at the largest size. */
  private static final double LEAST_PART = 0.5;

  private static final double MOST_PART = 1.5;

  private static final Growth NONE =
      new Growth(
          Law.UNKNOWN, 0, Double.NEGATIVE_INFINITY, OptionalDouble.empty(), Optional.empty());

  /**
   * How counts grow.
   *
   * @param sizes positive, ascending, no two the same; at least two
   * @param counts one for each, not negative
   */
  public static Growth of(List<Long> sizes, List<Long> counts) {
    int from = counts.lastIndexOf(0L) + 1;
    double steepness =
        from > sizes.size() - 2 ? Double.NEGATIVE_INFINITY : new Points(sizes, counts, 0).slope();
    Optional<Polynomial> exact = Polynomial.through(sizes, counts);
    return exact
        .filter(p -> p.degree() == 0 || p.isGrowing())
        .map(p ->
            new Growth(
                Law.ofDegree(p.degree()),
                p.degree(),
                p.degree() == 0 ? 0 : Math.max(steepness, 0),
                OptionalDouble.of(0),
                exact))
        .orElseGet(() -> from > sizes.size() - 2 ? NONE : new Points(sizes, counts, from).growth());
  }

  /** Sizes at which something was counted. */
  private record Points(List<Long> sizes, List<Long> counts, int from) {
    private double size(int i) {
      return sizes.get(i);
    }

    private double count(int i) {
      return counts.get(i);
    }

    private int last() {
      return sizes.size() - 1;
    }

    double slope() {
      int m = last();
      return Math.log(count(m) / count(m - 1)) / Math.log(size(m) / size(m - 1));
    }

    Growth growth() {
      int m = last();
      double slope = slope();
      Growth best = growth(Law.POWER, slope, n -> count(m) * Math.pow(n / size(m), slope));
      if (best.deviation.isEmpty()) {
        return best;
      }
      double worst = best.deviation.getAsDouble() * CLEARLY;
      double base = Math.pow(count(m) / count(m - 1), 1 / (size(m) - size(m - 1)));
      Growth exponential =
          growth(Law.EXPONENTIAL, base, n -> count(m) * Math.pow(base, n - size(m)));
      if (base > 1 && exponential.isWithin(worst)) {
        best = exponential;
        worst = exponential.deviation.getAsDouble();
      }
      for (Shape shape : SHAPES) {
        Optional<Growth> other = of(shape);
        if (other.isPresent() && other.get().isWithin(worst)) {
          best = other.get();
          worst = best.deviation.getAsDouble();
        }
      }
      return best;
    }

    /** A shape through the two largest sizes, if its second term is most of it there. */
    private Optional<Growth> of(Shape shape) {
      int m = last();
      double minor = shape.minor.applyAsDouble(size(m));
      double minorBefore = shape.minor.applyAsDouble(size(m - 1));
      double major = shape.major.applyAsDouble(size(m));
      double majorBefore = shape.major.applyAsDouble(size(m - 1));
      double determinant = minor * majorBefore - minorBefore * major;
      double factor = (minor * count(m - 1) - minorBefore * count(m)) / determinant;
      double part = factor * major / count(m);
      if (!(part >= LEAST_PART && part <= MOST_PART)) {
        return Optional.empty();
      }
      double rest = (count(m) - factor * major) / minor;
      return Optional.of(
          growth(
              shape.law,
              shape.law.exponent,
              n -> rest * shape.minor.applyAsDouble(n) + factor * shape.major.applyAsDouble(n)));
    }

    private Growth growth(Law law, double parameter, DoubleUnaryOperator predicted) {
      OptionalDouble deviation = OptionalDouble.empty();
      for (int i = from; i < last() - 1; i++) {
        double off = Math.abs(predicted.applyAsDouble(size(i)) / count(i) - 1);
        deviation = OptionalDouble.of(Math.max(deviation.orElse(0), off));
      }
      return new Growth(law, parameter, slope(), deviation, Optional.empty());
    }
  }

  private boolean isWithin(double limit) {
    return deviation.orElse(Double.POSITIVE_INFINITY) < limit;
  }

  /** Whether the counts are given by the law exactly, at all sizes. */
  public boolean isExact() {
    return formula.isPresent();
  }
}
