package atlas.vm.interpret;

import static atlas.vm.runtime.Shareable.share;

import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.Constant;
import atlas.vm.bytecode.Constant.CodeConstant;
import atlas.vm.bytecode.Constant.FunctionConstant;
import atlas.vm.bytecode.Constant.LibraryConstant;
import atlas.vm.bytecode.Constant.NameConstant;
import atlas.vm.bytecode.Constant.NoneConstant;
import atlas.vm.bytecode.Constant.NumberConstant;
import atlas.vm.bytecode.Constant.StringConstant;
import atlas.vm.bytecode.Constant.VariableConstant;
import atlas.vm.bytecode.Instruction;
import atlas.vm.instrument.Instrumentation.InterpreterCounters;
import atlas.vm.runtime.Arithmetic;
import atlas.vm.runtime.ArrayValue;
import atlas.vm.runtime.AtlasError;
import atlas.vm.runtime.BoolValue;
import atlas.vm.runtime.Cell;
import atlas.vm.runtime.Checks;
import atlas.vm.runtime.Closure;
import atlas.vm.runtime.Environment;
import atlas.vm.runtime.Environment.Method;
import atlas.vm.runtime.Equality;
import atlas.vm.runtime.Failures;
import atlas.vm.runtime.FunctionTemplate;
import atlas.vm.runtime.Indexing;
import atlas.vm.runtime.Interruption;
import atlas.vm.runtime.NullValue;
import atlas.vm.runtime.NumberValue;
import atlas.vm.runtime.OptionValue;
import atlas.vm.runtime.ResultValue;
import atlas.vm.runtime.Text;
import atlas.vm.runtime.Unwinding;
import atlas.vm.runtime.Value;
import java.util.Arrays;
import java.util.Optional;

/**
 * One activation of a function, or of top-level code: its locals, its own copy of the captured
 * values, and its operand stack.
 *
 * <p>Every value that is read from a variable or a container, and every value that is stored and
 * kept on the stack, is marked as shared: from then on two places refer to it. So no change is ever
 * made in place.
 */
final class Activation {
  private final Interpreter interpreter;
  private final Environment environment;
  private final Code code;
  private final int depth;
  private final Value[] locals;
  private final Value[] captured;
  private final OperandStack stack = new OperandStack();
  private int pc;
  private Value result = NullValue.NULL;

  Activation(Interpreter interpreter, Code code, Value[] captures, Value[] args, int depth) {
    this.interpreter = interpreter;
    this.environment = interpreter.environment();
    this.code = code;
    this.depth = depth;
    this.locals = Arrays.copyOf(args, code.locals().size());
    this.captured = captures.clone();
  }

  /** Runs from the first instruction to the end: gives the value returned, or the program's. */
  Value run(Optional<InterpreterCounters> counters) {
    Optional<OpenLoops> loops =
        counters.filter(c -> c.turns != null).map(c -> new OpenLoops(c.turns));
    try {
      counters.ifPresent(this::countCall);
      while (true) {
        Instruction instruction = code.instruction(pc);
        if (loops.isPresent()) {
          loops.get().at(pc);
        }
        if (counters.isPresent()) {
          countInstruction(counters.get());
        }
        switch (instruction.opcode()) {
          case JUMP -> pc = instruction.a();
          case JUMP_IF_FALSE -> pc = Checks.bool(stack.pop()) ? pc + 1 : instruction.a();
          case LOOP -> {
            interpreter.context().poll();
            pc = instruction.a();
            loops.ifPresent(l -> l.turn(pc));
          }
          case RETURN -> {
            return stack.pop();
          }
          case HALT -> {
            return result;
          }
          default -> {
            execute(instruction);
            pc++;
          }
        }
      }
    } catch (Unwinding unwinding) {
      unwinding.addInterpreted(code, pc, interpreter.context().number());
      throw unwinding;
    } catch (OutOfMemoryError memory) {
      interpreter.context().starved().add(code, pc, interpreter.context().number());
      throw memory;
    } catch (StackOverflowError overflow) {
      // The last resort: the depth limit is meant to be reached before Java's.
      AtlasError error = Failures.exhausted(depth + 1);
      error.addInterpreted(code, pc, interpreter.context().number());
      throw error;
    } finally {
      loops.ifPresent(OpenLoops::end);
    }
  }

  private void countCall(InterpreterCounters counters) {
    counters.calls++;
    counters.maxDepth = Math.max(counters.maxDepth, depth);
  }

  /** The height before an instruction is that after the one executed before it. */
  private void countInstruction(InterpreterCounters counters) {
    if (counters.budget != null && --counters.budget[0] < 0) {
      throw Interruption.atLimit();
    }
    counters.instructions[pc]++;
    counters.maxStack = Math.max(counters.maxStack, stack.height());
  }

  private void execute(Instruction i) {
    switch (i.opcode()) {
      case CONSTANT -> stack.push(i, constant(code.constant(i.a())));
      case NULL -> stack.push(i, NullValue.NULL);
      case TRUE -> stack.push(i, BoolValue.TRUE);
      case FALSE -> stack.push(i, BoolValue.FALSE);
      case GET_LOCAL -> stack.push(i, share(read(locals, code.locals().get(i.a()), i.a())));
      case SET_LOCAL -> setLocal(i.a(), share(stack.peek()));
      case GET_GLOBAL -> stack.push(i, share(global(code.constant(i.a()))));
      case SET_GLOBAL -> setGlobal(code.constant(i.a()), share(stack.peek()));
      case MAKE_CLOSURE -> stack.push(i, closure(code.constant(i.a()), stack.pop(i.b())));
      case GET_UPVALUE -> stack.push(i, share(read(captured, code.captures().get(i.a()), i.a())));
      case SET_UPVALUE -> captured[i.a()] = share(stack.peek());
      case ADD, SUB, MUL, DIV, MOD -> stack.push(i, arithmetic(i));
      case NEGATE -> stack.push(i, NumberValue.of(Arithmetic.negate(stack.pop())));
      case EQUAL, NOT_EQUAL -> stack.push(i, BoolValue.of(equality(i)));
      case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> stack.push(i, BoolValue.of(comparison(i)));
      case NOT -> stack.push(i, BoolValue.of(!Checks.bool(stack.pop())));
      case CALL -> stack.push(i, call(stack.pop(i.a()), stack.pop()));
      case CALL_METHOD -> stack.push(i, callMethod(code.constant(i.a()), stack.pop(i.b() + 1)));
      case ARRAY -> stack.push(i, ArrayValue.of(stack.pop(i.a())));
      case GET_INDEX -> stack.push(i, share(element()));
      case SET_INDEX -> stack.push(i, withElement());
      case GET_PATH -> stack.push(i, share(elementAtPath(i.a())));
      case SET_PATH -> stack.push(i, withElementAtPath(i.a()));
      case POP -> stack.pop();
      case DUP -> stack.push(i, share(stack.peek()));
      case IS_OPTION_SOME, IS_OPTION_NONE, IS_RESULT_OK, IS_RESULT_ERR, IS_ARRAY ->
          stack.push(i, BoolValue.of(test(i, stack.pop())));
      case EXTRACT_OPTION_VALUE -> stack.push(i, share(Checks.option(stack.pop()).content()));
      case EXTRACT_RESULT_VALUE -> stack.push(i, share(Checks.result(stack.pop()).content()));
      case GET_ARRAY_LEN -> stack.push(i, NumberValue.of(Indexing.length(stack.pop())));
      case SET_RESULT -> result = stack.pop();
      case MATCH_FAIL -> throw Failures.noArm();
      case SPLIT -> split(i, Checks.array(stack.pop()));
      case NEW_CELL -> locals[i.a()] = new Cell(code.locals().get(i.a()).title());
      case GET_CELL -> stack.push(locals[i.a()]);
      case GET_UPVALUE_CELL -> stack.push(captured[i.a()]);
      case JUMP, JUMP_IF_FALSE, LOOP, RETURN, HALT -> throw new AssertionError(i);
    }
  }

  private Value constant(Constant constant) {
    return switch (constant) {
      case NumberConstant number -> NumberValue.of(number.value());
      case StringConstant string -> Text.of(string.value());
      case NoneConstant _ -> OptionValue.NONE;
      case CodeConstant function -> new Closure(template(function));
      case LibraryConstant function -> environment.library().apply(function.name());
      case NameConstant _, VariableConstant _, FunctionConstant _ -> throw misplaced(constant);
    };
  }

  private Value closure(Constant function, Value[] captures) {
    return new Closure(template((CodeConstant) function), captures);
  }

  private FunctionTemplate template(CodeConstant function) {
    return environment.templates().template(interpreter.unit(), function.index());
  }

  private static Value read(Value[] variables, Code.Local variable, int index) {
    return variable.cell() ? ((Cell) variables[index]).get() : variables[index];
  }

  private void setLocal(int index, Value value) {
    if (code.locals().get(index).cell()) {
      ((Cell) locals[index]).set(value);
    } else {
      locals[index] = value;
    }
  }

  private Value global(Constant constant) {
    return switch (constant) {
      case VariableConstant variable -> {
        Value value = environment.globals().get(variable.slot());
        if (value == null) {
          throw Failures.unboundVariable(variable.name());
        }
        yield value;
      }
      case FunctionConstant function -> {
        Value value = environment.globals().get(function.slot());
        if (value == null) {
          throw Failures.unboundFunction(function.name());
        }
        yield value;
      }
      case LibraryConstant function -> environment.library().apply(function.name());
      case NumberConstant _, StringConstant _, NoneConstant _, CodeConstant _, NameConstant _ ->
          throw misplaced(constant);
    };
  }

  private void setGlobal(Constant constant, Value value) {
    switch (constant) {
      case VariableConstant variable -> environment.globals().set(variable.slot(), value);
      case FunctionConstant function -> environment.globals().set(function.slot(), value);
      case LibraryConstant _, NameConstant _, CodeConstant _ -> throw misplaced(constant);
      case NumberConstant _, StringConstant _, NoneConstant _ -> throw misplaced(constant);
    }
  }

  private AssertionError misplaced(Constant constant) {
    return new AssertionError("misplaced constant in " + code + " at " + pc + ": " + constant);
  }

  private Value arithmetic(Instruction instruction) {
    Value right = stack.pop();
    Value left = stack.pop();
    return switch (instruction.opcode()) {
      case ADD -> Arithmetic.add(left, right);
      case SUB -> NumberValue.of(Arithmetic.sub(left, right));
      case MUL -> NumberValue.of(Arithmetic.mul(left, right));
      case DIV -> NumberValue.of(Arithmetic.div(left, right));
      case MOD -> NumberValue.of(Arithmetic.mod(left, right));
      default -> throw new AssertionError(instruction);
    };
  }

  private boolean comparison(Instruction instruction) {
    Value right = stack.pop();
    Value left = stack.pop();
    return switch (instruction.opcode()) {
      case LESS -> Arithmetic.less(left, right);
      case LESS_EQUAL -> Arithmetic.lessEqual(left, right);
      case GREATER -> Arithmetic.greater(left, right);
      case GREATER_EQUAL -> Arithmetic.greaterEqual(left, right);
      default -> throw new AssertionError(instruction);
    };
  }

  private boolean equality(Instruction instruction) {
    Value right = stack.pop();
    Value left = stack.pop();
    return switch (instruction.opcode()) {
      case EQUAL -> Equality.equal(left, right);
      case NOT_EQUAL -> !Equality.equal(left, right);
      default -> throw new AssertionError(instruction);
    };
  }

  private static boolean test(Instruction instruction, Value value) {
    return switch (instruction.opcode()) {
      case IS_OPTION_SOME -> value instanceof OptionValue option && option.isSome();
      case IS_OPTION_NONE -> value instanceof OptionValue option && !option.isSome();
      case IS_RESULT_OK -> value instanceof ResultValue r && r.isOk();
      case IS_RESULT_ERR -> value instanceof ResultValue r && !r.isOk();
      case IS_ARRAY -> value instanceof ArrayValue;
      default -> throw new AssertionError(instruction);
    };
  }

  private Value call(Value[] args, Value callee) {
    return Checks.function(callee).call(interpreter.context(), depth, args);
  }

  private Value callMethod(Constant constant, Value[] args) {
    String name = ((NameConstant) constant).name();
    Method method = environment.methods().method(args[0].kind(), name);
    return method.function().call(interpreter.context(), depth, args);
  }

  private Value element() {
    Value index = stack.pop();
    Value container = stack.pop();
    return Indexing.at(container, index);
  }

  private Value withElement() {
    Value container = share(stack.pop());
    Value value = stack.pop();
    Value index = stack.pop();
    return Indexing.store(index, value, container);
  }

  private Value elementAtPath(int length) {
    Value container = stack.pop();
    return Indexing.at(container, stack.peek(length));
  }

  private Value withElementAtPath(int length) {
    Value container = share(stack.pop());
    Value value = stack.pop();
    return Indexing.store(stack.pop(length), value, container);
  }

  private void split(Instruction instruction, ArrayValue pair) {
    Value item = share(pair.get(0));
    Value rest = share(pair.get(1));
    stack.push(instruction, item);
    stack.push(rest);
  }
}
