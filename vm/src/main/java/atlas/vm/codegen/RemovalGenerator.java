package atlas.vm.codegen;

import atlas.vm.builtins.Builtin;
import atlas.vm.builtins.ParamKind;
import atlas.vm.bytecode.Instruction;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Set;

/**
 * Generates calls of library functions that give a pair of an item and the rest (stdlib §3.3),
 * where the pair is taken apart at once: two calls, one for each, make no pair. The item is got
 * while the collection is still whole, so that nothing has changed if it is of a wrong kind.
 */
final class RemovalGenerator {
  private final CodeBuilder cb;
  private final OperandStack stack;

  /** The call that the next instruction takes apart. */
  private Builtin pending;

  private Set<Integer> numbers;
  private int[] args;
  private boolean itemIsNext;

  RemovalGenerator(CodeBuilder cb, OperandStack stack) {
    this.cb = cb;
    this.stack = stack;
  }

  /** How the JVM holds what a library method gives. */
  static Held held(ParamKind kind) {
    return switch (kind) {
      case NUMBER -> Held.NUMBER;
      case BOOL -> Held.BOOL;
      case STRING -> Held.TEXT;
      default -> Held.REFERENCE;
    };
  }

  boolean isPending() {
    return pending != null;
  }

  /**
   * The call, with its arguments on the JVM's stack. It fails if there is no item; the item is got
   * if that can fail in no other way.
   *
   * @param unboxed the arguments that are unboxed numbers
   */
  void call(Builtin builtin, Set<Integer> unboxed, Instruction split) {
    pending = builtin;
    numbers = unboxed;
    List<ClassDesc> types = builtin.descriptor(unboxed).parameterList();
    args = new int[types.size()];
    for (int i = args.length - 1; i >= 0; i--) {
      args[i] = stack.save(TypeKind.from(types.get(i)));
    }
    itemIsNext = itemKind() == ParamKind.ANY && Held.of(split.type()) == Held.NUMBER;
    if (itemIsNext) {
      part("Check", Names.V);
    } else {
      part("Item", itemKind().javaType());
      stack.push(held(itemKind()));
    }
  }

  private ParamKind itemKind() {
    return pending.item().orElseThrow();
  }

  /** Leaves item and rest. */
  void split(Instruction in) {
    if (itemIsNext) {
      part("Number", Names.D);
      stack.push(Held.NUMBER);
    }
    stack.pushAs(stack.pop(), in.type(), in.checked());
    part("Rest", pending.descriptor(numbers).parameterType(0));
    stack.push(Held.REFERENCE);
    pending = null;
  }

  private void part(String name, ClassDesc result) {
    MethodTypeDesc type = pending.descriptor(numbers).changeReturnType(result);
    for (int i = 0; i < args.length; i++) {
      cb.loadLocal(TypeKind.from(type.parameterType(i)), args[i]);
    }
    cb.invokestatic(pending.owner(), pending.method() + name, type);
  }
}
