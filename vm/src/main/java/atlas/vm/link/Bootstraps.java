package atlas.vm.link;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Bootstrap methods of the {@code invokedynamic} instructions in generated code. */
public final class Bootstraps {
  private Bootstraps() {}

  private static UnitLoader loader(MethodHandles.Lookup lookup) {
    return (UnitLoader) lookup.lookupClass().getClassLoader();
  }

  /** Links a call of a top-level function, given by its slot. */
  public static CallSite function(
      MethodHandles.Lookup lookup, String name, MethodType type, int slot) {
    return loader(lookup).calls().function(slot, type);
  }

  /** Links a call of a function of the same unit, given by its place. */
  public static CallSite callee(
      MethodHandles.Lookup lookup, String name, MethodType type, int index) {
    return loader(lookup).calls().callee(index, type);
  }
}
