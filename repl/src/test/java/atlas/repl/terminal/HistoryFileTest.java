package atlas.repl.terminal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFileTest {
  @TempDir private Path directory;

  @Test
  void theFirstOfFourPlacesIsTaken() {
    assertPath("/h", Map.of("ATLAS_HISTORY", "/h", "XDG_STATE_HOME", "/state"));
    assertPath("/state/atlas/history", Map.of("XDG_STATE_HOME", "/state", "HOME", "/me"));
    assertPath("/me/.local/state/atlas/history", Map.of("HOME", "/me"));
    assertPath("/home/u/.local/state/atlas/history", Map.of());
  }

  @Test
  void emptyAndRelativeDirectoriesDoNotCount() {
    assertPath("/me/.local/state/atlas/history", Map.of("XDG_STATE_HOME", "x", "HOME", "/me"));
    assertPath("/me/.local/state/atlas/history", Map.of("ATLAS_HISTORY", "", "HOME", "/me"));
  }

  @Test
  void aFileIsMadeWhereThereIsNone() throws IOException {
    Path path = directory.resolve("state/atlas/history");
    assertEquals(new HistoryFile(Optional.of(path), ""), HistoryFile.open(path));
    assertTrue(Files.exists(path));
  }

  @Test
  void whatIsDamagedIsSetAside() throws IOException {
    Path path = directory.resolve("history");
    byte[] damaged = "1:let a = 1\n2:\u00ff\nno time\n3:half \\\n4:b\\\\\n".getBytes(ISO_8859_1);
    Files.write(path, damaged);
    HistoryFile opened = HistoryFile.open(path);
    assertEquals(Optional.of(path), opened.file());
    assertTrue(opened.note().contains("history.damaged"), opened.note());
    assertEquals("1:let a = 1\n4:b\\\\\n", Files.readString(path));
    assertArrayEquals(damaged, Files.readAllBytes(directory.resolve("history.damaged")));
    assertEquals(new HistoryFile(Optional.of(path), ""), HistoryFile.open(path));
  }

  @Test
  void filesOfOthersAreLeftAlone() throws IOException {
    Path path = Files.writeString(directory.resolve("bash_history"), "ls -l\ncd\n");
    HistoryFile opened = HistoryFile.open(path);
    assertEquals(Optional.empty(), opened.file());
    assertTrue(opened.note().contains("something else"), opened.note());
    assertEquals("ls -l\ncd\n", Files.readString(path));
  }

  @Test
  void aLongInputIsKept() throws IOException {
    Path path = directory.resolve("history");
    String line = "1:" + "let a = 1;\\n".repeat(100_000);
    Files.writeString(path, line + "\n2:" + "\\\\".repeat(100_000) + "\n");
    assertEquals(new HistoryFile(Optional.of(path), ""), HistoryFile.open(path));
  }

  @Test
  void whatIsTooLongLosesItsBeginning() throws IOException {
    Path path = directory.resolve("history");
    List<String> lines = IntStream.range(0, 12_500).mapToObj(i -> i + ":let v = " + i).toList();
    Files.write(path, lines);
    HistoryFile.open(path);
    assertEquals(lines, Files.readAllLines(path));
    Path link = Files.createSymbolicLink(directory.resolve("link"), path);
    Files.writeString(path, "99999:last\n", StandardOpenOption.APPEND);
    assertEquals(new HistoryFile(Optional.of(link), ""), HistoryFile.open(link));
    assertTrue(Files.isSymbolicLink(link));
    List<String> kept = Files.readAllLines(path);
    assertEquals(10_000, kept.size());
    assertEquals("2501:let v = 2501", kept.getFirst());
    assertEquals("99999:last", kept.getLast());
    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(2, files.count());
    }
  }

  @Test
  void aDeviceKeepsNothing() {
    assertEquals(new HistoryFile(Optional.empty(), ""), HistoryFile.open(Path.of("/dev/null")));
  }

  @Test
  void thereIsANoteIfNothingCanBeWritten() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    for (Path path : List.of(directory, file.resolve("history"))) {
      HistoryFile opened = HistoryFile.open(path);
      assertEquals(Optional.empty(), opened.file());
      assertEquals("note: the history is not kept: cannot write " + path + "\n", opened.note());
    }
  }

  private static void assertPath(String expected, Map<String, String> environment) {
    assertEquals(Path.of(expected), HistoryFile.path(environment, "/home/u"));
  }
}
