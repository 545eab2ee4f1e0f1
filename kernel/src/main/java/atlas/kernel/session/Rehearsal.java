package atlas.kernel.session;

import atlas.vm.engine.Compilation;
import atlas.vm.engine.CompiledUnit;
import atlas.vm.engine.Engine;
import atlas.vm.engine.EngineKind;
import atlas.vm.runtime.Host;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compiles the inputs of a session once more, one after the other, without running any. */
final class Rehearsal {
  private Path directory = Path.of("");

  private final Engine engine =
      new Engine(
          EngineKind.COMPILED,
          true,
          text -> {},
          new DirectoryReader(() -> directory),
          Host.standard());

  /** The inputs as units; none for one that does not compile any more. */
  List<Optional<CompiledUnit>> units(List<PastInput> inputs) {
    List<Optional<CompiledUnit>> units = new ArrayList<>();
    for (PastInput input : inputs) {
      directory = input.directory();
      Compilation compilation = engine.compile(input.source(), input.mode());
      compilation.unit().ifPresent(unit -> take(input, unit));
      units.add(compilation.unit());
    }
    return units;
  }

  private void take(PastInput input, CompiledUnit unit) {
    List<Piece> pieces = Piece.of(0, unit.typed());
    engine.assume(
        unit,
        symbol ->
            pieces.stream()
                .filter(Piece::isVariable)
                .noneMatch(p -> p.declares(symbol) && p.span().end() > input.reached()));
    if (input.answered()) {
      engine.assume(Session.LAST, Session.typeOfLast(unit), input.source());
    }
  }
}
