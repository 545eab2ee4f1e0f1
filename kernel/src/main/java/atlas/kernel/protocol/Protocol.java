package atlas.kernel.protocol;

/** The constants of the messaging protocol. */
public final class Protocol {
  /** The version that this kernel speaks and announces. */
  public static final String VERSION = "5.5";

  /** The name under which the kernel signs as a user in its headers. */
  public static final String USERNAME = "kernel";

  /** What the type of every message that expects a reply ends in. */
  public static final String REQUEST_SUFFIX = "_request";

  private static final String REPLY_SUFFIX = "_reply";

  private Protocol() {}

  /** True if a message of this type waits for a reply. */
  public static boolean isRequest(String msgType) {
    return msgType.endsWith(REQUEST_SUFFIX);
  }

  /** The type of the reply to a request. */
  public static String replyTo(String requestType) {
    int stem = requestType.length() - REQUEST_SUFFIX.length();
    return requestType.substring(0, stem) + REPLY_SUFFIX;
  }
}
