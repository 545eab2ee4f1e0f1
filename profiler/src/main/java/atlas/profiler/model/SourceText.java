package atlas.profiler.model;

import java.util.List;

/**
 * The text of a source that was executed, line by line, so that a profile can be read alone.
 *
 * @param code the lines that have code, whether it was executed or not, in order
 */
public record SourceText(String file, List<String> lines, List<Integer> code) {
  public SourceText {
    lines = List.copyOf(lines);
    code = List.copyOf(code);
  }

  /** A line, from 1; empty if there is none. */
  public String line(int number) {
    return number >= 1 && number <= lines.size() ? lines.get(number - 1) : "";
  }
}
