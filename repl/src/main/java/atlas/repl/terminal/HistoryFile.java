package atlas.repl.terminal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the inputs of earlier sessions are kept. JLine fails with what it cannot read, and deletes
 * lines of a form that it does not know; it is given a file only that is a history altogether.
 *
 * @param file absent if none can be used
 * @param note a line for the user; empty if all is well
 */
record HistoryFile(Optional<Path> file, String note) {
  private static final Pattern TIME = Pattern.compile("\\d{1,18}:");

  /** How many are kept. */
  static final int ENTRIES = 10_000;

  private static final char REPLACEMENT = '\ufffd';

  /**
   * {@code ATLAS_HISTORY} if it is set; else {@code atlas/history} in the directory for state (XDG
   * base directories).
   *
   * @param environment the environment variables
   * @param home the home directory if {@code HOME} is not set
   */
  static Path path(Map<String, String> environment, String home) {
    String chosen = environment.getOrDefault("ATLAS_HISTORY", "");
    if (!chosen.isEmpty()) {
      return Path.of(chosen);
    }
    String state = environment.getOrDefault("XDG_STATE_HOME", "");
    String ownHome = environment.getOrDefault("HOME", "");
    Path directory =
        state.startsWith("/")
            ? Path.of(state)
            : Path.of(ownHome.isEmpty() ? home : ownHome, ".local", "state");
    return directory.resolve("atlas").resolve("history");
  }

  /**
   * Makes sure of a file, which need not exist. What is damaged is set aside, and of what is too
   * long the beginning is left out. A device such as {@code /dev/null} keeps nothing.
   */
  static HistoryFile open(Path path) {
    boolean isDevice = Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path);
    if (isDevice) {
      return new HistoryFile(Optional.empty(), "");
    }
    try {
      if (!Files.exists(path)) {
        Files.createDirectories(path.toAbsolutePath().getParent());
      }
      Files.newByteChannel(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND).close();
    } catch (IOException e) {
      return new HistoryFile(
          entries(path).map(_ -> path),
          "note: the history is not kept: cannot write " + path + "\n");
    }
    Optional<List<String>> entries = entries(path);
    if (entries.isEmpty()) {
      return mended(path);
    }
    shorten(path, entries.get());
    return new HistoryFile(Optional.of(path), "");
  }

  /** The lines of a file that is a history altogether. */
  private static Optional<List<String>> entries(Path path) {
    try {
      return Optional.of(Files.readAllLines(path))
          .filter(lines -> lines.stream().allMatch(HistoryFile::isEntry));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** JLine would do it after some input, and take seconds. That it cannot be done does no harm. */
  private static void shorten(Path path, List<String> entries) {
    if (entries.size() <= ENTRIES + ENTRIES / 4) {
      return;
    }
    try {
      Path file = path.toRealPath();
      Path shorter = Files.createTempFile(file.getParent(), "history", "");
      Files.write(shorter, entries.subList(entries.size() - ENTRIES, entries.size()));
      Files.move(shorter, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      // It stays as it is.
    }
  }

  /** Whether a line is a time, and an input whose last character does not begin an escape. */
  private static boolean isEntry(String line) {
    int end = line.length();
    while (end > 0 && line.charAt(end - 1) == '\\') {
      end--;
    }
    return (line.length() - end) % 2 == 0 && TIME.matcher(line).lookingAt();
  }

  /** Keeps the file as it was under another name, and goes on with what can be read of it. */
  private static HistoryFile mended(Path path) {
    try {
      String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
      List<String> entries =
          text.lines().filter(line -> isEntry(line) && line.indexOf(REPLACEMENT) < 0).toList();
      if (entries.isEmpty()) {
        String note = "note: the history is not kept: " + path + " is something else\n";
        return new HistoryFile(Optional.empty(), note);
      }
      Path aside = path.resolveSibling(path.getFileName() + ".damaged");
      Files.move(path, aside, StandardCopyOption.REPLACE_EXISTING);
      Files.write(path, entries);
      return new HistoryFile(
          Optional.of(path), "note: the history was damaged; as it was, it is in " + aside + "\n");
    } catch (IOException e) {
      String note = "note: the history is not kept: cannot read " + path + "\n";
      return new HistoryFile(Optional.empty(), note);
    }
  }
}
