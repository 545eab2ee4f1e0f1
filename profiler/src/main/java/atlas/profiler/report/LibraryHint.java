package atlas.profiler.report;

import atlas.profiler.model.Profile;
import atlas.profiler.model.Timing;
import java.util.Optional;

/**
 * A remark on runs that took long for what they executed. A call of the library counts as one
 * instruction, however long it takes: where calls do most of the work, counts do not show it.
 */
final class LibraryHint {
  private static final long LONG_NANOS = 500_000_000;

  /** Compiled code executes several times as many, unless something else takes the time. */
  private static final double FEW_PER_SECOND = 100e6;

  private static final String TEXT =
      "few instructions for that time: it may go into the library; --time tells";

  private LibraryHint() {}

  /** The remark, if the figures call for it and nobody has measured what it suggests. */
  static Optional<String> of(Profile profile) {
    Timing timing = profile.timing();
    long nanos = timing.elapsedNanos() - timing.gcNanos().orElse(0);
    boolean isSlow =
        nanos >= LONG_NANOS && profile.totals().instructions() < FEW_PER_SECOND * nanos / 1e9;
    boolean isOpen = !profile.details().library().isEmpty() && profile.details().times().isEmpty();
    return isSlow && isOpen ? Optional.of(TEXT) : Optional.empty();
  }
}
