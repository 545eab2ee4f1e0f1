package atlas.profiler.report;

import atlas.profiler.analysis.Growth;
import atlas.profiler.analysis.Growth.Law;
import atlas.profiler.analysis.Scaling;
import java.util.Locale;

/** Laws of growth as people read them. */
final class Growths {
  private static final double HUNDRED = 100;

  private Growths() {}

  /** The law: {@code n^2}, {@code n log n}. */
  static String law(Growth growth, String variable) {
    return switch (growth.law()) {
      case CONSTANT -> "constant";
      case LOGARITHMIC -> "log " + variable;
      case LINEAR -> variable;
      case LINEARITHMIC -> variable + " log " + variable;
      case QUADRATIC -> variable + "^2";
      case CUBIC -> variable + "^3";
      case POWER -> variable + "^" + (growth.isExact() ? whole(growth) : decimals(growth));
      case EXPONENTIAL -> decimals(growth) + "^" + variable;
      case UNKNOWN -> Numbers.UNKNOWN;
    };
  }

  private static String whole(Growth growth) {
    return Long.toString((long) growth.parameter());
  }

  private static String decimals(Growth growth) {
    return String.format(Locale.ROOT, "%.2f", growth.parameter());
  }

  /** How far the counts are from the law at the most. */
  static String deviation(Growth growth) {
    return growth.law() == Law.UNKNOWN || growth.deviation().isEmpty()
        ? Numbers.UNKNOWN
        : growth.isExact() ? "exact" : percent(growth);
  }

  private static String percent(Growth growth) {
    return String.format(Locale.ROOT, "%.1f %%", growth.deviation().getAsDouble() * HUNDRED);
  }

  /** How often something happens: a formula where it is exact, else the law. */
  static String times(Growth growth, String variable) {
    return growth
        .formula()
        .map(formula -> formula.text(variable))
        .orElseGet(
            () -> growth.law() == Law.UNKNOWN ? Numbers.UNKNOWN : "~ " + law(growth, variable));
  }

  /** How the instructions of a program grow, in a sentence. */
  static String sentence(Scaling scaling) {
    Growth growth = scaling.instructions();
    String variable = scaling.variable();
    String verb = growth.steepness() < 0 ? "fall" : "grow";
    String law = "Instructions " + verb + " like " + law(growth, variable);
    if (growth.law() == Law.CONSTANT) {
      return "Instructions do not depend on " + variable;
    }
    return growth
        .formula()
        .map(formula -> law + ": exactly " + formula.text(variable))
        .orElseGet(() ->
            growth.deviation().isEmpty()
                ? law + "; two values confirm no law, three or more do"
                : law + ", within " + percent(growth));
  }
}
