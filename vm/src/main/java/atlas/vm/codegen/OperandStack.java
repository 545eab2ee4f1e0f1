package atlas.vm.codegen;

import atlas.vm.bytecode.Instruction;
import atlas.vm.bytecode.Opcode;
import atlas.vm.bytecode.StackEffect;
import atlas.vm.runtime.Kind;
import atlas.vm.types.Type;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What lies on the operand stack while a method is generated, and the instructions that convert it.
 * The JVM's stack is the same, except for operands that are held as {@link Held#NOTHING}.
 */
final class OperandStack {
  private final CodeBuilder cb;
  private List<Held> operands = new ArrayList<>();
  private Deque<Loan> loans = new ArrayDeque<>();
  private final Map<Integer, Integer> loanSlots = new HashMap<>();
  private int pc;
  private Held number = Held.NUMBER;

  OperandStack(CodeBuilder cb) {
    this.cb = cb;
  }

  void push(Held held) {
    operands.add(held);
  }

  Held pop() {
    Held held = operands.removeLast();
    while (!loans.isEmpty() && loans.peek().below() >= operands.size()) {
      loans.pop();
    }
    return held;
  }

  Held peek() {
    return operands.getLast();
  }

  /** The operand below the top {@code n}. */
  Held below(int n) {
    return operands.get(operands.size() - 1 - n);
  }

  /** The top {@code n}, deepest first. */
  List<Held> top(int n) {
    return List.copyOf(operands.subList(operands.size() - n, operands.size()));
  }

  /** What lies on the stack at some point. */
  record State(List<Held> operands, List<Loan> loans) {
    static final State EMPTY = new State(List.of(), List.of());
  }

  State snapshot() {
    return new State(List.copyOf(operands), List.copyOf(loans));
  }

  void restore(State state) {
    operands = new ArrayList<>(state.operands());
    loans = new ArrayDeque<>(state.loans());
  }

  /** What becomes of an operand that is not the function's own to give. */
  private enum Way {
    /** It is looked at. */
    LENT,
    /** A variable of this function gives it to the one that is called. */
    MOVED,
    /** What this function may have been given, it gives to the one that is called. */
    FORWARDED
  }

  /**
   * An operand that its variable has an interest in.
   *
   * @param below the number of operands below it
   * @param slot the JVM local that holds it, too
   */
  record Loan(int below, int slot, Way way) {}

  /** Makes a loan of the value on top of the JVM's stack, which is to be pushed next. */
  void lend() {
    cb.invokestatic(Names.SHAREABLE, "lend", MethodTypeDesc.of(Names.VALUE, Names.VALUE));
    remember(Way.LENT);
  }

  /**
   * Takes note that the value on top of the JVM's stack, which is to be pushed next, is moved to
   * the function that is called with it.
   *
   * @param received whether it is a parameter that this function has not claimed
   */
  void move(boolean received) {
    remember(received ? Way.FORWARDED : Way.MOVED);
  }

  private void remember(Way way) {
    // What is generated twice is the same loan.
    int slot = loanSlots.computeIfAbsent(pc, _ -> cb.allocateLocal(TypeKind.REFERENCE));
    cb.dup().astore(slot);
    loans.push(new Loan(operands.size(), slot, way));
  }

  /**
   * The loans that an instruction ends: of all that it takes, or of all there are if it leaves the
   * function.
   */
  List<Loan> lentTo(Instruction in) {
    if (loans.isEmpty()) {
      return List.of();
    }
    int first = in.opcode() == Opcode.RETURN ? 0 : operands.size() - StackEffect.pops(in);
    return loans.stream().filter(loan -> loan.below() >= first).toList();
  }

  /** Sends what is moved on its way, right before the call. */
  void send(List<Loan> ended, int depthSlot) {
    for (Loan loan : ended) {
      if (loan.way() != Way.LENT) {
        cb.aload(loan.slot()).iload(depthSlot).iconst_1().iadd();
        cb.invokestatic(
            Names.SHAREABLE,
            loan.way() == Way.MOVED ? "move" : "forward",
            MethodTypeDesc.of(Names.V, Names.VALUE, Names.I));
      }
    }
  }

  /** Ends loans. */
  void giveBack(List<Loan> ended) {
    for (Loan loan : ended) {
      if (loan.way() == Way.LENT) {
        cb.aload(loan.slot());
        cb.invokestatic(Names.SHAREABLE, "giveBack", MethodTypeDesc.of(Names.V, Names.VALUE));
      }
    }
  }

  /** Duplicates what is on top of the JVM's stack. */
  void duplicate(Held held) {
    if (held.kind().slotSize() == 2) {
      cb.dup2();
    } else {
      cb.dup();
    }
  }

  /**
   * Goes on to an instruction.
   *
   * @param wanted how numbers are to be held that it pushes
   */
  void at(int instruction, Held wanted) {
    pc = instruction;
    number = wanted;
  }

  /** Converts a number that is on top. */
  void convertNumber(Held from, Held to) {
    if (from != to) {
      cb.conversion(from.kind(), to.kind());
    }
  }

  /** Makes a reference of what is on top. */
  void box(Held held) {
    switch (held) {
      case INT, LONG -> {
        convertNumber(held, Held.NUMBER);
        box(Held.NUMBER);
      }
      case NUMBER -> call(Names.NUMBER_VALUE, "of", Names.NUMBER_VALUE, Names.D);
      case BOOL -> call(Names.BOOL_VALUE, "of", Names.BOOL_VALUE, Names.Z);
      case TEXT, REFERENCE -> {}
      case CHARACTER, CELL, NOTHING, CONTEXT -> throw new AssertionError(held);
    }
  }

  private void call(ClassDesc owner, String name, ClassDesc result, ClassDesc param) {
    cb.invokestatic(owner, name, MethodTypeDesc.of(result, param));
  }

  /**
   * Pushes the value on top of the JVM's stack as an operand.
   *
   * @param natural how it is held now
   * @param wanted the type that what follows relies on
   * @param checked whether its kind must be checked
   */
  void pushAs(Held natural, Type wanted, boolean checked) {
    Held held = Held.of(wanted);
    if (held == Held.NUMBER && natural.isNumber()) {
      convertNumber(natural, number);
      push(number);
      return;
    }
    if (natural != held) {
      box(natural);
      switch (held) {
        case NUMBER -> call(Names.CHECKS, "number", Names.D, Names.VALUE);
        case BOOL -> call(Names.CHECKS, "bool", Names.Z, Names.VALUE);
        case TEXT -> {
          if (checked) {
            call(Names.CHECKS, "text", Names.TEXT, Names.VALUE);
          } else {
            cb.checkcast(Names.TEXT);
          }
        }
        case INT, LONG, CHARACTER, REFERENCE, CELL, NOTHING, CONTEXT -> {}
      }
    }
    if (held == Held.REFERENCE && checked) {
      checkKind(Kind.mask(wanted));
    }
    if (held == Held.NUMBER) {
      convertNumber(Held.NUMBER, number);
      held = number;
    }
    push(held);
  }

  /** Pushes a constant, at once in the way that it is wanted. */
  void pushNumber(double value, Type wanted, boolean checked) {
    Held held = wanted == Type.NUMBER ? number : Held.NUMBER;
    switch (held) {
      case INT -> cb.loadConstant((int) value);
      case LONG -> cb.loadConstant((long) value);
      default -> cb.loadConstant(value);
    }
    pushAs(held, wanted, checked);
  }

  private void checkKind(int mask) {
    if (mask == Kind.ARRAY.bit()) {
      call(Names.CHECKS, "array", Names.ARRAY_VALUE, Names.VALUE);
    } else if (mask == Kind.OPTION.bit()) {
      call(Names.CHECKS, "option", Names.OPTION_VALUE, Names.VALUE);
    } else if (mask == Kind.RESULT.bit()) {
      call(Names.CHECKS, "result", Names.RESULT_VALUE, Names.VALUE);
    } else if (mask != Kind.ANY) {
      cb.loadConstant(mask);
      cb.invokestatic(Names.CHECKS, "kind", MethodTypeDesc.of(Names.VALUE, Names.VALUE, Names.I));
    }
  }

  /** A conversion of one operand that is on top. */
  interface Conversion {
    void emit(int index, Held held);
  }

  /**
   * Converts the top {@code n} operands, which leave the stack of operands but not that of the JVM.
   *
   * @param needed how many of them, from the deepest to be converted up to the top, must be
   *     visited; 0 if none
   */
  void convert(int n, int needed, Conversion conversion) {
    List<Held> args = top(n);
    int first = n - needed;
    int[] slots = new int[n];
    for (int i = n - 1; i > first; i--) {
      slots[i] = save(args.get(i).kind());
    }
    for (int i = first; i < n; i++) {
      if (i > first) {
        cb.loadLocal(args.get(i).kind(), slots[i]);
      }
      conversion.emit(i, args.get(i));
    }
    drop(n);
  }

  /** Forgets the top {@code n} operands. */
  void drop(int n) {
    for (int i = 0; i < n; i++) {
      pop();
    }
  }

  /**
   * Makes references of the top {@code n} operands, which leave the stack of operands but not that
   * of the JVM.
   */
  void boxAll(int n) {
    List<Held> args = top(n);
    int needed = 0;
    for (int i = 0; i < n; i++) {
      if (args.get(i).isNumber() || args.get(i) == Held.BOOL) {
        needed = n - i;
        break;
      }
    }
    convert(n, needed, (_, held) -> box(held));
  }

  /** Stores what is on top of the JVM's stack in a new JVM local. */
  int save(TypeKind kind) {
    int slot = cb.allocateLocal(kind);
    cb.storeLocal(kind, slot);
    return slot;
  }

  /** Puts the top {@code n} operands, boxed, into an array, which is left on the JVM's stack. */
  void pack(int n) {
    cb.loadConstant(n).anewarray(Names.VALUE);
    int array = save(TypeKind.REFERENCE);
    for (int i = n - 1; i >= 0; i--) {
      Held held = pop();
      if (held != Held.CELL) {
        box(held);
      }
      pack(array, i, Held.REFERENCE);
    }
    cb.aload(array);
  }

  /**
   * Puts the top {@code n} operands, all numbers or all truth values, into a Java array, which is
   * left on the JVM's stack.
   */
  void packPrimitives(int n, Held held) {
    TypeKind element = held == Held.NUMBER ? TypeKind.DOUBLE : TypeKind.BOOLEAN;
    cb.loadConstant(n).newarray(element);
    int array = save(TypeKind.REFERENCE);
    for (int i = n - 1; i >= 0; i--) {
      pop();
      pack(array, i, held);
    }
    cb.aload(array);
  }

  private void pack(int array, int index, Held held) {
    int value = save(held.kind());
    cb.aload(array).loadConstant(index).loadLocal(held.kind(), value);
    switch (held) {
      case NUMBER -> cb.dastore();
      case BOOL -> cb.bastore();
      case INT, LONG, CHARACTER, TEXT, REFERENCE, CELL, NOTHING, CONTEXT -> cb.aastore();
    }
  }
}
