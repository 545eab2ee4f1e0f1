package atlas.kernel.protocol;

/** Whether code may be run as it stands; if it is incomplete, how to indent the next line. */
public record Completeness(Status status, String indent) {
  /** The answers that the protocol knows. */
  public enum Status {
    COMPLETE,
    INCOMPLETE,
    INVALID,
    UNKNOWN
  }

  public static final Completeness COMPLETE = new Completeness(Status.COMPLETE, "");
  public static final Completeness INVALID = new Completeness(Status.INVALID, "");
  public static final Completeness UNKNOWN = new Completeness(Status.UNKNOWN, "");

  /** Code that goes on, on a line that begins with this blank space. */
  public static Completeness incomplete(String indent) {
    return new Completeness(Status.INCOMPLETE, indent);
  }
}
