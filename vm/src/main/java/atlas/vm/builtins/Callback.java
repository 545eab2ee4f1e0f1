package atlas.vm.builtins;

import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.runtime.AtlasError;
import atlas.vm.runtime.BoolValue;
import atlas.vm.runtime.Closure;
import atlas.vm.runtime.Context;
import atlas.vm.runtime.Entry;
import atlas.vm.runtime.FunctionTemplate.Shape;
import atlas.vm.runtime.FunctionValue;
import atlas.vm.runtime.NumberValue;
import atlas.vm.runtime.Shareable;
import atlas.vm.runtime.Text;
import atlas.vm.runtime.Value;

/**
 * A function that a library function calls back, made ready for many calls. Arguments are marked as
 * shared, because they come out of containers that go on to hold them. Numbers stay unboxed where
 * the function's shape allows ({@link #is}).
 */
final class Callback {
  /** After so many elements, a loop of the library looks whether it should stop. */
  private static final int POLL = 4096;

  private final Context context;
  private final int depth;
  private final FunctionValue function;
  private final Shape shape;
  private final Entry entry;
  private final Value[] captures;

  Callback(Context context, int depth, FunctionValue function) {
    this.context = context;
    this.depth = depth;
    this.function = function;
    if (function instanceof Closure closure) {
      shape = closure.template().shape();
      entry = closure.template().entry(context);
      captures = closure.captures();
    } else {
      shape = Shape.OTHER;
      entry = null;
      captures = null;
    }
  }

  /** Whether the function can be called unboxed in that way. */
  boolean is(Shape other) {
    return shape == other;
  }

  /** To be called for each element, by number. */
  void poll(int i) {
    poll(context, i);
  }

  /** The same where nothing is called back. */
  static void poll(Context context, int i) {
    if ((i & (POLL - 1)) == POLL - 1) {
      context.poll();
    }
  }

  Value call() {
    return function.call(context, depth);
  }

  Value call(Value a) {
    Shareable.share(a);
    return entry != null ? entry.apply(captures, a, depth + 1) : function.call(context, depth, a);
  }

  Value call(Value a, Value b) {
    Shareable.share(a);
    return callWith(a, b);
  }

  /** As {@link #call(Value, Value)}, but nobody else holds the first argument. */
  Value callWith(Value a, Value b) {
    Shareable.share(b);
    return entry != null
        ? entry.apply(captures, a, b, depth + 1)
        : function.call(context, depth, a, b);
  }

  /** Only if it {@link #is} {@link Shape#NUMBER_TO_NUMBER}. */
  double numberToNumber(double a) {
    return entry.numberToNumber(captures, a, depth + 1);
  }

  /** Only if it {@link #is} {@link Shape#NUMBER_TO_BOOL}. */
  boolean numberToBool(double a) {
    return entry.numberToBool(captures, a, depth + 1);
  }

  /** Only if it {@link #is} {@link Shape#NUMBERS_TO_NUMBER}. */
  double numbersToNumber(double a, double b) {
    return entry.numbersToNumber(captures, a, b, depth + 1);
  }

  /** Calls a predicate of the library function {@code caller}. */
  boolean test(String caller, Value a) {
    return bool(caller, call(a));
  }

  boolean test(String caller, Value a, Value b) {
    return bool(caller, call(a, b));
  }

  /** Calls a comparison. */
  double compare(String caller, Value a, Value b) {
    if (call(a, b) instanceof NumberValue n) {
      return n.value();
    }
    throw wrongResult(caller, "number");
  }

  /** Calls a function that must give a string. */
  Text text(String caller, Value a) {
    if (call(a) instanceof Text text) {
      return text;
    }
    throw wrongResult(caller, "string");
  }

  private static boolean bool(String caller, Value result) {
    if (result instanceof BoolValue b) {
      return b.value();
    }
    throw wrongResult(caller, "bool");
  }

  private static AtlasError wrongResult(String caller, String expected) {
    return new AtlasError(
        DiagnosticCode.AT0001, caller + "(): the callback must return a " + expected);
  }
}
