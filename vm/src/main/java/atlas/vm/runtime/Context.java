package atlas.vm.runtime;

import java.util.function.Consumer;

/**
 * What running code finds around it: the output, the world outside, and whether this run is a
 * profiled one. One for ordinary and one for profiled runs of a session, so that generated code has
 * it as a constant.
 */
public final class Context {
  private final Output output;
  private final boolean profiled;
  private final Consumer<AtlasError> caught;
  private final Host host;
  private volatile boolean interrupted;

  /** A context of its own, in which everything is allowed. */
  public Context(Output output, boolean profiled, Consumer<AtlasError> caught) {
    this(output, profiled, caught, Host.standard());
  }

  /**
   * @param caught is told of errors that the library caught
   * @param host shared by the contexts of a session
   */
  public Context(Output output, boolean profiled, Consumer<AtlasError> caught, Host host) {
    this.output = output;
    this.profiled = profiled;
    this.caught = caught;
    this.host = host;
  }

  public Output output() {
    return output;
  }

  public Host host() {
    return host;
  }

  public boolean profiled() {
    return profiled;
  }

  /**
   * Asks the run to stop at the next {@link #poll}; taken back by the engine before the next run.
   */
  public void interrupt(boolean on) {
    interrupted = on;
  }

  /** To be called now and then by library functions that may take long. */
  public void poll() {
    if (interrupted) {
      throw new Interruption();
    }
  }

  /**
   * To be called by library functions that catch an error ({@code assertThrows}): the activations
   * it ended must be accounted for.
   */
  public void caught(AtlasError error) {
    caught.accept(error);
  }
}
