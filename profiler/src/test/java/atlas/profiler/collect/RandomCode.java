package atlas.profiler.collect;

import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.Instruction;
import atlas.vm.bytecode.Opcode;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Codes by lot: well-formed as to where control goes, otherwise without any sense. */
final class RandomCode {
  private static final List<Opcode> PLAIN = List.of(Opcode.NEW_CELL, Opcode.CALL, Opcode.NEW_CELL);
  private static final List<Opcode> ENDS =
      List.of(Opcode.RETURN, Opcode.JUMP, Opcode.LOOP, Opcode.MATCH_FAIL, Opcode.HALT);

  private final RandomGenerator random;
  private final List<Instruction> code = new ArrayList<>();

  private RandomCode(RandomGenerator random) {
    this.random = random;
  }

  /** A code in which every jump may go anywhere: overlapping loops, dead code, no way out. */
  static Code unstructured(RandomGenerator random, String name) {
    int size = 1 + random.nextInt(25);
    RandomCode made = new RandomCode(random);
    for (int pc = 0; pc < size; pc++) {
      made.add(made.any(pc == size - 1), random.nextInt(size));
    }
    return Codes.code(name, made.code);
  }

  private Opcode any(boolean last) {
    int draw = random.nextInt(10);
    if (last || draw == 0) {
      return ENDS.get(random.nextInt(ENDS.size()));
    }
    return draw < 5 ? Opcode.JUMP_IF_FALSE : PLAIN.get(random.nextInt(PLAIN.size()));
  }

  /** A code as the lowering makes it: statements, ifs and loops nested, with ways out of them. */
  static Code structured(RandomGenerator random, String name) {
    RandomCode made = new RandomCode(random);
    made.block(4);
    made.add(Opcode.RETURN, 0);
    return Codes.code(name, made.code);
  }

  private void block(int depth) {
    int statements = random.nextInt(4);
    for (int i = 0; i < statements; i++) {
      statement(depth);
    }
  }

  private void statement(int depth) {
    int draw = depth == 0 ? 0 : random.nextInt(8);
    switch (draw) {
      case 0, 1 -> add(Opcode.NEW_CELL, 0);
      case 2 -> add(Opcode.CALL, 0);
      case 3 -> branch(depth);
      case 4 -> loop(depth, true);
      case 5 -> loop(depth, random.nextInt(4) > 0);
      case 6 -> add(random.nextInt(5) == 0 ? Opcode.RETURN : Opcode.NEW_CELL, 0);
      default -> {
        int test = add(Opcode.JUMP_IF_FALSE, 0);
        add(random.nextBoolean() ? Opcode.RETURN : Opcode.MATCH_FAIL, 0);
        patch(test);
      }
    }
  }

  private void branch(int depth) {
    int test = add(Opcode.JUMP_IF_FALSE, 0);
    block(depth - 1);
    if (random.nextBoolean()) {
      int end = add(Opcode.JUMP, 0);
      patch(test);
      block(depth - 1);
      patch(end);
    } else {
      patch(test);
    }
  }

  private void loop(int depth, boolean ends) {
    int start = code.size();
    int test = ends ? add(Opcode.JUMP_IF_FALSE, 0) : -1;
    block(depth - 1);
    int exit = random.nextInt(3) == 0 ? add(Opcode.JUMP_IF_FALSE, 0) : -1;
    add(Opcode.LOOP, start);
    if (test >= 0) {
      patch(test);
    }
    if (exit >= 0) {
      patch(exit);
    }
  }

  private int add(Opcode opcode, int operand) {
    code.add(Codes.instruction(opcode, operand));
    return code.size() - 1;
  }

  private void patch(int pc) {
    code.set(pc, code.get(pc).withTarget(code.size()));
  }
}
