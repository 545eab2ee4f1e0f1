package atlas.vm.interpret;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.CodeBuilder;
import atlas.vm.bytecode.CodeUnit;
import atlas.vm.bytecode.Constant.FunctionConstant;
import atlas.vm.bytecode.Opcode;
import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.instrument.Instrumentation.InterpreterCounters;
import atlas.vm.runtime.AtlasError;
import atlas.vm.runtime.Display;
import atlas.vm.runtime.FunctionValue;
import atlas.vm.runtime.Interruption;
import atlas.vm.runtime.NullValue;
import atlas.vm.runtime.NumberValue;
import atlas.vm.runtime.Unwinding.Activation;
import atlas.vm.types.Type;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Calls, their limits, what is counted, and what an error leaves behind. */
class InterpreterCallsTest {
  private static final FunctionConstant F = CodeBuilder.functionGlobal("f", 0);

  /** Main that binds function 1 to {@link #F}, as lowered units do. */
  private static CodeBuilder main() {
    return CodeBuilder.main()
        .op(Opcode.CONSTANT, CodeBuilder.code(1, "f"))
        .op(Opcode.SET_GLOBAL, F)
        .op(Opcode.POP);
  }

  private static CodeBuilder end(CodeBuilder main) {
    return main.op(Opcode.SET_RESULT).op(Opcode.HALT);
  }

  /** fn f(n) { if (n == 0) { return 0; } return 1 + f(n - 1); }. */
  private static CodeBuilder countDown() {
    return CodeBuilder.function("f", Type.NUMBER)
        .returns(Type.NUMBER)
        .op(Opcode.GET_LOCAL, 0)
        .number(0)
        .op(Opcode.EQUAL)
        .jump(Opcode.JUMP_IF_FALSE, "more")
        .number(0)
        .op(Opcode.RETURN)
        .label("more")
        .number(1)
        .op(Opcode.GET_GLOBAL, F)
        .op(Opcode.GET_LOCAL, 0)
        .number(1)
        .op(Opcode.SUB)
        .op(Opcode.CALL, 1, -1)
        .as(Type.NUMBER)
        .op(Opcode.ADD)
        .op(Opcode.RETURN);
  }

  private static CodeBuilder call(double argument) {
    return end(main().op(Opcode.GET_GLOBAL, F).number(argument).op(Opcode.CALL, 1, -1));
  }

  private static AtlasError failure(TestMachine machine, CodeUnit unit) {
    return assertThrows(AtlasError.class, () -> machine.start(unit));
  }

  @Test
  void recursion() {
    assertEquals("50", Display.display(TestMachine.run(call(50), countDown())));
  }

  @Test
  void depthLimitIsRaisedAtTheCall() {
    CodeUnit unit = TestMachine.unit(call(50), countDown());
    assertEquals(NumberValue.of(50), new TestMachine(false).depthLimit(52).start(unit));
    TestMachine machine = new TestMachine(true).depthLimit(51);
    AtlasError error = failure(machine, unit);
    assertEquals(DiagnosticCode.AT0008, error.code());
    Code f = unit.codes().get(1);
    assertEquals(51, error.interpreted().size());
    assertEquals(new Activation(f, 11), error.interpreted().getFirst());
    assertEquals(new Activation(unit.main(), 5), error.interpreted().getLast());
    assertEquals(50, machine.counters.get(f).calls);
    assertEquals(51, machine.counters.get(f).maxDepth);
    assertEquals(50, machine.counters.get(f).instructions[11]);
    assertEquals(0, machine.counters.get(f).instructions[12]);
  }

  @Test
  void calleesBusinessBeginsBehindTheChecks() {
    CodeBuilder f = CodeBuilder.function("f", Type.NUMBER).op(Opcode.NULL).op(Opcode.RETURN);
    CodeUnit few = TestMachine.unit(end(main().op(Opcode.GET_GLOBAL, F).op(Opcode.CALL, 0, -1)), f);
    TestMachine machine = new TestMachine(true);
    AtlasError error = failure(machine, few);
    assertEquals("f(): expected 1 argument, got 0", error.getMessage());
    assertEquals(List.of(new Activation(few.main(), 4)), error.interpreted());
    assertEquals(0, machine.counters.get(few.codes().get(1)).calls);
    CodeUnit wrong =
        TestMachine.unit(
            end(main().op(Opcode.GET_GLOBAL, F).string("x").op(Opcode.CALL, 1, -1)), f);
    error = failure(new TestMachine(false), wrong);
    assertEquals("expected number, found string", error.getMessage());
    assertEquals(List.of(new Activation(wrong.main(), 5)), error.interpreted());
  }

  @Test
  void onlyFunctionsCanBeCalled() {
    CodeUnit unit = TestMachine.unit(end(CodeBuilder.main().number(1).op(Opcode.CALL, 0, -1)));
    AtlasError error = failure(new TestMachine(false), unit);
    assertEquals(DiagnosticCode.AT0001, error.code());
    assertEquals("a value of kind number cannot be called", error.getMessage());
  }

  @Test
  void libraryCallsBack() {
    TestMachine machine = new TestMachine(true);
    machine.with(
        "twice",
        (context, depth, args) -> {
          FunctionValue f = (FunctionValue) args[0];
          return f.call(context, depth, f.call(context, depth, args[1]));
        });
    CodeBuilder f =
        CodeBuilder.function("f", Type.NUMBER)
            .op(Opcode.GET_LOCAL, 0)
            .number(5)
            .op(Opcode.MUL)
            .op(Opcode.RETURN);
    CodeBuilder main =
        main().library("twice").op(Opcode.GET_GLOBAL, F).number(2).op(Opcode.CALL, 2, -1);
    CodeUnit unit = TestMachine.unit(end(main), f);
    assertEquals(NumberValue.of(50), machine.start(unit));
    InterpreterCounters counters = machine.counters.get(unit.codes().get(1));
    assertEquals(2, counters.calls);
    assertEquals(2, counters.maxDepth);
    assertArrayEquals(new long[] {2, 2, 2, 2}, counters.instructions);
  }

  @Test
  void everyInstructionCountsWhenItBegins() {
    CodeBuilder main =
        CodeBuilder.main()
            .local("i", Type.NUMBER)
            .number(3)
            .op(Opcode.SET_LOCAL, 0)
            .op(Opcode.POP)
            .label("loop")
            .number(1)
            .op(Opcode.GET_LOCAL, 0)
            .op(Opcode.DIV)
            .op(Opcode.POP)
            .op(Opcode.GET_LOCAL, 0)
            .number(1)
            .op(Opcode.SUB)
            .op(Opcode.SET_LOCAL, 0)
            .op(Opcode.POP)
            .jump(Opcode.LOOP, "loop")
            .op(Opcode.HALT);
    CodeUnit unit = TestMachine.unit(main);
    TestMachine machine = new TestMachine(true);
    AtlasError error = failure(machine, unit);
    assertEquals(DiagnosticCode.AT0005, error.code());
    assertEquals(List.of(new Activation(unit.main(), 5)), error.interpreted());
    InterpreterCounters counters = machine.counters.get(unit.main());
    assertArrayEquals(new long[] {1, 1, 1, 4, 4, 4, 3, 3, 3, 3, 3, 3, 3, 0}, counters.instructions);
    assertEquals(1, counters.calls);
    assertEquals(1, counters.maxDepth);
    assertEquals(2, counters.maxStack);
  }

  @Test
  void ordinaryRunsCountNothing() {
    TestMachine machine = new TestMachine(false);
    machine.start(TestMachine.unit(call(3), countDown()));
    assertEquals(0, machine.counters.size());
  }

  @Test
  void interruptStopsALoopAtItsEnd() {
    CodeBuilder main =
        CodeBuilder.main()
            .label("loop")
            .library("stop")
            .op(Opcode.CALL, 0, -1)
            .op(Opcode.POP)
            .jump(Opcode.LOOP, "loop")
            .op(Opcode.HALT);
    CodeUnit unit = TestMachine.unit(main);
    TestMachine machine = new TestMachine(true);
    stopping(machine);
    Interruption end = assertThrows(Interruption.class, () -> machine.start(unit));
    assertEquals(List.of(new Activation(unit.main(), 3)), end.interpreted());
    assertArrayEquals(new long[] {1, 1, 1, 1, 0}, machine.counters.get(unit.main()).instructions);
  }

  @Test
  void interruptedCallDoesNotBegin() {
    CodeBuilder main =
        main()
            .library("stop")
            .op(Opcode.CALL, 0, -1)
            .op(Opcode.POP)
            .op(Opcode.GET_GLOBAL, F)
            .number(1)
            .op(Opcode.CALL, 1, -1);
    CodeUnit unit = TestMachine.unit(end(main), countDown());
    TestMachine machine = new TestMachine(true);
    stopping(machine);
    Interruption stopped = assertThrows(Interruption.class, () -> machine.start(unit));
    assertEquals(List.of(new Activation(unit.main(), 8)), stopped.interpreted());
    assertEquals(0, machine.counters.get(unit.codes().get(1)).calls);
  }

  private static void stopping(TestMachine machine) {
    machine.with(
        "stop",
        (context, _, _) -> {
          context.interrupt(true);
          return NullValue.NULL;
        });
  }

  @Test
  void returnLeavesWithWhateverLiesBelow() {
    CodeBuilder f =
        CodeBuilder.function("f", Type.NUMBER)
            .number(1)
            .number(2)
            .op(Opcode.GET_LOCAL, 0)
            .op(Opcode.RETURN);
    assertEquals(NumberValue.of(8), TestMachine.run(call(8), f));
  }

  @Test
  void javaStackOverflowIsTheLastResort() throws InterruptedException {
    CodeUnit unit = TestMachine.unit(call(1e9), countDown());
    TestMachine machine = new TestMachine(false).depthLimit(Integer.MAX_VALUE);
    List<AtlasError> errors = new java.util.concurrent.CopyOnWriteArrayList<>();
    Thread thread = new Thread(null, () -> errors.add(failure(machine, unit)), "small", 1 << 18);
    thread.start();
    thread.join();
    assertEquals(DiagnosticCode.AT0008, errors.getFirst().code());
  }
}
