package atlas.vm.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import atlas.vm.diagnostics.Diagnostic;
import atlas.vm.types.TypePrinter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs the tables beside this class: a program and what the checker says to it in each line.
 *
 * <pre>
 * program ==&gt; ok                      no diagnostics
 * program ==&gt; : number                no diagnostics, and the type of the last expression
 * program ==&gt; AT3001 found string ;; warning AT2001 'x'
 *                                       exactly these diagnostics, each with the text given
 * program ==&gt; AT3001@1:9 …            … and at that line and column
 * </pre>
 *
 * A line that ends in a backslash goes on in the next. A line that starts with '#' is a comment.
 */
final class CheckerTablesTest {
  private static final String ARROW = "==>";

  private record Row(String name, String program, String expectation) {}

  @TestFactory
  Stream<DynamicTest> tables() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory())) {
      files
          .filter(f -> f.toString().endsWith(".txt"))
          .sorted()
          .flatMap(f -> rows(f).stream())
          .forEach(r -> tests.add(DynamicTest.dynamicTest(r.name(), () -> run(r))));
    }
    assertTrue(tests.size() > 300, "the tables are there");
    return tests.stream();
  }

  private static Path directory() {
    try {
      URI uri = CheckerTablesTest.class.getResource("expressions.txt").toURI();
      return Path.of(uri).getParent();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Row> rows(Path file) {
    try {
      List<Row> rows = new ArrayList<>();
      StringBuilder text = new StringBuilder();
      int number = 0;
      for (String line : Files.readAllLines(file)) {
        number++;
        if (line.endsWith("\\")) {
          text.append(line, 0, line.length() - 1).append('\n');
        } else if (!text.isEmpty() || !line.isBlank() && !line.startsWith("#")) {
          text.append(line);
          rows.add(row(file.getFileName() + ":" + number, text.toString()));
          text.setLength(0);
        }
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row row(String place, String text) {
    int arrow = text.lastIndexOf(ARROW);
    assertTrue(arrow > 0, place + ": no expectation");
    String program = text.substring(0, arrow).strip();
    return new Row(place + " " + program, program, text.substring(arrow + 3).strip());
  }

  private static void run(Row row) {
    Checks.Checked checked = Checks.check(row.program());
    List<Diagnostic> found = checked.diagnostics();
    String summary = found.stream().map(CheckerTablesTest::text).toList().toString();
    if (row.expectation().equals("ok")) {
      assertEquals("[]", summary);
    } else if (row.expectation().startsWith(": ")) {
      assertEquals("[]", summary);
      assertEquals(row.expectation().substring(2), TypePrinter.print(checked.valid().resultType()));
    } else {
      String[] wanted = row.expectation().split(";;");
      if (wanted.length != found.size()) {
        fail("expected " + row.expectation() + ", found " + summary);
      }
      for (int i = 0; i < wanted.length; i++) {
        matches(wanted[i].strip(), found.get(i));
      }
    }
    checked.unit().ifPresent(Completeness::check);
  }

  /** {@code [warning] CODE[@line:column] fragment}. */
  private static void matches(String wanted, Diagnostic found) {
    String rest = wanted;
    boolean warning = rest.startsWith("warning ");
    assertEquals(!warning, found.isError(), text(found));
    if (warning) {
      rest = rest.substring("warning ".length());
    }
    int blank = rest.indexOf(' ');
    String head = blank < 0 ? rest : rest.substring(0, blank);
    String fragment = blank < 0 ? "" : rest.substring(blank + 1).strip();
    String code = found.code().id();
    String place = "@" + found.position().line() + ":" + found.position().column();
    assertEquals(head, head.contains("@") ? code + place : code, text(found));
    assertTrue(text(found).contains(fragment), () -> "'" + fragment + "' in " + text(found));
  }

  private static String text(Diagnostic d) {
    return d.severity().word()
        + " "
        + d.code().id()
        + " "
        + d.message()
        + " | "
        + d.label()
        + " | "
        + d.help().orElse("")
        + " | "
        + d.notes()
        + d.related().stream().map(Diagnostic.Related::message).toList();
  }
}
