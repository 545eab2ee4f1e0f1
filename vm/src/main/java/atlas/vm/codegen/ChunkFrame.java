package atlas.vm.codegen;

import atlas.vm.bytecode.Chunk;
import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.Instruction;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Where an activation of a divided code keeps what outlives a chunk: an array of numbers, truth
 * values among them as 0 and 1, and an array of references. A chunk takes what it mentions to JVM
 * locals of its own when it is entered, and brings back what it changed when it is left. Locals
 * that one chunk alone mentions are never here.
 *
 * <p>The first place of each array is for the value that the activation ends with.
 */
final class ChunkFrame {
  /** The place of the value that the activation ends with. */
  static final int RESULT = 0;

  /**
   * A captured value or a local.
   *
   * @param index its place among the captured values or the locals
   */
  record Variable(boolean captured, int index, Code.Local local) {
    Held held() {
      return local.cell() ? Held.CELL : Held.of(local.type());
    }

    boolean isNumeric() {
      return held() == Held.NUMBER || held() == Held.BOOL;
    }
  }

  private final Code code;
  private final Representation representation;
  private final List<Chunk> chunks;
  private final List<Mentions> mentions = new ArrayList<>();
  private final BitSet targets = new BitSet();
  private final int[] places;
  private int numbers = 1;
  private int references = 1;

  /** The variables that a chunk mentions and changes; captured values first, then locals. */
  private record Mentions(BitSet used, BitSet changed) {}

  ChunkFrame(Code code, List<Chunk> chunks) {
    this.code = code;
    this.representation = Representation.doubles(code);
    this.chunks = chunks;
    code.instructions().stream()
        .filter(in -> in.opcode().jumps())
        .forEach(in -> targets.set(in.a()));
    this.places = new int[code.captures().size() + code.locals().size()];
    int[] users = new int[places.length];
    for (Chunk chunk : chunks) {
      Mentions found = mentions(chunk);
      mentions.add(found);
      found.used().stream().forEach(variable -> users[variable]++);
    }
    int passed = code.captures().size() + code.params().size();
    for (int i = 0; i < places.length; i++) {
      if (users[i] > 1 || users[i] == 1 && i < passed) {
        places[i] = variable(i).isNumeric() ? numbers++ : references++;
      }
    }
  }

  /** How the numbers of the code are held: the same in all chunks. */
  Representation representation() {
    return representation;
  }

  private Mentions mentions(Chunk chunk) {
    Mentions found = new Mentions(new BitSet(), new BitSet());
    int captures = code.captures().size();
    for (int pc = chunk.start(); pc < chunk.end(); pc++) {
      Instruction in = code.instruction(pc);
      switch (in.opcode()) {
        case GET_UPVALUE, GET_UPVALUE_CELL -> found.used().set(in.a());
        case GET_LOCAL, GET_CELL -> found.used().set(captures + in.a());
        case SET_UPVALUE -> {
          found.used().set(in.a());
          found.changed().set(in.a());
        }
        case SET_LOCAL, NEW_CELL -> {
          found.used().set(captures + in.a());
          found.changed().set(captures + in.a());
        }
        default -> {}
      }
    }
    return found;
  }

  private Variable variable(int i) {
    int captures = code.captures().size();
    return i < captures
        ? new Variable(true, i, code.captures().get(i))
        : new Variable(false, i - captures, code.locals().get(i - captures));
  }

  List<Chunk> chunks() {
    return chunks;
  }

  /** Whether an instruction is jumped to, from wherever. */
  boolean isTarget(int pc) {
    return targets.get(pc);
  }

  /** The length of the array of numbers. */
  int numbers() {
    return numbers;
  }

  /** The length of the array of references. */
  int references() {
    return references;
  }

  /** The place of a variable in its array; 0 if it has none. */
  int place(Variable variable) {
    return places[
        variable.captured() ? variable.index() : code.captures().size() + variable.index()];
  }

  /** The variables that a chunk mentions. */
  List<Variable> used(Chunk chunk) {
    return mentions.get(chunk.index()).used().stream().mapToObj(this::variable).toList();
  }

  /** The variables that a chunk changes and that have a place here. */
  List<Variable> changed(Chunk chunk) {
    return kept(mentions.get(chunk.index()).changed());
  }

  /** The captured values and parameters that have a place here. */
  List<Variable> passed() {
    BitSet all = new BitSet();
    all.set(0, code.captures().size() + code.params().size());
    return kept(all);
  }

  private List<Variable> kept(BitSet variables) {
    return variables.stream().filter(i -> places[i] > 0).mapToObj(this::variable).toList();
  }
}
