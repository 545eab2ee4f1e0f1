package atlas.vm.codegen;

import atlas.vm.bytecode.Code;
import java.lang.classfile.CodeBuilder;

/**
 * Where a generated method has the captured values and locals of its code.
 *
 * @param captures JVM locals of the captured values
 * @param locals JVM locals of the locals
 */
record LocalSlots(int[] captures, int[] locals) {
  /** Those of a method for all of a code, to which captured values and parameters are passed. */
  static LocalSlots of(Code code, Representation numbers, CodeBuilder cb) {
    LocalSlots slots = passed(code, cb);
    for (int i = code.params().size(); i < slots.locals.length; i++) {
      slots.locals[i] = cb.allocateLocal(numbers.local(i).kind());
    }
    return slots;
  }

  /** The captured values and parameters only. */
  static LocalSlots passed(Code code, CodeBuilder cb) {
    int[] captures = new int[code.captures().size()];
    int[] locals = new int[code.locals().size()];
    int parameter = 0;
    for (int i = 0; i < captures.length; i++) {
      captures[i] = cb.parameterSlot(parameter++);
    }
    for (int i = 0; i < code.params().size(); i++) {
      locals[i] = cb.parameterSlot(parameter++);
    }
    return new LocalSlots(captures, locals);
  }
}
