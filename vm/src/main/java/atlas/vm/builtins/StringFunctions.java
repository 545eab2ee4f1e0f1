package atlas.vm.builtins;

import static atlas.vm.builtins.ParamKind.ARRAY;
import static atlas.vm.builtins.ParamKind.BOOL;
import static atlas.vm.builtins.ParamKind.NUMBER;
import static atlas.vm.builtins.ParamKind.STRING;

import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.runtime.ArrayValue;
import atlas.vm.runtime.AtlasError;
import atlas.vm.runtime.Context;
import atlas.vm.runtime.Formatting;
import atlas.vm.runtime.LengthOverflow;
import atlas.vm.runtime.Text;
import atlas.vm.runtime.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Functions on strings (stdlib §5). All indices count Unicode scalars. */
public final class StringFunctions {
  private static final int MOST_REPEATS = 1_000_000;

  private StringFunctions() {}

  static List<Builtin> table() {
    Rows rows = Rows.prelude(StringFunctions.class, DiagnosticCode.AT0102, DiagnosticCode.AT0102);
    rows.add("split", "(s: string, sep: string) -> string[]", "The pieces between separators.")
        .takes(STRING, STRING)
        .withContext()
        .gives(ARRAY)
        .example("print(split(\"a-b--c\", \"-\"));", "[a, b, , c]");
    rows.add("join", "(parts: string[], sep: string) -> string", "Strings with others between.")
        .takes(ARRAY, STRING)
        .withContext()
        .gives(STRING)
        .fails(DiagnosticCode.AT0001, "an element is not a string")
        .example("print(join([\"a\", \"b\"], \"|\"));", "a|b");
    rows.add("trim", "(s: string) -> string", "Without white space at both ends.")
        .takes(STRING)
        .withContext()
        .gives(STRING)
        .example("print(trim(\" a b  \") + \".\");", "a b.");
    rows.add("trimStart", "(s: string) -> string", "Without white space at the start.")
        .takes(STRING)
        .withContext()
        .gives(STRING)
        .example("print(trimStart(\"  a\"));", "a");
    rows.add("trimEnd", "(s: string) -> string", "Without white space at the end.")
        .takes(STRING)
        .withContext()
        .gives(STRING)
        .example("print(trimEnd(\"a  \") + \".\");", "a.");
    rows.add("indexOf", "(s: string, needle: string) -> number", "The first occurrence, or -1.")
        .takes(STRING, STRING)
        .withContext()
        .gives(NUMBER)
        .example("print(indexOf(\"né🚀!\", \"!\"));", "3");
    rows.add("lastIndexOf", "(s: string, needle: string) -> number", "The last occurrence, or -1.")
        .takes(STRING, STRING)
        .withContext()
        .gives(NUMBER)
        .example("print(lastIndexOf(\"abab\", \"ab\"));", "2");
    rows.add("includes", "(s: string, needle: string) -> bool", "Whether a string occurs in it.")
        .takes(STRING, STRING)
        .withContext()
        .gives(BOOL)
        .example("print(includes(\"plum\", \"lu\"));", "true");
    rows.add("toUpperCase", "(s: string) -> string", "In upper case, in no particular language.")
        .takes(STRING)
        .withContext()
        .gives(STRING)
        .example("print(toUpperCase(\"straße\"));", "STRASSE");
    rows.add("toLowerCase", "(s: string) -> string", "In lower case, in no particular language.")
        .takes(STRING)
        .withContext()
        .gives(STRING)
        .example("print(toLowerCase(\"ÄB\"));", "äb");
    rows.add(
            "substring",
            "(s: string, start: number, end: number) -> string",
            "The characters from start to before end.")
        .takes(STRING, NUMBER, NUMBER)
        .gives(STRING)
        .fails(DiagnosticCode.AT0001, "an index is not whole")
        .fails(DiagnosticCode.AT0006, "an index is out of bounds")
        .example("print(substring(\"né🚀!\", 1, 3));", "é🚀");
    rows.add("charAt", "(s: string, i: number) -> string", "The character at an index.")
        .takes(STRING, NUMBER)
        .gives(STRING)
        .fails(DiagnosticCode.AT0001, "an index is not whole")
        .fails(DiagnosticCode.AT0006, "an index is out of bounds")
        .example("print(charAt(\"né🚀!\", 2));", "🚀");
    rows.add("repeat", "(s: string, n: number) -> string", "The string n times.")
        .takes(STRING, NUMBER)
        .withContext()
        .gives(STRING)
        .fails(DiagnosticCode.AT0001, "the count is negative or not whole")
        .fails(DiagnosticCode.AT0007, "the count is over a million")
        .example("print(repeat(\"ab\", 3));", "ababab");
    rows.add(
            "replace",
            "(s: string, from: string, to: string) -> string",
            "With the first occurrence of a string replaced.")
        .takes(STRING, STRING, STRING)
        .withContext()
        .gives(STRING)
        .example("print(replace(\"xx\", \"x\", \"y\"));", "yx");
    rows.add(
            "padStart",
            "(s: string, width: number, fill: string) -> string",
            "Filled up in front to a width.")
        .takes(STRING, NUMBER, STRING)
        .withContext()
        .gives(STRING)
        .fails(DiagnosticCode.AT0001, "the width is not whole")
        .example("print(padStart(\"7\", 4, \"ab\"));", "aba7");
    rows.add(
            "padEnd",
            "(s: string, width: number, fill: string) -> string",
            "Filled up at the end to a width.")
        .takes(STRING, NUMBER, STRING)
        .withContext()
        .gives(STRING)
        .fails(DiagnosticCode.AT0001, "the width is not whole")
        .example("print(padEnd(\"7\", 4, \".\") + \"|\");", "7...|");
    rows.add(
            "startsWith", "(s: string, prefix: string) -> bool", "Whether it starts with a string.")
        .takes(STRING, STRING)
        .gives(BOOL)
        .example("print(startsWith(\"plum\", \"pl\"));", "true");
    rows.add("endsWith", "(s: string, suffix: string) -> bool", "Whether it ends with a string.")
        .takes(STRING, STRING)
        .gives(BOOL)
        .example("print(endsWith(\"plum\", \"pl\"));", "false");
    return rows.list();
  }

  public static ArrayValue split(Context context, int depth, Text s, Text sep) {
    if (sep.isEmpty()) {
      Value[] characters = new Value[s.length()];
      for (int i = 0; i < characters.length; i++) {
        Callback.poll(context, i);
        characters[i] = s.charAt(i);
      }
      return ArrayValue.of(characters);
    }
    String text = s.toString();
    String separator = sep.toString();
    Value[] pieces = new Value[8];
    int count = 0;
    int start = 0;
    while (true) {
      Callback.poll(context, count);
      int at = LongText.indexOf(context, text, separator, start);
      if (at < 0) {
        break;
      }
      if (count + 1 == pieces.length) {
        pieces = Arrays.copyOf(pieces, Math.multiplyExact(count + 1, 2));
      }
      pieces[count++] = Text.of(text.substring(start, at));
      start = at + separator.length();
    }
    pieces[count++] = Text.of(text.substring(start));
    return ArrayValue.of(pieces, count);
  }

  public static Text join(Context context, int depth, ArrayValue parts, Text sep) {
    String separator = sep.toString();
    long length = Math.max(0L, parts.length() - 1L) * separator.length();
    for (int i = 0; i < parts.length(); i++) {
      Callback.poll(context, i);
      if (!(parts.get(i) instanceof Text part)) {
        throw new AtlasError(
            DiagnosticCode.AT0001,
            "join(): expected string elements, got " + parts.get(i).kind().inMessages());
      }
      length += part.toString().length();
    }
    LongText joined = LongText.of(context, length);
    for (int i = 0; i < parts.length(); i++) {
      joined.append(i > 0 ? separator : "").append(parts.get(i).toString());
    }
    return joined.toText();
  }

  public static Text trim(Context context, int depth, Text s) {
    String text = s.toString();
    return cut(s, afterSpace(context, text), beforeSpace(context, text));
  }

  public static Text trimStart(Context context, int depth, Text s) {
    return cut(s, afterSpace(context, s.toString()), s.toString().length());
  }

  public static Text trimEnd(Context context, int depth, Text s) {
    return cut(s, 0, beforeSpace(context, s.toString()));
  }

  private static Text cut(Text s, int start, int end) {
    String text = s.toString();
    if (start >= end) {
      return Text.EMPTY;
    }
    return start == 0 && end == text.length() ? s : Text.of(text.substring(start, end));
  }

  private static int afterSpace(Context context, String text) {
    int i = 0;
    while (i < text.length() && isSpace(text.charAt(i))) {
      Callback.poll(context, i);
      i++;
    }
    return i;
  }

  private static int beforeSpace(Context context, String text) {
    int i = text.length();
    while (i > 0 && isSpace(text.charAt(i - 1))) {
      Callback.poll(context, i);
      i--;
    }
    return i;
  }

  /** Unicode's property White_Space, which no method of {@code Character} is. */
  static boolean isSpace(char c) {
    if (c < 0x80) {
      return c == ' ' || (c >= '\t' && c <= '\r');
    }
    return c == 0x85 || Character.isSpaceChar(c);
  }

  public static double indexOf(Context context, int depth, Text s, Text needle) {
    int at = LongText.indexOf(context, s.toString(), needle.toString(), 0);
    return at < 0 ? -1 : s.scalarIndex(at);
  }

  public static double lastIndexOf(Context context, int depth, Text s, Text needle) {
    int at = LongText.lastIndexOf(context, s.toString(), needle.toString());
    return at < 0 ? -1 : s.scalarIndex(at);
  }

  public static boolean includes(Context context, int depth, Text s, Text needle) {
    return LongText.indexOf(context, s.toString(), needle.toString(), 0) >= 0;
  }

  public static Text toUpperCase(Context context, int depth, Text s) {
    String text = s.toString();
    return changed(s, LongText.convert(context, text, part -> part.toUpperCase(Locale.ROOT)));
  }

  public static Text toLowerCase(Context context, int depth, Text s) {
    String text = s.toString();
    // What becomes of a sigma depends on its neighbours.
    return changed(
        s,
        text.indexOf('Σ') >= 0
            ? text.toLowerCase(Locale.ROOT)
            : LongText.convert(context, text, part -> part.toLowerCase(Locale.ROOT)));
  }

  /** The JDK gives the same object if nothing has changed. */
  private static Text changed(Text old, String text) {
    return text == old.toString() ? old : Text.of(text);
  }

  public static Text substring(Text s, double start, double end) {
    int from = (int) start;
    int to = (int) end;
    if (from == start && to == end && 0 <= from && from <= to && to <= s.length()) {
      return s.substring(from, to);
    }
    return substringGeneral(s, start, end);
  }

  private static Text substringGeneral(Text s, double start, double end) {
    double from = Math.max(0, whole("substring", start));
    double to = Math.max(0, whole("substring", end));
    if (from > to || to > s.length()) {
      throw new AtlasError(
          DiagnosticCode.AT0006,
          "substring(): from %s to %s is out of bounds for length %d"
              .formatted(Formatting.number(start), Formatting.number(end), s.length()));
    }
    return s.substring((int) from, (int) to);
  }

  public static Text charAt(Text s, double index) {
    int i = (int) index;
    if (i == index && i >= 0 && i < s.length()) {
      return s.charAt(i);
    }
    return charAtGeneral(s, index);
  }

  /** The code point of the character that {@link #charAt} gives. */
  public static int codeAt(Text s, double index) {
    int i = (int) index;
    if (i == index && i >= 0 && i < s.length()) {
      return s.codeAt(i);
    }
    return charAtGeneral(s, index).codeAt(0);
  }

  private static Text charAtGeneral(Text s, double index) {
    double i = Math.max(0, whole("charAt", index));
    if (i >= s.length()) {
      throw new AtlasError(
          DiagnosticCode.AT0006,
          "charAt(): index %s is out of bounds for length %d"
              .formatted(Formatting.number(index), s.length()));
    }
    return s.charAt((int) i);
  }

  /** A number, if it is whole and finite; else AT0001. */
  private static double whole(String function, double value) {
    if (value != Math.rint(value) || Double.isInfinite(value)) {
      throw new AtlasError(
          DiagnosticCode.AT0001,
          function + "(): expected a whole number, got " + Formatting.number(value));
    }
    return value;
  }

  public static Text repeat(Context context, int depth, Text s, double n) {
    if (whole("repeat", n) < 0) {
      throw new AtlasError(
          DiagnosticCode.AT0001, "repeat(): the count is negative: " + Formatting.number(n));
    }
    if (n > MOST_REPEATS) {
      throw new AtlasError(
          DiagnosticCode.AT0007,
          "repeat(): at most " + MOST_REPEATS + " times, got " + Formatting.number(n));
    }
    String text = s.toString();
    return LongText.of(context, (long) n * text.length()).append(text, (int) n).toText();
  }

  public static Text replace(Context context, int depth, Text s, Text from, Text to) {
    String text = s.toString();
    int at = from.isEmpty() ? -1 : LongText.indexOf(context, text, from.toString(), 0);
    if (at < 0) {
      return s;
    }
    String rest = text.substring(at + from.toString().length());
    return LongText.of(context, (long) at + to.toString().length() + rest.length())
        .append(text.substring(0, at))
        .append(to.toString())
        .append(rest)
        .toText();
  }

  public static Text padStart(Context context, int depth, Text s, double width, Text fill) {
    return padding(context, "padStart", s, width, fill).concat(s);
  }

  public static Text padEnd(Context context, int depth, Text s, double width, Text fill) {
    return s.concat(padding(context, "padEnd", s, width, fill));
  }

  private static Text padding(Context context, String function, Text s, double width, Text fill) {
    double missing = whole(function, width) - s.length();
    if (missing <= 0 || fill.isEmpty()) {
      return Text.EMPTY;
    }
    if (missing > LengthOverflow.LONGEST) {
      throw new LengthOverflow();
    }
    int count = (int) missing;
    int times = count / fill.length();
    String filling = fill.toString();
    String last = fill.substring(0, count % fill.length()).toString();
    return LongText.of(context, (long) times * filling.length() + last.length())
        .append(filling, times)
        .append(last)
        .toText();
  }

  public static boolean startsWith(Text s, Text prefix) {
    return s.toString().startsWith(prefix.toString());
  }

  public static boolean endsWith(Text s, Text suffix) {
    return s.toString().endsWith(suffix.toString());
  }
}
