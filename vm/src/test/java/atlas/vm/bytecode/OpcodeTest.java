package atlas.vm.bytecode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OpcodeTest {
  @Test
  void documentationHasTheTable() {
    List<String> documented =
        BytecodeDocument.lines().stream().filter(l -> l.matches("\\| [0-9A-F]{2} \\|.*")).toList();
    List<String> expected = Stream.of(Opcode.values()).map(OpcodeTest::row).toList();
    assertEquals(String.join("\n", expected), String.join("\n", documented));
  }

  private static String row(Opcode opcode) {
    return String.format(
        Locale.ROOT,
        "| %02X | %s | %s | %s | %s |",
        opcode.code(),
        opcode.title(),
        operands(opcode),
        opcode.stack(),
        opcode.meaning());
  }

  private static String operands(Opcode opcode) {
    return switch (opcode.operands()) {
      case NONE -> "";
      case CONSTANT -> "constant";
      case LOCAL -> "local";
      case UPVALUE -> "captured";
      case CLOSURE -> "constant, n";
      case TARGET -> "target";
      case COUNT -> "n";
      case METHOD -> "constant, n";
    };
  }

  @Test
  void codesAndTitlesAreUnique() {
    assertEquals(
        Opcode.values().length, Stream.of(Opcode.values()).map(Opcode::code).distinct().count());
    assertEquals(
        Opcode.values().length, Stream.of(Opcode.values()).map(Opcode::title).distinct().count());
  }
}
