package atlas.vm.runtime;

/** A text or an array would have to be longer than any can be, however much memory there is. */
public final class LengthOverflow extends OutOfMemoryError {
  private static final long serialVersionUID = 1;

  /** The most characters or elements; some JVMs keep a few for themselves. */
  public static final int LONGEST = Integer.MAX_VALUE - 16;

  public LengthOverflow() {
    super("no text or array has more than " + LONGEST + " characters or elements");
  }
}
