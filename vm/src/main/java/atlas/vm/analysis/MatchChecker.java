package atlas.vm.analysis;

import atlas.vm.diagnostics.Diagnostic;
import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.syntax.Ast;
import atlas.vm.types.Type;
import atlas.vm.types.TypePrinter;
import atlas.vm.types.Types;
import java.util.List;
import java.util.Optional;

/** Checks {@code match} (language §9). A scrutinee of unknown type is matched at run time alone. */
final class MatchChecker {
  private final Checking checking;
  private final Findings findings;
  private final PatternChecker patterns;

  MatchChecker(Checking checking) {
    this.checking = checking;
    this.findings = checking.findings;
    this.patterns = new PatternChecker(checking);
  }

  Type check(Ast.MatchExpr expr) {
    Type scrutinee = checking.expressions.check(expr.scrutinee());
    boolean unknown = Types.isUnknown(scrutinee);
    Optional<Type> result = Optional.empty();
    boolean covered = false;
    boolean broken = false;
    for (Ast.MatchArm arm : expr.arms()) {
      if (covered) {
        findings.warning(
            DiagnosticCode.AW9999,
            arm.pattern().span(),
            "No value gets to this arm: an arm before it fits all",
            "never reached");
      }
      covered |= arm.guard().isEmpty() && Exhaustiveness.fitsAll(arm.pattern());
      broken |= pattern(arm, scrutinee);
      Type type = body(arm, unknown);
      result = Optional.of(result.map(r -> Types.lub(r, type)).orElse(type));
    }
    if (unknown) {
      return Type.UNKNOWN;
    }
    List<String> missing = Exhaustiveness.missing(scrutinee, expr.arms());
    if (!missing.isEmpty() && !broken) {
      reportMissing(expr, scrutinee, missing);
    }
    return result.orElse(Type.UNKNOWN);
  }

  /** Enters the scope of an arm. Gives whether its pattern does not fit. */
  private boolean pattern(Ast.MatchArm arm, Type scrutinee) {
    checking.environment.enterScope();
    int before = findings.errors();
    patterns.check(arm.pattern(), scrutinee);
    return findings.errors() > before;
  }

  /** Leaves the scope of an arm. */
  private Type body(Ast.MatchArm arm, boolean unknown) {
    if (arm.guard().isPresent()) {
      Ast.Expr guard = arm.guard().get();
      Type type = checking.expressions.check(guard);
      if (!unknown && !Types.isAssignable(type, Type.BOOL)) {
        String difference = "expected bool, found " + TypePrinter.print(type);
        findings.error(
            DiagnosticCode.AT3029,
            guard.span(),
            "Type mismatch in the guard of a match arm: " + difference,
            difference);
      }
    }
    Type body = checking.expressions.check(arm.body());
    checking.environment.leaveScope();
    return body;
  }

  private void reportMissing(Ast.MatchExpr expr, Type scrutinee, List<String> missing) {
    Diagnostic error =
        findings.diagnostic(
            DiagnosticCode.AT3027,
            expr.span(),
            "Match on "
                + TypePrinter.print(scrutinee)
                + " is not exhaustive: missing "
                + String.join(", ", missing),
            "missing " + String.join(", ", missing));
    boolean guarded = expr.arms().stream().anyMatch(a -> a.guard().isPresent());
    Diagnostic helped = error.withHelp("add an arm '" + missing.getFirst() + " => …'");
    findings.report(guarded ? helped.withNote("arms with a guard do not count") : helped);
  }
}
