package atlas.kernel.session;

import atlas.profiler.report.ReportOptions;
import atlas.vm.diagnostics.Diagnostic;
import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.source.SourceFile;
import atlas.vm.source.Span;
import java.util.Optional;

/**
 * Takes the line apart that asks for a profile: {@code %profile [options] [code]}, or {@code
 * :profile}. What follows the options is code, on that line or on the next.
 *
 * <p>The code keeps its place: the magic is blanked out and not removed, so that lines and columns
 * in diagnostics and profiles are those that the user sees.
 *
 * @param code the whole text with the magic blanked out
 * @param problem what is wrong with the options; then nothing shall run
 */
record MagicLine(String code, ReportOptions options, Optional<Diagnostic> problem) {
  private static final String WORD = "profile";

  /** Where the options start if a text asks for a profile, behind the magic word; else -1. */
  static int optionsOf(String text) {
    int start = 0;
    while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    int end = start + 1 + WORD.length();
    boolean found =
        start < text.length()
            && (text.charAt(start) == '%' || text.charAt(start) == ':')
            && text.startsWith(WORD, start + 1)
            && (end == text.length() || Character.isWhitespace(text.charAt(end)));
    return found ? end : -1;
  }

  /** Reads the options that start at an offset of a text, which ends at the end of their line. */
  static MagicLine parse(String name, String text, int from) {
    Reader reader = new Reader(name, text, from);
    reader.read();
    return new MagicLine(
        Input.of(text).blankedUpTo(reader.at).text(), reader.options, reader.problem);
  }

  private static final class Reader {
    private final String name;
    private final String text;
    private final int lineEnd;
    private int at;
    private ReportOptions options = ReportOptions.DEFAULT;
    private Optional<Diagnostic> problem = Optional.empty();

    Reader(String name, String text, int from) {
      this.name = name;
      this.text = text;
      this.at = from;
      int end = text.indexOf('\n', from);
      this.lineEnd = end < 0 ? text.length() : end;
    }

    void read() {
      skipBlanks();
      while (problem.isEmpty() && text.startsWith("--", at)) {
        int start = at;
        String word = word();
        int equals = word.indexOf('=');
        String option = equals < 0 ? word : word.substring(0, equals);
        try {
          switch (option) {
            case "--threshold" -> options = options.withThreshold(percent(value(word, equals)));
            case "--top" -> options = options.withTop(Integer.parseInt(value(word, equals)));
            case "--summary" -> options = options.withSummary(true);
            default ->
                complain(
                    start,
                    "Unknown option '" + option + "'",
                    "options are --threshold PCT, --top N and --summary");
          }
        } catch (IllegalArgumentException e) {
          complain(start, "Option '" + option + "' needs " + wanted(option), "");
        }
        skipBlanks();
      }
    }

    private static String wanted(String option) {
      return option.equals("--top") ? "a number of lines" : "a percentage from 0 to 100";
    }

    private static double percent(String value) {
      double percent =
          Double.parseDouble(value.endsWith("%") ? value.substring(0, value.length() - 1) : value);
      if (!(percent >= 0 && percent <= 100)) {
        throw new IllegalArgumentException("not a percentage");
      }
      return percent;
    }

    private String value(String word, int equals) {
      if (equals >= 0) {
        return word.substring(equals + 1);
      }
      skipBlanks();
      return word();
    }

    private String word() {
      int start = at;
      while (at < lineEnd && !Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      return text.substring(start, at);
    }

    private void skipBlanks() {
      while (at < lineEnd && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
    }

    private void complain(int start, String message, String label) {
      SourceFile source = new SourceFile(name, text);
      problem =
          Optional.of(
              Diagnostic.error(DiagnosticCode.AT9999, source, new Span(start, at), message, label));
    }
  }
}
