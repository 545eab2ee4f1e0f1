package atlas.vm.codegen;

import static atlas.vm.codegen.Names.D;
import static atlas.vm.codegen.Names.I;
import static atlas.vm.codegen.Names.V;
import static atlas.vm.codegen.Names.VALUE;
import static atlas.vm.codegen.Names.Z;

import atlas.vm.bytecode.Chunk;
import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.Constant;
import atlas.vm.bytecode.Instruction;
import atlas.vm.bytecode.Instruction.Use;
import atlas.vm.bytecode.Opcode;
import atlas.vm.instrument.ProbePlan;
import atlas.vm.types.Type;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
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
  private final UnitGenerator unit;
  private final Code code;
  private final Representation numbers;
  private final CodeBuilder cb;
  private final OperandStack stack;
  private final Optional<CounterGenerator> counters;
  private final Optional<TurnGenerator> turns;
  private final Optional<ChunkGenerator> chunk;
  private final Optional<long[]> budget;
  private final Map<Integer, Label> labels = new HashMap<>();
  private final Map<Integer, OperandStack.State> states = new HashMap<>();
  private final int depthSlot;
  private final int resultSlot;
  private final VariableGenerator variables;
  private final ElementGenerator elements;
  private final WholeGenerator wholes;
  private final DeferredChecks deferred;
  private final Attempts attempts;
  private final CallGenerator calls;
  private boolean reachable = true;
  private ArrayLiterals literals;
  private Appends appends;
  private int first;
  private int skipped;
  private java.lang.classfile.Opcode pendingJump;

  /** A generator for all of a code. */
  MethodGenerator(UnitGenerator unit, Code code, Representation numbers, CodeBuilder cb) {
    this(unit, code, numbers, cb, Optional.empty());
  }

  /** A generator for a chunk of a code, in which all numbers are doubles. */
  MethodGenerator(UnitGenerator unit, Code code, CodeBuilder cb, ChunkFrame frame, Chunk chunk) {
    this(
        unit,
        code,
        frame.representation(),
        cb,
        Optional.of(new ChunkGenerator(code, frame, chunk, cb)));
  }

  private MethodGenerator(
      UnitGenerator unit,
      Code code,
      Representation numbers,
      CodeBuilder cb,
      Optional<ChunkGenerator> chunk) {
    this.unit = unit;
    this.code = code;
    this.numbers = numbers;
    this.cb = cb;
    this.chunk = chunk;
    this.stack = new OperandStack(cb);
    this.budget = unit.linkage().probes().flatMap(ProbePlan::budget);
    boolean once = chunk.isPresent() || budget.isPresent();
    this.turns = unit.linkage().probes().flatMap(this::turns);
    this.counters = unit.linkage().probes().map(plan -> counting(plan, once));
    int passed = code.captures().size() + code.params().size();
    this.depthSlot = chunk.isPresent() ? chunk.get().depthSlot() : cb.parameterSlot(passed);
    LocalSlots slots = chunk.isPresent() ? chunk.get().slots() : LocalSlots.of(code, numbers, cb);
    this.variables = new VariableGenerator(unit, code, numbers, cb, stack, slots, depthSlot);
    this.elements = new ElementGenerator(cb, stack, variables);
    this.wholes = new WholeGenerator(cb);
    // With a limit of instructions nothing may be done twice.
    this.deferred = once ? DeferredChecks.NONE : DeferredChecks.of(code, numbers);
    this.attempts = new Attempts(cb);
    boolean ownResult = code.isMain() && chunk.isEmpty();
    this.resultSlot = ownResult ? cb.allocateLocal(TypeKind.REFERENCE) : -1;
    this.calls = new CallGenerator(unit, code, numbers, cb, stack, depthSlot);
  }

  private CounterGenerator counting(ProbePlan plan, boolean inMemory) {
    return inMemory
        ? CounterGenerator.ofPart(cb, unit.constants(), plan, code, turns)
        : CounterGenerator.ofWhole(cb, unit.constants(), plan, code, turns);
  }

  private Optional<TurnGenerator> turns(ProbePlan plan) {
    return chunk.isPresent()
        ? chunk.get().turns(unit.constants(), plan)
        : TurnGenerator.inLocals(cb, unit.constants(), plan, code);
  }

  void generate() {
    cb.lineNumber(LineNumbers.PROLOGUE);
    if (chunk.isPresent()) {
      Chunk part = chunk.get().chunk();
      chunk.get().enter();
      for (int pc = part.start(); pc <= part.end(); pc++) {
        if (chunk.get().isTarget(pc)) {
          labels.put(pc, cb.newLabel());
        }
      }
      generate(part.start(), part.end());
      leave(part);
    } else {
      prologue();
      turns.ifPresent(TurnGenerator::begin);
      generate(0, code.size());
      turns.ifPresent(TurnGenerator::end);
    }
  }

  /** Generates only what comes before the first instruction. */
  void beginOnly() {
    cb.lineNumber(LineNumbers.PROLOGUE);
    prologue();
  }

  private void generate(int start, int end) {
    first = start;
    literals = new ArrayLiterals(code, start, end);
    for (Instruction in : code.instructions().subList(start, end)) {
      if (in.opcode().jumps()) {
        labels.computeIfAbsent(in.a(), _ -> cb.newLabel());
      }
    }
    // With a limit of instructions a call and what becomes of its result are two steps.
    appends = new Appends(code, start, budget.isPresent() ? start : end, labels::containsKey);
    for (int pc = start; pc < end; pc++) {
      int at = pc;
      if (attempts.isEndedBy(pc)) {
        attempts.end();
      }
      if (pc == start) {
        begin(pc);
      } else {
        arrive(pc);
      }
      if (reachable) {
        counters.ifPresent(c -> c.at(at));
      }
      if (skipped == 0 && reachable && deferred.startingAt(pc).isPresent()) {
        attempts.begin(deferred.startingAt(pc).get());
      }
      if (skipped > 0) {
        skipped--;
      } else if (reachable) {
        next(pc);
      }
    }
    counters.ifPresent(CounterGenerator::end);
    attempts.repeat(this::repeat);
    counters.ifPresent(CounterGenerator::handlers);
  }

  private void next(int pc) {
    ArrayLiterals.Literal literal = budget.isPresent() ? null : literals.at(pc);
    if (literal == null) {
      cb.lineNumber(pc - first + LineNumbers.FIRST);
      budget.ifPresent(this::spend);
      stack.at(pc, numbers.wanted(pc));
      borrowing(pc, code.instruction(pc));
    } else {
      unit.constants().push(cb, literal, literal.value(), Names.ARRAY_VALUE);
      push(Held.REFERENCE, code.instruction(literal.end()));
      skipped = literal.end() - pc;
    }
  }

  // The same instructions once more, with all checks: one of them fails.
  private void repeat(DeferredChecks.Region region) {
    stack.restore(OperandStack.State.EMPTY);
    counters.ifPresent(c -> c.at(region.start()));
    for (int pc = region.start(); pc < region.end(); pc++) {
      if (skipped > 0) {
        skipped--;
      } else {
        next(pc);
      }
    }
    counters.ifPresent(CounterGenerator::end);
  }

  // What leads to the first instruction from outside is counted there.
  private void begin(int pc) {
    if (labels.containsKey(pc)) {
      cb.labelBinding(labels.get(pc));
    }
  }

  // Control leaves a chunk at its end, and where it jumps out.
  private void leave(Chunk part) {
    states.keySet().removeIf(part::contains);
    if (part.end() < code.size()) {
      arrive(part.end());
      if (reachable) {
        chunk.orElseThrow().leave(part.end());
      }
      states.remove(part.end());
    }
    for (int target : states.keySet()) {
      cb.labelBinding(labels.get(target));
      chunk.orElseThrow().leave(target);
    }
  }

  // The call depth, interrupts, the entry counter; then what the body relies on.
  private void prologue() {
    counters.ifPresentOrElse(c -> c.depth(depthSlot, this::checkDepth), this::checkDepth);
    poll();
    counters.ifPresent(CounterGenerator::enter);
    variables.claimChanged();
    if (code.isMain()) {
      cb.getstatic(Names.NULL_VALUE, "NULL", Names.NULL_VALUE).astore(resultSlot);
    }
  }

  private void checkDepth() {
    Label allowed = cb.newLabel();
    cb.iload(depthSlot).loadConstant(unit.linkage().depthLimit()).if_icmple(allowed);
    cb.iload(depthSlot).invokestatic(Names.CALLS, "overflow", MethodTypeDesc.of(V, I));
    cb.labelBinding(allowed);
  }

  private void poll() {
    if (unit.linkage().polls()) {
      Label goOn = cb.newLabel();
      cb.invokestatic(Names.INTERRUPTS, "poll", MethodTypeDesc.of(Z)).ifeq(goOn);
      unit.constants().push(cb, "context", unit.linkage().context(), Names.CONTEXT);
      cb.invokevirtual(Names.CONTEXT, "poll", MethodTypeDesc.of(V));
      cb.labelBinding(goOn);
    }
  }

  private void spend(long[] instructions) {
    Label goOn = cb.newLabel();
    unit.constants().push(cb, "budget", instructions, Names.COUNTERS);
    cb.iconst_0().dup2().laload().lconst_1().lsub().dup2_x2().lastore();
    cb.lconst_0().lcmp().ifge(goOn);
    cb.invokestatic(Names.CALLS, "exhausted", MethodTypeDesc.of(V)).labelBinding(goOn);
  }

  // Control comes to an instruction: by falling through, which may be counted, and by jumps.
  private void arrive(int pc) {
    Label label = labels.get(pc);
    boolean afterJump = pc > 0 && code.instruction(pc - 1).opcode() == Opcode.JUMP_IF_FALSE;
    if (reachable && pc > 0 && (label != null || afterJump)) {
      counters.ifPresent(c -> c.edge(pc - 1, pc, false));
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

  // A library function may change what it borrows in place, functions of the program do not.
  private void borrowing(int pc, Instruction in) {
    List<OperandStack.Loan> lent = stack.lentTo(in);
    if (in.opcode() == Opcode.CALL && !calls.isOfLibrary(in)) {
      stack.send(lent, depthSlot);
      instruction(pc, in);
      stack.giveBack(lent);
    } else {
      stack.giveBack(lent);
      instruction(pc, in);
    }
  }

  private void instruction(int pc, Instruction in) {
    switch (in.opcode()) {
      case CONSTANT -> constant(pc, in);
      case NULL -> {
        cb.getstatic(Names.NULL_VALUE, "NULL", Names.NULL_VALUE);
        push(Held.REFERENCE, in);
      }
      case TRUE, FALSE -> {
        cb.loadConstant(in.opcode() == Opcode.TRUE ? 1 : 0);
        push(Held.BOOL, in);
      }
      case GET_LOCAL -> {
        if (isPlain(pc + 1, Opcode.POP) && !code.locals().get(in.a()).cell()) {
          skipped = 1;
        } else {
          variables.getLocal(in);
        }
      }
      case GET_UPVALUE -> variables.getUpvalue(in);
      case SET_LOCAL, SET_UPVALUE, SET_GLOBAL -> set(pc, in);
      case GET_GLOBAL -> {
        if (code.constant(in.a()) instanceof Constant.LibraryConstant c) {
          calls.library(c, in);
        } else {
          variables.getGlobal(in);
        }
      }
      case MAKE_CLOSURE -> variables.makeClosure(in);
      case ADD, SUB, MUL, DIV, MOD -> arithmetic(pc, in);
      case NEGATE -> negate(pc, in);
      case EQUAL, NOT_EQUAL -> equality(pc, in);
      case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> comparison(pc, in);
      case NOT -> not(pc, in);
      case JUMP -> jump(pc, in);
      case LOOP -> {
        poll();
        jump(pc, in);
      }
      case JUMP_IF_FALSE -> jumpIfFalse(pc, in);
      case CALL -> {
        if (appends.isAppend(pc)) {
          calls.append(in, appends.isElement(pc - 1));
        } else {
          calls.call(pc, in, isPlain(pc + 1, Opcode.SPLIT));
        }
      }
      case CALL_METHOD -> calls.method(in);
      case RETURN -> {
        returnTop();
        reachable = false;
      }
      case ARRAY -> {
        if (!appends.isElement(pc)) {
          elements.array(in);
        }
      }
      case GET_INDEX -> elements.getIndex(in);
      case SET_INDEX -> store(pc, in, 1);
      case GET_PATH -> elements.getPath(in);
      case SET_PATH -> store(pc, in, in.a());
      case POP -> pop();
      case DUP -> {
        stack.duplicate(stack.peek());
        stack.push(stack.peek());
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
        if (chunk.isPresent()) {
          chunk.get().result(Held.REFERENCE);
        } else {
          cb.astore(resultSlot);
        }
      }
      case MATCH_FAIL -> {
        cb.invokestatic(Names.CALLS, "matchFail", MethodTypeDesc.of(Names.ERROR)).athrow();
        reachable = false;
      }
      case SPLIT -> calls.split(in);
      case NEW_CELL -> variables.newCell(in);
      case GET_CELL -> variables.getCell(in);
      case GET_UPVALUE_CELL -> variables.getUpvalueCell(in);
      case HALT -> {
        if (chunk.isPresent()) {
          chunk.get().end();
        } else {
          cb.aload(resultSlot).areturn();
        }
        reachable = false;
      }
    }
  }

  private void returnTop() {
    Held held = stack.pop();
    if (chunk.isPresent()) {
      chunk.get().result(held);
      chunk.get().end();
    } else {
      cb.return_(held.kind());
    }
  }

  private void push(Held natural, Instruction in) {
    stack.pushAs(natural, in.type(), in.checked());
  }

  private void boxedTop() {
    stack.box(stack.pop());
  }

  private void constant(int pc, Instruction in) {
    Constant constant = code.constant(in.a());
    switch (constant) {
      case Constant.NumberConstant c -> stack.pushNumber(c.value(), in.type(), in.checked());
      case Constant.StringConstant c when numbers.wanted(pc) == Held.CHARACTER -> {
        cb.loadConstant(c.value().codePointAt(0));
        stack.push(Held.CHARACTER);
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
        ClassDesc option = Names.OPTION_VALUE;
        cb.getstatic(option, "NONE", option);
        push(Held.REFERENCE, in);
      }
      case Constant.LibraryConstant c -> calls.library(c, in);
      case Constant.NameConstant _, Constant.VariableConstant _, Constant.FunctionConstant _ ->
          throw new AssertionError(constant);
    }
  }

  // A store keeps its value on the stack, so that two places refer to it; when it is popped next,
  // it need not be there.
  private void set(int pc, Instruction in) {
    Held held = stack.peek();
    boolean popNext = isPlain(pc + 1, Opcode.POP);
    if (popNext) {
      stack.pop();
      skipped = 1;
    } else {
      variables.shared(held, in);
      stack.duplicate(held);
    }
    variables.store(in, held);
    if (!popNext && held.isNumber()) {
      stack.pop();
      stack.convertNumber(held, numbers.wanted(pc));
      stack.push(numbers.wanted(pc));
    }
  }

  /**
   * Whether an instruction has an opcode, and control comes to it from the one before it only; with
   * a limit of instructions it may not even come there.
   */
  private boolean isPlain(int pc, Opcode opcode) {
    return pc < code.size()
        && code.instruction(pc).opcode() == opcode
        && !labels.containsKey(pc)
        && budget.isEmpty();
  }

  // Mostly the array comes from a variable, to which it is stored back at once.
  private void store(int pc, Instruction in, int depth) {
    Instruction from = code.instruction(pc - 1);
    Opcode back =
        switch (from.opcode()) {
          case GET_LOCAL -> Opcode.SET_LOCAL;
          case GET_UPVALUE -> Opcode.SET_UPVALUE;
          case GET_GLOBAL -> Opcode.SET_GLOBAL;
          default -> null;
        };
    boolean storedBack =
        back != null
            && !labels.containsKey(pc)
            && isPlain(pc + 1, back)
            && code.instruction(pc + 1).a() == from.a()
            && isPlain(pc + 2, Opcode.POP);
    if (storedBack) {
      elements.storeBack(code.instruction(pc + 1), depth);
      skipped = 2;
    } else {
      elements.store(in, depth);
    }
  }

  private void pop() {
    Held held = stack.pop();
    if (held.kind().slotSize() == 2) {
      cb.pop2();
    } else if (held != Held.NOTHING) {
      cb.pop();
    }
  }

  private void negate(int pc, Instruction in) {
    Held held = stack.pop();
    if (numbers.kind(pc) == Held.NUMBER) {
      cb.dneg();
    } else {
      wholes.operation(in.opcode(), held, false);
    }
    push(held, in);
  }

  private void arithmetic(int pc, Instruction in) {
    String name = in.opcode().name().toLowerCase(java.util.Locale.ROOT);
    Held right = stack.peek();
    Held left = stack.below(1);
    if (left == Held.NUMBER && right == Held.NUMBER && attempts.isGoingOn()) {
      stack.drop(2);
      attempts.operation(in.opcode(), deferred.isUnchecked(pc));
      push(Held.NUMBER, in);
    } else if (left == Held.NUMBER && right == Held.NUMBER) {
      stack.drop(2);
      cb.invokestatic(Names.ARITHMETIC, name, MethodTypeDesc.of(D, D, D));
      push(Held.NUMBER, in);
    } else if (left.isNumber() && left == right) {
      stack.drop(2);
      wholes.operation(in.opcode(), left, numbers.rounds(pc));
      push(left, in);
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
    if (numbers.kind(pc) != Held.NUMBER) {
      stack.drop(2);
      condition(pc, in, wholes.compare(in.opcode(), numbers.kind(pc)));
      return;
    }
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
    if (numbers.kind(pc) != Held.NUMBER) {
      stack.drop(2);
      condition(pc, in, wholes.compare(in.opcode(), numbers.kind(pc)));
      return;
    } else if (left == Held.NUMBER && right == Held.NUMBER) {
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
    counters.ifPresent(c -> c.edge(pc, in.a(), true));
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
    if (!counters.map(c -> c.isCounted(pc, in.a(), true)).orElse(false)) {
      cb.branch(branch, labels.get(in.a()));
    } else {
      Label stay = cb.newLabel();
      cb.branch(WholeGenerator.opposite(branch), stay);
      counters.get().edge(pc, in.a(), true);
      cb.goto_(labels.get(in.a())).labelBinding(stay);
    }
  }

  private void test(String name, Instruction in) {
    boxedTop();
    cb.invokestatic(Names.CALLS, name, MethodTypeDesc.of(Z, VALUE));
    push(Held.BOOL, in);
  }

  private void extract(String name, Instruction in) {
    boxedTop();
    cb.invokestatic(Names.CALLS, name, MethodTypeDesc.of(VALUE, VALUE));
    variables.shared(Held.REFERENCE, in);
    push(Held.REFERENCE, in);
  }
}
