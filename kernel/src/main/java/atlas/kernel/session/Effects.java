package atlas.kernel.session;

import atlas.vm.analysis.Symbol;
import atlas.vm.builtins.Builtin;
import atlas.vm.builtins.Library;
import atlas.vm.builtins.ParamKind;
import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.Constant;
import atlas.vm.bytecode.Instruction;
import atlas.vm.bytecode.Opcode.Operands;
import atlas.vm.engine.CompiledUnit;
import atlas.vm.source.Span;
import atlas.vm.types.Type;
import atlas.vm.types.TypePrinter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Finds out which code leaves nothing behind but its value: it assigns no top-level variable, shows
 * nothing and touches nothing outside of the program. In doubt it does leave something.
 */
final class Effects {
  private record Function(CompiledUnit unit, Code code) {}

  private final Map<Integer, List<Function>> functions = new HashMap<>();

  /** Takes note of the functions that a unit declares. */
  void add(CompiledUnit unit) {
    for (Symbol symbol : unit.typed().declared()) {
      if (symbol instanceof Symbol.Function f) {
        List<Function> known = functions.computeIfAbsent(f.slot(), slot -> new ArrayList<>());
        unit.code().codes().stream()
            .filter(code -> !code.isMain() && code.span().equals(f.declaration().span()))
            .forEach(code -> known.add(new Function(unit, code)));
      }
    }
  }

  /** Whether a piece of a unit leaves nothing behind but the variable that it declares. */
  boolean none(CompiledUnit unit, Piece piece) {
    Span part = piece.span();
    Code main = unit.code().codes().stream().filter(Code::isMain).findFirst().orElseThrow();
    Set<Code> visited = new HashSet<>();
    return IntStream.range(0, main.size())
        .filter(pc -> part.start() <= main.span(pc).start() && main.span(pc).start() < part.end())
        .allMatch(
            pc -> none(new Function(unit, main), main.instruction(pc), piece.slot(), visited));
  }

  private boolean none(Function function, Set<Code> visited) {
    return !visited.add(function.code())
        || function.code().instructions().stream()
            .allMatch(instruction -> none(function, instruction, -1, visited));
  }

  private boolean none(Function at, Instruction instruction, int own, Set<Code> visited) {
    boolean hasConstant =
        switch (instruction.opcode().operands()) {
          case CONSTANT, CLOSURE -> true;
          case NONE, LOCAL, UPVALUE, TARGET, COUNT, METHOD -> false;
        };
    if (!hasConstant) {
      // Which method is meant is known when it runs.
      return instruction.opcode().operands() != Operands.METHOD;
    }
    Constant constant = at.code().constant(instruction.a());
    return switch (instruction.opcode()) {
      case SET_GLOBAL ->
          constant instanceof Constant.VariableConstant variable && variable.slot() == own;
      default -> none(at, constant, visited);
    };
  }

  private boolean none(Function at, Constant constant, Set<Code> visited) {
    return switch (constant) {
      case Constant.LibraryConstant(String name) -> none(Library.standard().builtin(name));
      case Constant.CodeConstant code ->
          none(new Function(at.unit(), at.unit().code().codes().get(code.index())), visited);
      case Constant.FunctionConstant function ->
          functions.containsKey(function.slot())
              && functions.get(function.slot()).stream().allMatch(f -> none(f, visited));
      case Constant.VariableConstant variable -> !holdsFunctions(variable.type());
      case Constant.NumberConstant _,
          Constant.StringConstant _,
          Constant.NoneConstant _,
          Constant.NameConstant _ ->
          true;
    };
  }

  private static boolean none(Optional<Builtin> library) {
    return library
        .filter(row -> row.permission().isEmpty() && row.result() != ParamKind.NULL)
        .isPresent();
  }

  private static boolean holdsFunctions(Type type) {
    return TypePrinter.print(type).contains("->");
  }
}
