package atlas.vm.bytecode;

import java.util.Locale;

/**
 * The instruction set (language §24): one table from which disassembler, verifier, interpreter and
 * documentation read. In the stack pictures the top is on the right. Codes from A0 on are this
 * implementation's extensions.
 */
public enum Opcode {
  CONSTANT(0x01, Operands.CONSTANT, "→ v", "push a constant of the pool"),
  NULL(0x02, Operands.NONE, "→ null", "push null"),
  TRUE(0x03, Operands.NONE, "→ true", "push true"),
  FALSE(0x04, Operands.NONE, "→ false", "push false"),
  GET_LOCAL(0x10, Operands.LOCAL, "→ v", "push a local; a cell not yet bound is AT0002"),
  SET_LOCAL(0x11, Operands.LOCAL, "v → v", "store in a local, keep on the stack"),
  GET_GLOBAL(
      0x12, Operands.CONSTANT, "→ v", "push a global, function or library name; unbound is AT0002"),
  SET_GLOBAL(0x13, Operands.CONSTANT, "v → v", "store in a global, keep on the stack"),
  MAKE_CLOSURE(0x14, Operands.CLOSURE, "c1…cn → f", "make a function with n captured values"),
  GET_UPVALUE(0x15, Operands.UPVALUE, "→ v", "push a captured value of this call"),
  SET_UPVALUE(0x16, Operands.UPVALUE, "v → v", "store in a captured value, for this call only"),
  ADD(0x20, Operands.NONE, "a b → r", "add numbers, concatenate strings"),
  SUB(0x21, Operands.NONE, "a b → r", "subtract"),
  MUL(0x22, Operands.NONE, "a b → r", "multiply"),
  DIV(0x23, Operands.NONE, "a b → r", "divide; by zero is AT0005"),
  MOD(0x24, Operands.NONE, "a b → r", "truncated remainder; by zero is AT0005"),
  NEGATE(0x25, Operands.NONE, "a → r", "change the sign"),
  EQUAL(0x30, Operands.NONE, "a b → bool", "deep equality"),
  NOT_EQUAL(0x31, Operands.NONE, "a b → bool", "its opposite"),
  LESS(0x32, Operands.NONE, "a b → bool", "compare numbers"),
  LESS_EQUAL(0x33, Operands.NONE, "a b → bool", "compare numbers"),
  GREATER(0x34, Operands.NONE, "a b → bool", "compare numbers"),
  GREATER_EQUAL(0x35, Operands.NONE, "a b → bool", "compare numbers"),
  NOT(0x40, Operands.NONE, "a → bool", "logical not"),
  JUMP(0x50, Operands.TARGET, "", "jump forward"),
  JUMP_IF_FALSE(0x51, Operands.TARGET, "b →", "jump forward if false; not a bool is AT0001"),
  LOOP(0x52, Operands.TARGET, "", "jump backward"),
  CALL(0x60, Operands.COUNT, "f a1…an → r", "call"),
  RETURN(0x61, Operands.NONE, "v →", "leave the function with v"),
  ARRAY(0x70, Operands.COUNT, "e1…en → a", "make an array"),
  GET_INDEX(
      0x71,
      Operands.NONE,
      "a i → v",
      "element of an array, part of a json value, character of a string"),
  SET_INDEX(
      0x72,
      Operands.NONE,
      "i v a → a′",
      "a with v at index i; evaluated in the order of §7.3, so a comes last"),
  POP(0x80, Operands.NONE, "v →", "drop"),
  DUP(0x81, Operands.NONE, "v → v v", "duplicate"),
  IS_OPTION_SOME(0x90, Operands.NONE, "v → bool", "is it a Some"),
  IS_OPTION_NONE(0x91, Operands.NONE, "v → bool", "is it None"),
  IS_RESULT_OK(0x92, Operands.NONE, "v → bool", "is it an Ok"),
  IS_RESULT_ERR(0x93, Operands.NONE, "v → bool", "is it an Err"),
  EXTRACT_OPTION_VALUE(0x94, Operands.NONE, "v → x", "content of a Some"),
  EXTRACT_RESULT_VALUE(0x95, Operands.NONE, "v → x", "content of an Ok or Err"),
  IS_ARRAY(0x96, Operands.NONE, "v → bool", "is it an array"),
  GET_ARRAY_LEN(0x97, Operands.NONE, "a → n", "length of an array; another value is AT0001"),
  SET_RESULT(0xA0, Operands.NONE, "v →", "make v the result of the program (§22.1)"),
  MATCH_FAIL(0xA3, Operands.NONE, "→", "AT0001: no arm of a match fits"),
  GET_PATH(
      0xA4, Operands.COUNT, "i1…in a → i1…in v", "element of a at a path of indices, which stay"),
  SET_PATH(
      0xA5, Operands.COUNT, "i1…in v a → a′", "a with v stored at a path of two or more indices"),
  SPLIT(
      0xA6,
      Operands.NONE,
      "p → item rest",
      "take the pair of a removing library call apart (stdlib §3.3)"),
  CALL_METHOD(
      0xA7, Operands.METHOD, "r a1…an → r", "call a method found by the kind of the receiver"),
  NEW_CELL(0xA8, Operands.LOCAL, "", "a fresh, unbound cell in a local"),
  GET_CELL(0xA9, Operands.LOCAL, "→ cell", "push the cell itself, to be captured"),
  GET_UPVALUE_CELL(
      0xAA, Operands.UPVALUE, "→ cell", "push a captured cell itself, to be captured again"),
  HALT(0xFF, Operands.NONE, "", "end of the program");

  /** What the operands of an instruction mean. */
  public enum Operands {
    NONE,
    /** {@code a}: index into the constant pool. */
    CONSTANT,
    /** {@code a}: a local. */
    LOCAL,
    /** {@code a}: a captured value. */
    UPVALUE,
    /** {@code a}: pool index of the function, {@code b}: number of captured values. */
    CLOSURE,
    /** {@code a}: the instruction to go on with. */
    TARGET,
    /** {@code a}: a number of values. */
    COUNT,
    /** {@code a}: pool index of the name, {@code b}: number of arguments without the receiver. */
    METHOD
  }

  private final int code;
  private final Operands operands;
  private final String stack;
  private final String meaning;
  private final String title;

  Opcode(int code, Operands operands, String stack, String meaning) {
    this.code = code;
    this.operands = operands;
    this.stack = stack;
    this.meaning = meaning;
    this.title = camelCase(name());
  }

  private static String camelCase(String name) {
    StringBuilder text = new StringBuilder();
    for (String word : name.split("_")) {
      text.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return text.toString();
  }

  /** The byte of the model. */
  public int code() {
    return code;
  }

  public Operands operands() {
    return operands;
  }

  /** The stack before and after. */
  public String stack() {
    return stack;
  }

  public String meaning() {
    return meaning;
  }

  /** The name in listings and reports, such as {@code GetLocal}. */
  public String title() {
    return title;
  }

  /** Whether control does not fall through to the next instruction. */
  public boolean endsBlock() {
    return switch (this) {
      case JUMP, LOOP, RETURN, HALT, MATCH_FAIL -> true;
      default -> false;
    };
  }

  /** Whether the operand {@code a} is a place to go on with. */
  public boolean jumps() {
    return operands == Operands.TARGET;
  }
}
