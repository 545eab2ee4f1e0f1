package atlas.kernel.protocol;

/** What was received is not a message of the protocol; the text says in which respect. */
public final class MalformedMessageException extends Exception {
  private static final long serialVersionUID = 1L;

  public MalformedMessageException(String message) {
    super(message);
  }
}
