package atlas.kernel.command;

import atlas.kernel.session.Session;
import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.diagnostics.Explanation;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** {@code :explain}: what the code of a diagnostic stands for. */
final class ExplainCommand extends DescribedCommand {
  ExplainCommand() {
    super("explain", "CODE", "say what the code of an error or warning stands for", "AT2002");
  }

  @Override
  public Reply run(Session session, Invocation invocation) {
    String wanted = invocation.arguments().toUpperCase(Locale.ROOT);
    List<DiagnosticCode> all = List.of(DiagnosticCode.values());
    for (DiagnosticCode code : all) {
      if (code.id().equals(wanted)) {
        return new Reply.Answered(text(code));
      }
    }
    List<String> ids = Arrays.stream(DiagnosticCode.values()).map(DiagnosticCode::id).toList();
    String hint = Nearest.of(wanted, ids).map(n -> "; did you mean '" + n + "'?").orElse("");
    return new Reply.Refused(
        wanted.isEmpty()
            ? "':explain' needs a code such as AT2002"
            : "there is no code '" + wanted + "'" + hint);
  }

  private static String text(DiagnosticCode code) {
    StringBuilder text = new StringBuilder(code.id() + ": " + code.title() + "\n");
    Explanation explanation = code.explanation();
    explanation.paragraphs().forEach(paragraph -> text.append('\n').append(paragraph).append('\n'));
    explanation
        .examples()
        .forEach(e -> text.append("\nExample:\n").append(e.program().strip().indent(4)));
    return text.toString();
  }
}
