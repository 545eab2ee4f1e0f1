package atlas.vm.codegen;

import static atlas.vm.codegen.Names.D;
import static atlas.vm.codegen.Names.I;
import static atlas.vm.codegen.Names.VALUE;
import static atlas.vm.codegen.Names.VALUES;
import static atlas.vm.codegen.Names.Z;

import atlas.vm.bytecode.Code;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Generates the {@link atlas.vm.runtime.Entry} of a function: it unboxes captured values and
 * arguments and calls the function's method. A class of its own for each function, so that a call
 * through a value can be inlined where it is always the same function.
 */
public final class EntryGenerator {
  private final ClassDesc unit;
  private final int index;
  private final Code code;

  private EntryGenerator(ClassDesc unit, int index, Code code) {
    this.unit = unit;
    this.index = index;
    this.code = code;
  }

  /**
   * Generates the class.
   *
   * @param unitClass the class of the function's unit, which must be visible to the new class
   */
  public static GeneratedClass generate(String unitClass, int index, Code code) {
    String name = unitClass + "$" + index;
    EntryGenerator generator = new EntryGenerator(ClassDesc.of(unitClass), index, code);
    byte[] bytes =
        UnitGenerator.classFile()
            .build(
                ClassDesc.of(name),
                builder -> {
                  builder.withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL);
                  builder.withSuperclass(Names.ENTRY);
                  generator.methods(builder);
                  new ConstantFields(ClassDesc.of(name)).finish(builder, Optional.of(Names.ENTRY));
                });
    return new GeneratedClass(name, bytes, new Object[0]);
  }

  private void methods(ClassBuilder builder) {
    method(builder, "apply", MethodTypeDesc.of(VALUE, VALUES, VALUES, I), this::applyArray);
    int arity = code.params().size();
    if (arity == 1 || arity == 2) {
      List<ClassDesc> boxed = Collections.nCopies(arity, VALUE);
      List<ClassDesc> held =
          code.params().stream().map(p -> Held.of(p) == Held.NUMBER ? D : VALUE).toList();
      way(builder, "apply", VALUE, boxed);
      switch (Held.of(code.result())) {
        case NUMBER -> way(builder, "number", D, held);
        case BOOL -> way(builder, "bool", Z, held);
        default -> {
          if (!held.equals(boxed)) {
            way(builder, "apply", VALUE, held);
          }
        }
      }
    }
  }

  private interface Body {
    void emit(CodeBuilder cb);
  }

  private void method(ClassBuilder builder, String name, MethodTypeDesc desc, Body body) {
    builder.withMethodBody(name, desc, ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL, body::emit);
  }

  private void captures(CodeBuilder cb) {
    for (int i = 0; i < code.captures().size(); i++) {
      Code.Local capture = code.captures().get(i);
      cb.aload(1).loadConstant(i).aaload();
      if (capture.cell()) {
        cb.checkcast(Names.CELL);
      } else {
        new OperandStack(cb).pushAs(Held.REFERENCE, capture.type(), false);
      }
    }
  }

  private void argument(CodeBuilder cb, int i) {
    new OperandStack(cb).pushAs(Held.REFERENCE, code.params().get(i), true);
  }

  private void call(CodeBuilder cb) {
    cb.invokestatic(unit, Signatures.method(index), Signatures.of(code));
  }

  private void returnBoxed(CodeBuilder cb) {
    new OperandStack(cb).box(Held.of(code.result()));
    cb.areturn();
  }

  private void applyArray(CodeBuilder cb) {
    int arity = code.params().size();
    Label right = cb.newLabel();
    cb.aload(2).arraylength().loadConstant(arity).if_icmpeq(right);
    cb.loadConstant(code.name()).loadConstant(arity).aload(2).arraylength();
    cb.invokestatic(Names.CHECKS, "arity", MethodTypeDesc.of(Names.ERROR, Names.STRING, I, I));
    cb.athrow().labelBinding(right);
    captures(cb);
    for (int i = 0; i < arity; i++) {
      cb.aload(2).loadConstant(i).aaload();
      argument(cb, i);
    }
    cb.iload(3);
    call(cb);
    returnBoxed(cb);
  }

  /** A way in with these arguments, each a number or a reference. */
  private void way(ClassBuilder builder, String name, ClassDesc result, List<ClassDesc> args) {
    List<ClassDesc> all = new ArrayList<>(args);
    all.addFirst(VALUES);
    all.addLast(I);
    method(builder, name, MethodTypeDesc.of(result, all), cb -> enter(cb, result, args));
  }

  private void enter(CodeBuilder cb, ClassDesc result, List<ClassDesc> args) {
    captures(cb);
    int slot = 2;
    for (int i = 0; i < args.size(); i++) {
      TypeKind kind = TypeKind.from(args.get(i));
      cb.loadLocal(kind, slot);
      slot += kind.slotSize();
      if (kind == TypeKind.REFERENCE) {
        argument(cb, i);
      }
    }
    cb.iload(slot);
    call(cb);
    if (result.isPrimitive()) {
      cb.return_(TypeKind.from(result));
    } else {
      returnBoxed(cb);
    }
  }
}
