package atlas.profiler.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reports as they are meant to be, in {@code src/test/resources/reports}; {@code
 * -Dgolden.update=true} rewrites them.
 */
final class Golden {
  private Golden() {}

  static void check(String name, String actual) {
    try {
      if (Boolean.getBoolean("golden.update")) {
        Path file = Path.of("src/test/resources/reports", name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, actual);
      }
      try (InputStream in = Golden.class.getResourceAsStream("/reports/" + name)) {
        String expected =
            in == null
                ? "no golden " + name
                : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(expected, actual, name);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
