package atlas.vm.analysis;

import static atlas.vm.analysis.Findings.quoted;

import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.source.Span;
import atlas.vm.types.Type;
import atlas.vm.types.Type.FunctionType;
import atlas.vm.types.Type.IntersectionType;
import atlas.vm.types.Type.StructType;
import atlas.vm.types.Type.TypeParameter;
import atlas.vm.types.Type.UnionType;
import atlas.vm.types.TypePrinter;
import atlas.vm.types.Types;
import java.util.Map;
import java.util.Optional;

/** Checks type arguments against the bounds of their parameters (language §11). */
final class Bounds {
  private final Checking checking;

  Bounds(Checking checking) {
    this.checking = checking;
  }

  /**
   * Reports every type argument of a call that breaks a bound.
   *
   * @param function what is called, in the words of a message
   */
  void check(String function, FunctionType type, Map<String, Type> bindings, Span span) {
    Findings findings = checking.findings;
    for (TypeParameter param : type.typeParams()) {
      Type arg = bindings.getOrDefault(param.name(), Type.UNKNOWN);
      Type bound = Types.substitute(param.bound(), bindings);
      if (!satisfies(arg, bound)) {
        findings.report(
            findings.mismatch(
                span, "type parameter " + quoted(param.name()) + " of " + function, bound, arg));
      }
      for (String trait : param.traits()) {
        if (!checking.traits.implemented(arg, trait)) {
          String text = TypePrinter.print(arg);
          findings.error(
              DiagnosticCode.AT3037,
              span,
              "Type "
                  + text
                  + " does not implement trait "
                  + quoted(trait)
                  + ", which type parameter "
                  + quoted(param.name())
                  + " of "
                  + function
                  + " requires: expected "
                  + trait
                  + ", found "
                  + text,
              "expected " + trait + ", found " + text);
        }
      }
    }
  }

  /** As assignability, but a structural bound may also be met by methods. */
  private boolean satisfies(Type type, Type bound) {
    Type b = bound.expanded();
    if (Types.isAssignable(type, b)) {
      return true;
    }
    if (type.expanded() instanceof UnionType union) {
      return union.members().stream().allMatch(m -> satisfies(m, b));
    }
    return switch (b) {
      case UnionType u -> u.members().stream().anyMatch(m -> satisfies(type, m));
      case IntersectionType i -> i.members().stream().allMatch(m -> satisfies(type, m));
      case StructType s -> s.members().stream().allMatch(m -> hasMember(type, m));
      case Type.Primitive _,
          Type.TypeVariable _,
          Type.ArrayType _,
          FunctionType _,
          Type.OptionType _,
          Type.ResultType _,
          Type.MapType _,
          Type.SetType _,
          Type.AliasType _ ->
          false;
    };
  }

  private boolean hasMember(Type type, Type.Member member) {
    if (type.expanded() instanceof StructType struct) {
      return struct.members().stream()
          .anyMatch(
              m -> m.name().equals(member.name()) && Types.isAssignable(m.type(), member.type()));
    }
    Optional<FunctionType> method = checking.methods.signature(type, member.name());
    return method.isPresent() && Types.isAssignable(method.get(), member.type());
  }
}
