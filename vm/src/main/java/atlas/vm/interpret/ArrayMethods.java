package atlas.vm.interpret;

import atlas.vm.runtime.Environment.Method;
import atlas.vm.runtime.Environment.Methods;
import atlas.vm.runtime.FunctionValue;
import atlas.vm.runtime.Kind;
import atlas.vm.runtime.Value;
import atlas.vm.types.LibraryTable;
import atlas.vm.types.LibraryTable.ArrayMethod;
import java.util.Optional;
import java.util.function.Function;

/** The methods that arrays have from the library; those of other kinds are looked for elsewhere. */
public final class ArrayMethods implements Methods {
  private final LibraryTable table;
  private final Function<String, Value> library;
  private final Methods others;

  /**
   * @param library the value of a library function
   * @param others where to look for what is not a method of arrays
   */
  public ArrayMethods(LibraryTable table, Function<String, Value> library, Methods others) {
    this.table = table;
    this.library = library;
    this.others = others;
  }

  @Override
  public Method method(Kind kind, String method) {
    Optional<ArrayMethod> found = kind == Kind.ARRAY ? table.arrayMethod(method) : Optional.empty();
    return found
        .map(m -> new Method((FunctionValue) library.apply(m.function())))
        .orElseGet(() -> others.method(kind, method));
  }
}
