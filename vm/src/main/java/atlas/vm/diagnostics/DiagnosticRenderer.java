package atlas.vm.diagnostics;

import atlas.vm.source.Position;
import atlas.vm.source.SourceFile;
import atlas.vm.source.Span;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Writes diagnostics as text (language §23.2): headline, place, source line with carets, notes,
 * related places, help.
 *
 * <p>Carets stand under the text they mean on a terminal, where an ideograph or emoji takes two
 * columns and a combining mark none. Tabs are kept in the source line and in the padding alike.
 * Characters that would act on a terminal instead of being shown are replaced. Colour repeats what
 * the text says and carries nothing by itself.
 */
public final class DiagnosticRenderer {
  private static final int NARROWEST_GUTTER = 2;

  private static final int LONGEST_MESSAGE = 2_000;

  /** The columns between the gutter and the source line. */
  private static final int BAR = 3;

  /** Which escape sequences for colour are written. */
  public enum Style {
    PLAIN,
    /** Of the colours of a terminal. */
    COLOUR,
    /**
     * For front ends that put light red or, in dark themes, dark red behind errors: the level has a
     * background of its own, what is to be read the colour of all text.
     */
    NOTEBOOK
  }

  /** What is highlighted, and how. */
  private enum Paint {
    BOLD("\u001b[1m", "\u001b[1m"),
    ERROR("\u001b[1;31m", "\u001b[1;38;5;231;48;5;160m"),
    ERROR_MARK("\u001b[1;31m", "\u001b[1m"),
    WARNING("\u001b[1;33m", "\u001b[1;38;5;16;48;5;220m"),
    WARNING_MARK("\u001b[1;33m", "\u001b[1m"),
    FRAME("\u001b[34m", "\u001b[38;5;32m");

    private static final String RESET = "\u001b[0m";
    private final String inTerminal;
    private final String inNotebook;

    Paint(String inTerminal, String inNotebook) {
      this.inTerminal = inTerminal;
      this.inNotebook = inNotebook;
    }

    String around(String text, Style style) {
      return (style == Style.NOTEBOOK ? inNotebook : inTerminal) + text + RESET;
    }
  }

  /**
   * The source line of a diagnostic, and where in it the diagnostic is. Of a line that is too long
   * or too wide, the part around that.
   */
  private record Snippet(String text, int start, int end) {
    private static final int LONGEST = 240;
    private static final int SHOWN = 160;
    private static final int NARROWEST = 12;
    private static final String CUT = "…";

    /**
     * @param columns where the line has to fit in
     */
    static Snippet of(Diagnostic diagnostic, int columns) {
      SourceFile source = diagnostic.source();
      int line = diagnostic.position().line();
      String text = source.lineText(line);
      int start = diagnostic.span().start() - source.lineStart(line);
      int end = start + diagnostic.span().length();
      int longest = Math.clamp(columns, NARROWEST, LONGEST);
      // What is not for a screen is measured in characters.
      IntUnaryOperator measure = columns > LONGEST ? _ -> 1 : DisplayWidth::of;
      return text.codePoints().map(measure).sum() > longest
          ? cut(text, Math.min(start, text.length()), end, Math.min(longest - 2, SHOWN), measure)
          : new Snippet(text, start, end);
    }

    private static Snippet cut(
        String text, int start, int end, int shown, IntUnaryOperator measure) {
      int from = start;
      int left = shown * 3 / 8;
      while (from > 0 && left > 0) {
        left -= measure.applyAsInt(text.codePointBefore(from));
        from = left >= 0 ? text.offsetByCodePoints(from, -1) : from;
      }
      int to = from;
      left = shown;
      while (to < text.length() && left > 0) {
        left -= measure.applyAsInt(text.codePointAt(to));
        to = left >= 0 ? text.offsetByCodePoints(to, 1) : to;
      }
      String head = from > 0 ? CUT : "";
      String tail = to < text.length() ? CUT : "";
      int moved = head.length() - from;
      return new Snippet(
          head + text.substring(from, to) + tail, start + moved, Math.min(end, to) + moved);
    }
  }

  private final Style style;
  private final int width;

  public DiagnosticRenderer(Style style) {
    this(style, Integer.MAX_VALUE);
  }

  /**
   * A renderer for a screen, on which carets would not stand below a line that is wrapped.
   *
   * @param width the columns of the screen
   */
  public DiagnosticRenderer(Style style, int width) {
    this.style = style;
    this.width = width;
  }

  /** Diagnostics in the order given, a blank line between them. */
  public String render(List<Diagnostic> diagnostics) {
    StringBuilder out = new StringBuilder();
    for (Diagnostic diagnostic : diagnostics) {
      out.append(out.isEmpty() ? "" : "\n").append(render(diagnostic));
    }
    return out.toString();
  }

  /** One diagnostic; every line ends in a line feed. */
  public String render(Diagnostic diagnostic) {
    String level = diagnostic.severity().word() + "[" + diagnostic.code().id() + "]";
    String head =
        paint(diagnostic.isError() ? Paint.ERROR : Paint.WARNING, level)
            + paint(Paint.BOLD, ": " + indented(shortened(diagnostic.message()), ""));
    return head + "\n" + place(diagnostic);
  }

  /** Where a program was stopped: who has stopped it is not told that something is wrong. */
  public String renderStop(Diagnostic stop) {
    return paint(Paint.BOLD, stop.message()) + "\n" + place(stop);
  }

  /** What stands below the first line. */
  private String place(Diagnostic diagnostic) {
    SourceFile source = diagnostic.source();
    Position position = diagnostic.position();
    String lineNumber = Integer.toString(position.line());
    int gutter = Math.max(NARROWEST_GUTTER, lineNumber.length());
    String margin = " ".repeat(gutter);
    Paint mark = diagnostic.isError() ? Paint.ERROR_MARK : Paint.WARNING_MARK;

    StringBuilder out = new StringBuilder();
    out.append(margin).append(paint(Paint.FRAME, "-->")).append(' ');
    out.append(place(source, diagnostic.span())).append('\n');

    String bar = paint(Paint.FRAME, "|");
    Snippet snippet = Snippet.of(diagnostic, width - gutter - BAR);
    String text = snippet.text();
    out.append(margin).append(' ').append(bar).append('\n');
    out.append(" ".repeat(gutter - lineNumber.length()))
        .append(paint(Paint.FRAME, lineNumber))
        .append(' ')
        .append(bar)
        .append(text.isEmpty() ? "" : " " + VisibleText.of(text))
        .append('\n');
    if (diagnostic.span().length() > 0) {
      String label = diagnostic.label().isEmpty() ? "" : " " + indented(diagnostic.label(), "");
      out.append(margin).append(' ').append(bar).append(' ');
      out.append(padding(text, snippet.start()));
      out.append(paint(mark, carets(text, snippet.start(), snippet.end()) + label));
      out.append('\n');
    }

    for (String note : diagnostic.notes()) {
      attach(out, margin, "note: ", note);
    }
    for (Diagnostic.Related related : diagnostic.related()) {
      String where = "related location at " + place(related.source(), related.span());
      attach(out, margin, "note: ", where + ": " + related.message());
    }
    diagnostic.help().ifPresent(help -> attach(out, margin, "help: ", help));
    return out.toString();
  }

  private void attach(StringBuilder out, String margin, String kind, String text) {
    String continuation = margin + " ".repeat(3 + kind.length());
    out.append(margin).append(' ').append(paint(Paint.FRAME, "=")).append(' ');
    out.append(paint(Paint.BOLD, kind.stripTrailing())).append(' ');
    out.append(indented(text, continuation)).append('\n');
  }

  private static String place(SourceFile source, Span span) {
    Position position = source.position(span.start());
    return VisibleText.of(source.name()) + ":" + position.line() + ":" + position.column();
  }

  /** A message says which value it is about, which may be a million numbers. */
  private static String shortened(String message) {
    int length = message.codePointCount(0, message.length());
    if (length <= LONGEST_MESSAGE) {
      return message;
    }
    int end = message.offsetByCodePoints(0, LONGEST_MESSAGE);
    return message.substring(0, end) + "… " + (length - LONGEST_MESSAGE) + " more";
  }

  /** A text that may have several lines, all but the first indented. */
  private static String indented(String text, String indent) {
    if (text.indexOf('\n') < 0) {
      return VisibleText.of(text);
    }
    StringBuilder out = new StringBuilder();
    text.lines()
        .forEach(
            line -> out.append(out.isEmpty() ? "" : "\n" + indent).append(VisibleText.of(line)));
    return out.toString();
  }

  private String paint(Paint paint, String text) {
    return style == Style.PLAIN || text.isEmpty() ? text : paint.around(text, style);
  }

  /** As wide as the start of a line, tabs kept. */
  private static String padding(String line, int end) {
    return fill(line, 0, Math.min(end, line.length()), ' ');
  }

  /** Carets as wide as a part of a line, cut at its end, but at least one. */
  private static String carets(String line, int start, int end) {
    int from = Math.min(start, line.length());
    String carets = fill(line, from, Math.min(end, line.length()), '^');
    return carets.indexOf('^') < 0 ? carets + '^' : carets;
  }

  private static String fill(String line, int start, int end, char filler) {
    StringBuilder out = new StringBuilder();
    int i = start;
    while (i < end) {
      int codePoint = line.codePointAt(i);
      if (codePoint == '\t') {
        out.append('\t');
      } else {
        out.repeat(filler, DisplayWidth.of(codePoint));
      }
      i += Character.charCount(codePoint);
    }
    return out.toString();
  }
}
