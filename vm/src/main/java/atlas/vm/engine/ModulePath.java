package atlas.vm.engine;

import atlas.vm.source.SourceFile;
import atlas.vm.source.SourceTexts;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where an import may lead (language §15.1).
 *
 * @param candidates the files to look for, the first that is there counts
 */
public record ModulePath(List<Path> candidates) {
  /** The directory of a source text: that of its file, else the working directory. */
  static Path directoryOf(SourceFile source) {
    Path none = Path.of("");
    return fileOf(source)
        .map(file -> file.getParent() == null ? none : file.getParent())
        .orElse(none);
  }

  /** The file that a source text comes from; names in angle brackets are not those of files. */
  static Optional<Path> fileOf(SourceFile source) {
    try {
      return source.isFile() ? Optional.of(Path.of(source.name())) : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /**
   * Reads the path of an import; empty if it is none.
   *
   * @param directory that of the importing file
   * @param root what paths that start with a slash are relative to
   */
  public static Optional<ModulePath> parse(String text, Path directory, Path root) {
    boolean relative = text.startsWith("./") || text.startsWith("../");
    if (!relative && !text.startsWith("/") || !namesFile(text)) {
      return Optional.empty();
    }
    Stream<String> names =
        SourceTexts.isSource(text)
            ? Stream.of(text)
            : SourceTexts.EXTENSIONS.stream().map(extension -> text + extension);
    try {
      return Optional.of(
          new ModulePath(
              names
                  .map(n ->
                      relative ? directory.resolve(n) : root.resolve(n.replaceFirst("^/+", "")))
                  .toList()));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static boolean namesFile(String text) {
    String last = text.substring(text.lastIndexOf('/') + 1);
    return !last.isEmpty() && !last.equals(".") && !last.equals("..");
  }
}
