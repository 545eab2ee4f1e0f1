package atlas.repl.cli;

import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.diagnostics.ExplanationRenderer;
import atlas.vm.diagnostics.Suggestions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code atlas explain}: what the code of a diagnostic means. */
final class ExplainCommand implements Subcommand {
  @Override
  public String name() {
    return "explain";
  }

  @Override
  public CommandSpec spec() {
    return Options.command(name(), "Explains the code of an error or warning, with an example.")
        .addPositional(
            PositionalParamSpec.builder()
                .index("0")
                .arity("1")
                .required(true)
                .paramLabel("CODE")
                .type(String.class)
                .completionCandidates(codes())
                .description("The code, such as AT3001.")
                .build());
  }

  @Override
  public int run(ParseResult arguments, Streams streams) throws UsageException {
    String name = arguments.matchedPositionalValue(0, "").toUpperCase(Locale.ROOT);
    Optional<DiagnosticCode> code =
        Stream.of(DiagnosticCode.values()).filter(c -> c.id().equals(name)).findFirst();
    if (code.isEmpty()) {
      String hint = Suggestions.didYouMean(name, codes()).orElse("a code looks like AT3001");
      throw new UsageException("unknown code '" + name + "'; " + hint);
    }
    streams.out().write(ExplanationRenderer.render(code.get()));
    return ExitStatus.SUCCESS;
  }

  private static List<String> codes() {
    return Stream.of(DiagnosticCode.values()).map(DiagnosticCode::id).toList();
  }
}
