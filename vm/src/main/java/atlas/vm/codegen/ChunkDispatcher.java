package atlas.vm.codegen;

import static atlas.vm.codegen.Names.VALUE;

import atlas.vm.bytecode.Chunk;
import atlas.vm.bytecode.Code;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Generates the method of a divided code: it makes the frame and goes from chunk to chunk. All of
 * it has the line number of a prologue, since the instruction that is going on is that of a chunk.
 */
final class ChunkDispatcher {
  private final Code code;
  private final int index;
  private final ChunkFrame frame;
  private final IntFunction<ClassDesc> owners;
  private final CodeBuilder cb;
  private final LocalSlots slots;
  private final int depthSlot;
  private final int numbers;
  private final int references;
  private final Optional<TurnGenerator> turns;

  /**
   * @param index the place of the code in its unit
   * @param owners the classes that hold the methods of the chunks
   */
  ChunkDispatcher(
      UnitGenerator unit,
      Code code,
      int index,
      ChunkFrame frame,
      IntFunction<ClassDesc> owners,
      CodeBuilder cb) {
    this.code = code;
    this.index = index;
    this.frame = frame;
    this.owners = owners;
    this.cb = cb;
    this.slots = LocalSlots.passed(code, cb);
    this.depthSlot = cb.parameterSlot(code.captures().size() + code.params().size());
    this.numbers = cb.allocateLocal(TypeKind.REFERENCE);
    this.references = cb.allocateLocal(TypeKind.REFERENCE);
    this.turns =
        unit.linkage()
            .probes()
            .flatMap(
                plan -> TurnGenerator.inFrame(cb, unit.constants(), plan, code, frame, numbers));
  }

  /** Generates what follows the prologue of a whole code. */
  void generate() {
    makeFrame();
    turns.ifPresent(TurnGenerator::begin);
    Label again = cb.newLabel();
    Label ended = cb.newLabel();
    int next = cb.allocateLocal(TypeKind.INT);
    cb.iconst_0().istore(next).labelBinding(again);
    List<SwitchCase> cases = new ArrayList<>();
    for (Chunk chunk : frame.chunks()) {
      cases.add(SwitchCase.of(chunk.index(), cb.newLabel()));
    }
    cb.iload(next).tableswitch(0, cases.size() - 1, ended, cases);
    for (Chunk chunk : frame.chunks()) {
      cb.labelBinding(cases.get(chunk.index()).target());
      cb.aload(numbers).aload(references).iload(depthSlot);
      cb.invokestatic(
          owners.apply(chunk.index()), Signatures.chunk(index, chunk), ChunkGenerator.TYPE);
      cb.istore(next).goto_(again);
    }
    cb.labelBinding(ended);
    giveResult();
    turns.ifPresent(TurnGenerator::end);
  }

  private void makeFrame() {
    int length = frame.numbers() + turns.map(TurnGenerator::size).orElse(0);
    cb.loadConstant(length).newarray(TypeKind.DOUBLE).astore(numbers);
    cb.loadConstant(frame.references()).anewarray(VALUE).astore(references);
    for (ChunkFrame.Variable variable : frame.passed()) {
      int[] from = variable.captured() ? slots.captures() : slots.locals();
      cb.aload(variable.isNumeric() ? numbers : references).loadConstant(frame.place(variable));
      cb.loadLocal(variable.held().kind(), from[variable.index()]);
      switch (variable.held()) {
        case NUMBER -> cb.dastore();
        case BOOL -> cb.i2d().dastore();
        default -> cb.aastore();
      }
    }
    if (code.isMain()) {
      cb.aload(references).loadConstant(ChunkFrame.RESULT);
      cb.getstatic(Names.NULL_VALUE, "NULL", Names.NULL_VALUE).aastore();
    }
  }

  private void giveResult() {
    Held held = Held.of(code.result());
    if (held == Held.NUMBER || held == Held.BOOL) {
      cb.aload(numbers).loadConstant(ChunkFrame.RESULT).daload();
      if (held == Held.BOOL) {
        cb.d2i();
      }
    } else {
      cb.aload(references).loadConstant(ChunkFrame.RESULT).aaload();
      if (held == Held.TEXT) {
        cb.checkcast(Names.TEXT);
      }
    }
    cb.return_(held.kind());
  }
}
