package atlas.profiler.report;

import java.util.List;

/**
 * What help and completion say of an option of runs and reports, the same on the command line, in
 * the terminal and in a notebook.
 *
 * @param name with its dashes
 * @param value what its value is called; empty if it takes none
 * @param values all that the value can be, if they are few; else empty
 * @param meaning one or two sentences, in lines of at most 50 columns
 */
public record OptionDoc(String name, String value, List<String> values, List<String> meaning) {
  /** An option without a value. */
  public static OptionDoc flag(String name, String... meaning) {
    return new OptionDoc(name, "", List.of(), List.of(meaning));
  }

  /** An option with a value of any kind. */
  public static OptionDoc of(String name, String value, String... meaning) {
    return new OptionDoc(name, value, List.of(), List.of(meaning));
  }
}
