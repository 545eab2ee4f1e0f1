package atlas.vm.runtime;

import java.util.function.Consumer;

/**
 * What running code finds around it: the output, the world outside, and whether this run is a
 * profiled one. One for ordinary and one for profiled runs of a session, so that generated code has
 * it as a constant; where calling contexts are told apart, one for each of them ({@link #at}).
 */
public final class Context {
  private final Output output;
  private final boolean profiled;
  private final Consumer<AtlasError> caught;
  private final Host host;
  private final Context root;
  private final Callees callees;
  private final StarvedCalls starved;
  private volatile boolean interrupted;

  /** Where calls of function values go if their callers are told apart. */
  public interface Callees {
    /** The way in to a function that is called from here. */
    Entry entry(FunctionTemplate template);

    /** The number of this calling context, from 1. */
    int number();
  }

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
    this.root = this;
    this.callees = null;
    this.starved = new StarvedCalls();
  }

  private Context(Context root, Callees callees) {
    this.output = root.output;
    this.profiled = true;
    this.caught = root.caught;
    this.host = root.host;
    this.root = root;
    this.callees = callees;
    this.starved = root.starved;
  }

  /** The same for the code of one calling context of a profiled run. */
  public Context at(Callees place) {
    return new Context(root, place);
  }

  /** Whether calling contexts are told apart. */
  boolean contextual() {
    return callees != null;
  }

  /**
   * The way in to a function that is called from here, where calling contexts are told apart. Hot
   * code asks {@link #contextual} first, which names no {@link Callees}: HotSpot inlines no method
   * whose signature has a class that is not loaded yet, and in most runs that one never is.
   */
  Entry callee(FunctionTemplate template) {
    return callees.entry(template);
  }

  /** The number of the calling context; 0 if none are told apart. */
  public int number() {
    return callees == null ? 0 : callees.number();
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

  /** Asks the run to stop at the next {@link #poll}; taken back by the engine as the run ends. */
  public void interrupt(boolean on) {
    interrupted = on;
  }

  /** The activations of the interpreter that a lack of memory has ended. */
  public StarvedCalls starved() {
    return starved;
  }

  /** To be called now and then by library functions that may take long. */
  public void poll() {
    if (root.interrupted) {
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
