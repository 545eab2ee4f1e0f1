package atlas.vm.engine;

import atlas.vm.diagnostics.Diagnostic;
import java.util.List;
import java.util.Optional;

/**
 * What came of compiling one source text.
 *
 * @param diagnostics errors and warnings, in the order in which to show them
 * @param unit the compiled unit; absent if and only if there are errors
 */
public record Compilation(List<Diagnostic> diagnostics, Optional<CompiledUnit> unit) {
  public Compilation {
    diagnostics = List.copyOf(diagnostics);
  }
}
