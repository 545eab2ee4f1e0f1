package atlas.vm.builtins;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The page about the library says what the table says. To rewrite it: {@code mvn test -pl vm
 * -Dtest=LibraryPageTest -Dgolden.update=true}.
 */
class LibraryPageTest {
  private static final Path PAGE =
      Path.of(System.getProperty("atlas.root", ".."), "docs", "stdlib.md");

  private static final String HEAD =
      """
      # The standard library

      <!-- Written by LibraryPageTest from the table of the library; do not edit. -->

      Every program finds these functions and constants predefined. Signatures are in Atlas type
      syntax: `T`, `U`, `K`, `V` and `E` stand for any type, and `K` in maps and sets for a number,
      string, bool or null.

      | mark | meaning |
      |---|---|
      | prelude | the checker knows the signature, and a program may not redefine the name at top level |
      | stores back | if the first argument is a variable, the variable is set to the result |
      | stores the rest back | the result is the pair of item and rest; if the first argument is a variable, it is set to the rest, and the result is the item |
      | callback | calls a function that it is given |
      | permission | a run can be denied it: see `--deny-…` and `--allow-…` of the command line |
      | extension | not in the standard of the language; a program may use the name for itself |

      A wrong number of arguments and an argument of the wrong kind are errors with the codes given;
      for the others it is said when they happen. Errors of callbacks pass through.

      """;

  @Test
  void thePageIsUpToDate() throws IOException {
    String page = page();
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(PAGE, page);
    }
    assertEquals(page, Files.readString(PAGE));
  }

  private static String page() {
    Library library = Library.standard();
    StringBuilder page = new StringBuilder(HEAD);
    library
        .families()
        .forEach((family, rows) -> {
          page.append("* [").append(family).append("](#").append(anchor(family)).append("): ");
          page.append(rows.stream().map(r -> code(r.name())).collect(Collectors.joining(" ")));
          page.append('\n');
        });
    page.append("* [Constants](#constants)\n* [Reserved names](#reserved-names)\n");
    library
        .families()
        .forEach((family, rows) -> {
          page.append("\n## ").append(family).append('\n');
          rows.forEach(row -> page.append(section(row, family)));
        });
    page.append("\n## Constants\n\n| name | value |\n|---|---|\n");
    for (String name : List.of("PI", "E", "SQRT2", "LN2", "LN10")) {
      page.append("| `%s` | %s |\n".formatted(name, library.constant(name).orElseThrow()));
    }
    page.append(
        "\n## Reserved names\n\nA later version will have these; none is available yet.\n\n");
    page.append(
        new TreeSet<>(library.reserved())
            .stream().map(LibraryPageTest::code).collect(Collectors.joining(" ")));
    return page.append('\n').toString();
  }

  private static String anchor(String title) {
    return title.toLowerCase(java.util.Locale.ROOT).replace(' ', '-');
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  private static String section(Builtin row, String family) {
    StringBuilder section = new StringBuilder("\n### ").append(row.name()).append("\n\n");
    section.append(code(row.name() + row.signature()));
    String marks = marks(row, family);
    section.append(marks.isEmpty() ? "" : " · " + marks).append("\n\n");
    section.append(row.doc()).append("\n\n```atlas\n").append(row.example()).append("\n```\n");
    section.append("prints\n```text\n").append(row.output()).append("\n```\n");
    return section.append("\nErrors: ").append(errors(row)).append(".\n").toString();
  }

  private static String marks(Builtin row, String family) {
    List<String> marks = new ArrayList<>(row.marks());
    if (List.of("Console input", "Showing").contains(family)) {
      marks.add("extension");
    }
    return String.join(" · ", marks);
  }

  private static String errors(Builtin row) {
    return row.errors().stream()
        .map(error -> code(error.code().name()) + " " + error.when())
        .collect(Collectors.joining("; "));
  }
}
