package atlas.kernel.command;

import atlas.kernel.session.Candidate;
import atlas.kernel.session.Candidate.Kind;
import atlas.kernel.session.Session;
import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.diagnostics.ExplanationRenderer;
import atlas.vm.diagnostics.Suggestions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code :explain}: what the code of a diagnostic stands for. */
final class ExplainCommand extends DescribedCommand {
  ExplainCommand() {
    super("explain", "CODE", "say what the code of an error or warning stands for", "AT2002");
  }

  @Override
  public Optional<String> lacks(Invocation invocation) {
    return invocation.arguments().isEmpty()
        ? Optional.of("a code such as AT2002")
        : Optional.empty();
  }

  @Override
  public List<Candidate> words() {
    return Arrays.stream(DiagnosticCode.values())
        .map(code -> new Candidate(code.id(), Kind.OPTION, "", code.title()))
        .toList();
  }

  @Override
  public Reply run(Session session, Invocation invocation) {
    String wanted = invocation.arguments().toUpperCase(Locale.ROOT);
    List<DiagnosticCode> all = List.of(DiagnosticCode.values());
    for (DiagnosticCode code : all) {
      if (code.id().equals(wanted)) {
        return new Reply.Answered(ExplanationRenderer.render(code));
      }
    }
    List<String> ids = Arrays.stream(DiagnosticCode.values()).map(DiagnosticCode::id).toList();
    String hint = Suggestions.didYouMean(wanted, ids).map(h -> "; " + h).orElse("");
    return new Reply.Refused("there is no code '" + wanted + "'" + hint);
  }
}
