package atlas.vm.lowering;

import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.Constant;
import atlas.vm.bytecode.Instruction;
import atlas.vm.bytecode.Opcode;
import atlas.vm.source.Span;
import atlas.vm.types.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the instructions of one {@link Code}. Code that cannot be reached is not written: after a
 * jump or a return, everything up to the next label that something jumps to is dropped.
 */
final class CodeEmitter {
  /** A place to jump to, before or after it is known. */
  static final class Label {
    private int target = -1;
    private final List<Integer> jumps = new ArrayList<>();
  }

  private final List<Instruction> instructions = new ArrayList<>();
  private final List<Span> spans = new ArrayList<>();
  private final List<Code.Local> locals = new ArrayList<>();
  private final Map<Constant, Integer> pool = new LinkedHashMap<>();
  private boolean reachable = true;

  /** A new local; slots are not used twice, so that each has one type. */
  int local(String name, Type type, boolean cell) {
    locals.add(new Code.Local(name, type, cell));
    return locals.size() - 1;
  }

  int constant(Constant constant) {
    return pool.computeIfAbsent(constant, _ -> pool.size());
  }

  void emit(Instruction instruction, Span span) {
    if (!reachable) {
      return;
    }
    instructions.add(instruction);
    spans.add(span);
    reachable = !instruction.opcode().endsBlock();
  }

  void emit(Opcode opcode, Span span) {
    emit(Instruction.of(opcode, 0, 0), span);
  }

  /** Pushes a value of a natural type, to be relied on as {@code wanted}. */
  void push(
      Opcode opcode, int a, int b, Type natural, Type wanted, Instruction.Use use, Span span) {
    boolean checked = !HeldTypes.fits(natural, wanted);
    emit(new Instruction(opcode, a, b, wanted, checked, use), span);
  }

  void push(Opcode opcode, int a, Type natural, Type wanted, Span span) {
    push(opcode, a, 0, natural, wanted, Instruction.Use.SHARE, span);
  }

  /** Jumps to a label, forward or, by {@link Opcode#LOOP}, backward. */
  void jump(Opcode opcode, Label label, Span span) {
    if (!reachable) {
      return;
    }
    if (label.target < 0) {
      label.jumps.add(instructions.size());
    }
    emit(Instruction.of(opcode, label.target, 0), span);
  }

  /** The label is here. */
  void place(Label label) {
    label.target = instructions.size();
    for (int jump : label.jumps) {
      instructions.set(jump, instructions.get(jump).withTarget(label.target));
    }
    reachable |= !label.jumps.isEmpty();
  }

  Code finish(
      String name,
      atlas.vm.source.SourceFile source,
      Span span,
      List<Type> params,
      Type result,
      List<Code.Local> captures) {
    List<Constant> constants = List.copyOf(pool.keySet());
    return new Code(
        name,
        source,
        span,
        params,
        result,
        locals,
        captures,
        LastUses.mark(instructions, locals, params.size(), constants),
        spans,
        constants);
  }
}
