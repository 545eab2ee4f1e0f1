package atlas.profiler;

import atlas.profiler.report.OptionDoc;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values that a variable shall have, one run for each, to see how counts grow with it.
 *
 * @param values ascending, no two the same
 */
public record Scale(String variable, List<Long> values) {
  /** The option by its name. */
  public static final String OPTION = "--scale";

  public static final OptionDoc DOC =
      OptionDoc.of(
          OPTION,
          "NAME=N,...",
          "Run it with each of these values of a variable",
          "and show how counts grow: --scale n=10,100,1000.");

  private static final String EXAMPLE = OPTION + " needs a variable and its values: n=10,100,1000";
  private static final Pattern FORM = Pattern.compile("([\\p{L}_][\\p{L}\\p{N}_]*)=([0-9_,]*)");

  private static final Set<String> NUMERIC = Set.of("number", "?");

  /** More runs than that are a mistake in writing. */
  private static final int MOST_VALUES = 100;

  /** Beyond, not every whole number is a number of the language. */
  private static final long LARGEST = 1L << 53;

  public Scale {
    values = List.copyOf(values);
  }

  /**
   * Reads {@code NAME=VALUE,VALUE,…}.
   *
   * @throws IllegalArgumentException in one line, if that is not what it is
   */
  public static Scale parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(EXAMPLE);
    }
    List<Long> values =
        Arrays.stream(form.group(2).split(",", -1)).map(Scale::value).distinct().sorted().toList();
    if (values.size() < 2 || values.size() > MOST_VALUES) {
      throw new IllegalArgumentException(
          OPTION + " needs two to " + MOST_VALUES + " values that differ");
    }
    return new Scale(form.group(1), values);
  }

  /**
   * What is wrong with asking for more than counting, or for what is done with one profile.
   *
   * @param others of those options: what is asked for besides
   */
  public Optional<String> conflict(RunOptions run, List<String> others) {
    boolean isMore = run.contexts() || run.turns() || run.time();
    return isMore
        ? Optional.of(OPTION + " goes without --tree, --loops and --time")
        : others.stream().findFirst().map(other -> OPTION + " goes without " + other);
  }

  /**
   * What is wrong with the variable, if anything is.
   *
   * @param type as the language writes it; of the unknown one, a number will do
   */
  public Optional<String> mismatch(String type) {
    return NUMERIC.contains(type)
        ? Optional.empty()
        : Optional.of("'%s' is a %s; %s needs a number".formatted(variable, type, OPTION));
  }

  private static long value(String text) {
    try {
      long value = Long.parseLong(text.replace("_", ""));
      if (value >= 1 && value <= LARGEST) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException(OPTION + " needs whole numbers from 1 to 2^53");
  }
}
