package atlas.vm.analysis;

import atlas.vm.source.SourceFile;
import atlas.vm.syntax.Ast;
import atlas.vm.types.Type;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * A checked source text: the tree, and what the checker found out about its nodes, in identity
 * maps. Only made when there is no error, so the lowering can rely on it: every expression has a
 * type and every name a symbol.
 */
public final class TypedUnit {
  private final SourceFile source;
  private final Ast.Program program;
  private final Map<Ast.Expr, Type> types;
  private final Map<Ast.Node, Symbol> symbols;
  private final Map<Ast.MethodExpr, MethodTarget> methods;
  private final List<Symbol> imported;
  private final List<Symbol> declared;
  private final Type resultType;
  private final GlobalScope base;
  private final GlobalScope scopeAfter;
  private final List<Implementation> implementations;
  private final Exports exports;

  /**
   * The maps are identity maps and not copied; the checker hands them over.
   *
   * @param base the scope before the unit, with its imports, aliases, traits and implementations
   * @param scopeAfter the same with all that the unit declares
   */
  TypedUnit(
      SourceFile source,
      Ast.Program program,
      Map<Ast.Expr, Type> types,
      Map<Ast.Node, Symbol> symbols,
      Map<Ast.MethodExpr, MethodTarget> methods,
      List<Symbol> imported,
      List<Symbol> declared,
      Type resultType,
      GlobalScope base,
      GlobalScope scopeAfter,
      List<Implementation> implementations,
      Exports exports) {
    this.source = source;
    this.program = program;
    this.types = types;
    this.symbols = symbols;
    this.methods = methods;
    this.imported = List.copyOf(imported);
    this.declared = List.copyOf(declared);
    this.resultType = resultType;
    this.base = base;
    this.scopeAfter = scopeAfter;
    this.implementations = List.copyOf(implementations);
    this.exports = exports;
  }

  public SourceFile source() {
    return source;
  }

  public Ast.Program program() {
    return program;
  }

  /** The static type of an expression, aliases kept. */
  public Type typeOf(Ast.Expr expr) {
    return types.get(expr);
  }

  /**
   * The symbol that a node refers to or declares: a {@link Ast.NameExpr}; an {@link Ast.Target}
   * (its root); a {@link Ast.VarDecl}, {@link Ast.FunctionDecl}, {@link Ast.Param}, {@link
   * Ast.ForInStmt} (its variable), {@link Ast.BindingPattern}. In an {@link Ast.OrPattern},
   * bindings of one name in the alternatives share one symbol.
   */
  public Symbol symbolOf(Ast.Node node) {
    return symbols.get(node);
  }

  /** Shows all nodes that {@link #symbolOf} has a symbol for, in no particular order. */
  public void forEachSymbol(BiConsumer<Ast.Node, Symbol> action) {
    symbols.forEach(action);
  }

  public MethodTarget methodOf(Ast.MethodExpr expr) {
    return methods.get(expr);
  }

  /** The variables and functions that the unit imports. */
  public List<Symbol> imported() {
    return imported;
  }

  /** The top-level symbols that the unit declares, in source order. */
  public List<Symbol> declared() {
    return declared;
  }

  /**
   * The static type of the unit's last top-level expression statement, for {@code :type}; {@code
   * null}'s type if there is none.
   */
  public Type resultType() {
    return resultType;
  }

  /** The {@code impl}s that the unit declares, in source order. */
  public List<Implementation> implementations() {
    return implementations;
  }

  /** What the unit offers to those that import it. */
  public Exports exports() {
    return exports;
  }

  /** What the next input of the session starts from when this unit ran to its end. */
  public GlobalScope scopeAfter() {
    return scopeAfter;
  }

  /**
   * What the next input starts from when only {@code kept} of {@link #declared} came into being.
   * Imports, aliases, traits and implementations of the unit are always in it, and no slot of the
   * unit is ever given to another symbol.
   */
  public GlobalScope scopeAfter(Collection<? extends Symbol> kept) {
    return kept.size() == declared.size() ? scopeAfter : base.with(kept);
  }
}
