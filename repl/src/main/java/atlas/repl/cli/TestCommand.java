package atlas.repl.cli;

import atlas.vm.engine.EngineKind;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code atlas test}: runs many programs, each on its own, in one process. */
final class TestCommand implements Subcommand {
  @Override
  public String name() {
    return "test";
  }

  @Override
  public CommandSpec spec() {
    return Options.command(
            name(),
            "Runs programs and compares what they print with files beside them.",
            "They are NAME.stdout and NAME.stderr; without the latter it must not fail.")
        .addPositional(
            PositionalParamSpec.builder()
                .index("0..*")
                .arity("1..*")
                .required(true)
                .paramLabel("PATH")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description("Programs, or directories of programs.")
                .build())
        .addOption(Options.flag("--json", "Compare nothing; report one JSON object per program."))
        .addOption(Options.engine());
  }

  @Override
  public int run(ParseResult arguments, Streams streams) throws UsageException {
    EngineKind kind = Options.engineOf(arguments);
    List<String> names = arguments.matchedPositionalValue(0, List.of());
    List<String> files = SourceFiles.expand(names);
    if (Options.has(arguments, "--json")) {
      return report(files, kind, streams);
    }
    SourceLoader.checkReadable(names);
    return compare(files, kind, streams);
  }

  private static int report(List<String> files, EngineKind kind, Streams streams) {
    for (String file : files) {
      streams.out().line(TestRun.of(file, kind, streams.in()).json());
      streams.out().flush();
    }
    return ExitStatus.SUCCESS;
  }

  private static int compare(List<String> files, EngineKind kind, Streams streams)
      throws UsageException {
    int failed = 0;
    for (String file : files) {
      List<String> differences =
          Expectation.of(file).differences(TestRun.of(file, kind, streams.in()));
      if (!differences.isEmpty()) {
        failed++;
        streams.out().line("FAIL " + file);
        differences.forEach(difference -> streams.out().line("     " + difference));
        streams.out().flush();
      }
    }
    streams.out().line("%d passed, %d failed".formatted(files.size() - failed, failed));
    return failed == 0 ? ExitStatus.SUCCESS : ExitStatus.FAILURE;
  }
}
