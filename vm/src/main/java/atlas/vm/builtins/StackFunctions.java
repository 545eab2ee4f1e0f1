package atlas.vm.builtins;

import static atlas.vm.builtins.ParamKind.ANY;
import static atlas.vm.builtins.ParamKind.ARRAY;
import static atlas.vm.builtins.ParamKind.BOOL;
import static atlas.vm.builtins.ParamKind.NUMBER;
import static atlas.vm.builtins.ParamKind.OPTION;
import static atlas.vm.builtins.ParamKind.STACK;

import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.runtime.ArrayValue;
import atlas.vm.runtime.OptionValue;
import atlas.vm.runtime.StackValue;
import atlas.vm.runtime.Value;
import java.util.List;

/** Functions on stacks (stdlib §15). */
public final class StackFunctions {
  private static final String NEW =
      "let s = stackNew();\nstackPush(s, \"a\");\nstackPush(s, \"b\");\n";

  private StackFunctions() {}

  static List<Builtin> table() {
    Rows rows = Rows.dynamic(StackFunctions.class, DiagnosticCode.AT0102, DiagnosticCode.AT0001);
    rows.add("stackNew", "() -> Stack<T>", "An empty stack.")
        .gives(STACK)
        .example("print(stackNew());", "<Stack size=0>");
    rows.add("stackPush", "(s: Stack<T>, x: T) -> Stack<T>", "Adds an element on top.")
        .takes(STACK, ANY)
        .gives(STACK)
        .replaces()
        .keeps(1)
        .example(NEW + "print(stackSize(s));", "2");
    rows.add("stackPop", "(s: Stack<T>) -> Option<T>", "Removes the top, if any.")
        .takes(STACK)
        .splits(OPTION)
        .example(NEW + "print(stackPop(s));", "Some(b)");
    rows.add("stackPeek", "(s: Stack<T>) -> Option<T>", "The top, if any.")
        .takes(STACK)
        .gives(OPTION)
        .example(NEW + "print(stackPeek(s));", "Some(b)");
    rows.add("stackSize", "(s: Stack<T>) -> number", "The number of elements.")
        .takes(STACK)
        .gives(NUMBER)
        .example(NEW + "print(stackSize(s));", "2");
    rows.add("stackIsEmpty", "(s: Stack<T>) -> bool", "Whether there is no element.")
        .takes(STACK)
        .gives(BOOL)
        .example(NEW + "print(stackIsEmpty(s));", "false");
    rows.add("stackClear", "(s: Stack<T>) -> Stack<T>", "Removes everything.")
        .takes(STACK)
        .gives(STACK)
        .replaces()
        .example(NEW + "stackClear(s);\nprint(stackSize(s));", "0");
    rows.add("stackToArray", "(s: Stack<T>) -> T[]", "The elements, bottom first.")
        .takes(STACK)
        .gives(ARRAY)
        .example(NEW + "print(stackToArray(s));", "[a, b]");
    return rows.list();
  }

  public static StackValue stackNew() {
    return new StackValue();
  }

  public static StackValue stackPush(StackValue stack, Value value) {
    return stack.withTop(value);
  }

  public static ArrayValue stackPop(StackValue stack) {
    return Pairs.of(stackPopItem(stack), stackPopRest(stack));
  }

  public static OptionValue stackPopItem(StackValue stack) {
    return stackPeek(stack);
  }

  public static StackValue stackPopRest(StackValue stack) {
    return stack.size() == 0 ? stack : stack.withoutTop();
  }

  public static OptionValue stackPeek(StackValue stack) {
    return stack.size() == 0 ? OptionValue.NONE : OptionValue.some(stack.get(stack.size() - 1));
  }

  public static double stackSize(StackValue stack) {
    return stack.size();
  }

  public static boolean stackIsEmpty(StackValue stack) {
    return stack.size() == 0;
  }

  public static StackValue stackClear(StackValue stack) {
    return stack.clear();
  }

  public static ArrayValue stackToArray(StackValue stack) {
    return stack.toArray();
  }
}
