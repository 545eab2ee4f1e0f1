package atlas.vm.interpret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import atlas.vm.bytecode.CodeBuilder;
import atlas.vm.bytecode.Constant.VariableConstant;
import atlas.vm.bytecode.Opcode;
import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.runtime.AtlasError;
import atlas.vm.runtime.Display;
import atlas.vm.types.Type;
import org.junit.jupiter.api.Test;

/** Variables, cells and captured values; and that no two of them ever share what can change. */
class InterpreterVariablesTest {
  private static final Type NUMBERS = new Type.ArrayType(Type.NUMBER);
  private static final VariableConstant A = CodeBuilder.variable("a", 0, NUMBERS);

  private static CodeBuilder main() {
    return CodeBuilder.main();
  }

  private static String result(CodeBuilder main, CodeBuilder... functions) {
    return Display.display(TestMachine.run(main.op(Opcode.SET_RESULT).op(Opcode.HALT), functions));
  }

  /** {@code variable[0] = 9}, the variable being a local. */
  private static CodeBuilder change(CodeBuilder builder, int local) {
    return builder
        .number(0)
        .number(9)
        .op(Opcode.GET_LOCAL, local)
        .op(Opcode.SET_INDEX)
        .op(Opcode.SET_LOCAL, local)
        .op(Opcode.POP);
  }

  private static CodeBuilder arrayIn(CodeBuilder builder, int local) {
    return builder.number(1).op(Opcode.ARRAY, 1).op(Opcode.SET_LOCAL, local).op(Opcode.POP);
  }

  @Test
  void storeKeepsTheValueOnTheStack() {
    CodeBuilder code = main().local("x", Type.NUMBER).number(3).op(Opcode.SET_LOCAL, 0);
    assertEquals("6", result(code.op(Opcode.GET_LOCAL, 0).op(Opcode.ADD)));
  }

  @Test
  void globalsLiveInTheirSlots() {
    VariableConstant x = CodeBuilder.variable("x", 4, Type.NUMBER);
    CodeBuilder code = main().number(3).op(Opcode.SET_GLOBAL, x).op(Opcode.GET_GLOBAL, x);
    assertEquals("6", result(code.op(Opcode.ADD)));
  }

  @Test
  void unboundNames() {
    CodeBuilder variable = main().op(Opcode.GET_GLOBAL, A);
    AtlasError error = assertThrows(AtlasError.class, () -> result(variable));
    assertEquals(DiagnosticCode.AT0002, error.code());
    assertEquals("variable 'a' is not bound yet", error.getMessage());
    CodeBuilder function = main().op(Opcode.GET_GLOBAL, CodeBuilder.functionGlobal("f", 1));
    error = assertThrows(AtlasError.class, () -> result(function));
    assertEquals(DiagnosticCode.AT0002, error.code());
    assertEquals("function 'f' is not bound yet", error.getMessage());
    CodeBuilder cell = main().cell("g").op(Opcode.NEW_CELL, 0).op(Opcode.GET_LOCAL, 0);
    error = assertThrows(AtlasError.class, () -> result(cell));
    assertEquals(DiagnosticCode.AT0002, error.code());
  }

  @Test
  void twoLocalsDoNotShareAnArray() {
    CodeBuilder code = arrayIn(main().local("a", NUMBERS).local("b", NUMBERS), 0);
    code.op(Opcode.GET_LOCAL, 0).op(Opcode.SET_LOCAL, 1).op(Opcode.POP);
    change(code, 0).op(Opcode.GET_LOCAL, 0).op(Opcode.GET_LOCAL, 1).op(Opcode.ARRAY, 2);
    assertEquals("[[9], [1]]", result(code));
  }

  @Test
  void valueKeptOnTheStackIsNotChangedThroughTheVariable() {
    CodeBuilder code = main().local("a", NUMBERS).number(1).op(Opcode.ARRAY, 1);
    assertEquals("[1]", result(change(code.op(Opcode.SET_LOCAL, 0), 0)));
    CodeBuilder copied = main().local("a", NUMBERS).number(1).op(Opcode.ARRAY, 1).op(Opcode.DUP);
    assertEquals("[1]", result(change(copied.op(Opcode.SET_LOCAL, 0).op(Opcode.POP), 0)));
  }

  @Test
  void elementsAreCopiedOnChange() {
    CodeBuilder code = arrayIn(main().local("row", NUMBERS).local("m", NUMBERS), 0);
    code.op(Opcode.GET_LOCAL, 0).op(Opcode.ARRAY, 1).op(Opcode.SET_LOCAL, 1).op(Opcode.POP);
    code.op(Opcode.GET_LOCAL, 1).number(0).op(Opcode.GET_INDEX).op(Opcode.SET_LOCAL, 0);
    code.op(Opcode.POP);
    change(code, 0).op(Opcode.GET_LOCAL, 0).op(Opcode.GET_LOCAL, 1).op(Opcode.ARRAY, 2);
    assertEquals("[[9], [[1]]]", result(code));
  }

  @Test
  void nestedStoreChangesOneVariableOnly() {
    CodeBuilder code = arrayIn(main().local("m", NUMBERS).local("n", NUMBERS), 0);
    code.op(Opcode.GET_LOCAL, 0).op(Opcode.ARRAY, 1).op(Opcode.SET_LOCAL, 0);
    code.op(Opcode.SET_LOCAL, 1).op(Opcode.POP);
    code.number(0).number(0).number(9).op(Opcode.GET_LOCAL, 0).op(Opcode.SET_PATH, 2);
    code.op(Opcode.SET_LOCAL, 0).op(Opcode.POP);
    code.op(Opcode.GET_LOCAL, 0).op(Opcode.GET_LOCAL, 1).op(Opcode.ARRAY, 2);
    assertEquals("[[[9]], [[1]]]", result(code));
  }

  @Test
  void argumentsAreCopies() {
    CodeBuilder function = change(CodeBuilder.function("z", NUMBERS), 0);
    function.op(Opcode.GET_LOCAL, 0).op(Opcode.RETURN);
    CodeBuilder code = arrayIn(main().local("a", NUMBERS), 0);
    code.op(Opcode.CONSTANT, CodeBuilder.code(1, "z"));
    code.op(Opcode.GET_LOCAL, 0).op(Opcode.CALL, 1, -1).op(Opcode.GET_LOCAL, 0);
    assertEquals("[[9], [1]]", result(code.op(Opcode.ARRAY, 2), function));
  }

  @Test
  void capturedCopiesArePrivateToTheCall() {
    CodeBuilder bump =
        CodeBuilder.function("bump")
            .captures("a", NUMBERS)
            .number(0)
            .op(Opcode.GET_UPVALUE, 0)
            .number(0)
            .op(Opcode.GET_INDEX)
            .as(Type.NUMBER)
            .number(1)
            .op(Opcode.ADD)
            .op(Opcode.GET_UPVALUE, 0)
            .op(Opcode.SET_INDEX)
            .op(Opcode.SET_UPVALUE, 0)
            .op(Opcode.POP)
            .op(Opcode.GET_UPVALUE, 0)
            .op(Opcode.RETURN);
    CodeBuilder code = arrayIn(main().local("a", NUMBERS).local("f", Type.UNKNOWN), 0);
    code.op(Opcode.GET_LOCAL, 0).op(Opcode.MAKE_CLOSURE, CodeBuilder.code(1, "bump"), 1);
    code.op(Opcode.SET_LOCAL, 1).op(Opcode.POP);
    code.op(Opcode.GET_LOCAL, 1).op(Opcode.CALL, 0, -1);
    code.op(Opcode.GET_LOCAL, 1).op(Opcode.CALL, 0, -1);
    code.op(Opcode.GET_LOCAL, 0).op(Opcode.ARRAY, 3);
    assertEquals("[[2], [2], [1]]", result(code, bump));
  }

  @Test
  void nestedFunctionsFindEachOtherThroughCells() {
    // fn even(n) { return n == 0 || odd(n - 1); } and odd likewise, each captured by the other.
    CodeBuilder main =
        main()
            .cell("even")
            .cell("odd")
            .op(Opcode.NEW_CELL, 0)
            .op(Opcode.NEW_CELL, 1)
            .op(Opcode.GET_CELL, 1)
            .op(Opcode.MAKE_CLOSURE, CodeBuilder.code(1, "even"), 1)
            .op(Opcode.SET_LOCAL, 0)
            .op(Opcode.POP)
            .op(Opcode.GET_CELL, 0)
            .op(Opcode.MAKE_CLOSURE, CodeBuilder.code(2, "odd"), 1)
            .op(Opcode.SET_LOCAL, 1)
            .op(Opcode.POP)
            .op(Opcode.GET_LOCAL, 0)
            .number(7)
            .op(Opcode.CALL, 1, -1);
    assertEquals("false", result(main, parity("even", Opcode.TRUE), parity("odd", Opcode.FALSE)));
  }

  private static CodeBuilder parity(String name, Opcode ofZero) {
    return CodeBuilder.function(name, Type.NUMBER)
        .capturesCell("other")
        .op(Opcode.GET_LOCAL, 0)
        .number(0)
        .op(Opcode.EQUAL)
        .jump(Opcode.JUMP_IF_FALSE, "more")
        .op(ofZero)
        .op(Opcode.RETURN)
        .label("more")
        .op(Opcode.GET_UPVALUE, 0)
        .op(Opcode.GET_LOCAL, 0)
        .number(1)
        .op(Opcode.SUB)
        .op(Opcode.CALL, 1, -1)
        .op(Opcode.RETURN);
  }

  @Test
  void cellIsPassedOnThroughLevels() {
    CodeBuilder inner =
        CodeBuilder.function("inner").capturesCell("f").op(Opcode.GET_UPVALUE, 0).op(Opcode.RETURN);
    CodeBuilder outer =
        CodeBuilder.function("outer")
            .capturesCell("f")
            .op(Opcode.GET_UPVALUE_CELL, 0)
            .op(Opcode.MAKE_CLOSURE, CodeBuilder.code(2, "inner"), 1)
            .op(Opcode.CALL, 0, -1)
            .op(Opcode.RETURN);
    CodeBuilder main =
        main()
            .cell("f")
            .op(Opcode.NEW_CELL, 0)
            .op(Opcode.GET_CELL, 0)
            .op(Opcode.MAKE_CLOSURE, CodeBuilder.code(1, "outer"), 1)
            .op(Opcode.SET_LOCAL, 0)
            .op(Opcode.CALL, 0, -1);
    assertEquals("<fn outer>", result(main, outer, inner));
  }
}
