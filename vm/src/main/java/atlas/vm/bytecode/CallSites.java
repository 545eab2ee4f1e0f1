package atlas.vm.bytecode;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the functions of a unit are called from. Of a function that is nothing but called, by its
 * name, and only within the unit, all calls are known; it may be called from anywhere if it is a
 * value somewhere, or if others know its name.
 */
public final class CallSites {
  /**
   * An instruction that calls a function by its name.
   *
   * @param caller the place in the unit of the function that it belongs to
   */
  public record Site(int caller, int pc) {}

  private final CodeUnit unit;
  private final Map<Integer, Integer> functions;
  private final List<List<Site>> sites = new ArrayList<>();
  private final BitSet declared = new BitSet();
  private final int[] named;
  private final BitSet open = new BitSet();

  private CallSites(CodeUnit unit) {
    this.unit = unit;
    this.functions = unit.topLevelFunctions();
    this.named = new int[unit.codes().size()];
    functions.values().forEach(declared::set);
    open.set(0);
    if (!unit.closed()) {
      open.or(declared);
    }
    unit.codes().forEach(_ -> sites.add(new ArrayList<>()));
    for (int caller = 0; caller < named.length; caller++) {
      Code code = unit.codes().get(caller);
      for (int pc = 0; pc < code.size(); pc++) {
        look(code, new Site(caller, pc));
      }
    }
    for (int function = 0; function < named.length; function++) {
      // A callee that is named without a call that is known to be of it, or not at all.
      if (named[function] == 0 || named[function] != sites.get(function).size()) {
        open.set(function);
      }
    }
  }

  /** Looks at all code of a unit. */
  public static CallSites of(CodeUnit unit) {
    return new CallSites(unit);
  }

  /** The calls of a function, if these are all that can be. */
  public Optional<List<Site>> of(int function) {
    return open.get(function) ? Optional.empty() : Optional.of(List.copyOf(sites.get(function)));
  }

  private void look(Code code, Site at) {
    Instruction in = code.instruction(at.pc());
    switch (in.opcode()) {
      case CALL -> {
        if (in.b() >= 0) {
          function(code.constant(in.b())).ifPresent(f -> sites.get(f).add(at));
        }
      }
      case CONSTANT, GET_GLOBAL, MAKE_CLOSURE -> {
        boolean callee = in.use() == Instruction.Use.CALLEE;
        if (!isDeclaration(code, at.pc())) {
          function(code.constant(in.a())).ifPresent(f -> name(f, callee));
        }
      }
      default -> {}
    }
  }

  private void name(int function, boolean callee) {
    named[function]++;
    if (!callee) {
      open.set(function);
    }
  }

  private Optional<Integer> function(Constant constant) {
    return switch (constant) {
      case Constant.CodeConstant c -> Optional.of(c.index());
      case Constant.FunctionConstant f -> Optional.ofNullable(functions.get(f.slot()));
      default -> Optional.empty();
    };
  }

  /** Whether an instruction of top-level code does no more than declare a function. */
  private boolean isDeclaration(Code code, int pc) {
    Instruction in = code.instruction(pc);
    return code == unit.main()
        && in.opcode() == Opcode.CONSTANT
        && pc + 1 < code.size()
        && code.instruction(pc + 1).opcode() == Opcode.SET_GLOBAL
        && code.constant(in.a()) instanceof Constant.CodeConstant c
        && declared.get(c.index());
  }
}
