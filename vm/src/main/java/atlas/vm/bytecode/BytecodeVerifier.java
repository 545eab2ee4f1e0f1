package atlas.vm.bytecode;

import atlas.vm.bytecode.Constant.CodeConstant;
import atlas.vm.bytecode.Constant.FunctionConstant;
import atlas.vm.bytecode.Constant.LibraryConstant;
import atlas.vm.bytecode.Constant.NameConstant;
import atlas.vm.bytecode.Constant.NoneConstant;
import atlas.vm.bytecode.Constant.NumberConstant;
import atlas.vm.bytecode.Constant.StringConstant;
import atlas.vm.bytecode.Constant.VariableConstant;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks what engines and profiler take for granted of a {@link CodeUnit}, so that a mistake of the
 * lowering shows where it was made.
 *
 * <ul>
 *   <li>Operands name what exists: constants of the fitting class, locals, captured values,
 *       functions of the unit with as many captured values as the closure is given.
 *   <li>Control stays inside: Jump and JumpIfFalse lead forward, Loop backward, top-level code ends
 *       with Halt and functions with Return.
 *   <li>The operand stack never underflows, and is empty at Halt. Where ways join, it has one
 *       height, and each value is held in one way.
 *   <li>Every instruction that makes a value says of which type; cells are only captured, by
 *       closures that expect cells.
 * </ul>
 *
 * <p>The first two are checked for all instructions, the others where control can come to. Not
 * checked: that a local was set before it is read, and that values are of the types that the code
 * claims.
 */
public final class BytecodeVerifier {
  /** Something wrong with an instruction; {@code pc} is -1 if with a code as a whole. */
  public record Finding(Code code, int pc, String message) {
    @Override
    public String toString() {
      String place = code.name() + (pc < 0 ? "" : " at " + pc);
      return place + (pc < 0 ? "" : " " + code.instruction(pc).opcode().title()) + ": " + message;
    }
  }

  private final CodeUnit unit;
  private final Code code;
  private final List<Finding> findings = new ArrayList<>();

  private BytecodeVerifier(CodeUnit unit, Code code) {
    this.unit = unit;
    this.code = code;
  }

  /** What is wrong with a unit; empty if all is well. */
  public static List<Finding> verify(CodeUnit unit) {
    List<Finding> findings = new ArrayList<>();
    for (Code code : unit.codes()) {
      findings.addAll(verify(unit, code));
    }
    return findings;
  }

  /** What is wrong with one code of a unit. */
  public static List<Finding> verify(CodeUnit unit, Code code) {
    return new BytecodeVerifier(unit, code).run();
  }

  private List<Finding> run() {
    checkShape();
    for (int pc = 0; pc < code.size(); pc++) {
      checkInstruction(pc);
    }
    if (findings.isEmpty()) {
      findings.addAll(new StackFlow(code.graph(), unit.codes()).findings());
    }
    return findings;
  }

  private void checkShape() {
    if (code.size() == 0) {
      find(-1, "no instructions");
    } else if (!code.instructions().getLast().opcode().endsBlock()) {
      find(code.size() - 1, "control runs off the end");
    }
    boolean first = unit.main() == code;
    if (first != code.isMain()) {
      find(-1, first ? "the first code is not the top-level one" : "second top-level code");
    }
    if (first && !(code.params().isEmpty() && code.captures().isEmpty())) {
      find(-1, "top-level code with parameters or captured values");
    }
    if (code.params().size() > code.locals().size()) {
      find(-1, "more parameters than locals");
      return;
    }
    for (int i = 0; i < code.params().size(); i++) {
      Code.Local local = code.locals().get(i);
      if (local.cell() || Held.of(local.type()) != Held.of(code.params().get(i))) {
        find(-1, "local " + i + " is not like the parameter");
      }
    }
  }

  private void checkInstruction(int pc) {
    Instruction instruction = code.instruction(pc);
    boolean call = instruction.opcode() == Opcode.CALL;
    if (instruction.a() < 0 || (instruction.b() < 0 && !call)) {
      find(pc, "negative operand");
      return;
    }
    switch (instruction.opcode().operands()) {
      case NONE -> {}
      case CONSTANT, CLOSURE, METHOD -> checkConstant(pc, instruction, instruction.a());
      case LOCAL -> checkVariable(pc, instruction, code.locals(), "local");
      case UPVALUE -> checkVariable(pc, instruction, code.captures(), "captured value");
      case TARGET -> checkTarget(pc, instruction);
      case COUNT -> {
        if (instruction.opcode() == Opcode.SET_PATH && instruction.a() < 2) {
          find(pc, "path of fewer than two indices");
        } else if (call && instruction.b() >= 0) {
          checkConstant(pc, instruction, instruction.b());
        }
      }
    }
    if (instruction.type() == null && needsType(instruction.opcode())) {
      find(pc, "no type");
    }
    if (instruction.checked() && instruction.type() == null) {
      find(pc, "checked against no type");
    }
    if (instruction.opcode() == (code.isMain() ? Opcode.RETURN : Opcode.HALT)) {
      find(pc, code.isMain() ? "in top-level code" : "in a function");
    }
  }

  /**
   * Whether an instruction makes a value; those that keep one, or copy it, leave it as it is held.
   */
  private static boolean needsType(Opcode opcode) {
    return switch (opcode) {
      case SET_LOCAL, SET_GLOBAL, SET_UPVALUE, DUP, GET_CELL, GET_UPVALUE_CELL -> false;
      case JUMP, LOOP, JUMP_IF_FALSE, MATCH_FAIL, HALT, RETURN, NEW_CELL, POP, SET_RESULT -> false;
      default -> true;
    };
  }

  private void checkVariable(
      int pc, Instruction instruction, List<Code.Local> variables, String what) {
    if (instruction.a() >= variables.size()) {
      find(pc, "no " + what + " " + instruction.a());
      return;
    }
    boolean cell = variables.get(instruction.a()).cell();
    switch (instruction.opcode()) {
      case NEW_CELL, GET_CELL, GET_UPVALUE_CELL -> {
        if (!cell) {
          find(pc, what + " " + instruction.a() + " holds no cell");
        }
      }
      case SET_UPVALUE -> {
        if (cell) {
          find(pc, "a captured cell is bound where it was made");
        }
      }
      default -> {}
    }
  }

  private void checkTarget(int pc, Instruction instruction) {
    int target = instruction.a();
    if (target >= code.size()) {
      find(pc, "no instruction " + target);
    } else if ((instruction.opcode() == Opcode.LOOP) != (target <= pc)) {
      find(pc, "leads " + (target <= pc ? "backward" : "forward"));
    }
  }

  private void checkConstant(int pc, Instruction instruction, int index) {
    if (index >= code.constants().size()) {
      find(pc, "no constant " + index);
      return;
    }
    Constant constant = code.constant(index);
    if (!fits(instruction.opcode(), constant)) {
      find(pc, "constant " + index + " is a " + constant.getClass().getSimpleName());
    } else if (constant instanceof CodeConstant function) {
      boolean closure = instruction.opcode() == Opcode.MAKE_CLOSURE;
      checkFunction(pc, function, closure ? instruction.b() : 0);
    }
  }

  private static boolean fits(Opcode opcode, Constant constant) {
    return switch (constant) {
      case NumberConstant _, StringConstant _, NoneConstant _ -> opcode == Opcode.CONSTANT;
      case CodeConstant _ ->
          switch (opcode) {
            case CONSTANT, MAKE_CLOSURE, CALL -> true;
            default -> false;
          };
      case VariableConstant _ -> opcode == Opcode.GET_GLOBAL || opcode == Opcode.SET_GLOBAL;
      case FunctionConstant _ ->
          switch (opcode) {
            case GET_GLOBAL, SET_GLOBAL, CALL -> true;
            default -> false;
          };
      case LibraryConstant _ ->
          switch (opcode) {
            case GET_GLOBAL, CONSTANT, CALL -> true;
            default -> false;
          };
      case NameConstant _ -> opcode == Opcode.CALL_METHOD;
    };
  }

  private void checkFunction(int pc, CodeConstant function, int captured) {
    if (function.index() <= 0 || function.index() >= unit.codes().size()) {
      find(pc, "no function " + function.index());
      return;
    }
    Code callee = unit.codes().get(function.index());
    if (!callee.name().equals(function.name())) {
      find(pc, "function " + function.index() + " is " + callee.name());
    }
    if (callee.captures().size() != captured) {
      find(pc, callee.name() + " captures " + callee.captures().size() + ", given " + captured);
    }
  }

  private void find(int pc, String message) {
    findings.add(new Finding(code, pc, message));
  }
}
