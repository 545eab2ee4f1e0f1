package atlas.kernel.command;

import atlas.kernel.session.EvalResult;
import atlas.profiler.analysis.Comparison;
import atlas.profiler.report.ReportOptions;
import atlas.profiler.report.TextComparison;
import atlas.profiler.report.TextReport;
import atlas.profiler.report.TextScaling;
import atlas.vm.diagnostics.Diagnostic;
import atlas.vm.diagnostics.DiagnosticRenderer;
import atlas.vm.diagnostics.DisplayWidth;
import atlas.vm.diagnostics.VisibleText;
import atlas.vm.types.Type;
import atlas.vm.types.TypePrinter;
import java.util.List;

/**
 * A reply as plain text. What goes wrong is shown before what comes out; every line is ended.
 *
 * @param errors diagnostics and notes
 * @param output values, answers and reports
 */
public record ReplyText(String errors, String output) {
  private static final String UNKNOWN = TypePrinter.print(Type.UNKNOWN);
  private static final String DIM = "\u001b[2m";
  private static final String RESET = "\u001b[0m";

  public static ReplyText of(Reply reply, Look look) {
    Lines errors = new Lines(look);
    Lines output = new Lines(look);
    switch (reply) {
      case Reply.Evaluated(EvalResult result, var change, String footer) -> {
        show(result, look, errors, output);
        change.ifPresent(each -> output.add(change(each, result, look)));
        output.add(footer);
      }
      case Reply.Scaled(EvalResult result, var scaling, var options, String footer) -> {
        showTroubles(result, errors);
        scaling.ifPresent(each -> output.add(TextScaling.render(each, look.fit(options))));
        output.add(footer);
      }
      case Reply.Profiled(EvalResult.Profiling profiling, String footer) -> {
        output.add(report(profiling, look));
        output.add(footer);
      }
      case Reply.Compared(Comparison change, ReportOptions options) ->
          output.add(TextComparison.render(change, look.fit(options)));
      case Reply.Answered(String text) -> output.add(visible(text, look));
      case Reply.Shown(EvalResult.Answer answer) -> output.add(text(answer, look));
      case Reply.Rejected(List<Diagnostic> diagnostics) -> errors.addAll(diagnostics);
      case Reply.Refused(String message) -> errors.add(message);
      case Reply.Edited _, Reply.Quit _ -> {}
    }
    return new ReplyText(errors.toString(), output.toString());
  }

  private static void show(EvalResult result, Look look, Lines errors, Lines output) {
    showTroubles(result, errors);
    if (result instanceof EvalResult.Success success) {
      success.value().ifPresent(answer -> output.add(text(answer, look)));
    }
    result.about().profile().ifPresent(profiling -> output.add(report(profiling, look)));
  }

  private static void showTroubles(EvalResult result, Lines errors) {
    if (result instanceof EvalResult.Interrupted interrupted) {
      errors.add(place(interrupted.stop()));
    } else {
      errors.addAll(result.diagnostics());
    }
    result.about().notes().forEach(note -> errors.add("note: " + note));
  }

  /** Who has stopped an input is not told that something is wrong, but where it was. */
  private static String place(Diagnostic stop) {
    return "%s at %s:%d:%d"
        .formatted(
            stop.message(), stop.source().name(), stop.position().line(), stop.position().column());
  }

  private static String text(EvalResult.Answer answer, Look look) {
    String text = visible(answer.text(), look);
    String value = look.laidOut() ? ValueLayout.of(text, look.width()) : text;
    boolean showsType = look.colour() && !answer.type().equals(UNKNOWN);
    if (!showsType) {
      return value;
    }
    int column = DisplayWidth.of(value.substring(value.lastIndexOf('\n') + 1));
    boolean fits = column + 2 + answer.type().length() <= look.width();
    return value + (fits ? "  " : "\n") + DIM + answer.type() + RESET;
  }

  /** A terminal must not obey what a string holds. */
  private static String visible(String text, Look look) {
    return look.laidOut() ? VisibleText.ofLines(text) : text;
  }

  private static String report(EvalResult.Profiling profiling, Look look) {
    return new TextReport().render(profiling.profile(), look.fit(profiling.options()));
  }

  private static String change(Reply.Change change, EvalResult result, Look look) {
    return change.isAsked()
        ? TextComparison.render(change.comparison(), look.fit(ReportOptions.DEFAULT))
        : result
            .about()
            .profile()
            .map(run -> TextComparison.sinceLastRun(change.comparison(), run.options()))
            .orElse("");
  }

  /** Text that always ends its last line. */
  private static final class Lines {
    private final DiagnosticRenderer renderer;
    private final StringBuilder text = new StringBuilder();

    Lines(Look look) {
      renderer =
          new DiagnosticRenderer(
              look.colour() ? DiagnosticRenderer.Style.COLOUR : DiagnosticRenderer.Style.PLAIN,
              look.laidOut() ? look.width() : Integer.MAX_VALUE);
    }

    void add(String more) {
      text.append(more);
      if (!more.isEmpty() && !more.endsWith("\n")) {
        text.append('\n');
      }
    }

    void addAll(List<Diagnostic> diagnostics) {
      add(renderer.render(diagnostics));
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
