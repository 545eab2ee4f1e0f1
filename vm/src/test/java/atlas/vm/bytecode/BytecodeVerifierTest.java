package atlas.vm.bytecode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.vm.bytecode.Constant.NameConstant;
import atlas.vm.bytecode.Constant.NumberConstant;
import atlas.vm.types.Type;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class BytecodeVerifierTest {
  private static CodeBuilder main() {
    return CodeBuilder.main();
  }

  private static List<String> findings(CodeBuilder... codes) {
    Code[] built = Stream.of(codes).map(CodeBuilder::build).toArray(Code[]::new);
    return BytecodeVerifier.verify(CodeBuilder.unit(built)).stream().map(f -> f.message()).toList();
  }

  @Test
  void goodCodeHasNoFindings() {
    CodeBuilder function =
        CodeBuilder.function("f", Type.NUMBER)
            .captures("c", Type.NUMBER)
            .capturesCell("f")
            .op(Opcode.GET_LOCAL, 0)
            .op(Opcode.GET_UPVALUE, 0)
            .op(Opcode.LESS)
            .op(Opcode.DUP)
            .jump(Opcode.JUMP_IF_FALSE, "end")
            .op(Opcode.POP)
            .op(Opcode.FALSE)
            .label("end")
            .op(Opcode.RETURN);
    CodeBuilder main =
        main()
            .cell("f")
            .op(Opcode.NEW_CELL, 0)
            .number(1)
            .op(Opcode.GET_CELL, 0)
            .op(Opcode.MAKE_CLOSURE, CodeBuilder.code(1, "f"), 2)
            .op(Opcode.SET_LOCAL, 0)
            .op(Opcode.POP)
            .op(Opcode.GET_LOCAL, 0)
            .number(1)
            .op(Opcode.CALL, 1, -1)
            .op(Opcode.SET_RESULT)
            .op(Opcode.HALT);
    assertEquals(List.of(), findings(main, function));
  }

  @TestFactory
  Stream<DynamicTest> findsWhatIsWrong() {
    return Map.ofEntries(
            Map.entry("no instructions", main()),
            Map.entry("control runs off the end", main().op(Opcode.NULL)),
            Map.entry("no constant 3", main().op(Opcode.CONSTANT, 3).op(Opcode.HALT)),
            Map.entry(
                "constant 0 is a NumberConstant",
                main().op(Opcode.GET_GLOBAL, new NumberConstant(1)).op(Opcode.HALT)),
            Map.entry(
                "constant 0 is a NameConstant",
                main().op(Opcode.CONSTANT, new NameConstant("m")).op(Opcode.HALT)),
            Map.entry(
                "no function 1",
                main().op(Opcode.CONSTANT, CodeBuilder.code(1, "f")).op(Opcode.HALT)),
            Map.entry("no local 0", main().op(Opcode.GET_LOCAL, 0).op(Opcode.HALT)),
            Map.entry("no captured value 0", main().op(Opcode.GET_UPVALUE, 0).op(Opcode.HALT)),
            Map.entry(
                "local 0 holds no cell",
                main().local("x", Type.NUMBER).op(Opcode.NEW_CELL, 0).op(Opcode.HALT)),
            Map.entry("negative operand", main().op(Opcode.ARRAY, -1).op(Opcode.HALT)),
            Map.entry("no instruction 9", main().op(Opcode.JUMP, 9).op(Opcode.HALT)),
            Map.entry("leads backward", main().op(Opcode.JUMP, 0).op(Opcode.HALT)),
            Map.entry("leads forward", main().op(Opcode.LOOP, 1).op(Opcode.HALT)),
            Map.entry("in top-level code", main().op(Opcode.NULL).op(Opcode.RETURN)),
            Map.entry("no type", main().op(Opcode.NULL).as(null).op(Opcode.POP).op(Opcode.HALT)),
            Map.entry("stack underflow, height 0", main().op(Opcode.POP).op(Opcode.HALT)),
            Map.entry("height 1 at the end of the program", main().op(Opcode.NULL).op(Opcode.HALT)),
            Map.entry(
                "height 1 at 3, elsewhere 0",
                main()
                    .op(Opcode.TRUE)
                    .jump(Opcode.JUMP_IF_FALSE, "end")
                    .op(Opcode.NULL)
                    .label("end")
                    .op(Opcode.HALT)),
            Map.entry(
                "slot 0 at 5 held as NUMBER, elsewhere as REFERENCE",
                main()
                    .op(Opcode.TRUE)
                    .jump(Opcode.JUMP_IF_FALSE, "else")
                    .number(1)
                    .jump(Opcode.JUMP, "end")
                    .label("else")
                    .op(Opcode.NULL)
                    .label("end")
                    .op(Opcode.SET_RESULT)
                    .op(Opcode.HALT)),
            Map.entry(
                "SetResult of a cell",
                main()
                    .cell("f")
                    .op(Opcode.NEW_CELL, 0)
                    .op(Opcode.GET_CELL, 0)
                    .op(Opcode.SET_RESULT)
                    .op(Opcode.HALT)),
            Map.entry(
                "path of fewer than two indices", main().op(Opcode.SET_PATH, 1).op(Opcode.HALT)))
        .entrySet()
        .stream()
        .map(e ->
            DynamicTest.dynamicTest(
                e.getKey(),
                () -> {
                  List<String> found = findings(e.getValue());
                  assertTrue(found.contains(e.getKey()), found::toString);
                }));
  }

  @Test
  void closuresGetWhatTheyCapture() {
    CodeBuilder function =
        CodeBuilder.function("f").captures("c", Type.NUMBER).op(Opcode.NULL).op(Opcode.RETURN);
    CodeBuilder tooFew =
        main().op(Opcode.MAKE_CLOSURE, CodeBuilder.code(1, "f"), 0).op(Opcode.POP).op(Opcode.HALT);
    CodeBuilder cell =
        main()
            .cell("x")
            .op(Opcode.NEW_CELL, 0)
            .op(Opcode.GET_CELL, 0)
            .op(Opcode.MAKE_CLOSURE, CodeBuilder.code(1, "f"), 1)
            .op(Opcode.POP)
            .op(Opcode.HALT);
    assertEquals(List.of("f captures 1, given 0"), findings(tooFew, function));
    assertEquals(List.of("captured value 0 is a cell"), findings(cell, function));
  }

  @Test
  void findingSaysWhere() {
    CodeUnit unit = CodeBuilder.unit(main().op(Opcode.POP).op(Opcode.HALT).build());
    assertEquals(
        "<main> at 0 Pop: stack underflow, height 0",
        BytecodeVerifier.verify(unit).getFirst().toString());
  }

  @Test
  void heightsBeforeEveryInstruction() {
    StackHeights heights =
        StackHeights.of(
            CodeBuilder.function("f")
                .number(1)
                .number(2)
                .number(3)
                .op(Opcode.ARRAY, 2)
                .op(Opcode.GET_PATH, 1)
                .op(Opcode.RETURN)
                .op(Opcode.NULL)
                .op(Opcode.RETURN)
                .build());
    int[] expected = {0, 1, 2, 3, 2, 2, StackHeights.UNREACHABLE, StackHeights.UNREACHABLE};
    for (int pc = 0; pc < expected.length; pc++) {
      assertEquals(expected[pc], heights.before(pc), "at " + pc);
    }
    assertEquals(3, heights.maximum());
  }

  @Test
  void badCodeHasNoHeights() {
    Code code = main().op(Opcode.POP).op(Opcode.HALT).build();
    assertThrows(IllegalArgumentException.class, () -> StackHeights.of(code));
  }

  @Test
  void everyOpcodeHasTheStackEffectOfItsPicture() {
    for (Opcode opcode : Opcode.values()) {
      // With two of what there may be any number of.
      Instruction instruction = Instruction.of(opcode, 2, 2);
      String[] picture = (opcode.stack() + " ").split("→", 2);
      assertEquals(count(picture[0]), StackEffect.pops(instruction), opcode.title());
      int pushed = picture.length < 2 ? 0 : count(picture[1]);
      assertEquals(pushed, StackEffect.pushes(instruction), opcode.title());
    }
  }

  private static int count(String values) {
    String spelled = values.replaceAll("(\\w)1…\\wn", "$1 $1").strip();
    return spelled.isEmpty() ? 0 : spelled.split("\\s+").length;
  }
}
