package atlas.repl.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A session as a file: what goes in and what comes out, under headings {@code === input}, {@code
 * === stdout}, {@code === stderr} and {@code === exit}. An empty part may be left out. {@code \r}
 * at the end of a line of input stands for a carriage return, {@code \c} for no line end at all.
 */
record GoldenSession(Path file, String input, String stdout, String stderr, int exit) {
  private static final String HEADING = "=== ";

  static List<GoldenSession> all() throws IOException {
    return files("sessions").stream().map(GoldenSession::read).toList();
  }

  /** The recorded sessions of a directory of test resources. */
  static List<Path> files(String name) throws IOException {
    Path directory =
        Stream.of("src/test/resources", "repl/src/test/resources")
            .map(resources -> Path.of(resources, name))
            .filter(Files::isDirectory)
            .findFirst()
            .orElseThrow();
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".session")).sorted().toList();
    }
  }

  private static GoldenSession read(Path file) {
    try {
      String text = Files.readString(file);
      String input = part(text, "input").replace("\\c\n", "").replace("\\r\n", "\r\n");
      return new GoldenSession(
          file,
          input,
          part(text, "stdout"),
          part(text, "stderr"),
          Integer.parseInt(part(text, "exit").strip()));
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalStateException(file + ": " + e.getMessage(), e);
    }
  }

  /** What stands under a heading. */
  static String part(String text, String name) {
    String heading = HEADING + name + "\n";
    int start = text.indexOf(heading);
    if (start < 0) {
      return "";
    }
    int from = start + heading.length();
    int end = text.indexOf("\n" + HEADING, from - 1);
    return text.substring(from, end < 0 ? text.length() : Math.max(from, end + 1));
  }

  /** The session that was recorded anew. */
  void write(String newStdout, String newStderr, int newExit) throws IOException {
    String text = Files.readString(file);
    int end = text.indexOf("\n" + HEADING, text.indexOf(HEADING + "input"));
    String head = end < 0 ? text : text.substring(0, end + 1);
    Files.writeString(
        file,
        head
            + section("stdout", newStdout)
            + section("stderr", newStderr)
            + section("exit", newExit + "\n"));
  }

  static String section(String name, String content) {
    return content.isEmpty() ? "" : HEADING + name + "\n" + content;
  }

  /**
   * An output without what differs from run to run, which is times, and without the tables of
   * reports, whose layout has tests of its own.
   */
  static String essence(String text) {
    StringBuilder essence = new StringBuilder();
    boolean inReport = false;
    String before = "";
    for (String line : text.splitWithDelimiters("\n", 0)) {
      inReport |= line.matches("=+") && before.startsWith("Profile of ");
      if (!inReport || line.startsWith(" stopped by ") || line.startsWith(" instructions ")) {
        essence.append(line.replaceFirst(" {3}elapsed .*", ""));
      } else if (line.equals("\n") && !essence.toString().endsWith("\n")) {
        essence.append(line);
      }
      inReport &= !line.startsWith("Sums");
      before = line.equals("\n") ? before : line;
    }
    return essence
        .toString()
        .replaceAll(" {2,}([\\d.,]+ (ns|[µu]s|ms|s))\\b", "  $1")
        .replaceAll("[\\d.,]+ (ns|[µu]s|ms|s)\\b", "<time>")
        // A column of times is as wide as the longest of them.
        .replaceAll("(?m) {2,}elapsed$", "  elapsed")
        .replaceAll("[\\d.,]+ ?([kMG] ?)?(instr(uctions)?)?/s", "<rate>");
  }
}
