package atlas.profiler.report;

import atlas.profiler.model.Overhead;
import atlas.profiler.model.Profile;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What reports say of the profiler's own cost: measured, or else estimated. The label says which.
 *
 * @param note how it was measured
 */
record OwnCost(String label, String value, Optional<String> note) {
  /** The cost, if there is a measurement or an estimate of it. */
  static Optional<OwnCost> of(Profile profile) {
    Overhead overhead = profile.timing().overhead();
    if (overhead.isMeasured()) {
      return Optional.of(
          new OwnCost(
              "own cost, measured",
              Numbers.change(overhead.percent()),
              Optional.of(how(overhead))));
    }
    OptionalDouble percent = profile.timing().countingPercent();
    if (percent.isEmpty()) {
      return Optional.empty();
    }
    boolean isAll =
        profile.details().contexts().nodes().isEmpty() && profile.details().times().isEmpty();
    String value = "~" + Numbers.change(percent.getAsDouble()) + (isAll ? "" : " or more");
    return Optional.of(new OwnCost("own cost, estimated", value, Optional.empty()));
  }

  private static String how(Overhead overhead) {
    int pairs = overhead.pairs().size();
    String what = "own cost: CPU time with and without counters; ";
    return what
        + (pairs == 1
            ? "one run of each"
            : "%d pairs of runs say %s to %s"
                .formatted(
                    pairs, Numbers.change(overhead.least()), Numbers.change(overhead.most())));
  }
}
