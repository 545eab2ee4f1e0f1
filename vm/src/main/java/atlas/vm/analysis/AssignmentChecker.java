package atlas.vm.analysis;

import static atlas.vm.analysis.Findings.quoted;

import atlas.vm.analysis.Symbol.Storage;
import atlas.vm.analysis.Symbol.Variable;
import atlas.vm.diagnostics.Diagnostic;
import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.source.Span;
import atlas.vm.syntax.Ast;
import atlas.vm.types.Type;
import atlas.vm.types.Type.ArrayType;
import atlas.vm.types.TypePrinter;
import atlas.vm.types.Types;
import java.util.Optional;

/**
 * Checks assignments. A name without indices has to be a {@code var}; with indices the content of
 * the variable changes, which every binding allows (language §3.4).
 */
final class AssignmentChecker {
  private static final String APPEND = "append with: target = target + value";

  private final Checking checking;
  private final Findings findings;
  private final Environment environment;

  AssignmentChecker(Checking checking) {
    this.checking = checking;
    this.findings = checking.findings;
    this.environment = checking.environment;
  }

  void check(Ast.AssignStmt stmt) {
    Ast.Target target = stmt.target();
    String name = target.root().name();
    Optional<Symbol> found = environment.find(name);
    if (found.isEmpty()) {
      unknown(stmt);
      return;
    }
    Symbol root = found.get();
    findings.symbol(target, root);
    boolean whole = target.indices().isEmpty();
    if (whole && stmt.op() == Ast.AssignOp.SET) {
      environment.refer(root);
    } else {
      environment.read(root);
    }
    Type type = typeOf(root);
    Type place;
    if (whole) {
      boolean assignable = requireMutable(root, target.root().span());
      place = !assignable ? Type.UNKNOWN : stmt.op() == Ast.AssignOp.SET ? declared(root) : type;
    } else {
      place = element(target, type);
      if (!(root instanceof Variable) && Types.isUnknown(type)) {
        requireMutable(root, target.root().span());
      }
    }
    warnIfCaptured(root, target.root().span());
    value(stmt, place);
  }

  /** An assignment to nothing: it is taken for a declaration in what follows. */
  private void unknown(Ast.AssignStmt stmt) {
    Ast.Target target = stmt.target();
    Ast.Ident name = target.root();
    boolean declares = stmt.op() == Ast.AssignOp.SET && target.indices().isEmpty();
    Optional<String> help =
        declares ? Optional.of("a variable is declared with 'let' or 'var'") : Optional.empty();
    checking.expressions.reportUnknown(name.name(), name.span(), help);
    checking.expressions.checkAll(target.indices());
    stmt.value().ifPresent(checking.expressions::check);
    if (declares && environment.declaredLater(name.name()).isEmpty()) {
      environment.declare(
          new Variable(
              name.name(),
              Type.UNKNOWN,
              true,
              Storage.GLOBAL,
              -1,
              Optional.empty(),
              findings.source(),
              name.span()),
          name.span());
    }
  }

  private Type typeOf(Symbol symbol) {
    return switch (symbol) {
      case Variable v -> environment.typeOf(v);
      case Symbol.Function f -> f.type();
      case Symbol.Library l -> l.function().signature().<Type>map(s -> s).orElse(Type.UNKNOWN);
      case Symbol.Constant _ -> Type.NUMBER;
      case Symbol.NoneValue _ -> Type.UNKNOWN;
    };
  }

  private static Type declared(Symbol symbol) {
    return symbol instanceof Variable v ? v.type() : Type.UNKNOWN;
  }

  private void value(Ast.AssignStmt stmt, Type place) {
    String what = "assignment to " + quoted(stmt.target().root().name());
    if (stmt.op() == Ast.AssignOp.SET) {
      stmt.value().ifPresent(v -> checking.expressions.checkFits(v, place, what));
      return;
    }
    boolean text = stmt.op() == Ast.AssignOp.ADD && Types.equal(place, Type.STRING);
    String operator = "operand of " + quoted(stmt.op().text());
    if (!Types.isAssignable(place, Type.NUMBER)) {
      Diagnostic error =
          findings.mismatch(
              stmt.target().span(),
              quoted(stmt.target().root().name()) + ", " + operator,
              Type.NUMBER,
              place);
      findings.report(text ? error.withHelp(APPEND) : error);
    }
    if (stmt.value().isEmpty()) {
      return;
    }
    Type found = checking.expressions.check(stmt.value().get());
    if (!Types.isAssignable(found, Type.NUMBER)) {
      Span span = stmt.value().get().span();
      Diagnostic error = findings.mismatch(span, operator, Type.NUMBER, found);
      findings.report(text ? error.withHelp(APPEND) : error);
    }
  }

  /** The type of the place that an indexed target names. */
  private Type element(Ast.Target target, Type root) {
    Type type = root;
    for (Ast.Expr index : target.indices()) {
      Type indexType = checking.expressions.check(index);
      Span span = new Span(target.root().span().start(), index.span().start());
      if (Types.members(type).contains(Type.JSON)) {
        findings.report(
            findings
                .mismatch(target.root().span(), "indexed assignment", "array", Type.JSON)
                .withNote("json values are immutable"));
        type = Type.UNKNOWN;
      } else {
        warnIfNoIndex(target.root().name(), type, indexType, index.span());
        type = place(type, target.root().span().to(span), indexType, index.span());
      }
    }
    return type;
  }

  /** Warns where nothing is known of the target, but the index is none of an array. */
  private void warnIfNoIndex(String name, Type target, Type index, Span span) {
    if (!Types.isUnknown(target) || Types.isAssignable(index, Type.NUMBER)) {
      return;
    }
    Diagnostic warning =
        Diagnostic.warning(
            DiagnosticCode.AW9999,
            findings.source(),
            span,
            "An element can be stored at a number only, not at " + TypePrinter.print(index),
            "fails when it is reached");
    findings.report(
        Types.isAssignable(index, Type.STRING)
            ? warning.withHelp("a map is changed by 'hashMapPut(" + name + ", key, value)'")
            : warning);
  }

  /** As reading the element, but of several arrays what is stored has to fit each. */
  private Type place(Type target, Span targetSpan, Type index, Span indexSpan) {
    Type read = checking.expressions.element(target, targetSpan, index, indexSpan);
    boolean several = Types.members(target).size() > 1;
    return several && Types.members(target).stream().allMatch(ArrayType.class::isInstance)
        ? narrowest(target)
        : read;
  }

  private static Type narrowest(Type arrays) {
    return Types.intersection(
            Types.members(arrays).stream().map(m -> ((ArrayType) m).element()).toList())
        .orElse(Type.NEVER);
  }

  private boolean requireMutable(Symbol symbol, Span span) {
    String what =
        switch (symbol) {
          case Variable v when v.mutable() -> "";
          case Variable v when v.storage() == Storage.PARAMETER -> "parameter";
          case Variable v when v.isImported() -> "imported variable";
          case Variable _ -> "immutable variable";
          case Symbol.Function _, Symbol.Library _ -> "function";
          case Symbol.Constant _, Symbol.NoneValue _ -> "constant";
        };
    if (what.isEmpty()) {
      return true;
    }
    Diagnostic error =
        findings.diagnostic(
            DiagnosticCode.AT3003,
            span,
            "Cannot assign to " + what + " " + quoted(symbol.name()),
            "cannot be assigned");
    findings.report(symbol instanceof Variable v ? explained(error, v) : error);
    return false;
  }

  private static Diagnostic explained(Diagnostic error, Variable v) {
    Diagnostic related =
        error.withRelated(v.source(), v.declaration(), quoted(v.name()) + " declared here");
    if (v.storage() == Storage.PARAMETER) {
      return related.withHelp("a copy can change: 'var copy = " + v.name() + ";'");
    }
    return v.isLet() ? related.withHelp("what changes is declared with 'var'") : related;
  }

  private void warnIfCaptured(Symbol symbol, Span span) {
    if (symbol instanceof Variable v && environment.captured(v)) {
      findings.report(
          Diagnostic.warning(
                  DiagnosticCode.AT2014,
                  findings.source(),
                  span,
                  "Assignment to captured variable "
                      + quoted(v.name())
                      + " changes this call's copy only",
                  "captured by value")
              .withRelated(v.source(), v.declaration(), quoted(v.name()) + " declared here"));
    }
  }
}
