package atlas.vm.builtins;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Map;

/**
 * Formats of the kind {@code %Y-%m-%d} as formatters of java.time. One that prints fills numbers up
 * to their width; one that parses takes them as they come.
 */
final class TimeFormat {
  private static final DateTimeFormatter RFC_3339 =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("'T'HH:mm:ss")
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
          .optionalEnd()
          .appendOffset("+HH:MM", "Z")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private static final DateTimeFormatter RFC_2822 =
      DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss '+0000'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final Map<Long, String> FROM_SUNDAY =
      Map.of(7L, "0", 1L, "1", 2L, "2", 3L, "3", 4L, "4", 5L, "5", 6L, "6");

  private final DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder();
  private final boolean parses;

  private TimeFormat(boolean parses) {
    this.parses = parses;
    builder.parseCaseInsensitive();
  }

  /**
   * Prints an instant.
   *
   * @throws DateTimeException if the format has an unknown code
   */
  static String print(Instant instant, String format) {
    return formatter(format, false).format(instant.atOffset(ZoneOffset.UTC));
  }

  /**
   * Reads an instant in UTC; an offset is read and ignored.
   *
   * @throws DateTimeException if the format has an unknown code, or does not fit the text, or does
   *     not make an instant
   */
  static Instant parse(String text, String format) {
    TemporalAccessor parsed = formatter(format, true).parse(text);
    LocalDate date = parsed.query(TemporalQueries.localDate());
    LocalTime time = parsed.query(TemporalQueries.localTime());
    if (date == null && parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
      return Instant.from(parsed);
    }
    if (date == null || time == null) {
      throw new DateTimeException("the format does not make both a date and a time");
    }
    return LocalDateTime.of(date, time).toInstant(ZoneOffset.UTC);
  }

  /** Reads RFC 3339, with a T or a blank between date and time. */
  static Instant parseRfc3339(String text) {
    return Instant.from(RFC_3339.parse(text.replaceFirst("^([-\\d]+) ", "$1T")));
  }

  /** Reads the form of mail headers. */
  static Instant parseRfc2822(String text) {
    return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
  }

  /** The form of mail headers. */
  static String printRfc2822(Instant instant) {
    return RFC_2822.format(instant);
  }

  private static DateTimeFormatter formatter(String format, boolean parses) {
    TimeFormat made = new TimeFormat(parses);
    made.appendAll(format);
    return made.builder.toFormatter(Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
  }

  private void appendAll(String format) {
    int at = 0;
    for (int sign = format.indexOf('%'); sign >= 0; sign = format.indexOf('%', at)) {
      builder.appendLiteral(format.substring(at, sign));
      at = sign + 2;
      if (format.startsWith(":z", sign + 1)) {
        builder.appendOffset("+HH:MM", "+00:00");
        at++;
      } else if (at <= format.length()) {
        append(format.charAt(sign + 1));
      } else {
        throw new DateTimeException("the format ends after '%'");
      }
    }
    builder.appendLiteral(format.substring(at));
  }

  private void append(char code) {
    switch (code) {
      case 'Y' -> year();
      case 'y' -> builder.appendValueReduced(ChronoField.YEAR, 2, 2, 1970);
      case 'm' -> number(ChronoField.MONTH_OF_YEAR, 2);
      case 'd' -> number(ChronoField.DAY_OF_MONTH, 2);
      case 'e' -> paddedDay();
      case 'j' -> number(ChronoField.DAY_OF_YEAR, 3);
      case 'H' -> number(ChronoField.HOUR_OF_DAY, 2);
      case 'I' -> number(ChronoField.CLOCK_HOUR_OF_AMPM, 2);
      case 'M' -> number(ChronoField.MINUTE_OF_HOUR, 2);
      case 'S' -> number(ChronoField.SECOND_OF_MINUTE, 2);
      case 'p' -> builder.appendText(ChronoField.AMPM_OF_DAY, Map.of(0L, "AM", 1L, "PM"));
      case 'f' -> builder.appendValue(ChronoField.NANO_OF_SECOND, 9);
      case 'A' -> builder.appendText(ChronoField.DAY_OF_WEEK, TextStyle.FULL);
      case 'a' -> builder.appendText(ChronoField.DAY_OF_WEEK, TextStyle.SHORT);
      case 'B' -> builder.appendText(ChronoField.MONTH_OF_YEAR, TextStyle.FULL);
      case 'b', 'h' -> builder.appendText(ChronoField.MONTH_OF_YEAR, TextStyle.SHORT);
      case 'u' -> builder.appendValue(ChronoField.DAY_OF_WEEK, 1);
      case 'w' -> builder.appendText(ChronoField.DAY_OF_WEEK, FROM_SUNDAY);
      case 'z' -> builder.appendOffset("+HHMM", "+0000");
      case 'Z' -> builder.appendLiteral("UTC");
      case 'F' -> appendAll("%Y-%m-%d");
      case 'T' -> appendAll("%H:%M:%S");
      case 'D' -> appendAll("%m/%d/%y");
      case 'R' -> appendAll("%H:%M");
      case 's' -> builder.appendValue(ChronoField.INSTANT_SECONDS);
      case 'n' -> builder.appendLiteral('\n');
      case 't' -> builder.appendLiteral('\t');
      case '%' -> builder.appendLiteral('%');
      default -> throw new DateTimeException("unknown format code: %" + code);
    }
  }

  private void year() {
    if (parses) {
      builder.appendValue(ChronoField.YEAR, 1, 4, SignStyle.NORMAL);
    } else {
      builder.appendValue(ChronoField.YEAR, 4, 10, SignStyle.EXCEEDS_PAD);
    }
  }

  private void paddedDay() {
    if (parses) {
      builder.optionalStart().appendLiteral(' ').optionalEnd();
      number(ChronoField.DAY_OF_MONTH, 2);
    } else {
      builder.padNext(2).appendValue(ChronoField.DAY_OF_MONTH);
    }
  }

  private void number(ChronoField field, int width) {
    if (parses) {
      builder.appendValue(field, 1, width, SignStyle.NOT_NEGATIVE);
    } else {
      builder.appendValue(field, width);
    }
  }
}
