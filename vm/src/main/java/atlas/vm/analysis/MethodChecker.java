package atlas.vm.analysis;

import static atlas.vm.analysis.Findings.quoted;

import atlas.vm.diagnostics.Diagnostic;
import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.diagnostics.ForeignNames;
import atlas.vm.syntax.Ast;
import atlas.vm.types.LibraryTable;
import atlas.vm.types.Type;
import atlas.vm.types.Type.ArrayType;
import atlas.vm.types.Type.FunctionType;
import atlas.vm.types.Type.StructType;
import atlas.vm.types.TypePrinter;
import atlas.vm.types.Types;
import atlas.vm.types.WriteBack;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Resolves method calls by the static type of the receiver (language §7.5). */
final class MethodChecker {
  private static final Map<String, JsonMethods.Method> JSON = JsonMethods.all();

  private final Checking checking;
  private final Findings findings;

  MethodChecker(Checking checking) {
    this.checking = checking;
    this.findings = checking.findings;
  }

  /**
   * A method that a type has.
   *
   * @param type its type; without the receiver, unless {@code withReceiver}
   */
  private record Method(FunctionType type, boolean withReceiver, MethodTarget target) {
    static Method dynamic(FunctionType type) {
      return new Method(type, false, new MethodTarget.Dynamic());
    }
  }

  Type check(Ast.MethodExpr expr) {
    Type receiver = checking.expressions.check(expr.receiver());
    CallChecker.checkLimit(expr.args(), "arguments", findings);
    List<Type> args = checking.expressions.checkAll(expr.args());
    findings.method(expr, new MethodTarget.Dynamic());
    List<Type> members = Types.members(receiver);
    if (members.isEmpty() || Types.isUnknown(receiver)) {
      return Type.UNKNOWN;
    }
    List<Type> results = new ArrayList<>();
    Set<MethodTarget> targets = new HashSet<>();
    for (Type member : members) {
      if (member == Type.UNKNOWN) {
        results.add(Type.UNKNOWN);
        targets.add(new MethodTarget.Dynamic());
        continue;
      }
      Optional<Method> method = find(member, expr.name().name(), args.size());
      if (method.isEmpty()) {
        reportMissing(expr, member, receiver);
        return Type.UNKNOWN;
      }
      targets.add(method.get().target());
      results.add(apply(expr, method.get(), member, args));
    }
    if (targets.size() == 1) {
      findings.method(expr, targets.iterator().next());
    }
    return results.size() == 1 ? results.getFirst() : ExpressionChecker.united(results);
  }

  private Type apply(Ast.MethodExpr expr, Method method, Type receiver, List<Type> args) {
    List<Ast.Expr> exprs = new ArrayList<>(expr.args());
    List<Type> types = new ArrayList<>(args);
    if (method.withReceiver()) {
      exprs.addFirst(expr.receiver());
      types.addFirst(receiver);
    }
    Optional<Symbol.Function> function =
        method.target() instanceof MethodTarget.Implementation i
            ? Optional.of(i.function())
            : Optional.empty();
    return checking.calls.apply(
        new CallChecker.Call(
            "method " + quoted(expr.name().name()),
            function,
            exprs,
            types,
            method.withReceiver() ? 1 : 0,
            expr.span()),
        method.type());
  }

  /** The method of one type; a union is not asked for. */
  private Optional<Method> find(Type receiver, String name, int argCount) {
    return switch (receiver) {
      case ArrayType _ ->
          checking
              .library
              .arrayMethod(name)
              .map(MethodChecker::ofArray)
              .or(() -> implemented(receiver, name));
      case StructType s -> ofStruct(s, name, argCount);
      case Type.IntersectionType i ->
          i.members().stream().flatMap(m -> find(m, name, argCount).stream()).findFirst();
      case Type.Primitive p when p == Type.JSON && JSON.containsKey(name) ->
          Optional.of(ofJson(JSON.get(name)));
      case Type.Primitive _,
          FunctionType _,
          Type.OptionType _,
          Type.ResultType _,
          Type.MapType _,
          Type.SetType _ ->
          implemented(receiver, name);
      case Type.TypeVariable _, Type.UnionType _, Type.AliasType _ -> Optional.empty();
    };
  }

  private static Method ofArray(LibraryTable.ArrayMethod method) {
    return new Method(
        method.signature(), false, new MethodTarget.Library(method.function(), method.writeBack()));
  }

  private static Method ofJson(JsonMethods.Method method) {
    return new Method(
        FunctionType.of(List.of(), method.result()),
        false,
        new MethodTarget.Library(method.function(), WriteBack.NONE));
  }

  /** A member of a structural type is called like a method; what it is shows at run time. */
  private static Optional<Method> ofStruct(StructType type, String name, int argCount) {
    return type.members().stream()
        .filter(m -> m.name().equals(name))
        .findFirst()
        .map(m ->
            switch (m.type().expanded()) {
              case FunctionType f -> Method.dynamic(f);
              case Type.Primitive p when p == Type.UNKNOWN ->
                  Method.dynamic(unknownFunction(argCount));
              default -> Method.dynamic(FunctionType.of(List.of(), m.type()));
            });
  }

  private static FunctionType unknownFunction(int argCount) {
    List<Type> params = new ArrayList<>();
    for (int i = 0; i < argCount; i++) {
      params.add(Type.UNKNOWN);
    }
    return FunctionType.of(params, Type.UNKNOWN);
  }

  private Optional<Method> implemented(Type receiver, String name) {
    return checking
        .traits
        .method(receiver, name)
        .filter(f -> !f.type().params().isEmpty())
        .map(f -> new Method(f.type(), true, new MethodTarget.Implementation(f)));
  }

  /** The type of a method without its receiver, as a structural bound wants it. */
  Optional<FunctionType> signature(Type receiver, String name) {
    Type type = receiver.expanded();
    if (type instanceof Type.UnionType) {
      return Optional.empty();
    }
    return find(type, name, 0)
        .map(m ->
            m.withReceiver()
                ? new FunctionType(
                    m.type().typeParams(),
                    m.type().params().subList(1, m.type().params().size()),
                    m.type().result())
                : m.type());
  }

  private void reportMissing(Ast.MethodExpr expr, Type member, Type receiver) {
    String name = expr.name().name();
    String type = TypePrinter.print(receiver);
    List<Trait> traits = checking.traits.declaring(name);
    Optional<Symbol.Function> withoutReceiver = checking.traits.method(member, name);
    if (withoutReceiver.isPresent()) {
      reportWithoutReceiver(expr, member);
      return;
    }
    if (traits.stream().anyMatch(t -> checking.traits.hasImplementation(member, t.name()))) {
      return; // That the implementation lacks it has been reported.
    }
    if (!traits.isEmpty()) {
      String trait = quoted(traits.getFirst().name());
      findings.error(
          DiagnosticCode.AT3035,
          expr.name().span(),
          "Type "
              + TypePrinter.print(member)
              + " has no method "
              + quoted(name)
              + ": it does not implement trait "
              + trait,
          "no implementation of " + trait);
      return;
    }
    Diagnostic error =
        findings.diagnostic(
            DiagnosticCode.AT3010,
            expr.name().span(),
            "Type " + type + " has no method " + quoted(name),
            "no such method");
    findings.report(advice(name, member).map(error::withHelp).orElse(error));
  }

  private void reportWithoutReceiver(Ast.MethodExpr expr, Type receiver) {
    String name = expr.name().name();
    String type = TypePrinter.print(receiver);
    findings.report(
        findings
            .diagnostic(
                DiagnosticCode.AT3035,
                expr.name().span(),
                "Type "
                    + type
                    + " has no method "
                    + quoted(name)
                    + " that could be called on a value: it is implemented without parameters",
                "takes no receiver")
            .withHelp("the receiver is a parameter: 'fn " + name + "(self: " + type + ")'"));
  }

  private Optional<String> advice(String name, Type member) {
    List<String> methods = new ArrayList<>();
    if (member instanceof ArrayType) {
      methods.addAll(checking.library.arrayMethods());
    } else if (member == Type.JSON) {
      methods.addAll(JSON.keySet());
    }
    methods.addAll(checking.traits.methodNames(member));
    return ForeignNames.adviceOnMethod(
        name, Traits.kind(member).orElse(""), methods, checking.library.names());
  }
}
