package atlas.vm.analysis;

import atlas.vm.diagnostics.DiagnosticSink;
import atlas.vm.source.SourceFile;
import atlas.vm.syntax.Ast;
import atlas.vm.types.LibraryTable;
import atlas.vm.types.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The static semantics of a source text (language §3-§14): what every name stands for, which type
 * every expression has, and whether all of it fits.
 *
 * <p>Imports, aliases, traits, implementations and functions are declared first, since they may be
 * used above their declaration. Then one walk in source order checks all statements and bodies; a
 * variable is in scope from its declaration on, simply because it is entered when the walk gets
 * there. What functions capture and which variables nobody read is known at the end.
 */
public final class Checker {
  private final Checking checking;
  private final Ast.Program program;
  private final Map<Ast.ImportDecl, Exports> modules;

  private Checker(Checking checking, Ast.Program program, Map<Ast.ImportDecl, Exports> modules) {
    this.checking = checking;
    this.program = program;
    this.modules = modules;
  }

  /**
   * Checks a program that was parsed without errors. Nested expressions, blocks and types are
   * followed by recursion, so the thread needs a stack for their depth.
   *
   * @param scope what earlier inputs of the session declared
   * @param modules by identity, what each import leads to; one that is not there has been reported
   * @return the checked unit; empty if and only if the sink has errors
   */
  public static Optional<TypedUnit> check(
      SourceFile source,
      Ast.Program program,
      GlobalScope scope,
      Map<Ast.ImportDecl, Exports> modules,
      LibraryTable library,
      DiagnosticSink sink) {
    Checking checking = new Checking(source, scope, library, sink);
    return new Checker(checking, checking.externs.expand(program), modules).check();
  }

  private Optional<TypedUnit> check() {
    List<Ast.Item> items = program.items().stream().map(Checker::unwrapped).toList();
    declareAll(items);
    Type result = Type.NULL;
    for (Ast.Item item : items) {
      switch (item) {
        case Ast.Stmt s -> checking.statements.check(s);
        case Ast.ImplDecl i -> i.methods().forEach(m -> checking.statements.body(m, true));
        case Ast.ImportDecl _,
            Ast.ExportDecl _,
            Ast.ExternDecl _,
            Ast.AliasDecl _,
            Ast.TraitDecl _ -> {
          // Done when they were declared.
        }
      }
      if (item instanceof Ast.ExprStmt s) {
        result = checking.findings.types().get(s.expr());
      }
    }
    checking.captures.finish();
    checking.usage.report(checking.findings);
    checking.imports.reportUnused();
    return checking.findings.hasErrors() ? Optional.empty() : Optional.of(unit(result));
  }

  private static Ast.Item unwrapped(Ast.Item item) {
    return item instanceof Ast.ExportDecl export ? export.declaration() : item;
  }

  private void declareAll(List<Ast.Item> items) {
    checking.environment.announce(items);
    checking.imports.announce(items);
    for (Ast.ImportDecl decl : of(items, Ast.ImportDecl.class)) {
      checking.imports.declare(decl, Optional.ofNullable(modules.get(decl)));
    }
    checking.imports.checkExports(program.items());
    of(items, Ast.AliasDecl.class).forEach(checking.aliases::declare);
    of(items, Ast.TraitDecl.class).forEach(checking.traits::declare);
    of(items, Ast.ImplDecl.class).forEach(checking.traits::announce);
    checking.aliases.resolveAll();
    checking.traits.resolveAll();
    of(items, Ast.FunctionDecl.class).forEach(checking.declarations::function);
    of(items, Ast.ImplDecl.class).forEach(checking.traits::declare);
  }

  private static <T extends Ast.Item> List<T> of(List<Ast.Item> items, Class<T> sort) {
    List<T> found = new ArrayList<>();
    for (Ast.Item item : items) {
      if (sort.isInstance(item)) {
        found.add(sort.cast(item));
      }
    }
    return found;
  }

  private TypedUnit unit(Type result) {
    Findings findings = checking.findings;
    List<Implementation> implementations = checking.traits.implementationsOfUnit();
    GlobalScope base =
        checking
            .scope
            .withStatics(
                checking.aliases.ofUnit(),
                checking.traits.ofUnit(),
                implementations,
                checking.declarations.nextSlot())
            .with(checking.imports.symbols());
    List<Symbol> declared = checking.declarations.declared();
    GlobalScope after = base.with(declared);
    return new TypedUnit(
        findings.source(),
        program,
        findings.types(),
        findings.symbols(),
        findings.methods(),
        checking.imports.symbols(),
        declared,
        result,
        base,
        after,
        implementations,
        checking.imports.exports(program.items(), after));
  }
}
