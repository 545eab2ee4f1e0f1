package atlas.kernel.session;

import atlas.kernel.session.Candidate.Kind;
import atlas.vm.diagnostics.DiagnosticSink;
import atlas.vm.engine.ModulePath;
import atlas.vm.source.SourceFile;
import atlas.vm.syntax.Ast;
import atlas.vm.syntax.InputMode;
import atlas.vm.syntax.Parser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a file offers to those who import it, as far as its text says; nothing of it is run. */
final class ModuleExports {
  /** A larger file would not be read within a keystroke. */
  private static final long LARGEST = 200_000;

  /** So many files are read within a keystroke. */
  private static final int MOST_FILES = 20;

  private ModuleExports() {}

  /**
   * The names that may stand in the braces of an import.
   *
   * @param written the path of the import
   * @param directory that of the importing text
   */
  static List<Candidate> of(String written, Path directory) {
    return ModulePath.parse(written, directory, directory)
        .flatMap(path -> path.candidates().stream().filter(Files::isRegularFile).findFirst())
        .map(ModuleExports::of)
        .orElse(List.of());
  }

  /** The same of several modules, with the path of each beside its names. */
  static List<Candidate> ofAll(List<Candidate> paths, Path directory) {
    return paths.stream()
        .filter(path -> !path.text().endsWith("/"))
        .limit(MOST_FILES)
        .flatMap(path ->
            of(path.text(), directory).stream()
                .map(name ->
                    new Candidate(
                        name.text(),
                        name.kind(),
                        name.signature(),
                        "from \"" + path.text() + "\"")))
        .toList();
  }

  private static List<Candidate> of(Path file) {
    try {
      if (Files.size(file) > LARGEST) {
        return List.of();
      }
      SourceFile source = new SourceFile(file.toString(), Files.readString(file));
      return Parser.parse(source, InputMode.FILE, new DiagnosticSink()).items().stream()
          .flatMap(item -> candidate(source, item).stream())
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static Optional<Candidate> candidate(SourceFile source, Ast.Item item) {
    if (!(item instanceof Ast.ExportDecl(Ast.Item declaration, var _))) {
      return Optional.empty();
    }
    return switch (declaration) {
      case Ast.FunctionDecl f -> {
        String head = source.text().substring(f.name().span().start(), f.body().span().start());
        String signature = head.strip().replaceAll("\\s+", " ");
        yield Optional.of(
            new Candidate(
                f.name().name(),
                Kind.FUNCTION,
                signature,
                Fact.docBefore(source, item.span()).orElse("")));
      }
      case Ast.VarDecl v -> Optional.of(new Candidate(v.name().name(), Kind.VARIABLE, "", ""));
      case Ast.AliasDecl a ->
          Optional.of(new Candidate(a.name().name(), Kind.TYPE, "type " + a.name().name(), ""));
      case Ast.Item _ -> Optional.empty();
    };
  }
}
