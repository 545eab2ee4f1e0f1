package atlas.vm.bytecode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.vm.bytecode.Constant.NameConstant;
import atlas.vm.engine.Engine;
import atlas.vm.engine.EngineKind;
import atlas.vm.source.SourceFile;
import atlas.vm.syntax.InputMode;
import atlas.vm.types.Type;
import org.junit.jupiter.api.Test;

class DisassemblerTest {
  private static CodeBuilder main() {
    return CodeBuilder.main();
  }

  @Test
  void exampleOfTheDocumentation() {
    Engine engine = new Engine(EngineKind.INTERPRETER, false, _ -> {});
    SourceFile source = new SourceFile("test.at", BytecodeDocument.block("atlas"));
    CodeUnit unit = engine.compile(source, InputMode.FILE).unit().orElseThrow().code();
    assertEquals(BytecodeDocument.block("listing"), Disassembler.disassemble(unit));
  }

  @Test
  void variablesOfAllKindsAreNamed() {
    Code code =
        CodeBuilder.function("f", Type.NUMBER)
            .cell("inner")
            .captures("total", Type.STRING)
            .capturesCell("f")
            .op(Opcode.GET_UPVALUE_CELL, 1)
            .op(Opcode.MAKE_CLOSURE, CodeBuilder.code(2, "inner"), 1)
            .op(Opcode.RETURN)
            .build();
    String listing =
        Disassembler.disassemble(CodeBuilder.unit(main().op(Opcode.HALT).build(), code));
    for (String part :
        new String[] {
          "function 1 f: (number) -> ?, line 1\n",
          "       0  p0: number\n",
          "       1  inner: () -> ?, cell\n",
          "  captured\n       0  total: string\n       1  f: () -> ?, cell\n",
          "GetUpvalueCell 1         ; f\n",
          "MakeClosure 0 1          ; inner\n"
        }) {
      assertTrue(listing.contains(part), listing);
    }
  }

  @Test
  void instructionAlone() {
    Code code =
        main()
            .string("a \"quoted\"\n\ttext that is longer than what fits on a line")
            .number(-0.0)
            .number(1e21)
            .number(0.1)
            .op(Opcode.CALL_METHOD, new NameConstant("push"), 1)
            .op(Opcode.GET_INDEX)
            .checked(Type.NUMBER)
            .op(Opcode.GET_GLOBAL, CodeBuilder.variable("x", 3, Type.STRING))
            .checked(Type.STRING)
            .op(Opcode.POP)
            .build();
    String[] expected = {
      "Constant 0  ; \"a \\\"quoted\\\"\\n\\ttext that is longer than wha…\"",
      "Constant 1  ; -0",
      "Constant 2  ; 1000000000000000000000",
      "Constant 3  ; 0.1",
      "CallMethod 4 1  ; push",
      "GetIndex  ; check number",
      "GetGlobal 5  ; x, check string",
      "Pop"
    };
    for (int pc = 0; pc < expected.length; pc++) {
      assertEquals(expected[pc], Disassembler.instruction(code, pc));
    }
  }

  @Test
  void unreachableCodeIsListed() {
    Code code = main().op(Opcode.HALT).op(Opcode.NULL).op(Opcode.POP).op(Opcode.HALT).build();
    String listing = Disassembler.disassemble(CodeBuilder.unit(code));
    assertTrue(listing.contains("    block 1, unreachable\n         1  1:1       Null\n"), listing);
  }
}
