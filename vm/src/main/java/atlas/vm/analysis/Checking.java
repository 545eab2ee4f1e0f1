package atlas.vm.analysis;

import atlas.vm.analysis.Symbol.Variable;
import atlas.vm.diagnostics.DiagnosticSink;
import atlas.vm.source.SourceFile;
import atlas.vm.types.LibraryTable;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** The parts of the check of one unit, wired together; they know each other through it. */
final class Checking {
  final GlobalScope scope;
  final LibraryTable library;
  final Findings findings;
  final Captures captures = new Captures();
  final Usage usage = new Usage();
  final Externs externs = new Externs();

  /** Parameters that are declared {@code borrow}. */
  final Set<Variable> borrowed = Collections.newSetFromMap(new IdentityHashMap<>());

  final Environment environment;
  final Imports imports;
  final Aliases aliases;
  final TypeResolver types;
  final Traits traits;
  final Bounds bounds;
  final Declarations declarations;
  final ExpressionChecker expressions;
  final CallChecker calls;
  final MethodChecker methods;
  final MatchChecker matches;
  final StatementChecker statements;

  Checking(SourceFile source, GlobalScope scope, LibraryTable library, DiagnosticSink sink) {
    this.scope = scope;
    this.library = library;
    this.findings = new Findings(source, sink);
    this.environment = new Environment(scope, library, captures, usage);
    this.imports = new Imports(this);
    this.aliases = new Aliases(this);
    this.types = new TypeResolver(this);
    this.traits = new Traits(this);
    this.bounds = new Bounds(this);
    this.declarations = new Declarations(this);
    this.expressions = new ExpressionChecker(this);
    this.calls = new CallChecker(this);
    this.methods = new MethodChecker(this);
    this.matches = new MatchChecker(this);
    this.statements = new StatementChecker(this);
  }
}
