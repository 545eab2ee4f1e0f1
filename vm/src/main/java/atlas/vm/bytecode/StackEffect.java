package atlas.vm.bytecode;

/** How many values an instruction takes from the operand stack, and how many it then puts there. */
public final class StackEffect {
  private StackEffect() {}

  /** The number of values taken; those that are looked at and kept are taken and put back. */
  public static int pops(Instruction instruction) {
    return switch (instruction.opcode()) {
      case CONSTANT, NULL, TRUE, FALSE, GET_LOCAL, GET_GLOBAL, GET_UPVALUE -> 0;
      case JUMP, LOOP, MATCH_FAIL, HALT, NEW_CELL, GET_CELL, GET_UPVALUE_CELL -> 0;
      case SET_LOCAL, SET_GLOBAL, SET_UPVALUE, NEGATE, NOT -> 1;
      case JUMP_IF_FALSE, RETURN, POP, DUP, SET_RESULT, SPLIT, GET_ARRAY_LEN -> 1;
      case IS_OPTION_SOME, IS_OPTION_NONE, IS_RESULT_OK, IS_RESULT_ERR, IS_ARRAY -> 1;
      case EXTRACT_OPTION_VALUE, EXTRACT_RESULT_VALUE -> 1;
      case ADD, SUB, MUL, DIV, MOD, GET_INDEX -> 2;
      case EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> 2;
      case SET_INDEX -> 3;
      case ARRAY -> instruction.a();
      case CALL, GET_PATH -> instruction.a() + 1;
      case SET_PATH -> instruction.a() + 2;
      case CALL_METHOD -> instruction.b() + 1;
      case MAKE_CLOSURE -> instruction.b();
    };
  }

  /** The number of values put there, those that were kept included. */
  public static int pushes(Instruction instruction) {
    return switch (instruction.opcode()) {
      case JUMP, LOOP, JUMP_IF_FALSE, MATCH_FAIL, HALT, RETURN, NEW_CELL, POP, SET_RESULT -> 0;
      case DUP, SPLIT -> 2;
      case GET_PATH -> instruction.a() + 1;
      default -> 1;
    };
  }
}
