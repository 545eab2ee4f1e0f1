package atlas.profiler.report;

/** Emphasis in text. Colour never carries a meaning that the text does not. */
public enum Style {
  /** None at all. */
  PLAIN,
  /** By the escape sequences of terminals. */
  ANSI;

  private static final String ESCAPE = "\u001b[";

  String heading(String line) {
    return wrap("1", line);
  }

  String alarm(String line) {
    return wrap("1;31", line);
  }

  String aside(String line) {
    return wrap("2", line);
  }

  private String wrap(String code, String line) {
    return this == PLAIN || line.isEmpty() ? line : ESCAPE + code + "m" + line + ESCAPE + "0m";
  }
}
