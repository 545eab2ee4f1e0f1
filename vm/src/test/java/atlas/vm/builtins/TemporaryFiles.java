package atlas.vm.builtins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The directory for the temporary files of programs, which the build sets, as long as the tests of
 * a class run. Programs need not delete what they make.
 */
final class TemporaryFiles implements BeforeAllCallback, AfterAllCallback {
  private final Path directory = Path.of(FileSystemFunctions.fsGetTempDir().toString());

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    Files.createDirectories(directory);
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    if (!directory.endsWith("programs")) {
      return; // not ours: the tests run outside of the build
    }
    List<Path> files;
    try (Stream<Path> walk = Files.walk(directory)) {
      files = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }
}
