package atlas.vm.runtime;

import atlas.vm.bytecode.Code;
import atlas.vm.runtime.Unwinding.Activation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The innermost activations of the interpreter that a lack of memory has ended in a run. An error
 * of the JVM cannot carry them, as an {@link Unwinding} does, and there may be no memory to note
 * them anew: the room for them is there from the start.
 */
public final class StarvedCalls {
  private static final int MOST = 256;

  private final Code[] codes = new Code[MOST];
  private final int[] pcs = new int[MOST];
  private final int[] contexts = new int[MOST];
  private int count;

  /** Adds one that was called by those added later. Needs no memory. */
  public void add(Code code, int pc, int context) {
    if (count < MOST) {
      codes[count] = code;
      pcs[count] = pc;
      contexts[count] = context;
      count++;
    }
  }

  /** Innermost first. */
  public List<Activation> list() {
    List<Activation> all = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      all.add(new Activation(codes[i], pcs[i], contexts[i], false));
    }
    return all;
  }

  /** Begins anew. */
  public void clear() {
    Arrays.fill(codes, 0, count, null);
    count = 0;
  }
}
