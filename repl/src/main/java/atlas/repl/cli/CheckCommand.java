package atlas.repl.cli;

import atlas.vm.engine.Compilation;
import atlas.vm.engine.DeepStack;
import atlas.vm.engine.EngineKind;
import atlas.vm.source.SourceFile;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code atlas check}: finds errors without running anything. */
final class CheckCommand implements Subcommand {
  @Override
  public String name() {
    return "check";
  }

  @Override
  public CommandSpec spec() {
    return Options.command(name(), "Parses and type-checks a program without running it.")
        .addPositional(Options.file())
        .addOption(
            Options.flag("--json", "One JSON object per diagnostic, on the standard output."));
  }

  @Override
  public int run(ParseResult arguments, Streams streams) throws UsageException {
    SourceFile source = SourceLoader.load(Options.fileOf(arguments), streams.in());
    boolean json = Options.has(arguments, "--json");
    return DeepStack.call(() -> check(source, json, streams));
  }

  private static int check(SourceFile source, boolean json, Streams streams) {
    Program program = new Program(source, EngineKind.COMPILED, streams.out());
    Compilation compilation = program.compile();
    if (json) {
      compilation.diagnostics().forEach(d -> streams.out().line(DiagnosticJson.of(d)));
    } else {
      streams.complain(DiagnosticText.of(compilation.diagnostics()));
    }
    return compilation.unit().isPresent() ? ExitStatus.SUCCESS : ExitStatus.FAILURE;
  }
}
