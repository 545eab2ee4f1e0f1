package atlas.vm.builtins;

import atlas.vm.runtime.ArrayValue;
import atlas.vm.runtime.ObjectArray;
import atlas.vm.runtime.Value;

/** The results of functions that remove something (stdlib §3.3): item and rest. */
final class Pairs {
  private Pairs() {}

  static ArrayValue of(Value item, Value rest) {
    return new ObjectArray(new Value[] {item, rest});
  }
}
