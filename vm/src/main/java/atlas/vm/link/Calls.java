package atlas.vm.link;

import atlas.vm.runtime.ArrayValue;
import atlas.vm.runtime.AtlasError;
import atlas.vm.runtime.Checks;
import atlas.vm.runtime.Closure;
import atlas.vm.runtime.Context;
import atlas.vm.runtime.Entry;
import atlas.vm.runtime.Environment;
import atlas.vm.runtime.Failures;
import atlas.vm.runtime.Indexing;
import atlas.vm.runtime.Interruption;
import atlas.vm.runtime.NumberValue;
import atlas.vm.runtime.OptionValue;
import atlas.vm.runtime.ResultValue;
import atlas.vm.runtime.Shareable;
import atlas.vm.runtime.Value;

/**
 * Helpers that generated code calls. {@code depth} is always the call depth of the calling
 * activation.
 */
public final class Calls {
  private Calls() {}

  /** Called when an activation is deeper than allowed. */
  public static void overflow(int depth) {
    throw Failures.exhausted(depth);
  }

  /** Called when as many instructions have been begun as a run may begin. */
  public static void exhausted() {
    throw Interruption.atLimit();
  }

  private static Entry entry(Closure closure, Context context) {
    return closure.template().entry(context);
  }

  /** Calls a function value with any arguments. */
  public static Value call(Value callee, Value[] args, Context context, int depth) {
    return Checks.function(callee).call(context, depth, args);
  }

  /** Calls a function value. */
  public static Value call(Value callee, Value a, Context context, int depth) {
    return callee instanceof Closure c
        ? entry(c, context).apply(c.captures(), a, depth + 1)
        : Checks.function(callee).call(context, depth, a);
  }

  /** Calls a function value. */
  public static Value call(Value callee, Value a, Value b, Context context, int depth) {
    return callee instanceof Closure c
        ? entry(c, context).apply(c.captures(), a, b, depth + 1)
        : Checks.function(callee).call(context, depth, a, b);
  }

  /** Calls a function value of static type {@code (number) -> number}. */
  public static double numberToNumber(Value callee, double a, Context context, int depth) {
    if (callee instanceof Closure c) {
      return entry(c, context).number(c.captures(), a, depth + 1);
    }
    return Checks.number(call(callee, NumberValue.of(a), context, depth));
  }

  /** Calls a function value of static type {@code (number) -> bool}. */
  public static boolean numberToBool(Value callee, double a, Context context, int depth) {
    if (callee instanceof Closure c) {
      return entry(c, context).bool(c.captures(), a, depth + 1);
    }
    return Checks.bool(call(callee, NumberValue.of(a), context, depth));
  }

  /** Calls a function value of static type {@code (number, number) -> number}. */
  public static double numbersToNumber(
      Value callee, double a, double b, Context context, int depth) {
    if (callee instanceof Closure c) {
      return entry(c, context).number(c.captures(), a, b, depth + 1);
    }
    return Checks.number(call(callee, NumberValue.of(a), NumberValue.of(b), context, depth));
  }

  /** Calls a method found by the kind of the receiver, which is the first of {@code all}. */
  public static Value method(
      Value[] all, String name, Environment.Methods methods, Context context, int depth) {
    Value receiver = all[0];
    return methods.method(receiver.kind(), name).function().call(context, depth, all);
  }

  /** An element that is about to be changed and stored back: shared if its container is. */
  public static Value forUpdate(Value container, double index) {
    Value element = Indexing.at(container, index);
    if (container instanceof Shareable s && s.isShared()) {
      Shareable.share(element);
    }
    return element;
  }

  public static boolean isSome(Value value) {
    return value instanceof OptionValue o && o.isSome();
  }

  public static boolean isNone(Value value) {
    return value instanceof OptionValue o && !o.isSome();
  }

  public static boolean isOk(Value value) {
    return value instanceof ResultValue r && r.isOk();
  }

  public static boolean isErr(Value value) {
    return value instanceof ResultValue r && !r.isOk();
  }

  /** The content of a Some. */
  public static Value optionContent(Value value) {
    return ((OptionValue) value).content();
  }

  /** The content of an Ok or Err. */
  public static Value resultContent(Value value) {
    return ((ResultValue) value).content();
  }

  public static boolean isArray(Value value) {
    return value instanceof ArrayValue;
  }

  /** Part {@code index} of the pair that a removing library call yields. */
  public static Value part(Value pair, int index) {
    return ((ArrayValue) pair).get(index);
  }

  /** No arm of a match fits. */
  public static AtlasError matchFail() {
    return Failures.noArm();
  }
}
