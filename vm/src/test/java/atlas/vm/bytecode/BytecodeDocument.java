package atlas.vm.bytecode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** docs/bytecode.md, which tests compare with the code. */
final class BytecodeDocument {
  private BytecodeDocument() {}

  static List<String> lines() {
    try {
      return Files.readAllLines(path());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Found from the module's directory, where builds run tests, and from the root. */
  private static Path path() {
    Path path = Path.of("../docs/bytecode.md");
    return Files.exists(path) ? path : Path.of("docs/bytecode.md");
  }

  /** The block of that kind. */
  static String block(String kind) {
    List<String> lines = lines();
    int start = lines.indexOf("```" + kind) + 1;
    int end = start + lines.subList(start, lines.size()).indexOf("```");
    return String.join("\n", lines.subList(start, end)) + "\n";
  }
}
