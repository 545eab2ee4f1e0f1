package atlas.kernel.session;

/**
 * Something that may be written at the cursor.
 *
 * @param text what to write in place of what stands there
 * @param kind what it is
 * @param signature its type or signature in one line; may be empty
 * @param doc a sentence about it; may be empty
 */
public record Candidate(String text, Kind kind, String signature, String doc) {
  /** What a candidate is. */
  public enum Kind {
    VARIABLE,
    FUNCTION,
    METHOD,
    CONSTANT,
    TYPE,
    KEYWORD,
    COMMAND,
    OPTION,
    PATH;

    /** As Jupyter's front ends call it. */
    public String word() {
      return switch (this) {
        case VARIABLE -> "instance";
        case FUNCTION, METHOD -> "function";
        case CONSTANT -> "statement";
        case TYPE -> "class";
        case KEYWORD -> "keyword";
        case COMMAND -> "magic";
        case OPTION -> "param";
        case PATH -> "path";
      };
    }
  }
}
