package atlas.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Our own programs under {@code atlas test}, which compares what they print and complain about with
 * the files beside them.
 */
class ProgramsIT {
  @ParameterizedTest
  @ValueSource(strings = {"compiled", "interpreter"})
  void allProgramsDoAsExpected(String engine) throws IOException, InterruptedException {
    Path programs = Path.of(System.getProperty("atlas.root"), "repl/src/test/resources/programs");
    List<String> names;
    try (Stream<Path> files = Files.list(programs)) {
      names =
          files
              .filter(file -> file.toString().endsWith(".at") || Files.isDirectory(file))
              .map(file -> file.getFileName().toString())
              .sorted()
              .toList();
    }
    ProcessBuilder builder =
        new ProcessBuilder(
            Stream.concat(
                    Stream.of(System.getProperty("atlas.launcher"), "test", "--engine=" + engine),
                    names.stream())
                .toList());
    Process process = builder.directory(programs.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    assertEquals("22 passed, 0 failed\n", output);
  }
}
