package atlas.repl.cli;

import atlas.vm.source.SourceTexts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Source files by their names. */
final class SourceFiles {
  private SourceFiles() {}

  /** The name of a source file without its extension. */
  static String stem(String name) {
    for (String extension : SourceTexts.EXTENSIONS) {
      if (name.endsWith(extension)) {
        return name.substring(0, name.length() - extension.length());
      }
    }
    return name;
  }

  /**
   * The files named, a directory standing for the source files in it that are not hidden, in the
   * order of the names.
   */
  static List<String> expand(List<String> names) throws UsageException {
    List<String> files = new ArrayList<>();
    for (String name : names) {
      Path path = SourceLoader.path(name);
      if (Files.isDirectory(path)) {
        List<String> within = within(path);
        if (within.isEmpty()) {
          throw new UsageException("there are no Atlas programs in '" + name + "'");
        }
        files.addAll(within);
      } else {
        files.add(name);
      }
    }
    return files;
  }

  private static boolean isHidden(Path path) {
    for (Path name : path) {
      if (name.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }

  private static List<String> within(Path directory) throws UsageException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> !isHidden(directory.relativize(file)))
          .filter(file -> Files.isRegularFile(file) && SourceTexts.isSource(file.toString()))
          .map(Path::toString)
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new UsageException("cannot read '" + directory + "': " + e.getMessage());
    }
  }
}
