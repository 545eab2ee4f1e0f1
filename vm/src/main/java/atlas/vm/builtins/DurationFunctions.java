package atlas.vm.builtins;

import static atlas.vm.builtins.ParamKind.MAP;
import static atlas.vm.builtins.ParamKind.NUMBER;
import static atlas.vm.builtins.ParamKind.STRING;

import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.runtime.AtlasError;
import atlas.vm.runtime.Formatting;
import atlas.vm.runtime.MapValue;
import atlas.vm.runtime.NumberValue;
import atlas.vm.runtime.Text;
import atlas.vm.runtime.Value;
import java.util.List;
import java.util.StringJoiner;

/** Functions on durations: maps of days, hours, minutes and seconds (stdlib §19). */
public final class DurationFunctions {
  private static final List<String> PARTS = List.of("days", "hours", "minutes", "seconds");
  private static final long[] SECONDS = {86_400, 3600, 60, 1};

  private DurationFunctions() {}

  static List<Builtin> table() {
    Rows rows = Rows.dynamic(DurationFunctions.class, DiagnosticCode.AT0001, DiagnosticCode.AT0001);
    making(
        rows,
        "durationFromSeconds",
        "So many seconds as days, hours, minutes and seconds.",
        "90061",
        "1, 1, 1, 1");
    making(rows, "durationFromMinutes", "So many minutes as the same.", "-61", "0, -1, -1, 0");
    making(rows, "durationFromHours", "So many hours as the same.", "25", "1, 1, 0, 0");
    making(rows, "durationFromDays", "So many days as the same.", "2", "2, 0, 0, 0");
    rows.add("durationFormat", "(d: Map) -> string", "As text, such as 2d 3h 30m 15s.")
        .takes(MAP)
        .gives(STRING)
        .fails(DiagnosticCode.AT0001, "an entry is not a number")
        .example("print(durationFormat(durationFromSeconds(-3605)));", "-1h 5s");
    return rows.list();
  }

  private static void making(Rows rows, String name, String doc, String n, String output) {
    rows.add(name, "(n: number) -> Map", doc)
        .takes(NUMBER)
        .gives(MAP)
        .fails(DiagnosticCode.AT0001, "out of range")
        .example("print(hashMapValues(" + name + "(" + n + ")));", "[" + output + "]");
  }

  public static MapValue durationFromSeconds(double n) {
    return of("durationFromSeconds", n, 1);
  }

  public static MapValue durationFromMinutes(double n) {
    return of("durationFromMinutes", n, 60);
  }

  public static MapValue durationFromHours(double n) {
    return of("durationFromHours", n, 3600);
  }

  public static MapValue durationFromDays(double n) {
    return of("durationFromDays", n, 86_400);
  }

  private static MapValue of(String function, double n, long unit) {
    long whole = TimeFunctions.whole(function, n);
    long rest;
    try {
      rest = Math.multiplyExact(whole, unit);
    } catch (ArithmeticException e) {
      throw new AtlasError(DiagnosticCode.AT0001, function + "(): out of range: " + whole);
    }
    MapValue duration = new MapValue();
    for (int i = 0; i < SECONDS.length; i++) {
      duration.put(Text.of(PARTS.get(i)), NumberValue.of(rest / SECONDS[i]));
      rest %= SECONDS[i];
    }
    return duration;
  }

  public static Text durationFormat(MapValue duration) {
    StringJoiner text = new StringJoiner(" ");
    boolean negative = false;
    for (String name : PARTS) {
      double part = part(duration, name);
      negative |= part < 0;
      if (part != 0) {
        text.add(Formatting.number(Math.abs(part)) + name.charAt(0));
      }
    }
    return Text.of(text.length() == 0 ? "0s" : (negative ? "-" : "") + text);
  }

  /** An entry of a duration, without a fraction. */
  private static double part(MapValue duration, String name) {
    Value value = duration.get(Text.of(name));
    if (value == null) {
      return 0;
    }
    if (value instanceof NumberValue n && Double.isFinite(n.value())) {
      return n.value() < 0 ? Math.ceil(n.value()) : Math.floor(n.value());
    }
    throw Arguments.mismatch(value, "durationFormat", "a finite number of " + name);
  }
}
