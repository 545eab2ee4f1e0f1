package atlas.vm.analysis;

import static atlas.vm.analysis.Findings.quoted;

import atlas.vm.analysis.Symbol.Variable;
import atlas.vm.diagnostics.Diagnostic;
import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.source.Span;
import atlas.vm.syntax.Ast;
import atlas.vm.types.Type;
import atlas.vm.types.Type.ArrayType;
import atlas.vm.types.TypePrinter;
import atlas.vm.types.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks statements and function bodies (language §5, §6), in source order. */
final class StatementChecker {
  private final Checking checking;
  private final Findings findings;
  private final Environment environment;
  private final AssignmentChecker assignments;
  private final Narrowing narrowing;

  StatementChecker(Checking checking) {
    this.checking = checking;
    this.findings = checking.findings;
    this.environment = checking.environment;
    this.assignments = new AssignmentChecker(checking);
    this.narrowing = new Narrowing(checking);
  }

  void check(Ast.Stmt stmt) {
    switch (stmt) {
      case Ast.VarDecl s -> checking.usage.declare(variable(s), "variable");
      case Ast.FunctionDecl s -> body(s, false);
      case Ast.Block s -> block(s);
      case Ast.IfStmt s -> branch(s);
      case Ast.WhileStmt s -> loop(s);
      case Ast.ForStmt s -> loop(s);
      case Ast.ForInStmt s -> loop(s);
      case Ast.ReturnStmt s -> result(s);
      case Ast.BreakStmt s -> requireLoop(s.span(), "break");
      case Ast.ContinueStmt s -> requireLoop(s.span(), "continue");
      case Ast.ExprStmt s -> checking.expressions.check(s.expr());
      case Ast.AssignStmt s -> assignments.check(s);
    }
  }

  private Variable variable(Ast.VarDecl decl) {
    Type found = checking.expressions.check(decl.init());
    if (decl.type().isEmpty()) {
      return checking.declarations.variable(decl, found);
    }
    Type declared = checking.types.annotation(decl.type().get(), found);
    if (!Types.isAssignable(found, declared)) {
      findings.report(
          findings.mismatch(
              decl.init().span(), "initialiser of " + quoted(decl.name().name()), declared, found));
    }
    return checking.declarations.variable(decl, declared);
  }

  private void block(Ast.Block block) {
    environment.enterScope();
    statements(block.statements());
    environment.leaveScope();
  }

  private void statements(List<Ast.Stmt> statements) {
    environment.announce(statements);
    for (Ast.Stmt statement : statements) {
      if (statement instanceof Ast.FunctionDecl function) {
        checking.declarations.function(function);
      }
    }
    boolean returned = false;
    for (Ast.Stmt statement : statements) {
      if (returned) {
        findings.warning(
            DiagnosticCode.AT2002,
            statement.span(),
            "Unreachable code after 'return'",
            "never reached");
      }
      check(statement);
      returned |= statement instanceof Ast.ReturnStmt;
    }
  }

  private Narrowing.Facts condition(Ast.Expr condition, String keyword) {
    checking.expressions.checkFits(condition, Type.BOOL, "condition of " + quoted(keyword));
    return narrowing.facts(condition);
  }

  private void narrowed(Map<Variable, Type> types, Ast.Stmt statement) {
    environment.enterNarrowing(types);
    check(statement);
    environment.leaveNarrowing();
  }

  private void branch(Ast.IfStmt stmt) {
    Narrowing.Facts facts = condition(stmt.condition(), "if");
    narrowed(facts.whenTrue(), stmt.then());
    stmt.otherwise().ifPresent(other -> narrowed(facts.whenFalse(), other));
  }

  private void loop(Ast.WhileStmt stmt) {
    Narrowing.Facts facts = condition(stmt.condition(), "while");
    environment.enterLoop();
    narrowed(facts.whenTrue(), stmt.body());
    environment.leaveLoop();
  }

  private void loop(Ast.ForStmt stmt) {
    environment.enterScope();
    switch (stmt.init().orElse(null)) {
      case Ast.VarDecl decl -> variable(decl);
      case Ast.Stmt other -> check(other);
      case null -> {
        // Nothing to declare.
      }
    }
    stmt.condition()
        .ifPresent(c -> checking.expressions.checkFits(c, Type.BOOL, "condition of 'for'"));
    environment.enterLoop();
    check(stmt.body());
    environment.leaveLoop();
    stmt.step().ifPresent(this::check);
    environment.leaveScope();
  }

  private void loop(Ast.ForInStmt stmt) {
    Type element = element(stmt, checking.expressions.check(stmt.iterable()));
    environment.enterScope();
    checking.declarations.local(stmt.variable(), element, stmt);
    environment.enterLoop();
    check(stmt.body());
    environment.leaveLoop();
    environment.leaveScope();
  }

  private Type element(Ast.ForInStmt stmt, Type iterable) {
    List<Type> elements = new ArrayList<>();
    for (Type member : Types.members(iterable)) {
      if (member instanceof ArrayType array) {
        elements.add(array.element());
      } else if (member == Type.UNKNOWN) {
        elements.add(member);
      } else {
        Diagnostic error =
            findings.mismatch(stmt.iterable().span(), "'for … in'", "array", iterable);
        findings.report(TypeAdvice.iteration(member).map(error::withHelp).orElse(error));
        return Type.UNKNOWN;
      }
    }
    return elements.size() == 1 ? elements.getFirst() : ExpressionChecker.united(elements);
  }

  private void requireLoop(Span span, String keyword) {
    if (!environment.inLoop()) {
      findings.error(
          DiagnosticCode.AT3010, span, quoted(keyword) + " outside a loop", "not in a loop");
    }
  }

  private void result(Ast.ReturnStmt stmt) {
    Optional<Symbol.Function> function = environment.frame().function();
    Type found = stmt.value().map(checking.expressions::check).orElse(Type.NULL);
    if (function.isEmpty()) {
      findings.error(
          DiagnosticCode.AT3011, stmt.span(), "'return' outside a function", "not in a function");
      return;
    }
    Type wanted = environment.frame().result();
    boolean nothing = stmt.value().map(v -> v instanceof Ast.NullExpr).orElse(true);
    boolean fits =
        nothing && returnsNothing(wanted)
            || (stmt.value().isPresent() || Types.isUnknown(wanted))
                && Types.isAssignable(found, wanted);
    if (fits) {
      return;
    }
    String what = "result of " + quoted(function.get().name());
    if (stmt.value().isEmpty()) {
      findings.report(
          findings
              .mismatch(stmt.span(), what, wanted, found)
              .withHelp("return a value of type " + TypePrinter.print(wanted)));
      return;
    }
    Diagnostic error = findings.mismatch(stmt.value().get().span(), what, wanted, found);
    boolean undeclared = function.get().declaration().result().isEmpty();
    findings.report(
        undeclared
            ? error.withHelp(
                "declare the type of the result: '-> " + TypePrinter.print(found) + "'")
            : error);
  }

  private static boolean returnsNothing(Type type) {
    Type t = type.expanded();
    return t == Type.VOID || t == Type.NULL;
  }

  /** Checks the body of a function that has been declared. */
  void body(Ast.FunctionDecl decl, boolean method) {
    Symbol.Function function = (Symbol.Function) findings.symbol(decl).orElseThrow();
    Map<String, Type> unknowns = function.unknowns();
    Type result = Types.substitute(function.type().result(), unknowns);
    environment.enterFunction(function, result, unknowns);
    environment.enterScope();
    for (int i = 0; i < decl.params().size(); i++) {
      Ast.Param param = decl.params().get(i);
      Type type = Types.substitute(function.type().params().get(i), unknowns);
      Variable variable = checking.declarations.parameter(param, type);
      if (!(method && variable.name().equals("self")) && !checking.externs.made(decl)) {
        checking.usage.declare(variable, "parameter");
      }
    }
    environment.enterScope();
    statements(decl.body().statements());
    environment.leaveScope();
    environment.leaveScope();
    environment.leaveFunction();
    if (!returnsNothing(function.type().result()) && !returns(decl.body().statements())) {
      reportNoReturn(decl, function.type().result());
    }
  }

  private void reportNoReturn(Ast.FunctionDecl decl, Type result) {
    Diagnostic error =
        findings.diagnostic(
            DiagnosticCode.AT3004,
            decl.name().span(),
            "Function "
                + quoted(decl.name().name())
                + " must return "
                + TypePrinter.print(result)
                + " on every path: expected "
                + TypePrinter.print(result)
                + ", found a path without 'return'",
            "a path ends without 'return'");
    findings.report(helpOnNoReturn(decl.body().statements()).map(error::withHelp).orElse(error));
  }

  private static Optional<String> helpOnNoReturn(List<Ast.Stmt> statements) {
    return switch (statements.isEmpty() ? null : statements.getLast()) {
      case Ast.ExprStmt _ ->
          Optional.of("the last expression is no result: write 'return' before it");
      case Ast.WhileStmt _, Ast.ForStmt _, Ast.ForInStmt _ ->
          Optional.of("a loop may end without 'return', even 'while (true)': add one behind it");
      case null, default -> Optional.empty();
    };
  }

  /** Whether every path through some statements returns; loops and matches do not count. */
  private static boolean returns(List<Ast.Stmt> statements) {
    return statements.stream().anyMatch(StatementChecker::returns);
  }

  private static boolean returns(Ast.Stmt statement) {
    return switch (statement) {
      case Ast.ReturnStmt _ -> true;
      case Ast.Block s -> returns(s.statements());
      case Ast.IfStmt s ->
          s.otherwise().isPresent()
              && returns(s.then().statements())
              && returns(s.otherwise().get());
      case Ast.VarDecl _,
          Ast.FunctionDecl _,
          Ast.WhileStmt _,
          Ast.ForStmt _,
          Ast.ForInStmt _,
          Ast.BreakStmt _,
          Ast.ContinueStmt _,
          Ast.ExprStmt _,
          Ast.AssignStmt _ ->
          false;
    };
  }
}
