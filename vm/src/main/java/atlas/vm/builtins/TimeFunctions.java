package atlas.vm.builtins;

import static atlas.vm.builtins.ParamKind.ARRAY;
import static atlas.vm.builtins.ParamKind.DATE_TIME;
import static atlas.vm.builtins.ParamKind.NUMBER;
import static atlas.vm.builtins.ParamKind.STRING;

import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.runtime.ArrayValue;
import atlas.vm.runtime.AtlasError;
import atlas.vm.runtime.DateTimeValue;
import atlas.vm.runtime.Formatting;
import atlas.vm.runtime.Text;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneRulesProvider;
import java.util.List;
import java.util.function.Supplier;

/** Functions on instants (stdlib §19). */
public final class TimeFunctions {
  private static final String D = "let d = dateTimeFromComponents(2024, 1, 15, 10, 30, 0);\n";
  private static final String BAD_TEXT = "the text does not fit, or there is no such time";

  private TimeFunctions() {}

  static List<Builtin> table() {
    Rows rows = Rows.dynamic(TimeFunctions.class, DiagnosticCode.AT0001, DiagnosticCode.AT0001);
    addMaking(rows);
    addReading(rows);
    addArithmetic(rows);
    addTexts(rows);
    addZones(rows);
    return rows.list();
  }

  private static void addMaking(Rows rows) {
    rows.add("dateTimeNow", "() -> DateTime", "The current instant.")
        .gives(DATE_TIME)
        .example("print(dateTimeYear(dateTimeNow()) > 2023);", "true");
    rows.add("dateTimeUtc", "() -> DateTime", "The same as dateTimeNow.")
        .gives(DATE_TIME)
        .by("dateTimeNow")
        .example("print(dateTimeYear(dateTimeUtc()) > 2023);", "true");
    rows.add("dateTimeFromTimestamp", "(seconds: number) -> DateTime", "Seconds since 1970.")
        .takes(NUMBER)
        .gives(DATE_TIME)
        .fails(DiagnosticCode.AT0001, "out of range")
        .example("print(dateTimeFromTimestamp(86400));", "1970-01-02T00:00:00+00:00");
    rows.add(
            "dateTimeFromComponents",
            "(year: number, month: number, day: number, hour: number, minute: number,"
                + " second: number) -> DateTime",
            "A date and a time in UTC.")
        .takes(NUMBER, NUMBER, NUMBER, NUMBER, NUMBER, NUMBER)
        .gives(DATE_TIME)
        .fails(DiagnosticCode.AT0001, "there is no such date or time")
        .example(D + "print(d);", "2024-01-15T10:30:00+00:00");
    parser(rows, "dateTimeParseIso", "Reads RFC 3339.", "2024-01-15 11:30:00+01:00");
    parser(rows, "dateTimeParseRfc3339", "Reads RFC 3339.", "2024-01-15T10:30:00Z");
    parser(rows, "dateTimeParseRfc2822", "Reads a date of a mail.", "15 Jan 2024 10:30:00 GMT");
    rows.add("dateTimeParse", "(text: string, format: string) -> DateTime", "Reads some format.")
        .takes(STRING, STRING)
        .gives(DATE_TIME)
        .fails(DiagnosticCode.AT0001, BAD_TEXT + ", or the format lacks a date or a time")
        .example(
            "print(dateTimeParse(\"15.1.2024 10h30\", \"%d.%m.%Y %Hh%M\"));",
            "2024-01-15T10:30:00+00:00");
    rows.add(
            "dateTimeTryParse",
            "(text: string, formats: string[]) -> DateTime",
            "Reads the first of some formats that fits.")
        .takes(STRING, ARRAY)
        .gives(DATE_TIME)
        .fails(DiagnosticCode.AT0001, "none of them fits")
        .example(
            "print(dateTimeTryParse(\"2024-01-15 10:30\", [\"%s\", \"%F %R\"]));",
            "2024-01-15T10:30:00+00:00");
  }

  private static void parser(Rows rows, String name, String doc, String text) {
    rows.add(name, "(text: string) -> DateTime", doc)
        .takes(STRING)
        .gives(DATE_TIME)
        .fails(DiagnosticCode.AT0001, BAD_TEXT)
        .example("print(" + name + "(\"" + text + "\"));", "2024-01-15T10:30:00+00:00");
  }

  private static void addReading(Rows rows) {
    field(rows, "dateTimeYear", "The year.", "2024");
    field(rows, "dateTimeMonth", "The month, from 1.", "1");
    field(rows, "dateTimeDay", "The day of the month, from 1.", "15");
    field(rows, "dateTimeHour", "The hour.", "10");
    field(rows, "dateTimeMinute", "The minute.", "30");
    field(rows, "dateTimeSecond", "The second.", "0");
    field(rows, "dateTimeWeekday", "The day of the week, from 1 for Monday.", "1");
    field(rows, "dateTimeDayOfYear", "The day of the year, from 1.", "15");
    field(rows, "dateTimeToTimestamp", "Whole seconds since 1970, rounded down.", "1705314600");
    field(rows, "dateTimeGetOffset", "Always 0: all is UTC.", "0");
    rows.add("dateTimeGetTimezone", "(d: DateTime) -> string", "Always UTC.")
        .takes(DATE_TIME)
        .gives(STRING)
        .example(D + "print(dateTimeGetTimezone(d));", "UTC");
  }

  private static void field(Rows rows, String name, String doc, String output) {
    rows.add(name, "(d: DateTime) -> number", doc)
        .takes(DATE_TIME)
        .gives(NUMBER)
        .example(D + "print(" + name + "(d));", output);
  }

  private static void addArithmetic(Rows rows) {
    adding(rows, "dateTimeAddSeconds", "So many seconds later.", "10:30:01");
    adding(rows, "dateTimeAddMinutes", "So many minutes later.", "10:31:00");
    adding(rows, "dateTimeAddHours", "So many hours later.", "11:30:00");
    rows.add(
            "dateTimeAddDays",
            "(d: DateTime, n: number) -> DateTime",
            "So many times 24 hours later.")
        .takes(DATE_TIME, NUMBER)
        .gives(DATE_TIME)
        .fails(DiagnosticCode.AT0001, "out of range")
        .example(D + "print(dateTimeAddDays(d, -15));", "2023-12-31T10:30:00+00:00");
    rows.add("dateTimeDiff", "(a: DateTime, b: DateTime) -> number", "Whole seconds from b to a.")
        .takes(DATE_TIME, DATE_TIME)
        .gives(NUMBER)
        .example(D + "print(dateTimeDiff(d, dateTimeAddHours(d, 1)));", "-3600");
    rows.add(
            "dateTimeCompare",
            "(a: DateTime, b: DateTime) -> number",
            "Which is earlier: -1 for a.")
        .takes(DATE_TIME, DATE_TIME)
        .gives(NUMBER)
        .example(D + "print(dateTimeCompare(d, dateTimeAddHours(d, 1)));", "-1");
  }

  private static void adding(Rows rows, String name, String doc, String time) {
    rows.add(name, "(d: DateTime, n: number) -> DateTime", doc)
        .takes(DATE_TIME, NUMBER)
        .gives(DATE_TIME)
        .fails(DiagnosticCode.AT0001, "out of range")
        .example(D + "print(" + name + "(d, 1));", "2024-01-15T" + time + "+00:00");
  }

  private static void addTexts(Rows rows) {
    text(rows, "dateTimeToIso", "As RFC 3339.", "2024-01-15T10:30:00+00:00").by("dateTimeToIso");
    text(rows, "dateTimeToRfc3339", "As RFC 3339.", "2024-01-15T10:30:00+00:00")
        .by("dateTimeToIso");
    text(rows, "dateTimeToRfc2822", "As in a mail.", "Mon, 15 Jan 2024 10:30:00 +0000");
    for (String name : List.of("dateTimeFormat", "dateTimeToCustom")) {
      rows.add(name, "(d: DateTime, format: string) -> string", "In some format.")
          .takes(DATE_TIME, STRING)
          .gives(STRING)
          .by(name)
          .fails(DiagnosticCode.AT0001, "unknown code in the format")
          .example(D + "print(" + name + "(d, \"%a %e %b, %I:%M %p\"));", "Mon 15 Jan, 10:30 AM");
    }
  }

  private static Rows.Row text(Rows rows, String name, String doc, String output) {
    return rows.add(name, "(d: DateTime) -> string", doc)
        .takes(DATE_TIME)
        .gives(STRING)
        .example(D + "print(" + name + "(d));", output);
  }

  private static void addZones(Rows rows) {
    for (String name : List.of("dateTimeToUtc", "dateTimeToLocal")) {
      rows.add(name, "(d: DateTime) -> DateTime", "The same instant, which is shown in UTC.")
          .takes(DATE_TIME)
          .gives(DATE_TIME)
          .by("same")
          .example(D + "print(" + name + "(d));", "2024-01-15T10:30:00+00:00");
    }
    rows.add(
            "dateTimeToTimezone",
            "(d: DateTime, zone: string) -> DateTime",
            "The same instant, if there is such a zone.")
        .takes(DATE_TIME, STRING)
        .gives(DATE_TIME)
        .fails(DiagnosticCode.AT0001, "unknown zone")
        .example(
            D + "print(dateTimeToTimezone(d, \"Europe/Madrid\"));", "2024-01-15T10:30:00+00:00");
    rows.add(
            "dateTimeInTimezone",
            "(d: DateTime, zone: string) -> DateTime",
            "When the clocks of a zone show what d shows in UTC.")
        .takes(DATE_TIME, STRING)
        .gives(DATE_TIME)
        .fails(DiagnosticCode.AT0001, "unknown zone, or its clocks skip or repeat that time")
        .example(
            D + "print(dateTimeInTimezone(d, \"Europe/Madrid\"));", "2024-01-15T09:30:00+00:00");
  }

  /** What java.time refuses is AT0001. */
  private static DateTimeValue made(String function, Supplier<Instant> instant) {
    try {
      return new DateTimeValue(instant.get());
    } catch (DateTimeException | ArithmeticException e) {
      throw new AtlasError(DiagnosticCode.AT0001, function + "(): " + TimeFaults.reason(e));
    }
  }

  /** A number without its fraction. */
  static long whole(String function, double value) {
    if (!(Math.abs(value) < 0x1p63)) {
      throw new AtlasError(
          DiagnosticCode.AT0001, function + "(): out of range: " + Formatting.number(value));
    }
    return (long) value;
  }

  private static OffsetDateTime utc(DateTimeValue time) {
    return time.instant().atOffset(ZoneOffset.UTC);
  }

  public static DateTimeValue dateTimeNow() {
    return new DateTimeValue(Instant.now());
  }

  public static DateTimeValue dateTimeFromTimestamp(double seconds) {
    String function = "dateTimeFromTimestamp";
    return made(function, () -> Instant.ofEpochSecond(whole(function, seconds)));
  }

  public static DateTimeValue dateTimeFromComponents(
      double year, double month, double day, double hour, double minute, double second) {
    return made(
        "dateTimeFromComponents",
        () ->
            LocalDateTime.of(
                    component(year),
                    component(month),
                    component(day),
                    component(hour),
                    component(minute),
                    component(second))
                .toInstant(ZoneOffset.UTC));
  }

  private static int component(double value) {
    return Math.toIntExact(whole("dateTimeFromComponents", value));
  }

  public static DateTimeValue dateTimeParseIso(Text text) {
    return made("dateTimeParseIso", () -> TimeFormat.parseRfc3339(text.toString()));
  }

  public static DateTimeValue dateTimeParseRfc3339(Text text) {
    return made("dateTimeParseRfc3339", () -> TimeFormat.parseRfc3339(text.toString()));
  }

  public static DateTimeValue dateTimeParseRfc2822(Text text) {
    return made("dateTimeParseRfc2822", () -> TimeFormat.parseRfc2822(text.toString()));
  }

  public static DateTimeValue dateTimeParse(Text text, Text format) {
    return made("dateTimeParse", () -> TimeFormat.parse(text.toString(), format.toString()));
  }

  public static DateTimeValue dateTimeTryParse(Text text, ArrayValue formats) {
    for (int i = 0; i < formats.length(); i++) {
      if (formats.get(i) instanceof Text format) {
        try {
          return new DateTimeValue(TimeFormat.parse(text.toString(), format.toString()));
        } catch (DateTimeException | ArithmeticException _) {
          // The next one may fit.
        }
      }
    }
    throw new AtlasError(
        DiagnosticCode.AT0001, "dateTimeTryParse(): no format fits \"" + text + "\"");
  }

  public static double dateTimeYear(DateTimeValue time) {
    return utc(time).getYear();
  }

  public static double dateTimeMonth(DateTimeValue time) {
    return utc(time).getMonthValue();
  }

  public static double dateTimeDay(DateTimeValue time) {
    return utc(time).getDayOfMonth();
  }

  public static double dateTimeHour(DateTimeValue time) {
    return utc(time).getHour();
  }

  public static double dateTimeMinute(DateTimeValue time) {
    return utc(time).getMinute();
  }

  public static double dateTimeSecond(DateTimeValue time) {
    return utc(time).getSecond();
  }

  public static double dateTimeWeekday(DateTimeValue time) {
    return utc(time).getDayOfWeek().getValue();
  }

  public static double dateTimeDayOfYear(DateTimeValue time) {
    return utc(time).getDayOfYear();
  }

  public static double dateTimeToTimestamp(DateTimeValue time) {
    return time.instant().getEpochSecond();
  }

  public static double dateTimeGetOffset(DateTimeValue time) {
    return 0;
  }

  public static Text dateTimeGetTimezone(DateTimeValue time) {
    return Text.of("UTC");
  }

  private static DateTimeValue plus(
      String function, DateTimeValue time, double n, ChronoUnit unit) {
    return made(function, () -> utc(time).plus(whole(function, n), unit).toInstant());
  }

  public static DateTimeValue dateTimeAddSeconds(DateTimeValue time, double n) {
    return plus("dateTimeAddSeconds", time, n, ChronoUnit.SECONDS);
  }

  public static DateTimeValue dateTimeAddMinutes(DateTimeValue time, double n) {
    return plus("dateTimeAddMinutes", time, n, ChronoUnit.MINUTES);
  }

  public static DateTimeValue dateTimeAddHours(DateTimeValue time, double n) {
    return plus("dateTimeAddHours", time, n, ChronoUnit.HOURS);
  }

  public static DateTimeValue dateTimeAddDays(DateTimeValue time, double n) {
    return plus("dateTimeAddDays", time, n, ChronoUnit.DAYS);
  }

  public static double dateTimeDiff(DateTimeValue a, DateTimeValue b) {
    Duration difference = Duration.between(b.instant(), a.instant());
    boolean roundedDown = difference.isNegative() && difference.getNano() > 0;
    return difference.getSeconds() + (roundedDown ? 1 : 0);
  }

  public static double dateTimeCompare(DateTimeValue a, DateTimeValue b) {
    return Integer.signum(a.instant().compareTo(b.instant()));
  }

  public static Text dateTimeToIso(DateTimeValue time) {
    return Text.of(time.toString());
  }

  public static Text dateTimeToRfc2822(DateTimeValue time) {
    return Text.of(TimeFormat.printRfc2822(time.instant()));
  }

  public static Text dateTimeFormat(DateTimeValue time, Text format) {
    return format("dateTimeFormat", time, format);
  }

  public static Text dateTimeToCustom(DateTimeValue time, Text format) {
    return format("dateTimeToCustom", time, format);
  }

  private static Text format(String function, DateTimeValue time, Text format) {
    try {
      return Text.of(TimeFormat.print(time.instant(), format.toString()));
    } catch (DateTimeException | ArithmeticException e) {
      throw new AtlasError(DiagnosticCode.AT0001, function + "(): " + TimeFaults.reason(e));
    }
  }

  public static DateTimeValue same(DateTimeValue time) {
    return time;
  }

  private static ZoneId zone(String function, Text name) {
    if (!ZoneRulesProvider.getAvailableZoneIds().contains(name.toString())) {
      throw new AtlasError(
          DiagnosticCode.AT0001, function + "(): unknown time zone \"" + name + "\"");
    }
    return ZoneId.of(name.toString());
  }

  public static DateTimeValue dateTimeToTimezone(DateTimeValue time, Text name) {
    zone("dateTimeToTimezone", name);
    return time;
  }

  public static DateTimeValue dateTimeInTimezone(DateTimeValue time, Text name) {
    ZoneId zone = zone("dateTimeInTimezone", name);
    LocalDateTime local = utc(time).toLocalDateTime();
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    if (offsets.size() != 1) {
      throw new AtlasError(
          DiagnosticCode.AT0001,
          "dateTimeInTimezone(): the clocks in %s show %s %s"
              .formatted(name, local, offsets.isEmpty() ? "never" : "twice"));
    }
    return made("dateTimeInTimezone", () -> local.toInstant(offsets.getFirst()));
  }
}
