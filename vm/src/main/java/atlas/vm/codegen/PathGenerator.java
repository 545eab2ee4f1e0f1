package atlas.vm.codegen;

import static atlas.vm.codegen.Names.D;
import static atlas.vm.codegen.Names.VALUE;

import atlas.vm.bytecode.Instruction;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/** Generates the reading and storing of elements at a path of indices, which are numbers. */
final class PathGenerator {
  private final CodeBuilder cb;
  private final OperandStack stack;

  PathGenerator(CodeBuilder cb, OperandStack stack) {
    this.cb = cb;
    this.stack = stack;
  }

  /** Marks a value as shared, where the instruction asks for it. */
  interface Sharing {
    void emit(Held natural, Instruction in);
  }

  /** {@code i1…in a → i1…in v}. */
  void get(Instruction in, Sharing sharing) {
    int depth = in.a();
    stack.box(stack.pop());
    int array = stack.save(TypeKind.REFERENCE);
    int[] indices = new int[depth];
    for (int i = depth - 1; i >= 0; i--) {
      indices[i] = stack.save(TypeKind.DOUBLE);
    }
    for (int index : indices) {
      cb.dload(index);
    }
    cb.aload(array);
    boolean number = Held.of(in.type()) == Held.NUMBER && depth <= 2;
    ClassDesc result = number ? D : VALUE;
    String name = number ? "numberAt" : "at";
    if (depth <= 2) {
      for (int index : indices) {
        cb.dload(index);
      }
      MethodTypeDesc desc =
          depth == 1 ? MethodTypeDesc.of(result, VALUE, D) : MethodTypeDesc.of(result, VALUE, D, D);
      cb.invokestatic(Names.INDEXING, name, desc);
    } else {
      path(indices);
      cb.invokestatic(Names.INDEXING, name, MethodTypeDesc.of(result, VALUE, Names.NUMBERS));
    }
    Held natural = number ? Held.NUMBER : Held.REFERENCE;
    sharing.emit(natural, in);
    stack.pushAs(natural, in.type(), in.checked());
  }

  private void path(int[] indices) {
    cb.loadConstant(indices.length).newarray(TypeKind.DOUBLE);
    for (int i = 0; i < indices.length; i++) {
      cb.dup().loadConstant(i).dload(indices[i]).dastore();
    }
  }

  /** {@code i1…in v a → a′}. */
  void set(Instruction in) {
    int depth = in.a();
    stack.box(stack.pop());
    int array = stack.save(TypeKind.REFERENCE);
    Held value = stack.pop();
    stack.drop(depth);
    if (depth == 2) {
      if (value != Held.NUMBER) {
        stack.box(value);
      }
      cb.aload(array);
      ClassDesc type = value == Held.NUMBER ? D : VALUE;
      cb.invokestatic(Names.INDEXING, "store", MethodTypeDesc.of(VALUE, D, D, type, VALUE));
    } else {
      stack.box(value);
      int boxed = stack.save(TypeKind.REFERENCE);
      int[] indices = new int[depth];
      for (int i = depth - 1; i >= 0; i--) {
        indices[i] = stack.save(TypeKind.DOUBLE);
      }
      path(indices);
      cb.aload(boxed).aload(array);
      cb.invokestatic(
          Names.INDEXING, "store", MethodTypeDesc.of(VALUE, Names.NUMBERS, VALUE, VALUE));
    }
    stack.pushAs(Held.REFERENCE, in.type(), in.checked());
  }
}
