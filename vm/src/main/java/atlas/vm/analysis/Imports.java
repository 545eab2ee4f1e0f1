package atlas.vm.analysis;

import static atlas.vm.analysis.Findings.quoted;

import atlas.vm.diagnostics.Diagnostic;
import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.diagnostics.Suggestions;
import atlas.vm.source.Span;
import atlas.vm.syntax.Ast;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a unit takes from other modules and what it offers to them (language §15.2). An imported
 * name is the exporter's own symbol, with its slot, so that it shows the current value; only that
 * it cannot be assigned here.
 */
final class Imports {
  private final Checking checking;
  private final Findings findings;
  private final List<Symbol> imported = new ArrayList<>();
  private final Map<String, Span> names = new HashMap<>();
  private final Set<String> declaredHere = new HashSet<>();
  private final Map<Ast.Ident, Optional<Symbol>> mayBeUnused = new LinkedHashMap<>();
  private final Set<Span> repeatedExports = new HashSet<>();

  Imports(Checking checking) {
    this.checking = checking;
    this.findings = checking.findings;
  }

  /** The variables and functions that the unit imports. */
  List<Symbol> symbols() {
    return imported;
  }

  /** Where the unit imports a variable or function of that name, if it does. */
  Optional<Span> place(String name) {
    return Optional.ofNullable(names.get(name));
  }

  /** Notes what the unit declares at top level. */
  void announce(List<Ast.Item> items) {
    for (Ast.Item item : items) {
      switch (item) {
        case Ast.VarDecl v -> declaredHere.add(v.name().name());
        case Ast.FunctionDecl f -> declaredHere.add(f.name().name());
        case Ast.AliasDecl a -> declaredHere.add(a.name().name());
        case Ast.Item _ -> {
          // Declares no name that an import could mean.
        }
      }
    }
  }

  /**
   * Declares the names of an import. Without exports, the reason has been reported, and nothing
   * more is said about them.
   */
  void declare(Ast.ImportDecl decl, Optional<Exports> exports) {
    if (exports.isEmpty()) {
      List<Ast.Ident> all = new ArrayList<>(decl.names());
      decl.namespace().ifPresent(all::add);
      all.forEach(this::declareUnknown);
      return;
    }
    for (Ast.Ident name : decl.names()) {
      Optional<Symbol> symbol = exports.get().symbol(name.name());
      Optional<Alias> alias = exports.get().alias(name.name());
      symbol.ifPresent(s -> declare(name, s));
      alias.ifPresent(a -> checking.aliases.imported(name, a));
      if ((symbol.isPresent() || alias.isPresent()) && !name.name().startsWith("_")) {
        mayBeUnused.put(name, symbol);
      }
      if (symbol.isEmpty() && alias.isEmpty()) {
        reportNotExported(decl, name, exports.get());
        declareUnknown(name);
      }
    }
  }

  /** Warns about names that a file imports and does nothing with; sessions import for later. */
  void reportUnused() {
    if (findings.hasErrors() || !findings.source().isFile()) {
      return;
    }
    mayBeUnused.forEach((name, symbol) -> {
      boolean used =
          symbol.isPresent()
              ? checking.usage.isMentioned(symbol.get())
              : checking.aliases.isMentioned(name.name());
      if (!used) {
        findings.warning(
            DiagnosticCode.AT2008,
            name.span(),
            "Unused import " + quoted(name.name()),
            "never used");
      }
    });
  }

  private void declare(Ast.Ident name, Symbol symbol) {
    imported.add(symbol);
    checking.declarations.imported(name, symbol);
    names.putIfAbsent(name.name(), name.span());
  }

  /** A name that the unit declares itself needs no other meaning, and is not called repeated. */
  private void declareUnknown(Ast.Ident name) {
    if (declaredHere.contains(name.name())) {
      return;
    }
    checking.declarations.imported(name);
    checking.aliases.importedUnknown(name);
    names.putIfAbsent(name.name(), name.span());
  }

  private void reportNotExported(Ast.ImportDecl decl, Ast.Ident name, Exports exports) {
    Diagnostic error =
        findings.diagnostic(
            DiagnosticCode.AT5006,
            name.span(),
            "Module " + quoted(decl.path().value()) + " does not export " + quoted(name.name()),
            "not exported");
    if (exports.isPrivate(name.name())) {
      findings.report(
          error.withHelp("write 'export' before its declaration in " + exports.source().name()));
      return;
    }
    findings.report(
        Suggestions.didYouMean(name.name(), exports.names()).map(error::withHelp).orElse(error));
  }

  /** Reports names that the unit exports twice, which are not reported as declared twice then. */
  void checkExports(List<Ast.Item> items) {
    Map<String, Span> first = new HashMap<>();
    for (Ast.Item item : items) {
      if (item instanceof Ast.ExportDecl export) {
        Ast.Ident name = name(export);
        Span before = first.putIfAbsent(name.name(), name.span());
        if (before != null) {
          repeatedExports.add(name.span());
          findings.report(
              findings
                  .diagnostic(
                      DiagnosticCode.AT5008,
                      name.span(),
                      quoted(name.name()) + " is exported twice",
                      "already exported")
                  .withRelated(findings.source(), before, quoted(name.name()) + " exported here"));
        }
      }
    }
  }

  boolean isRepeatedExport(Span name) {
    return repeatedExports.contains(name);
  }

  private static Ast.Ident name(Ast.ExportDecl export) {
    return switch (export.declaration()) {
      case Ast.FunctionDecl f -> f.name();
      case Ast.VarDecl v -> v.name();
      case Ast.AliasDecl a -> a.name();
      case Ast.Item other -> throw new AssertionError(other);
    };
  }

  /** What the unit exports, once everything in it is declared. */
  Exports exports(List<Ast.Item> items, GlobalScope scope) {
    Map<String, Symbol> symbols = new LinkedHashMap<>();
    Map<String, Alias> aliases = new LinkedHashMap<>();
    for (Ast.Item item : items) {
      if (item instanceof Ast.ExportDecl export) {
        String name = name(export).name();
        if (export.declaration() instanceof Ast.AliasDecl) {
          checking.aliases.find(name).ifPresent(a -> aliases.put(name, a));
        } else {
          findings.symbol(export.declaration()).ifPresent(s -> symbols.put(name, s));
        }
      }
    }
    return new Exports(findings.source(), symbols, aliases, scope);
  }
}
