package atlas.repl.cli;

import atlas.vm.bytecode.Disassembler;
import atlas.vm.engine.DeepStack;
import atlas.vm.engine.EngineKind;
import atlas.vm.source.SourceFile;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code atlas disasm}: the bytecode of a program. */
final class DisasmCommand implements Subcommand {
  @Override
  public String name() {
    return "disasm";
  }

  @Override
  public CommandSpec spec() {
    return Options.command(name(), "Lists the bytecode of a program: what the profiler counts.")
        .addPositional(Options.file());
  }

  @Override
  public int run(ParseResult arguments, Streams streams) throws UsageException {
    SourceFile source = SourceLoader.load(Options.fileOf(arguments), streams.in());
    return DeepStack.call(() -> list(source, streams));
  }

  private static int list(SourceFile source, Streams streams) {
    Program program = new Program(source, EngineKind.COMPILED, streams.out());
    if (!program.compile(streams)) {
      return ExitStatus.FAILURE;
    }
    streams.out().write(Disassembler.disassemble(program.unit().code()));
    return ExitStatus.SUCCESS;
  }
}
