package atlas.vm.bytecode;

import atlas.vm.source.SourceFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one source text compiles to.
 *
 * @param codes all functions, nested ones included, in the order of their declarations; the
 *     top-level code is first
 * @param closed whether nothing outside of the unit can call its top-level functions by their
 *     names: it is a program, not an input of a session, nor a module
 */
public record CodeUnit(SourceFile source, List<Code> codes, boolean closed) {
  public CodeUnit {
    codes = List.copyOf(codes);
  }

  /** A unit of which others may use the functions. */
  public CodeUnit(SourceFile source, List<Code> codes) {
    this(source, codes, false);
  }

  /** The top-level code. */
  public Code main() {
    return codes.getFirst();
  }

  /** The position of a code in {@link #codes}. */
  public int indexOf(Code code) {
    for (int i = 0; i < codes.size(); i++) {
      if (codes.get(i) == code) {
        return i;
      }
    }
    throw new IllegalArgumentException("not of this unit: " + code);
  }

  /** The places in {@link #codes} of the top-level functions, by their slots. */
  public Map<Integer, Integer> topLevelFunctions() {
    // Top-level code starts by declaring the unit's functions: constant, store.
    Code main = main();
    Map<Integer, Integer> functions = new HashMap<>();
    for (int pc = 0; pc + 1 < main.size(); pc++) {
      Instruction constant = main.instruction(pc);
      Instruction store = main.instruction(pc + 1);
      if (constant.opcode() == Opcode.CONSTANT
          && store.opcode() == Opcode.SET_GLOBAL
          && main.constant(constant.a()) instanceof Constant.CodeConstant c
          && main.constant(store.a()) instanceof Constant.FunctionConstant f) {
        functions.put(f.slot(), c.index());
      }
    }
    return functions;
  }
}
