package atlas.vm.bytecode;

import atlas.vm.bytecode.Constant.CodeConstant;
import atlas.vm.bytecode.Constant.FunctionConstant;
import atlas.vm.bytecode.Constant.LibraryConstant;
import atlas.vm.bytecode.Constant.NumberConstant;
import atlas.vm.bytecode.Constant.StringConstant;
import atlas.vm.bytecode.Constant.VariableConstant;
import atlas.vm.source.SourceFile;
import atlas.vm.source.Span;
import atlas.vm.types.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An assembler for tests. Each instruction gets the type that fits its opcode most often. */
public final class CodeBuilder {
  private static final Type FUNCTION = Type.FunctionType.of(List.of(), Type.UNKNOWN);
  private static final SourceFile SOURCE = new SourceFile("test.at", "line\n".repeat(200));

  private final String name;
  private final List<Type> params = new ArrayList<>();
  private final List<Code.Local> locals = new ArrayList<>();
  private final List<Code.Local> captures = new ArrayList<>();
  private final List<Instruction> instructions = new ArrayList<>();
  private final List<Span> spans = new ArrayList<>();
  private final List<Constant> constants = new ArrayList<>();
  private final Map<String, Integer> labels = new HashMap<>();
  private final Map<Integer, String> jumps = new HashMap<>();
  private Type result = Type.UNKNOWN;
  private int line = 1;

  private CodeBuilder(String name) {
    this.name = name;
  }

  public static CodeBuilder main() {
    return new CodeBuilder(Code.MAIN);
  }

  public static CodeBuilder function(String name, Type... params) {
    CodeBuilder builder = new CodeBuilder(name);
    for (Type param : params) {
      builder.params.add(param);
      builder.locals.add(new Code.Local("p" + builder.locals.size(), param, false));
    }
    return builder;
  }

  /** A unit of these codes, main first. */
  public static CodeUnit unit(Code... codes) {
    return new CodeUnit(SOURCE, List.of(codes));
  }

  public static FunctionConstant functionGlobal(String name, int slot) {
    return new FunctionConstant(name, slot, (Type.FunctionType) FUNCTION);
  }

  public static VariableConstant variable(String name, int slot, Type type) {
    return new VariableConstant(name, slot, type, true);
  }

  public static CodeConstant code(int index, String name) {
    return new CodeConstant(index, name, (Type.FunctionType) FUNCTION);
  }

  public CodeBuilder returns(Type type) {
    result = type;
    return this;
  }

  /** A named parameter, before any local. */
  public CodeBuilder param(String param, Type type) {
    params.add(type);
    return local(param, type);
  }

  public CodeBuilder local(String local, Type type) {
    locals.add(new Code.Local(local, type, false));
    return this;
  }

  public CodeBuilder cell(String local) {
    locals.add(new Code.Local(local, FUNCTION, true));
    return this;
  }

  public CodeBuilder captures(String captured, Type type) {
    captures.add(new Code.Local(captured, type, false));
    return this;
  }

  public CodeBuilder capturesCell(String captured) {
    captures.add(new Code.Local(captured, FUNCTION, true));
    return this;
  }

  /** The line of the instructions that follow. */
  public CodeBuilder line(int number) {
    line = number;
    return this;
  }

  public CodeBuilder op(Opcode opcode) {
    return op(opcode, 0, 0);
  }

  public CodeBuilder op(Opcode opcode, int a) {
    return op(opcode, a, 0);
  }

  public CodeBuilder op(Opcode opcode, int a, int b) {
    return op(Instruction.pushing(opcode, a, b, typeOf(opcode, a)));
  }

  /** An instruction with a constant. */
  public CodeBuilder op(Opcode opcode, Constant constant) {
    return op(opcode, constant, 0);
  }

  public CodeBuilder op(Opcode opcode, Constant constant, int b) {
    if (!constants.contains(constant)) {
      constants.add(constant);
    }
    Type type =
        switch (constant) {
          case NumberConstant _ -> Type.NUMBER;
          case StringConstant _ -> Type.STRING;
          case VariableConstant v -> v.type();
          case CodeConstant _, FunctionConstant _, LibraryConstant _ -> FUNCTION;
          case Constant.NoneConstant _, Constant.NameConstant _ -> Type.UNKNOWN;
        };
    return op(Instruction.pushing(opcode, constants.indexOf(constant), b, type));
  }

  public CodeBuilder op(Instruction instruction) {
    instructions.add(instruction);
    int start = SOURCE.lineStart(line);
    spans.add(new Span(start, start + 4));
    return this;
  }

  public CodeBuilder number(double value) {
    return op(Opcode.CONSTANT, new NumberConstant(value));
  }

  public CodeBuilder string(String value) {
    return op(Opcode.CONSTANT, new StringConstant(value));
  }

  /** A call of a library function with arguments that are not calls themselves. */
  public CodeBuilder library(String function) {
    return op(Opcode.GET_GLOBAL, new LibraryConstant(function));
  }

  public CodeBuilder label(String label) {
    labels.put(label, instructions.size());
    return this;
  }

  public CodeBuilder jump(Opcode opcode, String label) {
    jumps.put(instructions.size(), label);
    return op(Instruction.of(opcode, 0, 0));
  }

  /** Gives the last instruction another type. */
  public CodeBuilder as(Type type) {
    instructions.add(instructions.removeLast().withType(type));
    return this;
  }

  /** Makes the last instruction a checked one. */
  public CodeBuilder checked(Type type) {
    instructions.add(instructions.removeLast().withCheck(type));
    return this;
  }

  public Code build() {
    jumps.forEach(
        (pc, label) -> instructions.set(pc, instructions.get(pc).withTarget(labels.get(label))));
    return new Code(
        name,
        SOURCE,
        new Span(0, 4),
        params,
        result,
        locals,
        captures,
        instructions,
        spans,
        constants);
  }

  private Type typeOf(Opcode opcode, int a) {
    return switch (opcode) {
      case TRUE, FALSE, NOT, EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL ->
          Type.BOOL;
      case IS_OPTION_SOME, IS_OPTION_NONE, IS_RESULT_OK, IS_RESULT_ERR, IS_ARRAY -> Type.BOOL;
      case ADD, SUB, MUL, DIV, MOD, NEGATE, GET_ARRAY_LEN -> Type.NUMBER;
      case NULL -> Type.NULL;
      case GET_LOCAL -> a < locals.size() ? locals.get(a).type() : Type.UNKNOWN;
      case GET_UPVALUE -> a < captures.size() ? captures.get(a).type() : Type.UNKNOWN;
      case ARRAY -> new Type.ArrayType(Type.UNKNOWN);
      case JUMP, LOOP, JUMP_IF_FALSE, RETURN, POP, SET_RESULT, MATCH_FAIL, NEW_CELL, HALT -> null;
      default -> Type.UNKNOWN;
    };
  }
}
