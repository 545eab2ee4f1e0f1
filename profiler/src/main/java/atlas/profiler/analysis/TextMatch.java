package atlas.profiler.analysis;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What names are compared with.
 *
 * @param isWhole whether it is the name, and not only found in it
 * @param shown how reports say it
 */
public record TextMatch(boolean isWhole, String shown, Predicate<String> test) {
  /** A part of the name, or between slashes a regular expression that is found in it. */
  public static TextMatch of(String text) {
    return isExpression(text) ? expression(text.substring(1, text.length() - 1)) : part(text);
  }

  /** A part of the name. */
  public static TextMatch part(String text) {
    return new TextMatch(false, "'" + text + "'", name -> name.contains(text));
  }

  /** The name. */
  public static TextMatch whole(String text) {
    return new TextMatch(true, "'" + text + "'", text::equals);
  }

  /**
   * A regular expression that is found in the name.
   *
   * @throws IllegalArgumentException in one line, if it is none
   */
  public static TextMatch expression(String text) {
    try {
      return new TextMatch(false, "/" + text + "/", Pattern.compile(text).asPredicate());
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "'/%s/' is no regular expression: %s".formatted(text, e.getDescription()), e);
    }
  }

  private static boolean isExpression(String text) {
    return text.length() > 2 && text.startsWith("/") && text.endsWith("/");
  }
}
