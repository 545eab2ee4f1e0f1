package atlas.vm.runtime;

import atlas.vm.bytecode.CodeUnit;
import java.util.function.Function;

/**
 * What code finds outside of itself. Shared by both engines, so that each can call what the other
 * runs.
 *
 * @param globals the top-level variables and functions of the session
 * @param library the value of a library function, by name
 * @param templates the functions of units
 * @param methods the methods of values of unknown type
 * @param depthLimit how many activations there may be at once, the top-level code included
 */
public record Environment(
    Globals globals,
    Function<String, Value> library,
    Templates templates,
    Methods methods,
    int depthLimit) {

  /** The top-level variables and functions of a session, by slot. */
  public interface Globals {
    /** The value in a slot; Java null if it is not bound yet. */
    Value get(int slot);

    void set(int slot, Value value);
  }

  /** Where functions come from. */
  @FunctionalInterface
  public interface Templates {
    /** The one template of a code, given by its place in its unit. */
    FunctionTemplate template(CodeUnit unit, int index);
  }

  /** Finds methods at run time (language §7.5, rule 5). */
  @FunctionalInterface
  public interface Methods {
    /**
     * The method of that name; an AtlasError if the kind of values has no such method.
     *
     * @param kind the kind of the receiver
     * @param method the name as in the source
     */
    Method method(Kind kind, String method);
  }

  /**
   * A method of a kind of values.
   *
   * @param function what does the work, the receiver being its first argument
   */
  public record Method(FunctionValue function) {}
}
