package atlas.vm.analysis;

import static atlas.vm.analysis.Findings.quoted;

import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.source.Span;
import atlas.vm.syntax.Ast;
import atlas.vm.types.Type;
import atlas.vm.types.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The aliases of a unit and of the inputs before it. An alias is resolved when it is first used,
 * wherever it is declared; one that turns up while it is being resolved is circular.
 */
final class Aliases {
  private final Checking checking;
  private final Map<String, Ast.AliasDecl> declared = new LinkedHashMap<>();
  private final Map<String, Alias> resolved = new LinkedHashMap<>();
  private final Set<String> resolving = new LinkedHashSet<>();
  private final Map<String, Span> imported = new HashMap<>();
  private final Set<String> mentioned = new HashSet<>();

  Aliases(Checking checking) {
    this.checking = checking;
  }

  void declare(Ast.AliasDecl alias) {
    String name = alias.name().name();
    Ast.AliasDecl first = declared.putIfAbsent(name, alias);
    if (first != null && !checking.imports.isRepeatedExport(alias.name().span())) {
      reportRepeated(alias.name(), first.name().span());
    } else if (imported.containsKey(name)) {
      reportRepeated(alias.name(), imported.get(name));
    }
  }

  private void reportRepeated(Ast.Ident name, Span first) {
    Findings findings = checking.findings;
    findings.report(
        findings
            .diagnostic(
                DiagnosticCode.AT2003,
                name.span(),
                "Type alias " + quoted(name.name()) + " is declared twice",
                "already declared")
            .withRelated(findings.source(), first, quoted(name.name()) + " declared here"));
  }

  /** Makes an alias of another module known. */
  void imported(Ast.Ident name, Alias alias) {
    Span first = imported.putIfAbsent(name.name(), name.span());
    if (first != null) {
      reportRepeated(name, first);
    }
    resolved.put(name.name(), alias);
  }

  /** Makes a name known that may be an alias, and which nothing shall be said about. */
  void importedUnknown(Ast.Ident name) {
    imported.putIfAbsent(name.name(), name.span());
  }

  /** Whether the unit asks for an alias of that name. */
  boolean isMentioned(String name) {
    return mentioned.contains(name);
  }

  /** Whether a name was imported and nothing is known about it. */
  boolean isUnknown(String name) {
    return imported.containsKey(name) && !resolved.containsKey(name);
  }

  /** Resolves every alias of the unit, so that all mistakes are reported. */
  void resolveAll() {
    declared.keySet().forEach(this::find);
  }

  /** The aliases that the unit declares or imports. */
  Collection<Alias> ofUnit() {
    return resolved.values();
  }

  /** The names of all aliases. */
  List<String> names() {
    List<String> names = new ArrayList<>(declared.keySet());
    names.addAll(imported.keySet());
    names.addAll(checking.scope.aliasNames());
    return names;
  }

  /** The alias of that name; in a circle, one that stands for {@code ?}. */
  Optional<Alias> find(String name) {
    mentioned.add(name);
    if (resolved.containsKey(name)) {
      return Optional.of(resolved.get(name));
    }
    Ast.AliasDecl declaration = declared.get(name);
    if (declaration == null) {
      return checking.scope.alias(name);
    }
    if (resolving.contains(name)) {
      reportCircle(declaration);
      return Optional.of(alias(declaration, placeholders(declaration), Type.UNKNOWN));
    }
    resolving.add(name);
    TypeResolver.Parameters params = checking.types.parameters(declaration.typeParams(), Map.of());
    Type target = checking.types.resolve(declaration.target(), params.names());
    resolving.remove(name);
    Alias alias = alias(declaration, params.list(), target);
    resolved.put(name, alias);
    return Optional.of(alias);
  }

  private Alias alias(Ast.AliasDecl decl, List<Type.TypeParameter> params, Type target) {
    return new Alias(
        decl.name().name(),
        params,
        target,
        decl.doc(),
        checking.findings.source(),
        decl.name().span());
  }

  private static List<Type.TypeParameter> placeholders(Ast.AliasDecl declaration) {
    return declaration.typeParams().stream()
        .map(p -> new Type.TypeParameter(p.name().name(), Type.UNKNOWN, List.of()))
        .toList();
  }

  private void reportCircle(Ast.AliasDecl declaration) {
    String name = declaration.name().name();
    List<String> path = new ArrayList<>(resolving);
    path = new ArrayList<>(path.subList(path.indexOf(name), path.size()));
    path.add(name);
    checking.findings.error(
        DiagnosticCode.AT3001,
        declaration.name().span(),
        "Type alias " + quoted(name) + " is circular: " + String.join(" = ", path),
        "stands for itself");
  }

  /** The target of an alias with arguments for its parameters. */
  static Type instantiate(Alias alias, List<Type> args) {
    return new Type.AliasType(
        alias.name(), args, Types.substitute(alias.target(), alias.bindings(args)));
  }
}
