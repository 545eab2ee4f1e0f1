package atlas.repl.cli;

import atlas.profiler.model.Profile;
import atlas.vm.bytecode.CodeUnit;
import atlas.vm.bytecode.Disassembler;
import atlas.vm.engine.DeepStack;
import atlas.vm.engine.EngineKind;
import atlas.vm.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code atlas disasm}: the bytecode of a program and its modules, with counts in the margin if
 * wanted.
 */
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
    List<CodeUnit> units = new ArrayList<>(List.of(program.unit().code()));
    program.unit().imported().forEach(module -> units.add(module.code()));
    Optional<CountedListing> counted = profile.map(CountedListing::new);
    for (CodeUnit unit : units) {
      String listing = Disassembler.disassemble(unit);
      String shown = counted.isPresent() ? counted.get().of(unit, listing) : listing;
      streams.out().write(unit == units.getFirst() ? shown : "\n" + shown);
    }
    if (counted.isPresent() && counted.get().missing() > 0) {
      streams.say(
          "%d instructions of the profile are of other code than this"
              .formatted(counted.get().missing()));
    }
    return ExitStatus.SUCCESS;
  }
}
