package atlas.vm.analysis;

import static atlas.vm.analysis.Findings.count;
import static atlas.vm.analysis.Findings.quoted;

import atlas.vm.diagnostics.Diagnostic;
import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.diagnostics.Suggestions;
import atlas.vm.source.Span;
import atlas.vm.syntax.Ast;
import atlas.vm.types.Type;
import atlas.vm.types.Type.FunctionType;
import atlas.vm.types.TypePrinter;
import atlas.vm.types.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Traits and their implementations (language §13): those of the unit, of the inputs before it and
 * the predefined ones. Methods are found by the kind of the receiver, such as {@code number}.
 */
final class Traits {
  /** Kinds that have the trait {@code Copy} without an {@code impl}. */
  private static final List<String> COPIED = List.of("number", "string", "bool", "null");

  private final Checking checking;
  private final Findings findings;
  private final Map<String, Ast.TraitDecl> declared = new LinkedHashMap<>();
  private final Map<String, Trait> resolved = new LinkedHashMap<>();
  private final List<Implementation> implementations = new ArrayList<>();
  private final Map<String, Span> implemented = new HashMap<>();
  private final List<String> targets = new ArrayList<>();
  private List<Implementation> inForce = List.of();

  Traits(Checking checking) {
    this.checking = checking;
    this.findings = checking.findings;
  }

  /** The traits that the unit declares. */
  Collection<Trait> ofUnit() {
    return resolved.values();
  }

  /** The implementations that the unit declares. */
  List<Implementation> implementationsOfUnit() {
    return implementations;
  }

  /** The names of all traits. */
  List<String> names() {
    List<String> names = new ArrayList<>(declared.keySet());
    names.addAll(checking.scope.traitNames());
    Trait.BUILT_IN.forEach(t -> names.add(t.name()));
    return names;
  }

  /** Notes the type that an implementation is for, whose name is then known. */
  void announce(Ast.ImplDecl impl) {
    targets.add(impl.target().name());
  }

  /** The names of the types for which something is implemented. */
  List<String> targets() {
    List<String> names = new ArrayList<>(targets);
    checking.scope.implementations().forEach(i -> names.add(i.target()));
    return names;
  }

  void declare(Ast.TraitDecl trait) {
    String name = trait.name().name();
    if (Trait.BUILT_IN.stream().anyMatch(t -> t.name().equals(name))) {
      findings.error(
          DiagnosticCode.AT3030,
          trait.name().span(),
          "Trait " + quoted(name) + " is built in and cannot be declared again",
          "built-in trait");
      return;
    }
    Ast.TraitDecl first = declared.putIfAbsent(name, trait);
    if (first != null) {
      findings.report(
          findings
              .diagnostic(
                  DiagnosticCode.AT3031,
                  trait.name().span(),
                  "Trait " + quoted(name) + " is declared twice",
                  "already declared")
              .withRelated(
                  findings.source(), first.name().span(), quoted(name) + " declared here"));
    }
  }

  /** Resolves the signatures of the unit's traits, once all aliases and traits are declared. */
  void resolveAll() {
    for (Ast.TraitDecl trait : declared.values()) {
      TypeResolver.Parameters params = checking.types.parameters(trait.typeParams(), Map.of());
      Map<String, Span> seen = new HashMap<>();
      List<Trait.Method> methods = new ArrayList<>();
      for (Ast.TraitMethod method : trait.methods()) {
        checking.declarations.reportRepeated(
            seen.putIfAbsent(method.name().name(), method.name().span()), method.name(), "Method");
        methods.add(new Trait.Method(method.name().name(), signature(method, params.names())));
      }
      resolved.put(
          trait.name().name(), new Trait(trait.name().name(), params.list(), methods, false));
    }
  }

  private FunctionType signature(Ast.TraitMethod method, Map<String, Type> names) {
    TypeResolver.Parameters params = checking.types.parameters(method.typeParams(), names);
    Map<String, Span> seen = new HashMap<>();
    List<Type> types = new ArrayList<>();
    for (Ast.Param param : method.params()) {
      checking.declarations.reportRepeated(
          seen.putIfAbsent(param.name().name(), param.name().span()), param.name(), "Parameter");
      types.add(checking.types.resolve(param.type(), params.names()));
    }
    Type result = checking.types.resolve(method.result(), params.names());
    return withoutSelf(method.params(), new FunctionType(params.list(), types, result));
  }

  private static FunctionType withoutSelf(List<Ast.Param> params, FunctionType type) {
    boolean self = !params.isEmpty() && params.getFirst().name().name().equals("self");
    return self
        ? new FunctionType(
            type.typeParams(), type.params().subList(1, type.params().size()), type.result())
        : type;
  }

  Optional<Trait> find(String name) {
    return Optional.ofNullable(resolved.get(name))
        .or(() -> checking.scope.trait(name))
        .or(() -> Trait.BUILT_IN.stream().filter(t -> t.name().equals(name)).findFirst());
  }

  /** Warns about a bound that nothing will ever satisfy. */
  void warnIfUnknown(Ast.Ident trait) {
    List<String> known = names();
    if (!known.contains(trait.name())) {
      Diagnostic warning =
          Diagnostic.warning(
              DiagnosticCode.AW9999,
              findings.source(),
              trait.span(),
              "Unknown trait " + quoted(trait.name()) + ", which no type implements",
              "unknown trait");
      findings.report(
          Suggestions.didYouMean(trait.name(), known).map(warning::withHelp).orElse(warning));
    }
  }

  /** Checks the head of an {@code impl} and its signatures, and makes its methods known. */
  void declare(Ast.ImplDecl impl) {
    String target = targetName(impl.target());
    List<Type> args = impl.typeArgs().stream().map(checking.types::resolve).toList();
    Optional<Trait> trait = find(impl.trait().name());
    List<Symbol.Function> methods = new ArrayList<>();
    Map<String, Span> seen = new HashMap<>();
    Implementation before = previous(impl.trait().name(), target);
    for (Ast.FunctionDecl method : impl.methods()) {
      checking.declarations.reportRepeated(
          seen.putIfAbsent(method.name().name(), method.name().span()), method.name(), "Method");
      methods.add(checking.declarations.method(method, before.method(method.name().name())));
    }
    Implementation added = new Implementation(impl.trait().name(), target, methods);
    if (trait.isEmpty()) {
      Diagnostic error =
          findings.diagnostic(
              DiagnosticCode.AT3032,
              impl.trait().span(),
              "Unknown trait " + quoted(impl.trait().name()),
              "unknown trait");
      findings.report(
          Suggestions.didYouMean(impl.trait().name(), names()).map(error::withHelp).orElse(error));
    } else {
      compare(impl, trait.get(), args, methods);
      if (reportDuplicate(impl, added)) {
        return;
      }
    }
    implementations.add(added);
    inForce = List.of();
  }

  private String targetName(Ast.Ident target) {
    return checking
        .aliases
        .find(target.name())
        .flatMap(a -> kind(a.target()))
        .orElse(target.name());
  }

  private Implementation previous(String trait, String target) {
    Implementation none = new Implementation(trait, target, List.of());
    return checking.scope.formerImplementation(trait, none.kind()).orElse(none);
  }

  private boolean reportDuplicate(Ast.ImplDecl impl, Implementation added) {
    Span first =
        implemented.putIfAbsent(added.trait() + " for " + added.kind(), impl.trait().span());
    boolean builtIn = added.trait().equals("Copy") && COPIED.contains(added.kind());
    if (first == null && !builtIn) {
      return false;
    }
    Diagnostic error =
        findings.diagnostic(
            DiagnosticCode.AT3029,
            impl.trait().span(),
            "Trait " + quoted(added.trait()) + " is already implemented for " + added.target(),
            "duplicate implementation");
    findings.report(
        first == null
            ? error.withNote("the primitive types implement 'Copy' from the start")
            : error.withRelated(findings.source(), first, "first implementation"));
    return true;
  }

  private void compare(
      Ast.ImplDecl impl, Trait trait, List<Type> args, List<Symbol.Function> methods) {
    if (args.size() != trait.params().size()) {
      findings.error(
          DiagnosticCode.AT3001,
          impl.trait().span(),
          "Wrong number of type arguments for trait " + quoted(trait.name()),
          "expected " + count(trait.params().size(), "type argument") + ", found " + args.size());
      return;
    }
    Map<String, Type> bindings = new HashMap<>();
    for (int i = 0; i < args.size(); i++) {
      bindings.put(trait.params().get(i).name(), args.get(i));
    }
    for (Trait.Method wanted : trait.methods()) {
      Optional<Symbol.Function> found =
          methods.stream().filter(m -> m.name().equals(wanted.name())).findFirst();
      if (found.isEmpty()) {
        findings.error(
            DiagnosticCode.AT3033,
            impl.trait().span(),
            "Implementation of "
                + quoted(trait.name())
                + " for "
                + impl.target().name()
                + " lacks method "
                + quoted(wanted.name()),
            "missing " + quoted(wanted.name()));
        continue;
      }
      Type expected = Types.substitute(wanted.type(), bindings);
      FunctionType actual = withoutSelf(found.get().declaration().params(), found.get().type());
      if (!Types.agree(expected, actual)) {
        String difference =
            "expected " + TypePrinter.print(expected) + ", found " + TypePrinter.print(actual);
        findings.error(
            DiagnosticCode.AT3034,
            found.get().declaration().name().span(),
            "Method "
                + quoted(wanted.name())
                + " differs from its declaration in trait "
                + quoted(trait.name())
                + ": "
                + difference,
            difference);
      }
    }
  }

  /** The method that a receiver of some kind has from its traits; the first one declared wins. */
  Optional<Symbol.Function> method(Type receiver, String name) {
    return kind(receiver)
        .flatMap(kind ->
            inForce().stream()
                .filter(i -> i.kind().equals(kind.toLowerCase(Locale.ROOT)))
                .flatMap(i -> i.method(name).stream())
                .findFirst());
  }

  /** The names of the methods that a receiver has from its traits. */
  List<String> methodNames(Type receiver) {
    return inForce().stream()
        .filter(i -> kind(receiver).stream().anyMatch(k -> k.equalsIgnoreCase(i.kind())))
        .flatMap(i -> i.methods().stream().map(Symbol.Function::name))
        .toList();
  }

  /** All implementations, in the order in which they are searched. */
  private List<Implementation> inForce() {
    if (inForce.isEmpty()) {
      inForce =
          checking.scope.withStatics(List.of(), List.of(), implementations, 0).implementations();
    }
    return inForce;
  }

  /** The traits that declare a method of that name. */
  List<Trait> declaring(String method) {
    return names().stream()
        .flatMap(n -> find(n).stream())
        .filter(t -> t.method(method).isPresent())
        .toList();
  }

  /** Whether a type implements a trait, as a bound wants it. */
  boolean implemented(Type type, String trait) {
    List<Type> members = Types.members(type);
    if (members.size() > 1) {
      return members.stream().allMatch(m -> implemented(m, trait));
    }
    if (members.isEmpty() || Types.isUnknown(type)) {
      return true;
    }
    Type only = members.getFirst();
    return switch (trait) {
      case "Copy" -> copied(only) || hasImplementation(only, trait);
      case "Move" ->
          !copied(only) && !hasImplementation(only, "Copy") || hasImplementation(only, trait);
      default -> hasImplementation(only, trait);
    };
  }

  private static boolean copied(Type type) {
    return switch (type) {
      case Type.Primitive _, Type.ArrayType _, FunctionType _ -> true;
      case Type.TypeVariable _,
          Type.OptionType _,
          Type.ResultType _,
          Type.MapType _,
          Type.SetType _,
          Type.UnionType _,
          Type.IntersectionType _,
          Type.StructType _,
          Type.AliasType _ ->
          false;
    };
  }

  boolean hasImplementation(Type type, String trait) {
    return kind(type).stream()
        .map(k -> k.toLowerCase(Locale.ROOT))
        .anyMatch(kind ->
            inForce().stream().anyMatch(i -> i.trait().equals(trait) && i.kind().equals(kind)));
  }

  /** The name under which an {@code impl} can be for a type. */
  static Optional<String> kind(Type type) {
    return switch (type.expanded()) {
      case Type.Primitive p when p == Type.UNKNOWN || p == Type.NEVER -> Optional.empty();
      case Type.Primitive p -> Optional.of(p == Type.VOID ? "null" : p.name());
      case Type.ArrayType _ -> Optional.of("array");
      case FunctionType _ -> Optional.of("function");
      case Type.OptionType _ -> Optional.of("Option");
      case Type.ResultType _ -> Optional.of("Result");
      case Type.MapType _ -> Optional.of("HashMap");
      case Type.SetType _ -> Optional.of("HashSet");
      case Type.TypeVariable _,
          Type.UnionType _,
          Type.IntersectionType _,
          Type.StructType _,
          Type.AliasType _ ->
          Optional.empty();
    };
  }
}
