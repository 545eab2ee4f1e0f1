package atlas.vm.codegen;

import static atlas.vm.codegen.Names.D;
import static atlas.vm.codegen.Names.V;
import static atlas.vm.codegen.Names.VALUE;
import static atlas.vm.codegen.Names.Z;

import atlas.vm.bytecode.Instruction;
import atlas.vm.bytecode.Instruction.Use;
import atlas.vm.types.Type;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/** Generates arrays, and the reading and storing of their elements. */
final class ElementGenerator {
  private final CodeBuilder cb;
  private final OperandStack stack;
  private final VariableGenerator variables;

  ElementGenerator(CodeBuilder cb, OperandStack stack, VariableGenerator variables) {
    this.cb = cb;
    this.stack = stack;
    this.variables = variables;
  }

  private void push(Held natural, Instruction in) {
    stack.pushAs(natural, in.type(), in.checked());
  }

  void array(Instruction in) {
    List<Held> elements = stack.top(in.a());
    Type element = in.type() instanceof Type.ArrayType a ? a.element() : Type.UNKNOWN;
    Held all = elements.isEmpty() ? Held.of(element) : elements.getFirst();
    boolean uniform = elements.stream().allMatch(held -> held == all);
    if (uniform && (all == Held.NUMBER || all == Held.BOOL)) {
      stack.packPrimitives(in.a(), all);
      int storage = stack.save(TypeKind.REFERENCE);
      ClassDesc type = all == Held.NUMBER ? Names.NUMBER_ARRAY : Names.BOOL_ARRAY;
      ClassDesc storageType = all == Held.NUMBER ? Names.NUMBERS : Names.BOOLS;
      cb.new_(type).dup().aload(storage);
      cb.invokespecial(type, ConstantDescs.INIT_NAME, MethodTypeDesc.of(V, storageType));
    } else {
      stack.pack(in.a());
      cb.invokestatic(Names.ARRAY_VALUE, "of", MethodTypeDesc.of(Names.ARRAY_VALUE, Names.VALUES));
    }
    push(Held.REFERENCE, in);
  }

  void getIndex(Instruction in) {
    Held index = stack.peek();
    if (!index.isNumber()) {
      stack.boxAll(2);
      cb.invokestatic(Names.INDEXING, "at", MethodTypeDesc.of(VALUE, VALUE, VALUE));
      variables.shared(Held.REFERENCE, in);
      push(Held.REFERENCE, in);
      return;
    }
    if (stack.below(1) == Held.BOOL || stack.below(1).isNumber()) {
      stack.convert(2, 2, (i, held) -> boxFirst(i, held));
    } else {
      stack.drop(2);
    }
    Held natural = Held.of(in.type());
    ClassDesc type = index.desc();
    if (in.use() == Use.UPDATE) {
      stack.convertNumber(index, Held.NUMBER);
      cb.invokestatic(Names.CALLS, "forUpdate", MethodTypeDesc.of(VALUE, VALUE, D));
      push(Held.REFERENCE, in);
    } else if (natural == Held.NUMBER) {
      cb.invokestatic(Names.INDEXING, "numberAt", MethodTypeDesc.of(D, VALUE, type));
      push(Held.NUMBER, in);
    } else if (natural == Held.BOOL) {
      cb.invokestatic(Names.INDEXING, "boolAt", MethodTypeDesc.of(Z, VALUE, type));
      push(Held.BOOL, in);
    } else {
      cb.invokestatic(Names.INDEXING, "at", MethodTypeDesc.of(VALUE, VALUE, type));
      variables.shared(Held.REFERENCE, in);
      push(Held.REFERENCE, in);
    }
  }

  private void boxFirst(int index, Held held) {
    if (index == 0) {
      stack.box(held);
    }
  }

  /** {@code i1…in a → i1…in v}. */
  void getPath(Instruction in) {
    int depth = in.a();
    stack.box(stack.pop());
    int array = stack.save(TypeKind.REFERENCE);
    Held held = stack.peek();
    int[] indices = new int[depth];
    for (int i = depth - 1; i >= 0; i--) {
      indices[i] = stack.save(held.kind());
    }
    load(indices, held);
    cb.aload(array);
    boolean number = held.isNumber() && Held.of(in.type()) == Held.NUMBER && depth <= 2;
    ClassDesc result = number ? D : VALUE;
    String name = number ? "numberAt" : "at";
    if (depth <= 2) {
      load(indices, held);
      ClassDesc type = held.desc();
      MethodTypeDesc desc =
          depth == 1
              ? MethodTypeDesc.of(result, VALUE, type)
              : MethodTypeDesc.of(result, VALUE, type, type);
      cb.invokestatic(Names.INDEXING, name, desc);
    } else {
      ClassDesc path = path(indices, held);
      cb.invokestatic(Names.INDEXING, name, MethodTypeDesc.of(result, VALUE, path));
    }
    Held natural = number ? Held.NUMBER : Held.REFERENCE;
    variables.shared(natural, in);
    push(natural, in);
  }

  private void load(int[] indices, Held held) {
    for (int index : indices) {
      cb.loadLocal(held.kind(), index);
    }
  }

  /** Puts indices into a Java array, and tells its type. */
  private ClassDesc path(int[] indices, Held held) {
    TypeKind element = held.isNumber() ? TypeKind.DOUBLE : TypeKind.REFERENCE;
    cb.loadConstant(indices.length);
    if (held.isNumber()) {
      cb.newarray(element);
    } else {
      cb.anewarray(VALUE);
    }
    for (int i = 0; i < indices.length; i++) {
      cb.dup().loadConstant(i).loadLocal(held.kind(), indices[i]);
      if (held.isNumber()) {
        stack.convertNumber(held, Held.NUMBER);
      }
      cb.arrayStore(element);
    }
    return held.isNumber() ? Names.NUMBERS : Names.VALUES;
  }

  /** The operands of a store, in JVM locals. All indices are held in the same way. */
  private record Store(int[] indices, Held index, Held held, int value, int array) {
    int depth() {
      return indices.length;
    }
  }

  private Store popStore(int depth) {
    stack.box(stack.pop());
    int array = stack.save(TypeKind.REFERENCE);
    Held held = stack.pop();
    boolean boxed = depth > 2 || depth == 2 && held == Held.BOOL;
    if (boxed) {
      stack.box(held);
    }
    held = boxed || held == Held.TEXT ? Held.REFERENCE : held;
    int value = stack.save(held.kind());
    Held index = stack.peek();
    int[] indices = new int[depth];
    for (int i = depth - 1; i >= 0; i--) {
      stack.pop();
      indices[i] = stack.save(index.kind());
    }
    return new Store(indices, index, held, value, array);
  }

  private void callStore(Store store) {
    List<ClassDesc> types = new ArrayList<>();
    Held held = store.held();
    if (store.depth() > 2 || !store.index().isNumber()) {
      types.add(path(store.indices(), store.index()));
      cb.loadLocal(held.kind(), store.value());
      stack.box(held);
      held = Held.REFERENCE;
    } else {
      for (int slot : store.indices()) {
        cb.loadLocal(store.index().kind(), slot);
        stack.convertNumber(store.index(), Held.NUMBER);
        types.add(D);
      }
      cb.loadLocal(held.kind(), store.value());
    }
    call("store", store, types, held, VALUE);
  }

  private void callStoreInPlace(Store store) {
    List<ClassDesc> types = new ArrayList<>();
    for (int slot : store.indices()) {
      cb.loadLocal(store.index().kind(), slot);
      types.add(store.index().desc());
    }
    cb.loadLocal(store.held().kind(), store.value());
    call("storeInPlace", store, types, store.held(), Z);
  }

  private void call(String name, Store store, List<ClassDesc> types, Held value, ClassDesc result) {
    cb.aload(store.array());
    types.add(value.desc());
    types.add(VALUE);
    cb.invokestatic(Names.INDEXING, name, MethodTypeDesc.of(result, types));
  }

  /** {@code i1…in v a → a′}. */
  void store(Instruction in, int depth) {
    callStore(popStore(depth));
    push(Held.REFERENCE, in);
  }

  /**
   * {@code i1…in v a →} with the array stored back where it came from. As long as the change is
   * made in place, the variable is not written, so that the JIT compilers see that it stays the
   * same.
   */
  void storeBack(Instruction target, int depth) {
    Store store = popStore(depth);
    Label done = cb.newLabel();
    if (depth <= 2) {
      callStoreInPlace(store);
      cb.ifne(done);
    }
    callStore(store);
    variables.store(target, Held.REFERENCE);
    cb.labelBinding(done);
  }
}
