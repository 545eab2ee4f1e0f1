package atlas.profiler.analysis;

/**
 * A condition on functions.
 *
 * @param wanted whether it must hold, or must not
 */
public record Filter(Subject subject, boolean wanted, TextMatch text) {
  /** What is compared. */
  public enum Subject {
    /** The name of the function or that of its file. */
    EITHER,
    FUNCTION,
    FILE
  }

  /** Only functions whose name or file has a text. */
  public static Filter focus(TextMatch text) {
    return new Filter(Subject.EITHER, true, text);
  }

  /** No functions whose name or file has a text. */
  public static Filter ignore(TextMatch text) {
    return new Filter(Subject.EITHER, false, text);
  }

  boolean admits(String function, String file) {
    boolean found =
        switch (subject) {
          case EITHER -> text.test().test(function) || text.test().test(file);
          case FUNCTION -> text.test().test(function);
          case FILE -> text.test().test(file);
        };
    return found == wanted;
  }

  /** How reports say it. */
  @Override
  public String toString() {
    String operator = (wanted ? "" : "!") + (text.isWhole() ? "=" : "~") + " ";
    return switch (subject) {
      case EITHER -> (wanted ? "in " : "not in ") + text.shown();
      case FUNCTION -> "fn " + operator + text.shown();
      case FILE -> "file " + operator + text.shown();
    };
  }
}
