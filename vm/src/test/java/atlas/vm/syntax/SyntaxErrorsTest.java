package atlas.vm.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import atlas.vm.diagnostics.Diagnostic;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * Programs that are wrong, and what is reported where. The files under {@code syntax/} are cut at
 * {@code ---}; in each chunk, {@code //! CODE@COLUMN fragment} says that its line has an error with
 * that code, at that column if one is given, and with the fragment in its message, label or help.
 * What is reported and not expected fails as well: no error may follow from another.
 */
class SyntaxErrorsTest {
  private static final Pattern EXPECTATION =
      Pattern.compile("//! (AT\\d{4})(?:@(\\d+))?(?: (?!//!)((?:(?! //!).)*))?");

  private record Expected(int line, String code, String column, String fragment) {
    boolean fits(Diagnostic found) {
      String text = found.message() + "\n" + found.label() + "\n" + found.help().orElse("");
      return found.position().line() == line
          && found.code().id().equals(code)
          && (column.isEmpty() || found.position().column() == Integer.parseInt(column))
          && text.contains(fragment);
    }
  }

  @TestFactory
  Stream<DynamicNode> chunks() {
    return Stream.of("lexical.chunks", "grammar.chunks", "recovery.chunks", "advice.chunks")
        .map(file -> dynamicContainer(file, tests(file)));
  }

  private static Stream<DynamicNode> tests(String file) {
    List<DynamicNode> tests = new ArrayList<>();
    int line = 1;
    for (String chunk : read(file).split("(?m)^---\n")) {
      String title = chunk.lines().findFirst().orElse("");
      tests.add(dynamicTest(file + ":" + line + " " + title, () -> check(chunk)));
      line += (int) chunk.lines().count() + 1;
    }
    return tests.stream();
  }

  private static String read(String file) {
    try (InputStream in = SyntaxErrorsTest.class.getResourceAsStream("/syntax/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void check(String chunk) {
    List<Diagnostic> found = new ArrayList<>(Parsing.parse(chunk).diagnostics());
    List<Expected> missing = new ArrayList<>();
    for (Expected expected : expectations(chunk)) {
      if (!found.stream().filter(expected::fits).findFirst().map(found::remove).orElse(false)) {
        missing.add(expected);
      }
    }
    List<String> surplus =
        found.stream().map(d -> d.position() + " " + d.code() + " " + d.message()).toList();
    assertEquals("missing [], surplus []", "missing " + missing + ", surplus " + surplus);
  }

  private static List<Expected> expectations(String chunk) {
    List<Expected> expectations = new ArrayList<>();
    List<String> lines = chunk.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      int line = i + 1;
      EXPECTATION
          .matcher(lines.get(i))
          .results()
          .map(match -> new Expected(line, match.group(1), group(match, 2), group(match, 3)))
          .forEach(expectations::add);
    }
    return expectations;
  }

  private static String group(MatchResult match, int index) {
    String group = match.group(index);
    return group == null ? "" : group.strip();
  }
}
