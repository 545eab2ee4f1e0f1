package atlas.vm.analysis;

import static atlas.vm.analysis.Findings.quoted;

import atlas.vm.diagnostics.Diagnostic;
import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.syntax.Ast;
import atlas.vm.types.Type;
import atlas.vm.types.TypePrinter;
import atlas.vm.types.Types;
import java.util.ArrayList;
import java.util.List;

/**
 * The operator rows of language §5: an operand of unknown type fits everywhere and yields {@code
 * ?}.
 */
final class Operators {
  private final Findings findings;

  Operators(Findings findings) {
    this.findings = findings;
  }

  Type unary(Ast.UnaryExpr expr, Type operand) {
    Type wanted =
        switch (expr.op()) {
          case NEGATE -> Type.NUMBER;
          case NOT -> Type.BOOL;
        };
    if (Types.isAssignable(operand, wanted)) {
      return hasUnknown(operand) ? Type.UNKNOWN : wanted;
    }
    String difference =
        "expected " + TypePrinter.print(wanted) + ", found " + TypePrinter.print(operand);
    findings.error(
        DiagnosticCode.AT3002,
        expr.span(),
        "Operator " + quoted(expr.op().text()) + " does not fit its operand: " + difference,
        difference);
    return wanted;
  }

  Type binary(Ast.BinaryExpr expr, Type left, Type right) {
    return switch (expr.op()) {
      case ADD -> add(expr, left, right);
      case SUB, MUL, DIV, MOD -> both(expr, left, right, Type.NUMBER, Type.NUMBER, "two numbers");
      case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL ->
          both(expr, left, right, Type.NUMBER, Type.BOOL, "two numbers");
      case AND, OR -> both(expr, left, right, Type.BOOL, Type.BOOL, "two bools");
      case EQUAL, NOT_EQUAL -> equality(expr, left, right);
    };
  }

  private Type both(
      Ast.BinaryExpr expr, Type left, Type right, Type operand, Type result, String words) {
    if (Types.isUnknown(left) || Types.isUnknown(right)) {
      return Type.UNKNOWN;
    }
    if (!Types.isAssignable(left, operand) || !Types.isAssignable(right, operand)) {
      return misfit(expr, left, right, words, result);
    }
    return hasUnknown(left) || hasUnknown(right) ? Type.UNKNOWN : result;
  }

  private Type add(Ast.BinaryExpr expr, Type left, Type right) {
    if (Types.isUnknown(left) || Types.isUnknown(right)) {
      return Type.UNKNOWN;
    }
    List<Type> results = new ArrayList<>();
    for (Type a : Types.members(left)) {
      for (Type b : Types.members(right)) {
        if (a == Type.UNKNOWN || b == Type.UNKNOWN) {
          results.add(Type.UNKNOWN);
        } else if (Types.isAssignable(a, Type.NUMBER) && Types.isAssignable(b, Type.NUMBER)) {
          results.add(Type.NUMBER);
        } else if (Types.isAssignable(a, Type.STRING) && Types.isAssignable(b, Type.STRING)) {
          results.add(Type.STRING);
        } else {
          return misfit(expr, left, right, "two numbers or two strings", Type.UNKNOWN);
        }
      }
    }
    return ExpressionChecker.united(results);
  }

  private Type equality(Ast.BinaryExpr expr, Type left, Type right) {
    if (Types.isUnknown(left) || Types.isUnknown(right)) {
      return Type.UNKNOWN;
    }
    List<Type> first = Types.members(left);
    List<Type> second = Types.members(right);
    boolean comparable =
        first.isEmpty()
            || second.isEmpty()
            || first.stream()
                .anyMatch(a ->
                    second.stream()
                        .anyMatch(b -> Types.isAssignable(a, b) || Types.isAssignable(b, a)));
    return comparable
        ? Type.BOOL
        : misfit(expr, left, right, "types with values in common", Type.BOOL);
  }

  /** Whether the value may be one of unknown type, or none at all. */
  private static boolean hasUnknown(Type type) {
    List<Type> members = Types.members(type);
    return members.isEmpty() || members.contains(Type.UNKNOWN);
  }

  private Type misfit(Ast.BinaryExpr expr, Type left, Type right, String wanted, Type result) {
    String difference =
        "expected "
            + wanted
            + ", found "
            + TypePrinter.print(left)
            + " and "
            + TypePrinter.print(right);
    Diagnostic error =
        findings.diagnostic(
            DiagnosticCode.AT3002,
            expr.opSpan(),
            "Operator " + quoted(expr.op().text()) + " does not fit its operands: " + difference,
            difference);
    findings.report(TypeAdvice.operands(expr.op(), left, right).map(error::withHelp).orElse(error));
    return result;
  }
}
