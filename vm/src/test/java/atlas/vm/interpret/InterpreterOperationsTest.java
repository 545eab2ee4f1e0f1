package atlas.vm.interpret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import atlas.vm.bytecode.CodeBuilder;
import atlas.vm.bytecode.Constant;
import atlas.vm.bytecode.Constant.LibraryConstant;
import atlas.vm.bytecode.Constant.NameConstant;
import atlas.vm.bytecode.Constant.NoneConstant;
import atlas.vm.bytecode.Opcode;
import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.runtime.ArrayValue;
import atlas.vm.runtime.AtlasError;
import atlas.vm.runtime.BoolValue;
import atlas.vm.runtime.BuiltinValue;
import atlas.vm.runtime.Checks;
import atlas.vm.runtime.Display;
import atlas.vm.runtime.NullValue;
import atlas.vm.runtime.NumberValue;
import atlas.vm.runtime.OptionValue;
import atlas.vm.runtime.ResultValue;
import atlas.vm.runtime.Text;
import atlas.vm.runtime.Value;
import atlas.vm.types.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Instructions that work on the operand stack alone. */
class InterpreterOperationsTest {
  private static CodeBuilder main() {
    return CodeBuilder.main();
  }

  /** The display text of what main leaves on its stack. */
  private static String shown(CodeBuilder main) {
    return Display.display(value(main));
  }

  private static Value value(CodeBuilder main) {
    return machine().start(TestMachine.unit(main.op(Opcode.SET_RESULT).op(Opcode.HALT)));
  }

  private static void assertFails(DiagnosticCode code, CodeBuilder main) {
    assertEquals(code, assertThrows(AtlasError.class, () -> value(main)).code());
  }

  private static TestMachine machine() {
    TestMachine machine =
        new TestMachine(false)
            .with("Some", (_, _, args) -> OptionValue.some(args[0]))
            .with("Ok", (_, _, args) -> ResultValue.ok(args[0]))
            .with("Err", (_, _, args) -> ResultValue.err(args[0]))
            .with("pair", (_, _, args) -> ArrayValue.of(args));
    machine.numberMethods.put(
        "twice",
        new BuiltinValue("twice", (_, _, args) -> NumberValue.of(2 * Checks.number(args[0]))));
    return machine;
  }

  private static CodeBuilder array(CodeBuilder builder, double... elements) {
    for (double element : elements) {
      builder.number(element);
    }
    return builder.op(Opcode.ARRAY, elements.length);
  }

  @Test
  void programWithoutResultGivesNull() {
    assertEquals(NullValue.NULL, TestMachine.run(main().op(Opcode.HALT)));
  }

  @Test
  void constants() {
    assertEquals(NumberValue.of(2.5), value(main().number(2.5)));
    assertEquals("-0", shown(main().number(-0.0)));
    assertEquals(Text.of("hi"), value(main().string("hi")));
    assertEquals(OptionValue.NONE, value(main().op(Opcode.CONSTANT, new NoneConstant())));
    assertEquals(NullValue.NULL, value(main().op(Opcode.NULL)));
    assertEquals(BoolValue.TRUE, value(main().op(Opcode.TRUE)));
    assertEquals(BoolValue.FALSE, value(main().op(Opcode.FALSE)));
    assertEquals("<builtin pair>", shown(main().op(Opcode.CONSTANT, new LibraryConstant("pair"))));
  }

  @ParameterizedTest
  @CsvSource({"ADD,9", "SUB,5", "MUL,14", "DIV,3.5", "MOD,1"})
  void arithmetic(Opcode opcode, String expected) {
    assertEquals(expected, shown(main().number(7).number(2).op(opcode)));
  }

  @Test
  void addConcatenatesStrings() {
    CodeBuilder sum = main().string("ab").string("c").op(Opcode.ADD).as(Type.STRING);
    assertEquals("abc", shown(sum));
  }

  @Test
  void arithmeticErrors() {
    assertFails(DiagnosticCode.AT0005, main().number(1).number(0).op(Opcode.DIV));
    assertFails(DiagnosticCode.AT0005, main().number(1).number(-0.0).op(Opcode.MOD));
    assertFails(DiagnosticCode.AT0007, main().number(1e308).number(10).op(Opcode.MUL));
    assertFails(DiagnosticCode.AT0001, main().string("a").number(10).op(Opcode.ADD));
    assertFails(DiagnosticCode.AT0001, main().op(Opcode.NULL).op(Opcode.NEGATE));
  }

  @Test
  void negateAndNot() {
    assertEquals("-3", shown(main().number(3).op(Opcode.NEGATE)));
    assertEquals("false", shown(main().op(Opcode.TRUE).op(Opcode.NOT)));
    assertFails(DiagnosticCode.AT0001, main().number(1).op(Opcode.NOT));
  }

  @ParameterizedTest
  @CsvSource({
    "LESS,true,false",
    "LESS_EQUAL,true,true",
    "GREATER,false,false",
    "GREATER_EQUAL,false,true",
    "EQUAL,false,true",
    "NOT_EQUAL,true,false"
  })
  void comparison(Opcode opcode, String oneAndTwo, String oneAndOne) {
    assertEquals(oneAndTwo, shown(main().number(1).number(2).op(opcode)));
    assertEquals(oneAndOne, shown(main().number(1).number(1).op(opcode)));
  }

  @Test
  void onlyNumbersAreOrdered() {
    assertFails(DiagnosticCode.AT0001, main().string("a").string("b").op(Opcode.LESS));
  }

  @Test
  void equalityIsDeep() {
    assertEquals("true", shown(array(array(main(), 1, 2), 1, 2).op(Opcode.EQUAL)));
    assertEquals("false", shown(main().number(5).string("5").op(Opcode.EQUAL)));
  }

  @Test
  void arrayElementsAreInOrder() {
    assertEquals("[1, 2, 3]", shown(array(main(), 1, 2, 3)));
    assertEquals("[]", shown(array(main())));
  }

  @Test
  void index() {
    assertEquals("20", shown(array(main(), 10, 20).number(1).op(Opcode.GET_INDEX)));
    assertEquals("b", shown(main().string("abc").number(1).op(Opcode.GET_INDEX)));
    assertFails(DiagnosticCode.AT0006, array(main(), 10).number(1).op(Opcode.GET_INDEX));
    assertFails(DiagnosticCode.AT0103, array(main(), 10).number(-1).op(Opcode.GET_INDEX));
    assertFails(DiagnosticCode.AT0001, array(main(), 10).string("0").op(Opcode.GET_INDEX));
    assertFails(DiagnosticCode.AT0001, main().number(1).number(0).op(Opcode.GET_INDEX));
  }

  @Test
  void setIndexTakesTheArrayLast() {
    assertEquals("[1, 9]", shown(array(main().number(1).number(9), 1, 2).op(Opcode.SET_INDEX)));
    assertFails(
        DiagnosticCode.AT0006, array(main().number(2).number(9), 1, 2).op(Opcode.SET_INDEX));
  }

  private static CodeBuilder matrix(CodeBuilder builder) {
    return array(array(builder, 1, 2), 3, 4).op(Opcode.ARRAY, 2);
  }

  @Test
  void getPathKeepsTheIndices() {
    CodeBuilder code = matrix(main().number(1).number(0)).op(Opcode.GET_PATH, 2);
    assertEquals("[1, 0, 3]", shown(code.op(Opcode.ARRAY, 3)));
    assertFails(
        DiagnosticCode.AT0006,
        matrix(main().number(0).number(2)).op(Opcode.GET_PATH, 2).op(Opcode.ARRAY, 3));
  }

  @Test
  void setPathStoresAtAnyDepth() {
    CodeBuilder code = matrix(main().number(1).number(0).number(9)).op(Opcode.SET_PATH, 2);
    assertEquals("[[1, 2], [9, 4]]", shown(code));
    assertFails(
        DiagnosticCode.AT0103,
        matrix(main().number(1).number(0.5).number(9)).op(Opcode.SET_PATH, 2));
  }

  @Test
  void popAndDup() {
    assertEquals("1", shown(main().number(1).number(2).op(Opcode.POP)));
    assertEquals("6", shown(main().number(3).op(Opcode.DUP).op(Opcode.ADD)));
  }

  @ParameterizedTest
  @CsvSource({
    "IS_OPTION_SOME,Some,true",
    "IS_OPTION_SOME,Ok,false",
    "IS_OPTION_NONE,Some,false",
    "IS_RESULT_OK,Ok,true",
    "IS_RESULT_OK,Err,false",
    "IS_RESULT_ERR,Err,true",
    "IS_RESULT_ERR,Some,false",
    "IS_ARRAY,Some,false",
    "IS_ARRAY,pair,true"
  })
  void tests(Opcode opcode, String constructor, String expected) {
    CodeBuilder made = main().library(constructor).number(1).op(Opcode.CALL, 1, -1);
    assertEquals(expected, shown(made.op(opcode)));
  }

  @Test
  void noneIsNone() {
    CodeBuilder none = main().op(Opcode.CONSTANT, new NoneConstant());
    assertEquals("true", shown(none.op(Opcode.IS_OPTION_NONE)));
  }

  @Test
  void extraction() {
    CodeBuilder some = main().library("Some").number(4).op(Opcode.CALL, 1, -1);
    assertEquals("4", shown(some.op(Opcode.EXTRACT_OPTION_VALUE)));
    CodeBuilder err = main().library("Err").number(5).op(Opcode.CALL, 1, -1);
    assertEquals("5", shown(err.op(Opcode.EXTRACT_RESULT_VALUE)));
    assertFails(DiagnosticCode.AT0001, main().number(1).op(Opcode.EXTRACT_OPTION_VALUE));
    assertFails(DiagnosticCode.AT0001, main().number(1).op(Opcode.EXTRACT_RESULT_VALUE));
  }

  @Test
  void arrayLength() {
    assertEquals("2", shown(array(main(), 1, 2).op(Opcode.GET_ARRAY_LEN)));
    assertFails(DiagnosticCode.AT0001, main().string("ab").op(Opcode.GET_ARRAY_LEN));
  }

  @Test
  void splitPutsTheRestOnTop() {
    CodeBuilder both = array(main().number(7), 1, 2).op(Opcode.ARRAY, 2).op(Opcode.SPLIT);
    assertEquals("[7, [1, 2]]", shown(both.op(Opcode.ARRAY, 2)));
  }

  @Test
  void conditionMustBeBool() {
    CodeBuilder code =
        main().number(1).jump(Opcode.JUMP_IF_FALSE, "end").label("end").op(Opcode.NULL);
    assertFails(DiagnosticCode.AT0001, code);
  }

  @Test
  void loopRunsBackward() {
    CodeBuilder code =
        main()
            .local("i", Type.NUMBER)
            .number(0)
            .op(Opcode.SET_LOCAL, 0)
            .op(Opcode.POP)
            .label("loop")
            .op(Opcode.GET_LOCAL, 0)
            .number(10)
            .op(Opcode.LESS)
            .jump(Opcode.JUMP_IF_FALSE, "end")
            .op(Opcode.GET_LOCAL, 0)
            .number(1)
            .op(Opcode.ADD)
            .op(Opcode.SET_LOCAL, 0)
            .op(Opcode.POP)
            .jump(Opcode.LOOP, "loop")
            .label("end")
            .op(Opcode.GET_LOCAL, 0);
    assertEquals("10", shown(code));
  }

  @Test
  void matchFailIsAnError() {
    CodeBuilder code = main().op(Opcode.MATCH_FAIL);
    AtlasError error =
        assertThrows(AtlasError.class, () -> machine().start(TestMachine.unit(code)));
    assertEquals(DiagnosticCode.AT0001, error.code());
  }

  @Test
  void methodByKind() {
    NameConstant twice = new NameConstant("twice");
    assertEquals("8", shown(main().number(4).op(Opcode.CALL_METHOD, twice)));
    CodeBuilder onString = main().string("x").op(Opcode.CALL_METHOD, twice);
    AtlasError error = assertThrows(AtlasError.class, () -> value(onString));
    assertEquals(DiagnosticCode.AT0001, error.code());
    assertEquals("a value of kind string has no method 'twice'", error.getMessage());
  }

  @Test
  void pushedValueIsCheckedWhenAsked() {
    assertEquals("1", shown(array(main(), 1).number(0).op(Opcode.GET_INDEX).checked(Type.NUMBER)));
    CodeBuilder wrong = array(main(), 1).number(0).op(Opcode.GET_INDEX).checked(Type.STRING);
    AtlasError error = assertThrows(AtlasError.class, () -> value(wrong));
    assertEquals(DiagnosticCode.AT0001, error.code());
    assertEquals("expected string, found number", error.getMessage());
    Constant library = new LibraryConstant("pair");
    CodeBuilder call =
        main().op(Opcode.GET_GLOBAL, library).op(Opcode.CALL, 0, 0).checked(Type.NUMBER);
    assertFails(DiagnosticCode.AT0001, call);
  }
}
