package atlas.vm.runtime;

/** Ends a run because the user asked for it. No program can catch it. */
public final class Interruption extends Unwinding {
  private static final long serialVersionUID = 1;

  public Interruption() {
    super("interrupted");
  }
}
