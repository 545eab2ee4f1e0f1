package atlas.vm.runtime;

/**
 * Ends a run because the user asked for it, there and then or by a limit. No program can catch it.
 */
public final class Interruption extends Unwinding {
  private static final long serialVersionUID = 1;

  public Interruption() {
    super("interrupted");
  }

  private Interruption(String message) {
    super(message);
  }

  /** At the instruction that would be one more than a run may begin. */
  public static Interruption atLimit() {
    return new Interruption("stopped by the limit of instructions");
  }
}
