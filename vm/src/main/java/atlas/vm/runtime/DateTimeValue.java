package atlas.vm.runtime;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;

/** An instant (stdlib §19), shown in UTC. */
public final class DateTimeValue extends Value {
  private static final DateTimeFormatter SECONDS = formatter(0);
  private static final DateTimeFormatter MILLIS = formatter(3);
  private static final DateTimeFormatter MICROS = formatter(6);
  private static final DateTimeFormatter NANOS = formatter(9);

  private final Instant instant;

  public DateTimeValue(Instant instant) {
    this.instant = instant;
  }

  private static DateTimeFormatter formatter(int digits) {
    DateTimeFormatterBuilder builder =
        new DateTimeFormatterBuilder().appendPattern("uuuu-MM-dd'T'HH:mm:ss");
    if (digits > 0) {
      builder.appendFraction(ChronoField.NANO_OF_SECOND, digits, digits, true);
    }
    return builder.appendLiteral("+00:00").toFormatter().withZone(ZoneOffset.UTC);
  }

  public Instant instant() {
    return instant;
  }

  /** RFC 3339, with as many groups of three digits after the second as it takes. */
  @Override
  public String toString() {
    DateTimeFormatter formatter = NANOS;
    if (instant.equals(instant.truncatedTo(ChronoUnit.SECONDS))) {
      formatter = SECONDS;
    } else if (instant.equals(instant.truncatedTo(ChronoUnit.MILLIS))) {
      formatter = MILLIS;
    } else if (instant.equals(instant.truncatedTo(ChronoUnit.MICROS))) {
      formatter = MICROS;
    }
    return formatter.format(instant);
  }

  @Override
  public Kind kind() {
    return Kind.DATETIME;
  }
}
