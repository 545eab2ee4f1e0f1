package atlas.vm.instrument;

import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.CodeUnit;

/**
 * What a profiled run asks for that counts by calling context: the instruments of one context,
 * which stands for activations of one function that were reached by the same calls. Code is
 * generated for each context apart, with counters of its own, so that it costs no more to count
 * there.
 *
 * <p>A run is given the context outside of all code; top-level code is called from there.
 */
public interface ContextInstrumentation extends Instrumentation {
  /** The number of the context, from 1; 0 is outside of all code. */
  int number();

  /**
   * The context of a function called from this one; always the same one for the same function. The
   * one and the other are the same if the function calls itself.
   */
  ContextInstrumentation callee(CodeUnit unit, Code code);
}
