package atlas.profiler.model;

/**
 * What a function is known by: its name and where it is declared. Two functions of one name are
 * told apart by their place, a function that is declared anew at its old place is the same one.
 *
 * @param line the line of the declaration, from 1
 */
public record FunctionId(String name, String file, int line) implements Comparable<FunctionId> {
  /** The name of top-level code. */
  public static final String MAIN = "<main>";

  /** Whether this is top-level code, which is run but not called. */
  public boolean isMain() {
    return name.equals(MAIN);
  }

  /** By file, line and name. */
  @Override
  public int compareTo(FunctionId other) {
    if (this == other) {
      return 0;
    }
    // Mostly the very same string, which need not be read then.
    int byFile = file == other.file ? 0 : file.compareTo(other.file);
    if (byFile != 0) {
      return byFile;
    }
    return line != other.line ? Integer.compare(line, other.line) : name.compareTo(other.name);
  }
}
