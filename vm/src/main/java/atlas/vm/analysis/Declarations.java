package atlas.vm.analysis;

import static atlas.vm.analysis.Findings.quoted;

import atlas.vm.analysis.Symbol.Storage;
import atlas.vm.diagnostics.Diagnostic;
import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.diagnostics.Suggestions;
import atlas.vm.source.Span;
import atlas.vm.syntax.Ast;
import atlas.vm.types.Type;
import atlas.vm.types.Type.FunctionType;
import atlas.vm.types.TypePrinter;
import atlas.vm.types.Types;
import atlas.vm.types.Unifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes symbols out of declarations and enters them in the scope where the check stands. Top-level
 * symbols get a slot: that of an older symbol of the same name, sort and type, else a fresh one.
 */
final class Declarations {
  private final Checking checking;
  private final Findings findings;
  private final Environment environment;
  private final List<Symbol> declared = new ArrayList<>();
  private int nextSlot;

  Declarations(Checking checking) {
    this.checking = checking;
    this.findings = checking.findings;
    this.environment = checking.environment;
    this.nextSlot = checking.scope.nextSlot();
  }

  /** The first slot that the unit did not use. */
  int nextSlot() {
    return nextSlot;
  }

  /** The top-level symbols in source order. */
  List<Symbol> declared() {
    return declared.stream().sorted((a, b) -> Integer.compare(place(a), place(b))).toList();
  }

  private static int place(Symbol symbol) {
    return switch (symbol) {
      case Symbol.Variable v -> v.declaration().start();
      case Symbol.Function f -> f.declaration().span().start();
      case Symbol.Library _, Symbol.Constant _, Symbol.NoneValue _ -> 0;
    };
  }

  /** Declares a function where the check stands, before any statement around it is checked. */
  Symbol.Function function(Ast.FunctionDecl decl) {
    FunctionType type = signature(decl);
    String name = decl.name().name();
    boolean top = environment.atTop();
    Symbol.Function function =
        new Symbol.Function(
            name,
            type,
            decl,
            findings.source(),
            environment.frame().function(),
            top ? slot(checking.scope.formerFunction(name), type) : -1);
    enter(function, decl.name());
    findings.symbol(decl, function);
    checking.captures.declare(function);
    guard(decl, function);
    if (top) {
      declared.add(function);
    }
    return function;
  }

  /** Declares a method of an {@code impl}, which no name leads to. */
  Symbol.Function method(Ast.FunctionDecl decl, Optional<Symbol.Function> before) {
    FunctionType type = signature(decl);
    Symbol.Function function =
        new Symbol.Function(
            decl.name().name(),
            type,
            decl,
            findings.source(),
            Optional.empty(),
            slot(before, type));
    findings.symbol(decl, function);
    checking.captures.declare(function);
    return function;
  }

  private int slot(Optional<Symbol.Function> before, FunctionType type) {
    return before
        .filter(f -> Types.equal(f.type(), type))
        .map(Symbol.Function::slot)
        .orElseGet(() -> nextSlot++);
  }

  private FunctionType signature(Ast.FunctionDecl decl) {
    TypeResolver.Parameters params =
        checking.types.parameters(decl.typeParams(), environment.typeNames());
    List<Type> types = new ArrayList<>();
    CallChecker.checkLimit(decl.params(), "parameters", findings);
    for (Ast.Param param : decl.params()) {
      Type type = checking.types.resolve(param.type(), params.names());
      types.add(type);
      warnIfOwnIsIdle(param, type);
    }
    Type result =
        decl.result().map(r -> checking.types.resolve(r, params.names())).orElse(Type.NULL);
    return new FunctionType(params.list(), types, result);
  }

  private void warnIfOwnIsIdle(Ast.Param param, Type type) {
    Type t = type.expanded();
    if (param.ownership() == Ast.Ownership.OWN
        && (t == Type.NUMBER || t == Type.STRING || t == Type.BOOL)) {
      findings.warning(
          DiagnosticCode.AT2010,
          param.span(),
          "'own' has no effect on parameter "
              + quoted(param.name().name())
              + " of type "
              + TypePrinter.print(type),
          "has no effect");
    }
  }

  private void guard(Ast.FunctionDecl decl, Symbol.Function function) {
    if (decl.guard().isEmpty()) {
      return;
    }
    Ast.GuardClause clause = decl.guard().get();
    TypeResolver.Parameters params =
        checking.types.parameters(decl.typeParams(), environment.typeNames());
    Type type = checking.types.resolve(clause.type(), params.names());
    if (!Types.isUnknown(function.type().result())
        && !Types.equal(function.type().result(), Type.BOOL)) {
      findings.report(
          findings.mismatch(
              decl.result().map(Ast.TypeExpr::span).orElse(decl.name().span()),
              "result of type guard " + quoted(function.name()),
              Type.BOOL,
              function.type().result()));
    }
    List<String> names = decl.params().stream().map(p -> p.name().name()).toList();
    int index = names.indexOf(clause.parameter().name());
    if (index < 0) {
      Diagnostic error =
          findings.diagnostic(
              DiagnosticCode.AT3001,
              clause.parameter().span(),
              "Type guard "
                  + quoted(function.name())
                  + " has no parameter "
                  + quoted(clause.parameter().name()),
              "no such parameter");
      findings.report(
          Suggestions.didYouMean(clause.parameter().name(), names)
              .map(error::withHelp)
              .orElse(error));
      return;
    }
    Type param = Unifier.erased(function.type()).params().get(index);
    if (!Types.isAssignable(type, param)) {
      findings.report(
          findings.mismatch(
              clause.type().span(), "type guard " + quoted(function.name()), param, type));
    }
    function.setGuard(new Guard(index, type));
  }

  /** Declares a variable of a {@code let} or {@code var} where the check stands. */
  Symbol.Variable variable(Ast.VarDecl decl, Type type) {
    boolean top = environment.atTop();
    String name = decl.name().name();
    int slot = -1;
    Optional<Symbol.Variable> former = Optional.empty();
    if (top) {
      former = checking.scope.formerVariable(name).filter(v -> Types.equal(v.type(), type));
      slot = former.map(Symbol.Variable::slot).orElseGet(() -> nextSlot++);
    }
    Symbol.Variable variable =
        variable(
            decl.name(), type, decl.mutable(), top ? Storage.GLOBAL : Storage.LOCAL, slot, decl);
    former.ifPresent(variable::replace);
    if (!decl.mutable()) {
      variable.setLet();
    }
    if (top) {
      declared.add(variable);
    }
    return variable;
  }

  /** Declares an immutable local, such as the variable of a {@code for … in}. */
  Symbol.Variable local(Ast.Ident name, Type type, Ast.Node node) {
    return variable(name, type, false, Storage.LOCAL, -1, node);
  }

  /** Declares an imported name, about which nothing is known. */
  void imported(Ast.Ident name) {
    variable(name, Type.UNKNOWN, false, Storage.GLOBAL, -1, name);
  }

  /** Declares an imported name. */
  void imported(Ast.Ident name, Symbol symbol) {
    enter(symbol, name);
  }

  Symbol.Variable parameter(Ast.Param param, Type type) {
    Symbol.Variable variable = variable(param.name(), type, false, Storage.PARAMETER, -1, param);
    if (param.ownership() == Ast.Ownership.BORROW) {
      checking.borrowed.add(variable);
    }
    return variable;
  }

  private Symbol.Variable variable(
      Ast.Ident name, Type type, boolean mutable, Storage storage, int slot, Ast.Node node) {
    Symbol.Variable variable =
        new Symbol.Variable(
            name.name(),
            type,
            mutable,
            storage,
            slot,
            storage == Storage.GLOBAL ? Optional.empty() : environment.frame().function(),
            findings.source(),
            name.span());
    enter(variable, name);
    findings.symbol(node, variable);
    return variable;
  }

  private void enter(Symbol symbol, Ast.Ident name) {
    boolean top = environment.atTop();
    if (top) {
      reportProtected(name);
    }
    Optional<Environment.Declared> other = environment.declare(symbol, name.span());
    other.ifPresent(declared -> {
      // Which of them is meant nobody knows, so that none is unused.
      checking.usage.use(declared.symbol());
      checking.usage.use(symbol);
    });
    Optional<Span> before = other.map(Environment.Declared::span);
    if (before.isEmpty() && top) {
      before = checking.imports.place(name.name());
    }
    if (before.isPresent() && !(top && checking.imports.isRepeatedExport(name.span()))) {
      Span first = before.get();
      boolean later = first.start() <= name.span().start();
      reportRepeated(
          later ? first : name.span(), later ? name : new Ast.Ident(name.name(), first), "Name");
    }
  }

  private void reportProtected(Ast.Ident name) {
    if (checking.library.function(name.name()).filter(f -> f.prelude()).isPresent()) {
      findings.error(
          DiagnosticCode.AT1012,
          name.span(),
          "Prelude function " + quoted(name.name()) + " cannot be declared again at top level",
          "name of a prelude function");
    } else if (checking.library.constant(name.name()).isPresent()) {
      findings.error(
          DiagnosticCode.AT2003,
          name.span(),
          "Constant " + quoted(name.name()) + " cannot be declared again at top level",
          "predefined constant");
    }
  }

  /** Reports AT2003 if there was a first declaration ({@code null} if not). */
  void reportRepeated(Span first, Ast.Ident again, String what) {
    if (first != null) {
      findings.report(
          findings
              .diagnostic(
                  DiagnosticCode.AT2003,
                  again.span(),
                  what + " " + quoted(again.name()) + " is declared twice in this scope",
                  "already declared")
              .withRelated(findings.source(), first, quoted(again.name()) + " declared here"));
    }
  }
}
