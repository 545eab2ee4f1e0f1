package atlas.vm.engine;

import atlas.vm.analysis.Exports;
import atlas.vm.diagnostics.DiagnosticSink;
import atlas.vm.source.SourceFile;
import atlas.vm.syntax.Ast;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * A source text on its way through a compilation.
 *
 * @param sink for the diagnostics of this text only
 * @param exports by identity, what its imports lead to
 */
record ParsedUnit(
    SourceFile source,
    Ast.Program program,
    DiagnosticSink sink,
    Map<Ast.ImportDecl, Exports> exports) {
  ParsedUnit(SourceFile source, Ast.Program program, DiagnosticSink sink) {
    this(source, program, sink, new IdentityHashMap<>());
  }

  /** Whether every import leads somewhere. */
  boolean isComplete() {
    long imports = program.items().stream().filter(Ast.ImportDecl.class::isInstance).count();
    return exports.size() == imports;
  }
}
