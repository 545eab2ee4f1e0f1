package atlas.vm.codegen;

import atlas.vm.bytecode.Chunk;
import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.CodeSplitter;
import atlas.vm.bytecode.CodeUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Which methods the codes of a unit become, and in which classes these lie: one method for each
 * code in one class, unless that is too much. The classes of a unit share a loader and call each
 * other's methods directly.
 */
final class ClassLayout {
  /** A method: for all of a code, which may mean to go from chunk to chunk, or for a chunk. */
  record Piece(int index, Optional<Chunk> chunk) {}

  private final String name;
  private final CodeUnit unit;
  private final SizeLimits limits;
  private final IntPredicate interpreted;
  private final List<List<Piece>> classes = new ArrayList<>(List.of(new ArrayList<>()));
  private final Map<Integer, ChunkFrame> frames = new HashMap<>();
  private final Map<Integer, Integer> owners = new HashMap<>();
  private final Map<Integer, int[]> chunkOwners = new HashMap<>();
  private int size;

  /**
   * The layout of the codes from one place of a unit to another.
   *
   * @param name the name of the first class
   * @param interpreted which of the codes are left to the interpreter
   */
  ClassLayout(
      String name, CodeUnit unit, int from, int to, SizeLimits limits, IntPredicate interpreted) {
    this.name = name;
    this.unit = unit;
    this.limits = limits;
    this.interpreted = interpreted;
    for (int index = from; index < to; index++) {
      place(index);
    }
  }

  private void place(int index) {
    Code code = unit.codes().get(index);
    if (interpreted.test(index)) {
      owners.put(index, add(new Piece(index, Optional.empty()), 1));
      return;
    }
    List<Chunk> chunks = List.of();
    if (code.size() > limits.method()) {
      // The way from chunk to chunk has to fit into a method, too.
      chunks = CodeSplitter.split(code, Math.max(limits.chunk(), code.size() / 2000));
    }
    if (chunks.isEmpty()) {
      owners.put(index, add(new Piece(index, Optional.empty()), code.size()));
      return;
    }
    frames.put(index, new ChunkFrame(code, chunks));
    owners.put(index, add(new Piece(index, Optional.empty()), chunks.size()));
    int[] owner = new int[chunks.size()];
    for (Chunk chunk : chunks) {
      owner[chunk.index()] = add(new Piece(index, Optional.of(chunk)), chunk.end() - chunk.start());
    }
    chunkOwners.put(index, owner);
  }

  private int add(Piece piece, int instructions) {
    if (size > 0 && size + instructions > limits.type()) {
      classes.add(new ArrayList<>());
      size = 0;
    }
    size += instructions;
    classes.getLast().add(piece);
    return classes.size() - 1;
  }

  /** The methods of each class. */
  List<List<Piece>> classes() {
    return classes;
  }

  /** The frame of a code that is divided. */
  Optional<ChunkFrame> frame(int index) {
    return Optional.ofNullable(frames.get(index));
  }

  String className(int number) {
    return number == 0 ? name : name + "_" + number;
  }

  /** The class that has the method for a code. */
  String owner(int index) {
    return className(owners.get(index));
  }

  /** The class that has the method for a chunk of a code. */
  String owner(int index, int chunk) {
    return className(chunkOwners.get(index)[chunk]);
  }

  /** Whether the method for a code is there: a class for one context has that of one function. */
  boolean contains(int index) {
    return owners.containsKey(index);
  }
}
