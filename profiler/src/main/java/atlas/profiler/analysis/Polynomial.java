package atlas.profiler.analysis;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A polynomial with rational coefficients, over one denominator. Counts are exact, so where they
 * are a polynomial of a size, that is found exactly: the one through all points, if it has fewer
 * coefficients than there are points, so that at least one point confirms it.
 *
 * @param coefficients that of the constant first; the last one is not 0, unless it is alone
 * @param denominator positive, without a common divisor with all of them
 */
public record Polynomial(List<BigInteger> coefficients, BigInteger denominator) {
  public Polynomial {
    coefficients = List.copyOf(coefficients);
  }

  /** A rational number. */
  private record Rational(BigInteger above, BigInteger below) {
    static final Rational ZERO = of(0);

    static Rational of(long whole) {
      return new Rational(BigInteger.valueOf(whole), BigInteger.ONE);
    }

    private static Rational of(BigInteger above, BigInteger below) {
      BigInteger divisor = above.gcd(below).multiply(BigInteger.valueOf(below.signum()));
      return new Rational(above.divide(divisor), below.divide(divisor));
    }

    Rational plus(Rational other) {
      return of(
          above.multiply(other.below).add(other.above.multiply(below)),
          below.multiply(other.below));
    }

    Rational times(long whole) {
      return of(above.multiply(BigInteger.valueOf(whole)), below);
    }

    Rational over(long whole) {
      return of(above, below.multiply(BigInteger.valueOf(whole)));
    }
  }

  /**
   * The polynomial on which all points are, if there are more of them than its coefficients.
   *
   * @param sizes no two the same
   */
  static Optional<Polynomial> through(List<Long> sizes, List<Long> counts) {
    List<Rational> newton = dividedDifferences(sizes, counts);
    int degree = newton.size() - 1;
    while (degree > 0 && newton.get(degree).above().signum() == 0) {
      degree--;
    }
    return degree + 2 > sizes.size()
        ? Optional.empty()
        : Optional.of(expanded(newton.subList(0, degree + 1), sizes));
  }

  /** The coefficients of 1, (n - n₀), (n - n₀)(n - n₁), … (Newton). */
  private static List<Rational> dividedDifferences(List<Long> sizes, List<Long> counts) {
    List<Rational> column = new ArrayList<>(counts.stream().map(Rational::of).toList());
    List<Rational> first = new ArrayList<>();
    for (int order = 1; !column.isEmpty(); order++) {
      first.add(column.getFirst());
      List<Rational> next = new ArrayList<>();
      for (int i = 0; i + 1 < column.size(); i++) {
        next.add(
            column
                .get(i + 1)
                .plus(column.get(i).times(-1))
                .over(sizes.get(i + order) - sizes.get(i)));
      }
      column = next;
    }
    return first;
  }

  private static Polynomial expanded(List<Rational> newton, List<Long> sizes) {
    List<Rational> powers = new ArrayList<>();
    for (int k = newton.size() - 1; k >= 0; k--) {
      List<Rational> next = new ArrayList<>();
      for (int i = 0; i <= powers.size(); i++) {
        Rational same = i < powers.size() ? powers.get(i).times(-sizes.get(k)) : Rational.ZERO;
        next.add(i == 0 ? same.plus(newton.get(k)) : same.plus(powers.get(i - 1)));
      }
      powers = next;
    }
    BigInteger below = BigInteger.ONE;
    for (Rational power : powers) {
      below = below.multiply(power.below()).divide(below.gcd(power.below()));
    }
    BigInteger common = below;
    return new Polynomial(
        powers.stream().map(p -> p.above().multiply(common.divide(p.below()))).toList(), common);
  }

  /** The highest power in it. */
  int degree() {
    return coefficients.size() - 1;
  }

  /** Whether it grows without end. */
  boolean isGrowing() {
    return degree() > 0 && coefficients.getLast().signum() > 0;
  }

  /** As one writes it: {@code (n^2 - n)/2}. */
  public String text(String variable) {
    StringBuilder sum = new StringBuilder();
    for (int power = degree(); power >= 0; power--) {
      BigInteger coefficient = coefficients.get(power);
      if (coefficient.signum() != 0 || degree() == 0) {
        String sign = coefficient.signum() < 0 ? "-" : "+";
        sum.append(sum.isEmpty() ? sign.replace("+", "") : " " + sign + " ");
        sum.append(term(coefficient.abs(), power, variable));
      }
    }
    if (denominator.equals(BigInteger.ONE)) {
      return sum.toString();
    }
    return (sum.indexOf(" ") < 0 ? sum : "(" + sum + ")") + "/" + denominator;
  }

  private static String term(BigInteger coefficient, int power, String variable) {
    String number = power > 0 && coefficient.equals(BigInteger.ONE) ? "" : coefficient.toString();
    return number + (power == 0 ? "" : power == 1 ? variable : variable + "^" + power);
  }
}
