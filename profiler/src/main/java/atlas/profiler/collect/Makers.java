package atlas.profiler.collect;

import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.Constant;
import atlas.vm.bytecode.Constant.LibraryConstant;
import atlas.vm.bytecode.Instruction;
import atlas.vm.bytecode.Opcode;
import atlas.vm.types.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The instructions that make a value which takes memory, and its kind. Library functions are listed
 * if each call of them makes a collection or a string anew; those that may share the storage of
 * their argument, such as {@code arrayPush}, are not.
 */
final class Makers {
  static final Map<String, String> KINDS =
      Stream.of(
              kind("Some", "Some"),
              kind("Ok", "Ok"),
              kind("Err", "Err"),
              kind(
                  "array",
                  "concat",
                  "filter",
                  "flatMap",
                  "flatten",
                  "hashMapEntries",
                  "hashMapKeys",
                  "hashMapValues",
                  "hashSetMap",
                  "hashSetToArray",
                  "map",
                  "queueToArray",
                  "slice",
                  "sort",
                  "sortBy",
                  "split",
                  "stackToArray"),
              kind("map", "hashMapFilter", "hashMapFromEntries", "hashMapMap", "hashMapNew"),
              kind(
                  "set",
                  "hashSetDifference",
                  "hashSetFilter",
                  "hashSetFromArray",
                  "hashSetIntersection",
                  "hashSetNew",
                  "hashSetSymmetricDifference",
                  "hashSetUnion"),
              kind("queue", "queueNew"),
              kind("stack", "stackNew"),
              kind(
                  "string",
                  "join",
                  "minifyJSON",
                  "padEnd",
                  "padStart",
                  "prettifyJSON",
                  "repeat",
                  "str",
                  "substring",
                  "toJSON",
                  "toString"))
          .flatMap(m -> m.entrySet().stream())
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private Makers() {}

  private static Map<String, String> kind(String kind, String... names) {
    return List.of(names).stream().collect(Collectors.toMap(name -> name, name -> kind));
  }

  /** What an instruction makes, if anything. */
  static Optional<String> kind(Code code, int pc) {
    Instruction instruction = code.instruction(pc);
    return switch (instruction.opcode()) {
      case ARRAY -> Optional.of("array");
      case MAKE_CLOSURE -> Optional.of("closure");
      case NEW_CELL -> Optional.of("cell");
      case CALL -> library(code, instruction).map(KINDS::get);
      case ADD -> instruction.type() == Type.STRING ? Optional.of("string") : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** The function of the library that a call is linked to, if it is one. */
  static Optional<String> library(Code code, Instruction call) {
    return target(code, call)
        .map(target -> target instanceof LibraryConstant(String name) ? name : null);
  }

  /** What a call is linked to, if that is known. */
  static Optional<Constant> target(Code code, Instruction call) {
    boolean linked = call.opcode() == Opcode.CALL && call.b() >= 0;
    return linked ? Optional.of(code.constant(call.b())) : Optional.empty();
  }
}
