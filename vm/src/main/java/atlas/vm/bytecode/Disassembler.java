package atlas.vm.bytecode;

import atlas.vm.bytecode.Constant.CodeConstant;
import atlas.vm.bytecode.Constant.FunctionConstant;
import atlas.vm.bytecode.Constant.LibraryConstant;
import atlas.vm.bytecode.Constant.NameConstant;
import atlas.vm.bytecode.Constant.NoneConstant;
import atlas.vm.bytecode.Constant.NumberConstant;
import atlas.vm.bytecode.Constant.StringConstant;
import atlas.vm.bytecode.Constant.VariableConstant;
import atlas.vm.bytecode.ControlFlowGraph.Edge;
import atlas.vm.source.Position;
import atlas.vm.types.Type;
import atlas.vm.types.TypePrinter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * Bytecode as text, in a form that depends on nothing but the code (docs/bytecode.md): for each
 * function its variables and constants, then its instructions block by block.
 */
public final class Disassembler {
  private static final int LONGEST_STRING = 40;

  private final StringBuilder text = new StringBuilder();

  private Disassembler() {}

  /** The listing of a unit. */
  public static String disassemble(CodeUnit unit) {
    Disassembler listing = new Disassembler();
    listing.line("unit %s", unit.source().name());
    for (int i = 0; i < unit.codes().size(); i++) {
      listing.line("");
      listing.list(i, unit.codes().get(i));
    }
    return listing.text.toString();
  }

  /** One instruction with its operands and what they stand for, such as {@code GetLocal 0 ; n}. */
  public static String instruction(Code code, int pc) {
    Instruction instruction = code.instruction(pc);
    String resolved = resolved(code, instruction);
    return plain(instruction) + (resolved.isEmpty() ? "" : "  ; " + resolved);
  }

  private void list(int index, Code code) {
    String type = TypePrinter.print(Type.FunctionType.of(code.params(), code.result()));
    String header = code.isMain() ? code.name() : code.name() + ": " + type;
    line("function %d %s, line %d", index, header, code.declarationLine());
    variables("parameters and locals", code.locals());
    variables("captured", code.captures());
    if (!code.constants().isEmpty()) {
      line("  constants");
    }
    for (int i = 0; i < code.constants().size(); i++) {
      line("    %4d  %s", i, describe(code.constant(i)));
    }
    line("  code, stack %d", StackHeights.of(code).maximum());
    ControlFlowGraph graph = code.graph();
    for (BasicBlock block : graph.blocks()) {
      line("    block %d%s", block.index(), place(graph, block));
      for (int pc = block.start(); pc < block.end(); pc++) {
        list(code, pc);
      }
    }
  }

  private void variables(String title, List<Code.Local> variables) {
    if (!variables.isEmpty()) {
      line("  %s", title);
    }
    for (int i = 0; i < variables.size(); i++) {
      Code.Local variable = variables.get(i);
      String type = TypePrinter.print(variable.type());
      line("    %4d  %s: %s%s", i, variable.name(), type, variable.cell() ? ", cell" : "");
    }
  }

  private static String place(ControlFlowGraph graph, BasicBlock block) {
    if (!graph.isReachable(block.index())) {
      return ", unreachable";
    }
    String depth = block.loopDepth() == 0 ? "" : ", loop depth " + block.loopDepth();
    return depth
        + indices(" from", graph.predecessors(block.index()), Edge::from)
        + indices(" to", graph.successors(block.index()), Edge::to);
  }

  private static String indices(String title, List<Edge> edges, ToIntFunction<Edge> end) {
    String ends =
        edges.stream()
            .mapToInt(end)
            .distinct()
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(" "));
    return ends.isEmpty() ? "" : "," + title + " " + ends;
  }

  private void list(Code code, int pc) {
    Instruction instruction = code.instruction(pc);
    String resolved = resolved(code, instruction);
    String note = resolved.isEmpty() ? "" : "; " + resolved;
    line("    %6d  %-9s %-24s %s", pc, position(code, pc), plain(instruction), note);
  }

  /** Where the text begins that an instruction stands for: line and column. */
  private static String position(Code code, int pc) {
    Position position = code.source().position(code.span(pc).start());
    return position.line() + ":" + position.column();
  }

  private static String plain(Instruction instruction) {
    String title = instruction.opcode().title();
    return switch (instruction.opcode().operands()) {
      case NONE -> title;
      case CONSTANT, LOCAL, UPVALUE, TARGET, COUNT -> title + " " + instruction.a();
      case CLOSURE, METHOD -> title + " " + instruction.a() + " " + instruction.b();
    };
  }

  private static String resolved(Code code, Instruction instruction) {
    int a = instruction.a();
    String operand =
        switch (instruction.opcode().operands()) {
          case NONE -> "";
          case COUNT -> target(code, instruction);
          case CONSTANT, CLOSURE, METHOD -> brief(code.constant(a));
          case LOCAL -> code.locals().get(a).name();
          case UPVALUE -> code.captures().get(a).name();
          case TARGET -> "to " + position(code, a);
        };
    if (!instruction.checked()) {
      return operand;
    }
    String check = "check " + TypePrinter.print(instruction.type());
    return operand.isEmpty() ? check : operand + ", " + check;
  }

  /** What a call is linked to, if that is known. */
  private static String target(Code code, Instruction instruction) {
    boolean linked = instruction.opcode() == Opcode.CALL && instruction.b() >= 0;
    return linked ? brief(code.constant(instruction.b())) : "";
  }

  /** A constant as the pool shows it. */
  private static String describe(Constant constant) {
    return switch (constant) {
      case NumberConstant n -> number(n.value());
      case StringConstant s -> quoted(s.value(), Integer.MAX_VALUE);
      case CodeConstant f -> "function " + f.index() + " " + declared(f.name(), f.type());
      case NoneConstant _ -> "None";
      case NameConstant n -> "method " + n.name();
      case VariableConstant v -> "global " + v.slot() + " " + declared(v.name(), v.type());
      case FunctionConstant f -> "global " + f.slot() + " " + declared(f.name(), f.type());
      case LibraryConstant f -> "library " + f.name();
    };
  }

  /** A constant beside an instruction. */
  private static String brief(Constant constant) {
    return switch (constant) {
      case StringConstant s -> quoted(s.value(), LONGEST_STRING);
      case CodeConstant f -> f.name();
      case VariableConstant v -> v.name();
      case FunctionConstant f -> f.name();
      case LibraryConstant f -> f.name();
      case NameConstant n -> n.name();
      case NumberConstant _, NoneConstant _ -> describe(constant);
    };
  }

  private static String declared(String name, Type type) {
    return name + ": " + TypePrinter.print(type);
  }

  /** As numbers are written everywhere (language §16.1). */
  private static String number(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Double.toString(value);
    } else if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    } else if (value == Math.rint(value)) {
      return new BigDecimal(value).toBigInteger().toString();
    }
    return new BigDecimal(Double.toString(value)).toPlainString();
  }

  private static String quoted(String string, int longest) {
    boolean cut = string.codePointCount(0, string.length()) > longest;
    String shown = cut ? string.substring(0, string.offsetByCodePoints(0, longest)) : string;
    String escaped =
        shown
            .replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\n", "\\n")
            .replace("\r", "\\r")
            .replace("\t", "\\t");
    return "\"" + escaped + (cut ? "…" : "") + "\"";
  }

  private void line(String format, Object... parts) {
    text.append(String.format(Locale.ROOT, format, parts).stripTrailing()).append('\n');
  }
}
