package atlas.kernel.protocol;

import java.util.Locale;

/** A channel that carries messages. (The fifth, heartbeat, carries bare bytes.) */
public enum Channel {
  SHELL,
  CONTROL,
  IOPUB,
  STDIN;

  /** The name in the protocol's own spelling. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
