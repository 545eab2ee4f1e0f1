package atlas.profiler.collect;

import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.CodeUnit;
import atlas.vm.bytecode.Instruction;
import atlas.vm.bytecode.Opcode;
import atlas.vm.source.SourceFile;
import atlas.vm.source.Span;
import atlas.vm.types.Type;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * Codes for tests, from listings such as {@code "True; JumpIfFalse 4; NewCell; Loop 0; Return"}.
 */
final class Codes {
  private Codes() {}

  static Code function(String listing) {
    return code("f", parse(listing));
  }

  static Code main(String listing) {
    return code(Code.MAIN, parse(listing));
  }

  static CodeUnit unit(Code... codes) {
    return new CodeUnit(codes[0].source(), List.of(codes));
  }

  static List<Instruction> parse(String listing) {
    return Stream.of(listing.split(";")).map(String::strip).map(Codes::instruction).toList();
  }

  private static Instruction instruction(String text) {
    String[] words = text.split(" ");
    Opcode opcode =
        Stream.of(Opcode.values())
            .filter(o -> o.title().equals(words[0]))
            .findFirst()
            .orElseThrow();
    return instruction(opcode, words.length > 1 ? Integer.parseInt(words[1]) : 0);
  }

  static Instruction instruction(Opcode opcode, int operand) {
    return switch (opcode) {
      case TRUE -> Instruction.pushing(opcode, operand, 0, Type.BOOL);
      case NULL -> Instruction.pushing(opcode, operand, 0, Type.NULL);
      case CALL -> Instruction.of(opcode, operand, -1);
      default -> Instruction.of(opcode, operand, 0);
    };
  }

  /** A code with an instruction to a line. */
  static Code code(String name, List<Instruction> instructions) {
    SourceFile source = new SourceFile("test.atl", "x\n".repeat(instructions.size()));
    return code(name, source, instructions);
  }

  static Code code(String name, SourceFile source, List<Instruction> instructions) {
    List<Span> spans =
        Stream.iterate(0, pc -> pc + 1)
            .limit(instructions.size())
            .map(pc -> Span.at(source.lineStart(Math.min(pc + 1, source.lineCount()))))
            .toList();
    return new Code(
        name,
        source,
        Span.at(0),
        List.of(),
        Type.NULL,
        Collections.nCopies(4, new Code.Local("x", Type.NULL, true)),
        List.of(),
        instructions,
        spans,
        List.of());
  }
}
