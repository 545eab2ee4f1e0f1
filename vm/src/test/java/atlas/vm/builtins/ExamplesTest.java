package atlas.vm.builtins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import atlas.vm.engine.Compilation;
import atlas.vm.engine.DeepStack;
import atlas.vm.engine.Engine;
import atlas.vm.engine.EngineKind;
import atlas.vm.engine.Outcome;
import atlas.vm.source.SourceFile;
import atlas.vm.syntax.InputMode;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The example of every library function prints what it says, under both engines. */
@ExtendWith(TemporaryFiles.class)
class ExamplesTest {
  @TestFactory
  Stream<DynamicTest> examples() {
    return Library.standard().builtins().stream()
        .flatMap(row ->
            Arrays.stream(EngineKind.values())
                .map(kind ->
                    dynamicTest(
                        row.name() + " " + kind,
                        () -> assertEquals(row.output() + "\n", run(row, kind)))));
  }

  private static String run(Builtin row, EngineKind kind) {
    return DeepStack.call(() -> {
      StringBuilder output = new StringBuilder();
      Engine engine = new Engine(kind, false, output::append);
      Compilation compilation =
          engine.compile(new SourceFile("<example>", row.example()), InputMode.FILE);
      if (compilation.unit().isEmpty()) {
        return compilation.diagnostics().toString();
      }
      Outcome outcome = engine.run(compilation.unit().get(), Optional.empty());
      return outcome instanceof Outcome.Success ? output.toString() : outcome.toString();
    });
  }
}
