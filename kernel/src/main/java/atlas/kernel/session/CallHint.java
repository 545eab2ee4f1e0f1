package atlas.kernel.session;

/**
 * The call whose arguments a cursor is in.
 *
 * @param signature of what is called
 * @param argument its place among the arguments, from 0
 * @param doc a sentence about what is called; may be empty
 */
public record CallHint(String signature, int argument, String doc) {
  /**
   * A part of the signature.
   *
   * @param from where it begins, in UTF-16 units
   * @param to where it ends
   */
  public record Part(int from, int to) {}

  /**
   * The parameter that the argument is for; empty, at the end, if there are not so many. The last
   * one takes all that follow if it begins with an ellipsis.
   */
  public Part parameter() {
    int open = signature.indexOf('(');
    int from = open + 1;
    int depth = 0;
    int index = 0;
    for (int i = from; open >= 0 && i < signature.length(); i++) {
      char c = signature.charAt(i);
      boolean ends = depth == 0 && (c == ',' || c == ')');
      if (ends && (index == argument || c == ')' && signature.startsWith("...", from))) {
        return new Part(from, i);
      }
      if (ends && c == ')') {
        break;
      }
      if (ends) {
        index++;
        from = signature.charAt(i + 1) == ' ' ? i + 2 : i + 1;
      }
      depth += depth(c, signature.charAt(i - 1));
    }
    return new Part(signature.length(), signature.length());
  }

  /** What a character adds to the depth of nesting; the arrow's end closes nothing. */
  private static int depth(char c, char before) {
    return switch (c) {
      case '(', '[', '{', '<' -> 1;
      case ')', ']', '}' -> -1;
      case '>' -> before == '-' ? 0 : -1;
      default -> 0;
    };
  }
}
