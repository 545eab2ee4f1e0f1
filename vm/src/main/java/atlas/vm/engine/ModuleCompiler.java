package atlas.vm.engine;

import atlas.vm.analysis.GlobalScope;
import atlas.vm.diagnostics.Diagnostic;
import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.diagnostics.DiagnosticSink;
import atlas.vm.source.SourceFile;
import atlas.vm.source.SourceTexts;
import atlas.vm.syntax.Ast;
import atlas.vm.syntax.InputMode;
import atlas.vm.syntax.Parser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One compilation: a source text and, depth-first over the imports in source order, the modules
 * that it needs. A file is compiled once, however often it is imported. Every file is checked,
 * whatever is wrong with the others, except that nothing more is said about names of a module that
 * failed.
 */
final class ModuleCompiler {
  private final Modules modules;
  private final SourceFile entry;
  private final Path root;
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private final Map<Path, Optional<Module>> finished = new HashMap<>();

  /** The files that the compilation is in the middle of, by the names they are shown with. */
  private final SequencedMap<Path, String> active = new LinkedHashMap<>();

  /** Files that failed for being part of an import cycle, which has been reported. */
  private final Set<Path> cyclic = new HashSet<>();

  ModuleCompiler(Modules modules, SourceFile entry) {
    this.modules = modules;
    this.entry = entry;
    this.root = ModulePath.directoryOf(entry);
  }

  /** What there is to say about all files. */
  List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /** Compiles the source text; empty if it has errors or a module of its has. */
  Optional<CompiledUnit> compile(InputMode mode, GlobalScope scope) {
    ModulePath.fileOf(entry)
        .flatMap(modules.reader()::find)
        .ifPresent(file -> active.put(file, entry.name()));
    ParsedUnit parsed = parse(entry, mode);
    try {
      return parsed.sink().hasErrors()
          ? Optional.empty()
          : modules.translate(parsed, scope, needed(imports(parsed)), false);
    } finally {
      diagnostics.addAll(parsed.sink().sorted());
    }
  }

  private static ParsedUnit parse(SourceFile source, InputMode mode) {
    DiagnosticSink sink = new DiagnosticSink();
    return new ParsedUnit(source, Parser.parse(source, mode, sink), sink);
  }

  /** What has to run before a unit that imports some modules. */
  private static List<Module> needed(List<Module> imports) {
    SequencedSet<Module> all = new LinkedHashSet<>();
    for (Module module : imports) {
      all.addAll(module.unit().modules());
      all.add(module);
    }
    return List.copyOf(all);
  }

  /** The modules that a text imports, as far as there are no errors in them. */
  private List<Module> imports(ParsedUnit parsed) {
    SequencedSet<Module> found = new LinkedHashSet<>();
    for (Ast.Item item : parsed.program().items()) {
      if (item instanceof Ast.ImportDecl decl) {
        Optional<Module> module = resolve(decl, parsed);
        module.ifPresent(found::add);
        module.ifPresent(m -> parsed.exports().put(decl, m.unit().typed().exports()));
      }
    }
    return List.copyOf(found);
  }

  private Optional<Module> resolve(Ast.ImportDecl decl, ParsedUnit importer) {
    String text = decl.path().value();
    if (decl.namespace().isPresent()) {
      String message = "A module cannot be imported as a whole: name what you import";
      Diagnostic error =
          error(DiagnosticCode.AT5007, decl.namespace().get(), message, "not supported", importer);
      importer.sink().report(error.withHelp("import { name } from \"" + text + "\";"));
      return Optional.empty();
    }
    Optional<ModulePath> path =
        ModulePath.parse(text, ModulePath.directoryOf(importer.source()), root);
    if (path.isEmpty()) {
      String message = "Bad module path '" + text + "'";
      Diagnostic error =
          error(DiagnosticCode.AT5001, decl.path(), message, "not a module path", importer);
      importer.sink().report(error.withHelp("a path starts with \"./\", \"../\" or \"/\""));
      return Optional.empty();
    }
    for (Path candidate : path.get().candidates()) {
      Optional<Path> file = modules.reader().find(candidate);
      if (file.isPresent()) {
        return module(decl, file.get(), candidate.normalize().toString(), importer);
      }
    }
    String places =
        path.get().candidates().stream()
            .map(p -> p.normalize().toString())
            .collect(Collectors.joining(", "));
    String message = "There is no module '" + text + "'";
    Diagnostic error = error(DiagnosticCode.AT5002, decl.path(), message, "not found", importer);
    importer.sink().report(error.withNote("looked for " + places));
    return Optional.empty();
  }

  private Optional<Module> module(
      Ast.ImportDecl decl, Path file, String name, ParsedUnit importer) {
    if (active.containsKey(file)) {
      reportCycle(decl, file, importer);
      return Optional.empty();
    }
    if (!finished.containsKey(file)) {
      Optional<SourceFile> source = read(decl, file, name, importer);
      if (source.isEmpty()) {
        return Optional.empty();
      }
      active.put(file, name);
      finished.put(file, load(file, source.get()));
      active.remove(file);
    }
    Optional<Module> module = finished.get(file);
    boolean partOfCycle =
        cyclic.contains(file) && active.keySet().stream().anyMatch(cyclic::contains);
    if (module.isEmpty() && !partOfCycle) {
      importer
          .sink()
          .report(
              error(
                  DiagnosticCode.AT5005,
                  decl.path(),
                  "Module '" + decl.path().value() + "' cannot be loaded: it has errors",
                  "has errors",
                  importer));
    }
    return module;
  }

  private void reportCycle(Ast.ImportDecl decl, Path file, ParsedUnit importer) {
    List<Path> path = new ArrayList<>(active.keySet());
    path = path.subList(path.indexOf(file), path.size());
    cyclic.addAll(path);
    String names = path.stream().map(active::get).collect(Collectors.joining(" -> "));
    String message = "Import cycle: " + names + " -> " + active.get(file);
    importer
        .sink()
        .report(error(DiagnosticCode.AT5003, decl.path(), message, "leads back here", importer));
  }

  private Optional<SourceFile> read(
      Ast.ImportDecl decl, Path file, String name, ParsedUnit importer) {
    String reason;
    try {
      String text = SourceTexts.decode(modules.reader().read(file));
      return Optional.of(new SourceFile(name, text));
    } catch (IOException e) {
      reason = SourceTexts.reason(e);
    }
    String message = "Module '" + decl.path().value() + "' cannot be read: " + reason;
    importer
        .sink()
        .report(error(DiagnosticCode.AT5002, decl.path(), message, "not readable", importer));
    return Optional.empty();
  }

  /** Compiles a module, or finds that it is loaded as it is now. */
  private Optional<Module> load(Path file, SourceFile source) {
    ParsedUnit parsed = parse(source, InputMode.FILE);
    try {
      if (parsed.sink().hasErrors()) {
        return Optional.empty();
      }
      List<Module> imports = imports(parsed);
      Optional<Module> before = modules.loaded(file);
      boolean same =
          before.stream()
              .anyMatch(b -> b.text().equals(source.text()) && b.imports().equals(imports));
      if (same && !parsed.sink().hasErrors()) {
        return before;
      }
      GlobalScope scope =
          before.map(b -> b.unit().typed().scopeAfter().replacement()).orElse(GlobalScope.EMPTY);
      return modules
          .translate(parsed, scope, needed(imports), true)
          .map(unit -> new Module(file, unit, imports));
    } finally {
      diagnostics.addAll(parsed.sink().sorted());
    }
  }

  private static Diagnostic error(
      DiagnosticCode code, Ast.Node place, String message, String label, ParsedUnit unit) {
    return Diagnostic.error(code, unit.source(), place.span(), message, label);
  }
}
