package atlas.vm.runtime;

import atlas.vm.bytecode.Code;
import java.util.ArrayList;
import java.util.List;

/**
 * What ends an activation before its time: an error or an interrupt. The calls that it ends are
 * found in its Java stack trace, in which a line number is an instruction index; for those that the
 * interpreter ran, the interpreter adds them here, innermost first.
 */
public abstract sealed class Unwinding extends RuntimeException permits AtlasError, Interruption {
  private static final long serialVersionUID = 1;

  /**
   * An activation that was ended, and the instruction that it had begun.
   *
   * @param context the number of its calling context; 0 where none are told apart
   * @param refused whether the instruction is a call to which there was no activation: it would
   *     have been too deep, or the run was interrupted right there
   */
  public record Activation(Code code, int pc, int context, boolean refused) {
    public Activation(Code code, int pc) {
      this(code, pc, 0, false);
    }
  }

  private final transient List<Activation> interpreted = new ArrayList<>();

  protected Unwinding(String message) {
    super(message);
  }

  /** Adds an activation of the interpreter. */
  public final void addInterpreted(Code code, int pc, int context) {
    interpreted.add(new Activation(code, pc, context, false));
  }

  /** The activations of the interpreter that this has ended so far, innermost first. */
  public final List<Activation> interpreted() {
    return interpreted;
  }
}
