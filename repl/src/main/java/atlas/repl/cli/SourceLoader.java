package atlas.repl.cli;

import atlas.vm.source.SourceFile;
import atlas.vm.source.SourceTexts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Reads source files, and says in one line why it cannot. */
final class SourceLoader {
  private static final String STANDARD_INPUT = "-";

  private SourceLoader() {}

  /** Reads a file; {@code -} is the standard input. */
  static SourceFile load(String file, InputStream standardInput) throws UsageException {
    if (file.equals(STANDARD_INPUT)) {
      try {
        return new SourceFile("<stdin>", SourceTexts.decode(standardInput.readAllBytes()));
      } catch (IOException e) {
        throw new UsageException("cannot read the standard input: " + SourceTexts.reason(e));
      }
    }
    try {
      return new SourceFile(file, SourceTexts.read(path(file)));
    } catch (IOException e) {
      throw new UsageException("cannot read '" + file + "': " + SourceTexts.reason(e));
    }
  }

  /** Checks that the files among these names can be read. */
  static void checkReadable(List<String> names) throws UsageException {
    for (String name : names) {
      if (!name.equals(STANDARD_INPUT) && !Files.isDirectory(path(name))) {
        load(name, InputStream.nullInputStream());
      }
    }
  }

  /** A path as the user wrote it. */
  static Path path(String file) throws UsageException {
    try {
      return Path.of(file);
    } catch (InvalidPathException e) {
      throw new UsageException("not a file name: '" + e.getInput().replace("\0", "\\0") + "'");
    }
  }
}
