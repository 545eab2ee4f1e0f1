package atlas.vm.codegen;

import static atlas.vm.codegen.Names.D;
import static atlas.vm.codegen.Names.I;
import static atlas.vm.codegen.Names.V;
import static atlas.vm.codegen.Names.VALUE;
import static atlas.vm.codegen.Names.Z;

import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.Constant;
import atlas.vm.bytecode.Instruction;
import atlas.vm.bytecode.Instruction.Use;
import atlas.vm.bytecode.Opcode;
import atlas.vm.instrument.Probes;
import atlas.vm.link.BoolVariable;
import atlas.vm.link.GlobalVariable;
import atlas.vm.link.NumberVariable;
import atlas.vm.link.ReferenceVariable;
import atlas.vm.runtime.Kind;
import atlas.vm.types.Type;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Generates the method of one {@link Code}, in one pass: every instruction becomes a few JVM
 * instructions that do the same to the JVM's operand stack. What cannot be told from the
 * instruction alone, how the operands are held, is kept track of along the way ({@link
 * OperandStack}); jumps carry it to their targets. A few neighbours are joined where the JVM has
 * one instruction for both: comparisons with the jump behind them, stores with the pop behind them.
 */
final class MethodGenerator {
  private static final int SHAREABLE =
      Kind.ARRAY.bit()
          | Kind.HASHMAP.bit()
          | Kind.HASHSET.bit()
          | Kind.QUEUE.bit()
          | Kind.STACK.bit();
  private static final DirectMethodHandleDesc POLL =
      MethodHandleDesc.ofMethod(
          DirectMethodHandleDesc.Kind.STATIC,
          Names.BOOTSTRAPS,
          "poll",
          MethodTypeDesc.of(
              ConstantDescs.CD_CallSite,
              ConstantDescs.CD_MethodHandles_Lookup,
              ConstantDescs.CD_String,
              ConstantDescs.CD_MethodType));

  private final UnitGenerator unit;
  private final Code code;
  private final CodeBuilder cb;
  private final OperandStack stack;
  private final Optional<Probes> probes;
  private final Map<Integer, Label> labels = new HashMap<>();
  private final Map<Integer, List<Held>> states = new HashMap<>();
  private final int[] captureSlots;
  private final int[] localSlots;
  private final int depthSlot;
  private final int resultSlot;
  private final CallGenerator calls;
  private boolean reachable = true;
  private boolean popped;
  private java.lang.classfile.Opcode pendingJump;

  MethodGenerator(UnitGenerator unit, Code code, CodeBuilder cb) {
    this.unit = unit;
    this.code = code;
    this.cb = cb;
    this.stack = new OperandStack(cb);
    this.probes = unit.linkage().probes().map(plan -> plan.probes(code));
    this.captureSlots = new int[code.captures().size()];
    this.localSlots = new int[code.locals().size()];
    int parameter = 0;
    for (int i = 0; i < captureSlots.length; i++) {
      captureSlots[i] = cb.parameterSlot(parameter++);
    }
    for (int i = 0; i < code.params().size(); i++) {
      localSlots[i] = cb.parameterSlot(parameter++);
    }
    this.depthSlot = cb.parameterSlot(parameter);
    for (int i = code.params().size(); i < localSlots.length; i++) {
      Code.Local local = code.locals().get(i);
      localSlots[i] = cb.allocateLocal(Held.of(local.type()).kind());
    }
    this.resultSlot = code.isMain() ? cb.allocateLocal(TypeKind.REFERENCE) : -1;
    this.calls = new CallGenerator(unit, code, cb, stack, depthSlot);
  }

  void generate() {
    for (Instruction in : code.instructions()) {
      if (in.opcode().jumps()) {
        labels.computeIfAbsent(in.a(), _ -> cb.newLabel());
      }
    }
    cb.lineNumber(LineNumbers.PROLOGUE);
    prologue();
    for (int pc = 0; pc < code.size(); pc++) {
      arrive(pc);
      if (reachable) {
        cb.lineNumber(pc + LineNumbers.FIRST);
        instruction(pc, code.instruction(pc));
      }
    }
  }

  // The call depth, interrupts, the entry counter; then what the body relies on.
  private void prologue() {
    Label shallow = cb.newLabel();
    if (probes.isPresent()) {
      int[] maxDepth = unit.linkage().probes().get().maxDepth();
      cb.iload(depthSlot);
      unit.constants().push(cb, "maxDepth", maxDepth, Names.INTS);
      cb.iconst_0().iaload().if_icmple(shallow).iload(depthSlot);
      unit.constants().push(cb, "maxDepth", maxDepth, Names.INTS);
      cb.loadConstant(unit.linkage().depthLimit());
      cb.invokestatic(Names.CALLS, "deeper", MethodTypeDesc.of(V, I, Names.INTS, I));
    } else {
      cb.iload(depthSlot).loadConstant(unit.linkage().depthLimit()).if_icmple(shallow);
      cb.iload(depthSlot).invokestatic(Names.CALLS, "overflow", MethodTypeDesc.of(V, I));
    }
    cb.labelBinding(shallow);
    poll();
    probes.ifPresent(p -> count(p.entry()));
    for (int i = 0; i < code.params().size(); i++) {
      if (isChanged(Opcode.SET_LOCAL, i)) {
        shareInPlace(localSlots[i], code.params().get(i));
      }
    }
    for (int i = 0; i < captureSlots.length; i++) {
      if (isChanged(Opcode.SET_UPVALUE, i)) {
        shareInPlace(captureSlots[i], code.captures().get(i).type());
      }
    }
    if (code.isMain()) {
      cb.getstatic(Names.NULL_VALUE, "NULL", Names.NULL_VALUE).astore(resultSlot);
    }
  }

  private boolean isChanged(Opcode opcode, int index) {
    return code.instructions().stream().anyMatch(in -> in.opcode() == opcode && in.a() == index);
  }

  // Parameters and captured values belong to the caller, too.
  private void shareInPlace(int slot, Type type) {
    if (isShareable(type)) {
      cb.aload(slot).invokestatic(Names.SHAREABLE, "share", MethodTypeDesc.of(VALUE, VALUE)).pop();
    }
  }

  private static boolean isShareable(Type type) {
    return (Kind.mask(type) & SHAREABLE) != 0;
  }

  private void poll() {
    if (unit.linkage().polls()) {
      Label goOn = cb.newLabel();
      cb.invokedynamic(DynamicCallSiteDesc.of(POLL, "poll", MethodTypeDesc.of(Z)));
      cb.ifeq(goOn).invokestatic(Names.CALLS, "interrupted", MethodTypeDesc.of(V));
      cb.labelBinding(goOn);
    }
  }

  private void count(int counter) {
    if (counter != Probes.NONE) {
      long[] counters = unit.linkage().probes().orElseThrow().counters();
      unit.constants().push(cb, "counters", counters, Names.COUNTERS);
      cb.loadConstant(counter).dup2().laload().lconst_1().ladd().lastore();
    }
  }

  // Control comes to an instruction: by falling through, which may be counted, and by jumps.
  private void arrive(int pc) {
    Label label = labels.get(pc);
    boolean afterJump = pc > 0 && code.instruction(pc - 1).opcode() == Opcode.JUMP_IF_FALSE;
    if (reachable && pc > 0 && (label != null || afterJump)) {
      probes.ifPresent(p -> count(p.edge(pc - 1, pc, false)));
    }
    if (label == null) {
      return;
    }
    cb.labelBinding(label);
    if (!reachable && states.containsKey(pc)) {
      stack.restore(states.get(pc));
      reachable = true;
    }
  }

  private void instruction(int pc, Instruction in) {
    switch (in.opcode()) {
      case CONSTANT -> constant(in);
      case NULL -> {
        cb.getstatic(Names.NULL_VALUE, "NULL", Names.NULL_VALUE);
        push(Held.REFERENCE, in);
      }
      case TRUE, FALSE -> {
        cb.loadConstant(in.opcode() == Opcode.TRUE ? 1 : 0);
        push(Held.BOOL, in);
      }
      case GET_LOCAL -> getLocal(in, code.locals().get(in.a()), localSlots[in.a()]);
      case GET_UPVALUE -> getLocal(in, code.captures().get(in.a()), captureSlots[in.a()]);
      case SET_LOCAL -> setLocal(pc, code.locals().get(in.a()), localSlots[in.a()]);
      case SET_UPVALUE -> setLocal(pc, code.captures().get(in.a()), captureSlots[in.a()]);
      case GET_GLOBAL -> getGlobal(in);
      case SET_GLOBAL -> setGlobal(pc, in);
      case MAKE_CLOSURE -> makeClosure(in);
      case ADD, SUB, MUL, DIV, MOD -> arithmetic(in);
      case NEGATE -> {
        stack.pop();
        cb.dneg();
        push(Held.NUMBER, in);
      }
      case EQUAL, NOT_EQUAL -> equality(pc, in);
      case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> comparison(pc, in);
      case NOT -> not(pc, in);
      case JUMP -> jump(pc, in);
      case LOOP -> {
        poll();
        jump(pc, in);
      }
      case JUMP_IF_FALSE -> jumpIfFalse(pc, in);
      case CALL -> calls.call(in);
      case CALL_METHOD -> calls.method(in);
      case RETURN -> {
        cb.return_(stack.pop().kind());
        reachable = false;
      }
      case ARRAY -> array(in);
      case GET_INDEX -> getIndex(in);
      case SET_INDEX -> setIndex(in);
      case GET_PATH -> new PathGenerator(cb, stack).get(in, this::shared);
      case SET_PATH -> new PathGenerator(cb, stack).set(in);
      case POP -> pop();
      case DUP -> {
        Held held = stack.peek();
        if (held == Held.NUMBER) {
          cb.dup2();
        } else {
          cb.dup();
        }
        stack.push(held);
      }
      case IS_OPTION_SOME -> test("isSome", in);
      case IS_OPTION_NONE -> test("isNone", in);
      case IS_RESULT_OK -> test("isOk", in);
      case IS_RESULT_ERR -> test("isErr", in);
      case IS_ARRAY -> test("isArray", in);
      case EXTRACT_OPTION_VALUE -> extract("optionContent", in);
      case EXTRACT_RESULT_VALUE -> extract("resultContent", in);
      case GET_ARRAY_LEN -> {
        boxedTop();
        cb.invokestatic(Names.INDEXING, "length", MethodTypeDesc.of(D, VALUE));
        push(Held.NUMBER, in);
      }
      case SET_RESULT -> {
        boxedTop();
        cb.astore(resultSlot);
      }
      case MATCH_FAIL -> {
        cb.invokestatic(Names.CALLS, "matchFail", MethodTypeDesc.of(Names.ERROR)).athrow();
        reachable = false;
      }
      case SPLIT -> split(in);
      case NEW_CELL -> {
        cb.new_(Names.CELL).dup().loadConstant(code.locals().get(in.a()).name());
        cb.invokespecial(Names.CELL, ConstantDescs.INIT_NAME, MethodTypeDesc.of(V, Names.STRING));
        cb.astore(localSlots[in.a()]);
      }
      case GET_CELL -> {
        cb.aload(localSlots[in.a()]);
        stack.push(Held.CELL);
      }
      case GET_UPVALUE_CELL -> {
        cb.aload(captureSlots[in.a()]);
        stack.push(Held.CELL);
      }
      case HALT -> {
        cb.aload(resultSlot).areturn();
        reachable = false;
      }
    }
  }

  private void push(Held natural, Instruction in) {
    stack.pushAs(natural, in.type(), in.checked());
  }

  // Marks the storage of the value on the JVM's stack as shared, if it will be referred to from two
  // places.
  private void shared(Held natural, Instruction in) {
    if (natural == Held.REFERENCE && in.use() == Use.SHARE && isShareable(in.type())) {
      cb.invokestatic(Names.SHAREABLE, "share", MethodTypeDesc.of(VALUE, VALUE));
    }
  }

  private void boxedTop() {
    stack.box(stack.pop());
  }

  private void constant(Instruction in) {
    Constant constant = code.constant(in.a());
    switch (constant) {
      case Constant.NumberConstant c -> {
        cb.loadConstant(c.value());
        push(Held.NUMBER, in);
      }
      case Constant.StringConstant c -> {
        unit.constants().push(cb, c, atlas.vm.runtime.Text.of(c.value()), Names.TEXT);
        push(Held.TEXT, in);
      }
      case Constant.CodeConstant c -> {
        if (in.use() == Use.CALLEE) {
          stack.push(Held.NOTHING);
        } else {
          unit.constants().push(cb, c, unit.linkage().function(c.index()), Names.CLOSURE);
          push(Held.REFERENCE, in);
        }
      }
      case Constant.NoneConstant _ -> {
        ClassDesc option = Names.desc(atlas.vm.runtime.OptionValue.class);
        cb.getstatic(option, "NONE", option);
        push(Held.REFERENCE, in);
      }
      case Constant.LibraryConstant c -> calls.library(c, in);
      case Constant.NameConstant _, Constant.VariableConstant _, Constant.FunctionConstant _ ->
          throw new AssertionError(constant);
    }
  }

  private void getLocal(Instruction in, Code.Local local, int slot) {
    if (local.cell()) {
      cb.aload(slot).invokevirtual(Names.CELL, "get", MethodTypeDesc.of(VALUE));
      push(Held.REFERENCE, in);
      return;
    }
    Held held = Held.of(local.type());
    cb.loadLocal(held.kind(), slot);
    shared(held, in);
    push(held, in);
  }

  private void setLocal(int pc, Code.Local local, int slot) {
    duplicateUnlessPopped(pc);
    if (local.cell()) {
      cb.aload(slot).swap();
      cb.invokevirtual(Names.CELL, "set", MethodTypeDesc.of(V, VALUE));
    } else {
      cb.storeLocal(stack.peek().kind(), slot);
    }
  }

  // A store keeps its value on the stack; when it is popped next, it need not be there.
  private void duplicateUnlessPopped(int pc) {
    popped = code.instruction(pc + 1).opcode() == Opcode.POP && !labels.containsKey(pc + 1);
    if (!popped && stack.peek() == Held.NUMBER) {
      cb.dup2();
    } else if (!popped) {
      cb.dup();
    }
  }

  private void pop() {
    Held held = stack.pop();
    if (popped) {
      popped = false;
    } else if (held == Held.NUMBER) {
      cb.pop2();
    } else if (held != Held.NOTHING) {
      cb.pop();
    }
  }

  private void getGlobal(Instruction in) {
    switch (code.constant(in.a())) {
      case Constant.VariableConstant c -> {
        GlobalVariable variable = unit.linkage().variable(c);
        ClassDesc owner = Names.desc(variable.getClass());
        Held held = heldBy(variable);
        unit.constants().push(cb, variable, variable, owner);
        ClassDesc type = held == Held.REFERENCE ? VALUE : held.desc();
        if (code.isMain()) {
          // Top-level code is past the declaration, or would have stopped before.
          cb.getfield(owner, "value", type);
        } else {
          cb.invokevirtual(owner, "get", MethodTypeDesc.of(type));
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
      case Constant.LibraryConstant c -> calls.library(c, in);
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

  private void setGlobal(int pc, Instruction in) {
    duplicateUnlessPopped(pc);
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

  private void makeClosure(Instruction in) {
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

  private void arithmetic(Instruction in) {
    String name = in.opcode().name().toLowerCase(java.util.Locale.ROOT);
    Held right = stack.peek();
    Held left = stack.below(1);
    if (left == Held.NUMBER && right == Held.NUMBER) {
      stack.drop(2);
      cb.invokestatic(Names.ARITHMETIC, name, MethodTypeDesc.of(D, D, D));
      push(Held.NUMBER, in);
    } else if (left == Held.TEXT && right == Held.TEXT && in.opcode() == Opcode.ADD) {
      stack.drop(2);
      cb.invokevirtual(Names.TEXT, "concat", MethodTypeDesc.of(Names.TEXT, Names.TEXT));
      push(Held.TEXT, in);
    } else {
      stack.boxAll(2);
      boolean add = in.opcode() == Opcode.ADD;
      cb.invokestatic(Names.ARITHMETIC, name, MethodTypeDesc.of(add ? VALUE : D, VALUE, VALUE));
      push(add ? Held.REFERENCE : Held.NUMBER, in);
    }
  }

  /**
   * Whether the truth value that an instruction makes goes to a conditional jump and nowhere else.
   */
  private boolean feedsJump(int pc, Instruction in) {
    return in.type() == Type.BOOL
        && pc + 1 < code.size()
        && code.instruction(pc + 1).opcode() == Opcode.JUMP_IF_FALSE
        && !labels.containsKey(pc + 1);
  }

  private void comparison(int pc, Instruction in) {
    if (stack.peek() != Held.NUMBER || stack.below(1) != Held.NUMBER) {
      stack.boxAll(2);
      String name =
          switch (in.opcode()) {
            case LESS -> "less";
            case LESS_EQUAL -> "lessEqual";
            case GREATER -> "greater";
            default -> "greaterEqual";
          };
      cb.invokestatic(Names.ARITHMETIC, name, MethodTypeDesc.of(Z, VALUE, VALUE));
      push(Held.BOOL, in);
      return;
    }
    stack.drop(2);
    // With NaN every comparison is false: the variants of dcmp see to it.
    switch (in.opcode()) {
      case LESS -> {
        cb.dcmpg();
        condition(pc, in, java.lang.classfile.Opcode.IFGE);
      }
      case LESS_EQUAL -> {
        cb.dcmpg();
        condition(pc, in, java.lang.classfile.Opcode.IFGT);
      }
      case GREATER -> {
        cb.dcmpl();
        condition(pc, in, java.lang.classfile.Opcode.IFLE);
      }
      default -> {
        cb.dcmpl();
        condition(pc, in, java.lang.classfile.Opcode.IFLT);
      }
    }
  }

  // The outcome of a comparison is on the JVM's stack; `otherwise` jumps if it is false.
  private void condition(int pc, Instruction in, java.lang.classfile.Opcode otherwise) {
    if (feedsJump(pc, in)) {
      pendingJump = otherwise;
      stack.push(Held.BOOL);
      return;
    }
    Label isFalse = cb.newLabel();
    Label end = cb.newLabel();
    cb.branch(otherwise, isFalse).iconst_1().goto_(end);
    cb.labelBinding(isFalse).iconst_0().labelBinding(end);
    push(Held.BOOL, in);
  }

  private void equality(int pc, Instruction in) {
    Held right = stack.peek();
    Held left = stack.below(1);
    boolean wanted = in.opcode() == Opcode.EQUAL;
    if (left == Held.NUMBER && right == Held.NUMBER) {
      stack.drop(2);
      cb.dcmpl();
    } else if (left == Held.BOOL && right == Held.BOOL) {
      stack.drop(2);
      cb.ixor();
    } else {
      ClassDesc type = left == Held.TEXT && right == Held.TEXT ? Names.TEXT : VALUE;
      stack.boxAll(2);
      cb.invokestatic(Names.EQUALITY, "equal", MethodTypeDesc.of(Z, type, type));
      condition(pc, in, wanted ? java.lang.classfile.Opcode.IFEQ : java.lang.classfile.Opcode.IFNE);
      return;
    }
    condition(pc, in, wanted ? java.lang.classfile.Opcode.IFNE : java.lang.classfile.Opcode.IFEQ);
  }

  private void truth() {
    if (stack.pop() != Held.BOOL) {
      cb.invokestatic(Names.CHECKS, "bool", MethodTypeDesc.of(Z, VALUE));
    }
  }

  private void not(int pc, Instruction in) {
    truth();
    condition(pc, in, java.lang.classfile.Opcode.IFNE);
  }

  private void jump(int pc, Instruction in) {
    probes.ifPresent(p -> count(p.edge(pc, in.a(), true)));
    states.put(in.a(), stack.snapshot());
    cb.goto_(labels.get(in.a()));
    reachable = false;
  }

  private void jumpIfFalse(int pc, Instruction in) {
    java.lang.classfile.Opcode branch = java.lang.classfile.Opcode.IFEQ;
    if (pendingJump != null) {
      branch = pendingJump;
      pendingJump = null;
      stack.pop();
    } else {
      truth();
    }
    states.put(in.a(), stack.snapshot());
    int counter = probes.map(p -> p.edge(pc, in.a(), true)).orElse(Probes.NONE);
    if (counter == Probes.NONE) {
      cb.branch(branch, labels.get(in.a()));
    } else {
      Label stay = cb.newLabel();
      cb.branch(opposite(branch), stay);
      count(counter);
      cb.goto_(labels.get(in.a())).labelBinding(stay);
    }
  }

  private static java.lang.classfile.Opcode opposite(java.lang.classfile.Opcode branch) {
    return switch (branch) {
      case IFEQ -> java.lang.classfile.Opcode.IFNE;
      case IFNE -> java.lang.classfile.Opcode.IFEQ;
      case IFLT -> java.lang.classfile.Opcode.IFGE;
      case IFGE -> java.lang.classfile.Opcode.IFLT;
      case IFGT -> java.lang.classfile.Opcode.IFLE;
      case IFLE -> java.lang.classfile.Opcode.IFGT;
      default -> throw new AssertionError(branch);
    };
  }

  private void array(Instruction in) {
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

  private void getIndex(Instruction in) {
    if (stack.peek() != Held.NUMBER) {
      stack.boxAll(2);
      cb.invokestatic(Names.INDEXING, "at", MethodTypeDesc.of(VALUE, VALUE, VALUE));
      shared(Held.REFERENCE, in);
      push(Held.REFERENCE, in);
      return;
    }
    if (stack.below(1) == Held.BOOL || stack.below(1) == Held.NUMBER) {
      stack.convert(2, 2, (i, held) -> boxFirst(i, held));
    } else {
      stack.drop(2);
    }
    Held natural = Held.of(in.type());
    if (in.use() == Use.UPDATE) {
      cb.invokestatic(Names.CALLS, "forUpdate", MethodTypeDesc.of(VALUE, VALUE, D));
      push(Held.REFERENCE, in);
    } else if (natural == Held.NUMBER) {
      cb.invokestatic(Names.INDEXING, "numberAt", MethodTypeDesc.of(D, VALUE, D));
      push(Held.NUMBER, in);
    } else if (natural == Held.BOOL) {
      cb.invokestatic(Names.INDEXING, "boolAt", MethodTypeDesc.of(Z, VALUE, D));
      push(Held.BOOL, in);
    } else {
      cb.invokestatic(Names.INDEXING, "at", MethodTypeDesc.of(VALUE, VALUE, D));
      shared(Held.REFERENCE, in);
      push(Held.REFERENCE, in);
    }
  }

  private void boxFirst(int index, Held held) {
    if (index == 0) {
      stack.box(held);
    }
  }

  private void setIndex(Instruction in) {
    Held array = stack.pop();
    stack.box(array);
    Held value = stack.pop();
    stack.pop();
    ClassDesc type = value == Held.NUMBER || value == Held.BOOL ? value.desc() : VALUE;
    cb.invokestatic(Names.INDEXING, "store", MethodTypeDesc.of(VALUE, D, type, VALUE));
    push(Held.REFERENCE, in);
  }

  private void test(String name, Instruction in) {
    boxedTop();
    cb.invokestatic(Names.CALLS, name, MethodTypeDesc.of(Z, VALUE));
    push(Held.BOOL, in);
  }

  private void extract(String name, Instruction in) {
    stack.pop();
    cb.invokestatic(Names.CALLS, name, MethodTypeDesc.of(VALUE, VALUE));
    shared(Held.REFERENCE, in);
    push(Held.REFERENCE, in);
  }

  private void split(Instruction in) {
    stack.pop();
    MethodTypeDesc part = MethodTypeDesc.of(VALUE, VALUE, I);
    int pair = stack.save(TypeKind.REFERENCE);
    cb.aload(pair).iconst_0().invokestatic(Names.CALLS, "part", part);
    push(Held.REFERENCE, in);
    cb.aload(pair).iconst_1().invokestatic(Names.CALLS, "part", part);
    stack.push(Held.REFERENCE);
  }
}
