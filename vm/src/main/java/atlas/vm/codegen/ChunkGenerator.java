package atlas.vm.codegen;

import static atlas.vm.codegen.Names.I;
import static atlas.vm.codegen.Names.NUMBERS;
import static atlas.vm.codegen.Names.VALUES;

import atlas.vm.bytecode.Chunk;
import atlas.vm.bytecode.Code;
import atlas.vm.instrument.ProbePlan;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What is special about the method of one {@link Chunk}: it gets the arrays of a {@link ChunkFrame}
 * and the call depth, and gives the index of the chunk to go on with, or {@link #ENDED}.
 */
final class ChunkGenerator {
  static final MethodTypeDesc TYPE = MethodTypeDesc.of(I, NUMBERS, VALUES, I);

  /** What a chunk gives when the activation is over. */
  static final int ENDED = -1;

  private static final int NUMBERS_SLOT = 0;
  private static final int REFERENCES_SLOT = 1;

  private final Code code;
  private final ChunkFrame frame;
  private final Chunk chunk;
  private final CodeBuilder cb;
  private final LocalSlots slots;

  ChunkGenerator(Code code, ChunkFrame frame, Chunk chunk, CodeBuilder cb) {
    this.code = code;
    this.frame = frame;
    this.chunk = chunk;
    this.cb = cb;
    this.slots = new LocalSlots(none(code.captures()), none(code.locals()));
    for (ChunkFrame.Variable variable : frame.used(chunk)) {
      slotsOf(variable)[variable.index()] = cb.allocateLocal(variable.held().kind());
    }
  }

  private static int[] none(List<Code.Local> variables) {
    int[] result = new int[variables.size()];
    Arrays.fill(result, -1);
    return result;
  }

  private int[] slotsOf(ChunkFrame.Variable variable) {
    return variable.captured() ? slots.captures() : slots.locals();
  }

  Chunk chunk() {
    return chunk;
  }

  /** Whether an instruction is jumped to, from wherever. */
  boolean isTarget(int pc) {
    return frame.isTarget(pc);
  }

  LocalSlots slots() {
    return slots;
  }

  int depthSlot() {
    return cb.parameterSlot(2);
  }

  /** What counts the turns of loops, if they are wanted. */
  Optional<TurnGenerator> turns(ConstantFields constants, ProbePlan plan) {
    return TurnGenerator.inFrame(cb, constants, plan, code, frame, NUMBERS_SLOT);
  }

  /** Takes what the chunk mentions from the frame. */
  void enter() {
    for (ChunkFrame.Variable variable : frame.used(chunk)) {
      int place = frame.place(variable);
      if (place > 0) {
        load(variable.held(), place);
        cb.storeLocal(variable.held().kind(), slotsOf(variable)[variable.index()]);
      }
    }
  }

  /** Leaves for another chunk, which starts at an instruction. */
  void leave(int pc) {
    for (ChunkFrame.Variable variable : frame.changed(chunk)) {
      Held held = variable.held();
      cb.loadLocal(held.kind(), slotsOf(variable)[variable.index()]);
      keep(held, frame.place(variable));
    }
    cb.loadConstant(indexOf(pc)).ireturn();
  }

  private int indexOf(int start) {
    List<Chunk> chunks = frame.chunks();
    int low = 0;
    int high = chunks.size() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (chunks.get(middle).start() < start) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Makes the value on the JVM's stack the one that the activation ends with. */
  void result(Held held) {
    keep(held, ChunkFrame.RESULT);
  }

  /** Ends the activation. */
  void end() {
    cb.loadConstant(ENDED).ireturn();
  }

  private void load(Held held, int place) {
    if (held == Held.NUMBER || held == Held.BOOL) {
      cb.aload(NUMBERS_SLOT).loadConstant(place).daload();
      if (held == Held.BOOL) {
        cb.d2i();
      }
    } else {
      cb.aload(REFERENCES_SLOT).loadConstant(place).aaload();
      ClassDesc type = held.desc();
      if (!type.equals(Names.VALUE)) {
        cb.checkcast(type);
      }
    }
  }

  private void keep(Held held, int place) {
    if (held == Held.NUMBER || held == Held.BOOL) {
      if (held == Held.BOOL) {
        cb.i2d();
      }
      int value = cb.allocateLocal(TypeKind.DOUBLE);
      cb.dstore(value).aload(NUMBERS_SLOT).loadConstant(place).dload(value).dastore();
    } else {
      cb.aload(REFERENCES_SLOT).swap().loadConstant(place).swap().aastore();
    }
  }
}
