package atlas.repl.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a program under test shall print: the files beside it, as far as there are any. */
record Expectation(Optional<String> stdout, Optional<String> stderr) {
  /** What stands before the name of a file, as the user spelt it, in the place of a diagnostic. */
  private static final Pattern DIRECTORY =
      Pattern.compile("(?<=--> |called at |related location at )[^\\n]*/(?=[^/\\n:]+:\\d+:\\d+)");

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
    String wantedText = withoutDirectories(expected);
    String gotText = withoutDirectories(found);
    if (!wantedText.equals(gotText)) {
      List<String> wanted = wantedText.lines().toList();
      List<String> got = gotText.lines().toList();
      int line = 0;
      while (line < Math.min(wanted.size(), got.size())
          && Objects.equals(wanted.get(line), got.get(line))) {
        line++;
      }
      differences.add(
          wanted.equals(got)
              ? stream
                  + (expected.endsWith("\n") ? ": no line end" : ": a line end")
                  + " at the end"
              : "%s, line %d: expected %s, found %s"
                  .formatted(stream, line + 1, at(wanted, line), at(got, line)));
    }
  }

  /** The text with the places of diagnostics as they are for somebody beside the file. */
  private static String withoutDirectories(String text) {
    return DIRECTORY.matcher(text).replaceAll("");
  }

  private static String at(List<String> lines, int line) {
    return line < lines.size() ? "'" + lines.get(line) + "'" : "the end";
  }
}
