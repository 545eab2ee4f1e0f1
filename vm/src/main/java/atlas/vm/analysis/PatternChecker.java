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
import atlas.vm.types.Type.OptionType;
import atlas.vm.types.Type.ResultType;
import atlas.vm.types.TypePrinter;
import atlas.vm.types.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks patterns against the type of what they match, and declares what they bind. */
final class PatternChecker {
  private static final Map<String, Integer> CONSTRUCTORS =
      Map.of("Some", 1, "None", 0, "Ok", 1, "Err", 1);

  private final Checking checking;
  private final Findings findings;

  PatternChecker(Checking checking) {
    this.checking = checking;
    this.findings = checking.findings;
  }

  /**
   * A name that a pattern binds: once, or in several alternatives.
   *
   * @param certain whether all alternatives bind it; else it may have no value
   */
  private record Binding(Type type, List<Ast.BindingPattern> places, boolean certain) {
    Binding or(Binding other) {
      List<Ast.BindingPattern> all = new ArrayList<>(places);
      all.addAll(other.places);
      Binding both = new Binding(Types.lub(type, other.type), all, true);
      return certain && other.certain ? both : both.uncertain();
    }

    Binding uncertain() {
      return new Binding(Type.UNKNOWN, places, false);
    }

    Span span() {
      return places.getFirst().span();
    }
  }

  /** Checks a pattern and declares its variables in the innermost scope. */
  void check(Ast.Pattern pattern, Type type) {
    bindings(pattern, type)
        .forEach((name, binding) -> {
          Ast.BindingPattern first = binding.places().getFirst();
          Symbol.Variable variable =
              checking.declarations.local(first.name(), binding.type(), first);
          binding.places().forEach(place -> findings.symbol(place, variable));
        });
  }

  private Map<String, Binding> bindings(Ast.Pattern pattern, Type type) {
    return switch (pattern) {
      case Ast.WildcardPattern _ -> Map.of();
      case Ast.BindingPattern p -> Map.of(p.name().name(), new Binding(type, List.of(p), true));
      case Ast.LiteralPattern p -> {
        literal(p, type);
        yield Map.of();
      }
      case Ast.ConstructorPattern p -> constructor(p, type);
      case Ast.ArrayPattern p -> array(p, type);
      case Ast.OrPattern p -> alternatives(p, type);
    };
  }

  private void literal(Ast.LiteralPattern pattern, Type type) {
    Type literal = checking.expressions.check(pattern.literal());
    if (!Types.members(type).isEmpty() && !Types.isAssignable(literal, type)) {
      reportMisfit(pattern.span(), "Pattern", type, TypePrinter.print(literal));
    }
  }

  private void reportMisfit(Span span, String what, Type expected, String found) {
    String difference = "expected " + TypePrinter.print(expected) + ", found " + found;
    findings.error(DiagnosticCode.AT3022, span, what + " cannot match: " + difference, difference);
  }

  private Map<String, Binding> constructor(Ast.ConstructorPattern pattern, Type type) {
    Type content = content(pattern, type);
    return sequence(pattern.args(), content);
  }

  /** The type of what stands in the parentheses of a constructor pattern. */
  private Type content(Ast.ConstructorPattern pattern, Type type) {
    List<Type> members = Types.members(type);
    if (members.isEmpty() || members.contains(Type.UNKNOWN)) {
      warnIfUnknown(pattern.name());
      return Type.UNKNOWN;
    }
    String name = pattern.name().name();
    List<Type> contents = new ArrayList<>();
    boolean constructed = false;
    for (Type member : members) {
      constructed |= member instanceof OptionType || member instanceof ResultType;
      content(name, member).ifPresent(contents::add);
    }
    if (contents.isEmpty()) {
      reportConstructor(pattern, type, constructed);
      return Type.UNKNOWN;
    }
    int wanted = CONSTRUCTORS.get(name);
    if (pattern.args().size() != wanted) {
      String difference =
          "expected " + count(wanted, "argument") + ", found " + pattern.args().size();
      findings.error(
          DiagnosticCode.AT3023,
          pattern.span(),
          "Wrong number of arguments in pattern " + quoted(name) + ": " + difference,
          difference);
      return Type.UNKNOWN;
    }
    return ExpressionChecker.united(contents);
  }

  /** Warns about a constructor that no value has, where nothing is known of the value. */
  private void warnIfUnknown(Ast.Ident constructor) {
    String name = constructor.name();
    if (!CONSTRUCTORS.containsKey(name)) {
      Diagnostic warning =
          Diagnostic.warning(
              DiagnosticCode.AW9999,
              findings.source(),
              constructor.span(),
              "Unknown constructor " + quoted(name) + ", which no value has",
              "matches nothing");
      findings.report(advice(name).map(warning::withHelp).orElse(warning));
    }
  }

  private static Optional<String> advice(String constructor) {
    return Suggestions.didYouMean(constructor, CONSTRUCTORS.keySet())
        .or(() -> ForeignNames.adviceOnValue(constructor));
  }

  private static Optional<Type> content(String constructor, Type type) {
    return switch (constructor) {
      case "Some", "None" ->
          type instanceof OptionType o ? Optional.of(o.value()) : Optional.empty();
      case "Ok" -> type instanceof ResultType r ? Optional.of(r.value()) : Optional.empty();
      case "Err" -> type instanceof ResultType r ? Optional.of(r.error()) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private void reportConstructor(Ast.ConstructorPattern pattern, Type type, boolean constructed) {
    String name = pattern.name().name();
    if (!constructed) {
      if (Types.members(type).size() > 1 && CONSTRUCTORS.containsKey(name)) {
        reportMisfit(pattern.span(), "Pattern " + quoted(name), type, name);
        return;
      }
      String difference = "expected " + TypePrinter.print(type) + ", found " + name;
      findings.error(
          DiagnosticCode.AT3025,
          pattern.span(),
          "Pattern " + quoted(name) + " needs an Option or a Result: " + difference,
          difference);
    } else if (Types.members(type).size() > 1 && CONSTRUCTORS.containsKey(name)) {
      reportMisfit(pattern.span(), "Pattern " + quoted(name), type, name);
    } else {
      Diagnostic error =
          findings.diagnostic(
              DiagnosticCode.AT3024,
              pattern.name().span(),
              quoted(name) + " is not a constructor of " + TypePrinter.print(type),
              "not a constructor of " + TypePrinter.print(type));
      findings.report(advice(name).map(error::withHelp).orElse(error));
    }
  }

  private Map<String, Binding> array(Ast.ArrayPattern pattern, Type type) {
    return sequence(pattern.elements(), element(pattern, type));
  }

  private Type element(Ast.ArrayPattern pattern, Type type) {
    List<Type> members = Types.members(type);
    if (members.isEmpty() || members.contains(Type.UNKNOWN)) {
      return Type.UNKNOWN;
    }
    List<Type> elements = new ArrayList<>();
    for (Type member : members) {
      if (member instanceof ArrayType array) {
        elements.add(array.element());
      }
    }
    if (elements.isEmpty()) {
      if (members.size() > 1) {
        reportMisfit(pattern.span(), "Array pattern", type, "array");
      } else {
        String difference = "expected " + TypePrinter.print(type) + ", found array";
        findings.error(
            DiagnosticCode.AT3026,
            pattern.span(),
            "Array pattern on something that is no array: " + difference,
            difference);
      }
      return Type.UNKNOWN;
    }
    return elements.size() == 1 ? elements.getFirst() : ExpressionChecker.united(elements);
  }

  private Map<String, Binding> sequence(List<Ast.Pattern> patterns, Type type) {
    Map<String, Binding> all = new LinkedHashMap<>();
    for (Ast.Pattern pattern : patterns) {
      bindings(pattern, type)
          .forEach((name, binding) -> {
            Binding first = all.putIfAbsent(name, binding);
            if (first != null) {
              checking.declarations.reportRepeated(
                  first.span(), binding.places().getFirst().name(), "Name");
              all.put(name, first.or(binding));
            }
          });
    }
    return all;
  }

  private Map<String, Binding> alternatives(Ast.OrPattern pattern, Type type) {
    List<Map<String, Binding>> found =
        pattern.alternatives().stream().map(p -> bindings(p, type)).toList();
    Map<String, Binding> all = new LinkedHashMap<>();
    found.forEach(m -> m.forEach((name, binding) -> all.merge(name, binding, Binding::or)));
    for (Map.Entry<String, Binding> entry : all.entrySet()) {
      if (found.stream().anyMatch(m -> !m.containsKey(entry.getKey()))) {
        findings.warning(
            DiagnosticCode.AW9999,
            entry.getValue().span(),
            "Name " + quoted(entry.getKey()) + " is not bound by every alternative",
            "has no value when another alternative matches");
        entry.setValue(entry.getValue().uncertain());
      }
    }
    return all;
  }
}
