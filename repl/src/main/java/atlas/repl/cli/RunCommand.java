package atlas.repl.cli;

import atlas.vm.engine.DeepStack;
import atlas.vm.engine.EngineKind;
import atlas.vm.engine.Outcome;
import atlas.vm.runtime.Host;
import atlas.vm.source.SourceFile;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code atlas run}: the output is what the program prints, and nothing else. */
final class RunCommand implements Subcommand {
  @Override
  public String name() {
    return "run";
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(name(), "Runs a program.")
            .addPositional(Options.file())
            .addPositional(
                PositionalParamSpec.builder()
                    .index("1..*")
                    .arity("0..*")
                    .paramLabel(Options.ARG)
                    .type(String[].class)
                    .description("Arguments for the program; its options follow '--'.")
                    .build())
            .addOption(Options.engine());
    PermissionOptions.addTo(spec);
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Streams streams) throws UsageException {
    EngineKind kind = Options.engineOf(arguments);
    SourceFile source = SourceLoader.load(Options.fileOf(arguments), streams.in());
    Host host = Program.host(streams, PermissionOptions.of(arguments), argumentsOf(arguments));
    return DeepStack.call(() -> run(new Program(source, kind, streams.out(), host), streams));
  }

  private static List<String> argumentsOf(ParseResult arguments) {
    String[] given = arguments.matchedPositionalValue(1, new String[0]);
    return List.of(given);
  }

  private static int run(Program program, Streams streams) {
    if (!program.compile(streams)) {
      return ExitStatus.FAILURE;
    }
    Outcome outcome = program.run();
    return switch (outcome) {
      case Outcome.Success _ -> ExitStatus.SUCCESS;
      case Outcome.Failure failure -> {
        streams.complain(DiagnosticText.of(failure.diagnostic()));
        yield ExitStatus.FAILURE;
      }
      case Outcome.Interrupted _ -> ExitStatus.INTERRUPTED;
    };
  }
}
