package atlas.vm.link;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodType;

/** Links the calls of functions in generated code, each when it is first executed. */
public interface CallLinker {
  /** A call of a top-level function, given by its slot; AT0002 if it is not declared yet. */
  CallSite function(int slot, MethodType type);

  /**
   * A call of a function of the same unit, given by its place; only asked for by code that tells
   * calling contexts apart.
   */
  CallSite callee(int index, MethodType type);
}
