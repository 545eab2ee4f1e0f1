package atlas.vm.types;

import java.util.Collection;
import java.util.Optional;

/** The predefined names, as the front end sees them. */
public interface LibraryTable {
  /**
   * The library function of that name. {@code Some}, {@code Ok}, {@code Err} are functions, {@code
   * None} is not.
   */
  Optional<LibraryFunction> function(String name);

  /** The value of a predefined numeric constant such as {@code PI}. */
  Optional<Double> constant(String name);

  /**
   * The library function behind an array method (language §7.5), {@code method} being its name in
   * the source: {@code push} is {@code arrayPush} with write-back.
   */
  Optional<ArrayMethod> arrayMethod(String method);

  /** The names of all array methods. */
  Collection<String> arrayMethods();

  /**
   * Whether a later version of the library will have a function of that name: it is unknown now,
   * and a diagnostic should say so.
   */
  default boolean isReserved(String name) {
    return false;
  }

  /** All predefined names, for suggestions and completion. */
  Collection<String> names();

  /**
   * An array method.
   *
   * @param function the library function that does the work, receiver first
   * @param signature the method's type without the receiver, element types unknown
   * @param writeBack what happens to the receiver variable
   */
  record ArrayMethod(String function, Type.FunctionType signature, WriteBack writeBack) {}
}
