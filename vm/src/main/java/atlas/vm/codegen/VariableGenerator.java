package atlas.vm.codegen;

import static atlas.vm.codegen.Names.V;
import static atlas.vm.codegen.Names.VALUE;

import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.Constant;
import atlas.vm.bytecode.Instruction;
import atlas.vm.bytecode.Instruction.Use;
import atlas.vm.bytecode.Opcode;
import atlas.vm.link.BoolVariable;
import atlas.vm.link.GlobalVariable;
import atlas.vm.link.NumberVariable;
import atlas.vm.link.ReferenceVariable;
import atlas.vm.ranges.Range;
import atlas.vm.runtime.Kind;
import atlas.vm.types.Type;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/** Generates the reading and writing of locals, captured values and globals, and closures. */
final class VariableGenerator {
  private static final int SHAREABLE =
      Kind.ARRAY.bit()
          | Kind.HASHMAP.bit()
          | Kind.HASHSET.bit()
          | Kind.QUEUE.bit()
          | Kind.STACK.bit();

  private final UnitGenerator unit;
  private final Code code;
  private final Representation numbers;
  private final CodeBuilder cb;
  private final OperandStack stack;
  private final int[] captureSlots;
  private final int[] localSlots;
  private final int depthSlot;

  VariableGenerator(
      UnitGenerator unit,
      Code code,
      Representation numbers,
      CodeBuilder cb,
      OperandStack stack,
      LocalSlots slots,
      int depthSlot) {
    this.unit = unit;
    this.code = code;
    this.numbers = numbers;
    this.cb = cb;
    this.stack = stack;
    this.captureSlots = slots.captures();
    this.localSlots = slots.locals();
    this.depthSlot = depthSlot;
  }

  /**
   * Parameters belong to the caller, too, unless it has given them away, and captured values to the
   * closure: those that this code changes are claimed or marked at its start.
   */
  void claimChanged() {
    for (int i = 0; i < code.params().size(); i++) {
      if (isShareable(code.params().get(i)) && code.changes(Opcode.SET_LOCAL, i)) {
        cb.aload(localSlots[i]);
        claim();
        cb.pop();
      }
    }
    for (int i = 0; i < captureSlots.length; i++) {
      if (isShareable(code.captures().get(i).type()) && code.changes(Opcode.SET_UPVALUE, i)) {
        cb.aload(captureSlots[i]);
        cb.invokestatic(Names.SHAREABLE, "share", MethodTypeDesc.of(VALUE, VALUE)).pop();
      }
    }
  }

  private void claim() {
    cb.iload(depthSlot);
    cb.invokestatic(Names.SHAREABLE, "claim", MethodTypeDesc.of(VALUE, VALUE, Names.I));
  }

  // Whether an instruction reads a parameter that is not claimed at the start.
  private boolean isReceived(Instruction in) {
    return in.opcode() == Opcode.GET_LOCAL
        && in.a() < code.params().size()
        && !code.changes(Opcode.SET_LOCAL, in.a());
  }

  private static boolean isShareable(Type type) {
    return (Kind.mask(type) & SHAREABLE) != 0;
  }

  /**
   * Marks the storage of the value on the JVM's stack, which is to be pushed next, as shared if two
   * places will refer to it; for a while, if one of them only looks at it.
   */
  void shared(Held natural, Instruction in) {
    if (natural == Held.REFERENCE && isShareable(in.type())) {
      switch (in.use()) {
        case SHARE -> cb.invokestatic(Names.SHAREABLE, "share", MethodTypeDesc.of(VALUE, VALUE));
        case LEND -> stack.lend();
        case MOVE -> stack.move(isReceived(in));
        case CLAIM -> claim();
        case BORROW, UPDATE, CALLEE -> {}
      }
    }
  }

  private void push(Held natural, Instruction in) {
    stack.pushAs(natural, in.type(), in.checked());
  }

  void getLocal(Instruction in) {
    get(in, code.locals().get(in.a()), numbers.local(in.a()), localSlots[in.a()]);
  }

  void getUpvalue(Instruction in) {
    Code.Local capture = code.captures().get(in.a());
    get(in, capture, Held.of(capture.type()), captureSlots[in.a()]);
  }

  private void get(Instruction in, Code.Local local, Held held, int slot) {
    if (local.cell()) {
      cb.aload(slot).invokevirtual(Names.CELL, "get", MethodTypeDesc.of(VALUE));
      shared(Held.REFERENCE, in);
      push(Held.REFERENCE, in);
      return;
    }
    cb.loadLocal(held.kind(), slot);
    shared(held, in);
    push(held, in);
  }

  /** Takes the value on the JVM's stack, held as said, to the place that a store names. */
  void store(Instruction in, Held held) {
    switch (in.opcode()) {
      case SET_LOCAL -> {
        Held target = numbers.local(in.a());
        if (held.isNumber() && target.isNumber()) {
          stack.convertNumber(held, target);
        }
        store(code.locals().get(in.a()), localSlots[in.a()], target);
      }
      case SET_UPVALUE -> store(code.captures().get(in.a()), captureSlots[in.a()], held);
      case SET_GLOBAL -> storeGlobal(in);
      default -> throw new AssertionError(in);
    }
  }

  private void store(Code.Local local, int slot, Held held) {
    if (local.cell()) {
      cb.aload(slot).swap();
      cb.invokevirtual(Names.CELL, "set", MethodTypeDesc.of(V, VALUE));
    } else {
      cb.storeLocal(held.kind(), slot);
    }
  }

  void makeClosure(Instruction in) {
    Constant.CodeConstant c = (Constant.CodeConstant) code.constant(in.a());
    stack.pack(in.b());
    int captures = stack.save(TypeKind.REFERENCE);
    cb.new_(Names.CLOSURE).dup();
    unit.constants().push(cb, c, unit.linkage().function(c.index()), Names.CLOSURE);
    cb.invokevirtual(Names.CLOSURE, "template", MethodTypeDesc.of(Names.TEMPLATE));
    cb.aload(captures);
    cb.invokespecial(
        Names.CLOSURE, ConstantDescs.INIT_NAME, MethodTypeDesc.of(V, Names.TEMPLATE, Names.VALUES));
    push(Held.REFERENCE, in);
  }

  void newCell(Instruction in) {
    cb.new_(Names.CELL).dup().loadConstant(code.locals().get(in.a()).title());
    cb.invokespecial(Names.CELL, ConstantDescs.INIT_NAME, MethodTypeDesc.of(V, Names.STRING));
    cb.astore(localSlots[in.a()]);
  }

  void getCell(Instruction in) {
    cb.aload(localSlots[in.a()]);
    stack.push(Held.CELL);
  }

  void getUpvalueCell(Instruction in) {
    cb.aload(captureSlots[in.a()]);
    stack.push(Held.CELL);
  }

  /** Pushes a top-level variable, or a declared function as a value. */
  void getGlobal(Instruction in) {
    switch (code.constant(in.a())) {
      case Constant.VariableConstant c -> {
        GlobalVariable variable = unit.linkage().variable(c);
        ClassDesc owner = Names.desc(variable.getClass());
        Held held = heldBy(variable);
        Range range = unit.ranges().of(code, c);
        if (code.isMain() && range.isOne()) {
          stack.pushNumber(range.lo(), in.type(), in.checked());
          return;
        }
        unit.constants().push(cb, variable, variable, owner);
        ClassDesc type = held == Held.REFERENCE ? VALUE : held.desc();
        if (code.isMain()) {
          // Top-level code is past the declaration, or would have stopped before.
          cb.getfield(owner, "value", type);
        } else {
          cb.invokevirtual(owner, "get", MethodTypeDesc.of(type));
        }
        if (range.isOne()) {
          // It is read only to see whether it is bound.
          cb.pop2();
          stack.pushNumber(range.lo(), in.type(), in.checked());
          return;
        }
        shared(held, in);
        push(held, in);
      }
      case Constant.FunctionConstant c -> {
        if (in.use() == Use.CALLEE) {
          stack.push(Held.NOTHING);
        } else {
          unit.constants().push(cb, c, unit.linkage().slot(c), Names.SLOT);
          cb.invokevirtual(Names.SLOT, "get", MethodTypeDesc.of(VALUE));
          push(Held.REFERENCE, in);
        }
      }
      default -> throw new AssertionError(code.constant(in.a()));
    }
  }

  private static Held heldBy(GlobalVariable variable) {
    return switch (variable) {
      case NumberVariable _ -> Held.NUMBER;
      case BoolVariable _ -> Held.BOOL;
      case ReferenceVariable _ -> Held.REFERENCE;
    };
  }

  private void storeGlobal(Instruction in) {
    switch (code.constant(in.a())) {
      case Constant.VariableConstant c -> {
        GlobalVariable variable = unit.linkage().variable(c);
        ClassDesc owner = Names.desc(variable.getClass());
        Held held = heldBy(variable);
        unit.constants().push(cb, variable, variable, owner);
        ClassDesc type = held == Held.REFERENCE ? VALUE : held.desc();
        cb.invokestatic(owner, "set", MethodTypeDesc.of(V, type, owner));
      }
      case Constant.FunctionConstant c -> {
        unit.constants().push(cb, c, unit.linkage().slot(c), Names.SLOT);
        cb.invokestatic(Names.SLOT, "set", MethodTypeDesc.of(V, VALUE, Names.SLOT));
      }
      default -> throw new AssertionError(code.constant(in.a()));
    }
  }
}
