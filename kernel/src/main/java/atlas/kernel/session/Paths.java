package atlas.kernel.session;

import atlas.kernel.session.Candidate.Kind;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Files and directories as candidates. Looks at one directory, and not at all of a huge one. */
final class Paths {
  private static final int MOST = 500;

  private Paths() {}

  /**
   * The directories, and the files that pass the test, whose paths begin as given.
   *
   * @param base what relative paths are relative to
   */
  static List<Candidate> below(Path base, String beginning, Predicate<String> wanted) {
    int slash = beginning.lastIndexOf('/');
    String directory = beginning.substring(0, slash + 1);
    String name = beginning.substring(slash + 1);
    List<Candidate> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(resolve(base, directory))) {
      int seen = 0;
      for (Path entry : entries) {
        if (++seen > MOST) {
          break;
        }
        String file = String.valueOf(entry.getFileName());
        boolean isDirectory = Files.isDirectory(entry);
        boolean hidden = file.startsWith(".") && !name.startsWith(".");
        if (file.startsWith(name) && !hidden && (isDirectory || wanted.test(file))) {
          found.add(new Candidate(directory + file + (isDirectory ? "/" : ""), Kind.PATH, "", ""));
        }
      }
    } catch (IOException | InvalidPathException | SecurityException e) {
      return List.of();
    }
    found.sort(Comparator.comparing(Candidate::text));
    return found;
  }

  /** A path as users write it: below a directory, or with {@code ~} below their own. */
  static Path resolve(Path base, String path) {
    boolean isHome = path.equals("~") || path.startsWith("~/");
    return base.resolve(isHome ? System.getProperty("user.home") + path.substring(1) : path);
  }
}
