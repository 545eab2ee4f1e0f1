package atlas.repl.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a program under test shall print: the files beside it, as far as there are any. */
record Expectation(Optional<String> stdout, Optional<String> stderr) {
  static Expectation of(String file) throws UsageException {
    String stem = SourceFiles.stem(file);
    return new Expectation(read(stem + ".stdout"), read(stem + ".stderr"));
  }

  private static Optional<String> read(String file) throws UsageException {
    Path path = SourceLoader.path(file);
    return Files.isRegularFile(path)
        ? Optional.of(SourceLoader.load(file, null).text())
        : Optional.empty();
  }

  /** How a run differs from this; nothing if it is as expected. */
  List<String> differences(TestRun run) {
    List<String> differences = new ArrayList<>();
    stdout.ifPresent(expected -> compare("stdout", expected, run.stdout(), differences));
    if (stderr.isPresent()) {
      compare("stderr", stderr.get(), run.stderr(), differences);
    } else if (run.exit() != ExitStatus.SUCCESS) {
      String first = run.stderr().lines().findFirst().orElse("no message");
      differences.add("it failed with status " + run.exit() + ": " + first);
    }
    return differences;
  }

  private static void compare(
      String stream, String expected, String found, List<String> differences) {
    if (!expected.equals(found)) {
      List<String> wanted = expected.lines().toList();
      List<String> got = found.lines().toList();
      int line = 0;
      while (line < Math.min(wanted.size(), got.size())
          && Objects.equals(wanted.get(line), got.get(line))) {
        line++;
      }
      differences.add(
          "%s, line %d: expected %s, found %s"
              .formatted(stream, line + 1, at(wanted, line), at(got, line)));
    }
  }

  private static String at(List<String> lines, int line) {
    return line < lines.size() ? "'" + lines.get(line) + "'" : "the end";
  }
}
