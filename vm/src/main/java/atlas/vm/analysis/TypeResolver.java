package atlas.vm.analysis;

import static atlas.vm.analysis.Findings.count;
import static atlas.vm.analysis.Findings.quoted;

import atlas.vm.diagnostics.Diagnostic;
import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.diagnostics.ForeignNames;
import atlas.vm.diagnostics.Suggestions;
import atlas.vm.source.Span;
import atlas.vm.syntax.Ast;
import atlas.vm.types.Type;
import atlas.vm.types.Type.ArrayType;
import atlas.vm.types.Type.FunctionType;
import atlas.vm.types.Type.Member;
import atlas.vm.types.Type.StructType;
import atlas.vm.types.Type.TypeParameter;
import atlas.vm.types.Type.TypeVariable;
import atlas.vm.types.TypePrinter;
import atlas.vm.types.Types;
import atlas.vm.types.Unifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * From types as written to types (language §4.2). The names of type parameters in scope are handed
 * in: variables in a signature, {@code ?} in a body.
 */
final class TypeResolver {
  private final Checking checking;
  private final Findings findings;

  TypeResolver(Checking checking) {
    this.checking = checking;
    this.findings = checking.findings;
  }

  /** Type parameters, and the scope in which they are known. */
  record Parameters(List<TypeParameter> list, Map<String, Type> names) {}

  /** Resolves a type where the check stands. */
  Type resolve(Ast.TypeExpr expr) {
    return resolve(expr, checking.environment.typeNames());
  }

  Type resolve(Ast.TypeExpr expr, Map<String, Type> names) {
    return switch (expr) {
      case Ast.NamedTypeExpr e -> named(e, names);
      case Ast.ArrayTypeExpr e -> new ArrayType(resolve(e.element(), names));
      case Ast.FunctionTypeExpr e ->
          FunctionType.of(resolveAll(e.params(), names), resolve(e.result(), names));
      case Ast.UnionTypeExpr e -> Types.union(resolveAll(e.members(), names));
      case Ast.IntersectionTypeExpr e -> intersection(e, names);
      case Ast.StructTypeExpr e -> struct(e, names);
    };
  }

  private List<Type> resolveAll(List<Ast.TypeExpr> exprs, Map<String, Type> names) {
    return exprs.stream().map(e -> resolve(e, names)).toList();
  }

  private Type intersection(Ast.IntersectionTypeExpr expr, Map<String, Type> names) {
    Optional<Type> type = Types.intersection(resolveAll(expr.members(), names));
    if (type.isEmpty()) {
      findings.error(
          DiagnosticCode.AT1000,
          expr.span(),
          "Intersection too large: more than "
              + Types.MOST_ALTERNATIVES
              + " ways to choose from the unions in it",
          "too much here");
    }
    return type.orElse(Type.UNKNOWN);
  }

  private Type struct(Ast.StructTypeExpr expr, Map<String, Type> names) {
    List<Member> members = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Ast.StructMember member : expr.members()) {
      Type type = resolve(member.type(), names);
      if (seen.add(member.name().name())) {
        members.add(new Member(member.name().name(), type));
      } else {
        findings.error(
            DiagnosticCode.AT2003,
            member.name().span(),
            "Member " + quoted(member.name().name()) + " is declared twice",
            "already declared");
      }
    }
    return new StructType(members);
  }

  private Type named(Ast.NamedTypeExpr expr, Map<String, Type> names) {
    String name = expr.name().name();
    List<Type> args = resolveAll(expr.args(), names);
    if (names.containsKey(name)) {
      return args.isEmpty() ? names.get(name) : wrongCount(expr, 0);
    }
    Optional<Alias> alias = checking.aliases.find(name);
    if (alias.isPresent()) {
      warnIfDeprecated(alias.get(), expr.name().span());
      return alias(expr, alias.get(), args);
    }
    if (args.isEmpty()) {
      if (!PredefinedTypes.PREDEFINED.containsKey(name)) {
        warnIfUnknown(expr.name());
      }
      return PredefinedTypes.PREDEFINED.getOrDefault(name, Type.UNKNOWN);
    }
    if (PredefinedTypes.PREDEFINED.containsKey(name)) {
      return wrongCount(expr, 0);
    }
    if (!PredefinedTypes.GENERIC.containsKey(name)) {
      return checking.aliases.isUnknown(name) ? Type.UNKNOWN : unknownGeneric(expr);
    }
    return PredefinedTypes.GENERIC.get(name) == args.size()
        ? generic(name, args)
        : wrongCount(expr, PredefinedTypes.GENERIC.get(name));
  }

  private static Type generic(String name, List<Type> args) {
    return switch (name) {
      case "Option" -> new Type.OptionType(args.getFirst());
      case "Result" -> new Type.ResultType(args.getFirst(), args.getLast());
      case "Array" -> new ArrayType(args.getFirst());
      case "HashMap" -> new Type.MapType(args.getFirst(), args.getLast());
      case "HashSet" -> new Type.SetType(args.getFirst());
      default -> throw new IllegalArgumentException(name);
    };
  }

  private Type alias(Ast.NamedTypeExpr expr, Alias alias, List<Type> args) {
    if (args.size() != alias.params().size()) {
      return wrongCount(expr, alias.params().size());
    }
    for (int i = 0; i < args.size(); i++) {
      checkBound(expr, alias, i, args);
    }
    return Aliases.instantiate(alias, args);
  }

  private void checkBound(Ast.NamedTypeExpr expr, Alias alias, int index, List<Type> args) {
    Type arg = args.get(index);
    Type bound = Types.substitute(alias.params().get(index).bound(), alias.bindings(args));
    if (bound.expanded() instanceof StructType
        || arg instanceof TypeVariable
        || bound instanceof TypeVariable
        || Types.isAssignable(arg, bound)) {
      return;
    }
    findings.report(
        findings.mismatch(
            expr.args().get(index).span(),
            "type argument "
                + quoted(alias.params().get(index).name())
                + " of "
                + quoted(alias.name()),
            bound,
            arg));
  }

  private Type wrongCount(Ast.NamedTypeExpr expr, int wanted) {
    String expected =
        "expected "
            + count(wanted, "type argument")
            + ", found "
            + (expr.args().isEmpty() ? "none" : expr.args().size());
    findings.error(
        DiagnosticCode.AT3001,
        expr.span(),
        "Wrong number of type arguments for " + quoted(expr.name().name()) + ": " + expected,
        expected);
    return Type.UNKNOWN;
  }

  private Type unknownGeneric(Ast.NamedTypeExpr expr) {
    String name = expr.name().name();
    Diagnostic error =
        findings.diagnostic(
            DiagnosticCode.AT3001,
            expr.name().span(),
            "Unknown generic type " + quoted(name),
            "takes no type arguments");
    List<String> candidates = new ArrayList<>(PredefinedTypes.GENERIC.keySet());
    candidates.addAll(checking.aliases.names());
    findings.report(
        advice(name, candidates)
            .map(help -> help.replace("'array'", "'Array'"))
            .map(error::withHelp)
            .orElse(error));
    return Type.UNKNOWN;
  }

  /** A bare name that nothing declares stands for {@code ?}, which is hardly what was meant. */
  private void warnIfUnknown(Ast.Ident name) {
    List<String> known = new ArrayList<>(PredefinedTypes.names());
    known.addAll(checking.traits.names());
    known.addAll(checking.traits.targets());
    if (known.contains(name.name()) || checking.aliases.isUnknown(name.name())) {
      return;
    }
    known.addAll(checking.aliases.names());
    Diagnostic warning =
        Diagnostic.warning(
            DiagnosticCode.AW9999,
            findings.source(),
            name.span(),
            "Unknown type " + quoted(name.name()) + " stands for any type",
            "unknown type");
    findings.report(advice(name.name(), known).map(warning::withHelp).orElse(warning));
  }

  private static Optional<String> advice(String name, List<String> known) {
    return ForeignNames.adviceOnType(name).or(() -> Suggestions.didYouMean(name, known));
  }

  private void warnIfDeprecated(Alias alias, Span use) {
    if (alias.deprecation().isPresent()) {
      Diagnostic warning =
          Diagnostic.warning(
                  DiagnosticCode.AT2009,
                  findings.source(),
                  use,
                  "Type alias " + quoted(alias.name()) + " is deprecated",
                  "deprecated")
              .withRelated(
                  alias.source(), alias.declaration(), quoted(alias.name()) + " declared here");
      String reason = alias.deprecation().get();
      Diagnostic reasoned = reason.isEmpty() ? warning : warning.withNote(reason);
      findings.report(alias.since().map(reasoned::withNote).orElse(reasoned));
    }
  }

  /**
   * The type of an annotated variable. A generic alias without arguments has them inferred from the
   * initialiser (language §12.1).
   */
  Type annotation(Ast.TypeExpr expr, Type initialiser) {
    if (expr instanceof Ast.NamedTypeExpr named
        && named.args().isEmpty()
        && !checking.environment.typeNames().containsKey(named.name().name())) {
      Optional<Alias> alias = checking.aliases.find(named.name().name());
      if (alias.isPresent() && !alias.get().params().isEmpty()) {
        warnIfDeprecated(alias.get(), named.name().span());
        return inferred(named, alias.get(), initialiser);
      }
    }
    return resolve(expr);
  }

  private Type inferred(Ast.NamedTypeExpr expr, Alias alias, Type initialiser) {
    Unifier unifier = new Unifier(alias.params());
    boolean matched = unifier.match(alias.target(), initialiser);
    List<Type> args =
        alias.params().stream()
            .map(p -> unifier.bindings().get(p.name()))
            .filter(t -> t != null)
            .toList();
    if (!matched || args.size() < alias.params().size()) {
      findings.error(
          DiagnosticCode.AT3001,
          expr.span(),
          "Cannot infer the type arguments of "
              + quoted(alias.name())
              + " from "
              + TypePrinter.print(initialiser),
          "type arguments needed");
      return Type.UNKNOWN;
    }
    return Aliases.instantiate(alias, args);
  }

  /** Resolves type parameters, which may mention each other. */
  Parameters parameters(List<Ast.TypeParam> params, Map<String, Type> outer) {
    if (params.isEmpty()) {
      return new Parameters(List.of(), outer);
    }
    Map<String, Type> names = new HashMap<>(outer);
    Set<String> seen = new HashSet<>();
    for (Ast.TypeParam param : params) {
      String name = param.name().name();
      if (!seen.add(name)) {
        findings.error(
            DiagnosticCode.AT2003,
            param.name().span(),
            "Type parameter " + quoted(name) + " is declared twice",
            "already declared");
      }
      names.put(name, new TypeVariable(name));
    }
    List<TypeParameter> list = new ArrayList<>();
    for (Ast.TypeParam param : params) {
      if (seen.remove(param.name().name())) {
        list.add(parameter(param, names));
      }
    }
    return new Parameters(list, names);
  }

  private TypeParameter parameter(Ast.TypeParam param, Map<String, Type> names) {
    String name = param.name().name();
    Type bound = param.bound().map(b -> bound(name, b, names)).orElse(Type.UNKNOWN);
    List<String> traits = param.traits().stream().map(Ast.Ident::name).toList();
    param.traits().forEach(checking.traits::warnIfUnknown);
    return new TypeParameter(name, bound, traits);
  }

  private Type bound(String name, Ast.TypeExpr expr, Map<String, Type> names) {
    Type bound = resolve(expr, names);
    String wrong = "";
    if (Types.mentions(bound, Set.of(name))) {
      wrong = "mentions the parameter itself";
    } else if (Types.isUnknown(bound)) {
      wrong = "is an unknown type";
    } else if (bound.expanded() == Type.NEVER) {
      wrong = "has no values";
    }
    if (wrong.isEmpty()) {
      return bound;
    }
    findings.error(
        DiagnosticCode.AT3001,
        expr.span(),
        "The bound of type parameter " + quoted(name) + " " + wrong,
        wrong);
    return Type.UNKNOWN;
  }
}
