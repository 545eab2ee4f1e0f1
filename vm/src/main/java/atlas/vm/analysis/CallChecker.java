package atlas.vm.analysis;

import static atlas.vm.analysis.Findings.count;
import static atlas.vm.analysis.Findings.quoted;

import atlas.vm.diagnostics.Diagnostic;
import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.source.Span;
import atlas.vm.syntax.Ast;
import atlas.vm.types.Type;
import atlas.vm.types.Type.FunctionType;
import atlas.vm.types.Type.TypeParameter;
import atlas.vm.types.TypePrinter;
import atlas.vm.types.Types;
import atlas.vm.types.Unifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks calls: of functions by name, of function values, and what method calls come down to. */
final class CallChecker {
  /** The most arguments that a call can have. */
  private static final int LIMIT = 255;

  private final Checking checking;
  private final Findings findings;

  CallChecker(Checking checking) {
    this.checking = checking;
    this.findings = checking.findings;
  }

  /**
   * A call to check.
   *
   * @param name what is called, in the words of a message
   * @param function the declaration behind it, where it is known
   * @param args the arguments; for a method the receiver comes first
   * @param hidden how many of the arguments do not stand between the parentheses
   */
  record Call(
      String name,
      Optional<Symbol.Function> function,
      List<Ast.Expr> args,
      List<Type> types,
      int hidden,
      Span span) {}

  /** Reports more arguments or parameters than there can be. */
  static void checkLimit(List<? extends Ast.Node> nodes, String what, Findings findings) {
    if (nodes.size() > LIMIT) {
      findings.error(
          DiagnosticCode.AT3005,
          nodes.get(LIMIT).span(),
          "Too many " + what + ": expected at most " + LIMIT + ", found " + nodes.size(),
          "one too many");
    }
  }

  Type check(Ast.CallExpr expr) {
    checkLimit(expr.args(), "arguments", findings);
    Type callee = checking.expressions.check(expr.callee());
    List<Type> types = checking.expressions.checkAll(expr.args());
    Optional<Symbol> symbol =
        expr.callee() instanceof Ast.NameExpr ? findings.symbol(expr.callee()) : Optional.empty();
    Optional<Symbol.Function> function =
        symbol.flatMap(s -> s instanceof Symbol.Function f ? Optional.of(f) : Optional.empty());
    String name = expr.callee() instanceof Ast.NameExpr n ? quoted(n.name()) : "the function";
    Call call = new Call(name, function, expr.args(), types, 0, expr.span());
    return result(call, callee, expr.callee().span());
  }

  private Type result(Call call, Type callee, Span calleeSpan) {
    List<Type> members = Types.members(callee);
    if (members.isEmpty() || Types.isUnknown(callee)) {
      return Type.UNKNOWN;
    }
    List<FunctionType> functions = new ArrayList<>();
    for (Type member : members) {
      if (member == Type.UNKNOWN) {
        return Type.UNKNOWN;
      }
      Optional<FunctionType> function = function(member);
      if (function.isEmpty()) {
        String text = TypePrinter.print(callee);
        findings.error(
            DiagnosticCode.AT3006,
            calleeSpan,
            "Cannot call " + call.name() + ": expected a function, found " + text,
            "expected a function, found " + text);
        return Type.UNKNOWN;
      }
      functions.add(function.get());
    }
    FunctionType first = functions.getFirst();
    if (functions.stream().anyMatch(f -> !Types.equal(f, first))) {
      findings.error(
          DiagnosticCode.AT3005,
          calleeSpan,
          "Cannot call "
              + call.name()
              + " of type "
              + TypePrinter.print(callee)
              + ": its members are different functions",
          "different function types");
      return Type.UNKNOWN;
    }
    return apply(call, first);
  }

  private static Optional<FunctionType> function(Type type) {
    return switch (type) {
      case FunctionType f -> Optional.of(f);
      case Type.IntersectionType i ->
          i.members().stream().flatMap(m -> function(m).stream()).findFirst();
      case Type.Primitive _,
          Type.ArrayType _,
          Type.OptionType _,
          Type.ResultType _,
          Type.MapType _,
          Type.SetType _,
          Type.UnionType _,
          Type.StructType _,
          Type.TypeVariable _,
          Type.AliasType _ ->
          Optional.empty();
    };
  }

  /** Checks the arguments against a function type and gives the type of the call. */
  Type apply(Call call, FunctionType type) {
    int wanted = type.params().size();
    int given = call.types().size();
    if (wanted != given) {
      String difference =
          "expected "
              + count(Math.max(0, wanted - call.hidden()), "argument")
              + ", found "
              + (given - call.hidden());
      findings.report(
          declaredHere(
              findings.diagnostic(
                  DiagnosticCode.AT3005,
                  call.span(),
                  "Wrong number of arguments for " + call.name() + ": " + difference,
                  difference),
              call));
      return Unifier.instance(type, Map.of()).result();
    }
    call.function().ifPresent(f -> checkOwnership(call, f));
    return type.typeParams().isEmpty() ? applyPlain(call, type) : applyGeneric(call, type);
  }

  private Type applyPlain(Call call, FunctionType type) {
    for (int i = 0; i < call.types().size(); i++) {
      checkArgument(call, i, type.params().get(i));
    }
    return type.result();
  }

  private boolean checkArgument(Call call, int index, Type param) {
    Type arg = call.types().get(index);
    if (Types.isAssignable(arg, param)) {
      return true;
    }
    reportArgument(call, index, param);
    return false;
  }

  private void reportArgument(Call call, int index, Type param) {
    int place = index + 1 - call.hidden();
    String what = (place > 0 ? "argument " + place : "receiver") + " of " + call.name();
    Diagnostic error =
        findings.mismatch(call.args().get(index).span(), what, param, call.types().get(index));
    boolean returnsNull =
        param.expanded() instanceof FunctionType wanted
            && call.types().get(index).expanded() instanceof FunctionType found
            && wanted.result() == Type.VOID
            && found.result() == Type.NULL;
    findings.report(
        declaredHere(
            returnsNull ? error.withHelp("declare the function with '-> void'") : error, call));
  }

  private static Diagnostic declaredHere(Diagnostic error, Call call) {
    return call.function()
        .map(f ->
            error.withRelated(
                f.source(), f.declaration().name().span(), quoted(f.name()) + " declared here"))
        .orElse(error);
  }

  private Type applyGeneric(Call call, FunctionType type) {
    Unifier unifier = new Unifier(type.typeParams());
    boolean fits = true;
    for (int i = 0; i < call.types().size(); i++) {
      if (!unifier.match(type.params().get(i), call.types().get(i))) {
        reportArgument(call, i, Types.substitute(type.params().get(i), unifier.bindings()));
        fits = false;
      }
    }
    if (!fits) {
      return Unifier.instance(type, Map.of()).result();
    }
    List<String> unbound =
        type.typeParams().stream()
            .map(TypeParameter::name)
            .filter(n -> !unifier.bindings().containsKey(n))
            .toList();
    if (!unbound.isEmpty()) {
      findings.error(
          DiagnosticCode.AT9999,
          call.span(),
          "Cannot infer type parameter "
              + quoted(unbound.getFirst())
              + " of "
              + call.name()
              + ": no argument determines it",
          "cannot infer " + quoted(unbound.getFirst()));
    }
    FunctionType instance = Unifier.instance(type, unifier.bindings());
    for (int i = 0; i < call.types().size(); i++) {
      fits &= checkArgument(call, i, instance.params().get(i));
    }
    if (fits) {
      checking.bounds.check(call.name(), type, unifier.bindings(), call.span());
    }
    return instance.result();
  }

  /** The rules of language §14, as far as they are about arguments. */
  private void checkOwnership(Call call, Symbol.Function function) {
    List<Ast.Param> params = function.declaration().params();
    for (int i = 0; i < params.size(); i++) {
      Ast.Param param = params.get(i);
      Ast.Expr arg = call.args().get(i);
      Type type = call.types().get(i);
      if (param.ownership() == Ast.Ownership.SHARED && !Types.isUnknown(type)) {
        String text = TypePrinter.print(type);
        findings.error(
            DiagnosticCode.AT3028,
            arg.span(),
            "Parameter "
                + quoted(param.name().name())
                + " of "
                + call.name()
                + " takes shared values only: expected a shared value, found "
                + text,
            "expected a shared value, found " + text);
      } else if (param.ownership() == Ast.Ownership.OWN
          && findings.plainVariable(arg).filter(checking.borrowed::contains).isPresent()) {
        findings.warning(
            DiagnosticCode.AT2012,
            arg.span(),
            "Borrowed parameter "
                + quoted(findings.plainVariable(arg).get().name())
                + " is passed on to parameter "
                + quoted(param.name().name())
                + " of "
                + call.name()
                + ", which owns its argument",
            "borrowed");
      }
    }
  }
}
