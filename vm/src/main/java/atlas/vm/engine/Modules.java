package atlas.vm.engine;

import atlas.vm.analysis.Checker;
import atlas.vm.analysis.GlobalScope;
import atlas.vm.analysis.Symbol;
import atlas.vm.analysis.TypedUnit;
import atlas.vm.bytecode.CodeUnit;
import atlas.vm.diagnostics.Diagnostic;
import atlas.vm.lowering.Loans;
import atlas.vm.lowering.Lowering;
import atlas.vm.lowering.Moves;
import atlas.vm.source.SourceFile;
import atlas.vm.syntax.InputMode;
import atlas.vm.types.LibraryTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The modules of a session (language §15). A module that ran stays; it is loaded again when an
 * import finds that its file, or that of a module it imports, has changed. What the new version
 * declares with the same name and type takes the old one's place, as with inputs.
 *
 * <p>Top-level names of all modules and inputs get their slots from one counter, so that an
 * imported name is no more than the exporter's slot.
 */
final class Modules {
  private final SourceReader reader;
  private final LibraryTable library;
  private final boolean lasting;
  private final Map<Path, Module> loaded = new HashMap<>();
  private int nextSlot;

  /**
   * @param lasting whether what is declared is never declared anew
   */
  Modules(SourceReader reader, LibraryTable library, boolean lasting) {
    this.reader = reader;
    this.library = library;
    this.lasting = lasting;
  }

  SourceReader reader() {
    return reader;
  }

  /** Compiles a source text and the modules that it needs and that are not loaded as they are. */
  Compilation compile(SourceFile source, InputMode mode, GlobalScope scope) {
    ModuleCompiler compiler = new ModuleCompiler(this, source);
    Optional<CompiledUnit> unit = compiler.compile(mode, scope);
    List<Diagnostic> diagnostics = new ArrayList<>(compiler.diagnostics());
    diagnostics.sort(Diagnostic.ORDER);
    boolean failed = diagnostics.stream().anyMatch(Diagnostic::isError);
    return new Compilation(diagnostics, failed ? Optional.empty() : unit);
  }

  /**
   * Checks a parsed text and translates it, if nothing that it imports is missing.
   *
   * @param imported whether others use what it declares
   */
  Optional<CompiledUnit> translate(
      ParsedUnit parsed, GlobalScope scope, List<Module> needed, boolean imported) {
    Optional<TypedUnit> typed =
        Checker.check(
            parsed.source(),
            parsed.program(),
            scope.startingAt(nextSlot),
            parsed.exports(),
            library,
            parsed.sink());
    typed.ifPresent(t -> nextSlot = t.scopeAfter().nextSlot());
    return typed
        .filter(_ -> parsed.isComplete())
        .map(t -> new CompiledUnit(t, lower(t, imported), needed));
  }

  private CodeUnit lower(TypedUnit typed, boolean imported) {
    CodeUnit code = Moves.withoutNeedless(Lowering.lower(typed, library, lasting));
    // A method may be found by the kind of its receiver, from anywhere.
    boolean isClosed = lasting && !imported && typed.implementations().isEmpty();
    if (!isClosed) {
      return code;
    }
    BitSet variables = new BitSet();
    for (Symbol symbol : typed.declared()) {
      if (symbol instanceof Symbol.Variable variable) {
        variables.set(variable.slot());
      }
    }
    CodeUnit closed = new CodeUnit(code.source(), code.codes(), true);
    return Moves.ofVariables(Loans.withdraw(closed, variables), variables);
  }

  /** A slot that no name has, for one that is declared from outside. */
  int freshSlot(GlobalScope scope) {
    int slot = Math.max(nextSlot, scope.nextSlot());
    nextSlot = slot + 1;
    return slot;
  }

  /** The module of a file, in the state in which it ran. */
  Optional<Module> loaded(Path file) {
    return Optional.ofNullable(loaded.get(file));
  }

  boolean isLoaded(Module module) {
    return loaded.get(module.file()) == module;
  }

  /** Notes that a module ran to its end. */
  void ran(Module module) {
    loaded.put(module.file(), module);
  }

  /** Notes that a module is about to run: what ran before of that file is no longer whole. */
  void running(Module module) {
    loaded.remove(module.file());
  }
}
