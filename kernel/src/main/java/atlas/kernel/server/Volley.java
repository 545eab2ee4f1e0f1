package atlas.kernel.server;

import atlas.kernel.protocol.Header;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Which cells a notebook has sent in one go with a cell that failed. "Run All" sends one cell after
 * the other, a few milliseconds apart; a cell that fails at once is answered before the others are
 * even there, and they would run although it was to stop them.
 *
 * <p>What was sent in one go is told from the times of sending alone: they are of one clock, the
 * client's, and no transport delays them. Nobody reads an error in so short a time; but a program
 * might, so this is only for what says that it is a cell of a notebook. For one thread.
 */
final class Volley {
  /** Shorter than the time in which somebody could react. */
  private static final Duration GAP = Duration.ofMillis(200);

  private Optional<Header> last = Optional.empty();

  /** A cell has failed, and is to stop what was sent with it. */
  void begin(Header failed) {
    last = Optional.of(failed);
  }

  /**
   * Whether a request was sent in one go with the cell that failed; in order of arrival. What
   * others send in between, or the notebook for itself, is no part of it and does not end it.
   */
  boolean includes(Header header, Optional<String> cellId) {
    boolean isOfNotebook =
        cellId.isPresent() && last.filter(b -> b.session().equals(header.session())).isPresent();
    if (!isOfNotebook) {
      return false;
    }
    last = last.filter(before -> isSoonAfter(before, header)).map(_ -> header);
    return last.isPresent();
  }

  private static boolean isSoonAfter(Header before, Header after) {
    try {
      Duration between =
          Duration.between(Instant.parse(before.date()), Instant.parse(after.date()));
      return !between.isNegative() && between.compareTo(GAP) < 0;
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
