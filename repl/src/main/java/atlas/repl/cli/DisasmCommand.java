package atlas.repl.cli;

import atlas.profiler.model.Profile;
import atlas.vm.bytecode.Disassembler;
import atlas.vm.engine.DeepStack;
import atlas.vm.engine.EngineKind;
import atlas.vm.source.SourceFile;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code atlas disasm}: the bytecode of a program, with counts in the margin if wanted. */
final class DisasmCommand implements Subcommand {
  @Override
  public String name() {
    return "disasm";
  }

  @Override
  public CommandSpec spec() {
    return Options.command(name(), "Lists the bytecode of a program: what the profiler counts.")
        .addPositional(Options.file())
        .addOption(
            OptionSpec.builder("--profile")
                .type(String.class)
                .paramLabel("FILE")
                .description("Show the counts of a saved profile in the margin.")
                .build());
  }

  @Override
  public int run(ParseResult arguments, Streams streams) throws UsageException {
    String saved = arguments.matchedOptionValue("--profile", "");
    Optional<Profile> profile =
        saved.isEmpty() ? Optional.empty() : Optional.of(SavedProfile.load(saved, streams));
    SourceFile source = SourceLoader.load(Options.fileOf(arguments), streams.in());
    return DeepStack.call(() -> list(source, profile, streams));
  }

  private static int list(SourceFile source, Optional<Profile> profile, Streams streams) {
    Program program = new Program(source, EngineKind.COMPILED, streams.out());
    if (!program.compile(streams)) {
      return ExitStatus.FAILURE;
    }
    String listing = Disassembler.disassemble(program.unit().code());
    if (profile.isEmpty()) {
      streams.out().write(listing);
      return ExitStatus.SUCCESS;
    }
    CountedListing counted = new CountedListing(program.unit().code(), profile.get());
    streams.out().write(counted.of(listing));
    if (counted.missing() > 0) {
      streams.say(
          "%d instructions of the profile are of other code than this"
              .formatted(counted.missing()));
    }
    return ExitStatus.SUCCESS;
  }
}
