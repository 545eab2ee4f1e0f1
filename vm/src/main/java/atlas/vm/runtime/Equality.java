package atlas.vm.runtime;

import java.util.ArrayDeque;

/**
 * The one equality of the language (§19): deep, by content.
 *
 * <p>Nesting may be deeper than the Java stack allows. So comparison recurses up to a limit, and
 * what lies deeper is noted as a pair yet to be compared; the order of comparisons does not matter.
 */
public final class Equality {
  private static final int LIMIT = 200;

  private record Pair(Value a, Value b) {}

  private final ArrayDeque<Pair> pending = new ArrayDeque<>(0);

  private Equality() {}

  /** Whether two values are equal. */
  public static boolean equal(Value a, Value b) {
    return switch (a) {
      case NumberValue x -> b instanceof NumberValue y && x.value() == y.value();
      case Text x -> x.equals(b);
      case BoolValue _, NullValue _ -> a == b;
      case FunctionValue x -> b instanceof FunctionValue y && sameFunction(x, y);
      default -> a.kind() == b.kind() && new Equality().all(a, b);
    };
  }

  public static boolean equal(Text a, Text b) {
    return a.equals(b);
  }

  private static boolean sameFunction(FunctionValue a, FunctionValue b) {
    return switch (a) {
      case Closure x -> b instanceof Closure y && x.template().code() == y.template().code();
      case BuiltinValue x -> b instanceof BuiltinValue y && x.name().equals(y.name());
    };
  }

  private boolean all(Value a, Value b) {
    pending.push(new Pair(a, b));
    while (!pending.isEmpty()) {
      Pair pair = pending.pop();
      if (!equal(pair.a, pair.b, 0)) {
        return false;
      }
    }
    return true;
  }

  private boolean equal(Value a, Value b, int depth) {
    if (depth == LIMIT) {
      pending.push(new Pair(a, b));
      return true;
    }
    return switch (a) {
      case ArrayValue x -> b instanceof ArrayValue y && equalArrays(x, y, depth + 1);
      case OptionValue x ->
          b instanceof OptionValue y
              && x.isSome() == y.isSome()
              && (!x.isSome() || equal(x.content(), y.content(), depth + 1));
      case ResultValue x ->
          b instanceof ResultValue y
              && x.isOk() == y.isOk()
              && equal(x.content(), y.content(), depth + 1);
      case MapValue x -> b instanceof MapValue y && equalMaps(x, y, depth + 1);
      case SetValue x -> b instanceof SetValue y && x.size() == y.size() && x.isSubsetOf(y);
      case QueueValue x -> b instanceof QueueValue y && equalQueues(x, y, depth + 1);
      case StackValue x -> b instanceof StackValue y && equalStacks(x, y, depth + 1);
      case NumberValue _, Text _, BoolValue _, NullValue _, FunctionValue _ -> equal(a, b);
      case JsonValue x -> b instanceof JsonValue y && JsonValue.equal(x, y);
      case RegexValue x -> b instanceof RegexValue y && x.pattern().equals(y.pattern());
      case DateTimeValue x -> b instanceof DateTimeValue y && x.instant().equals(y.instant());
      case Cell _ -> a == b;
    };
  }

  private boolean equalArrays(ArrayValue a, ArrayValue b, int depth) {
    if (a.length() != b.length()) {
      return false;
    }
    if (a instanceof NumberArray x && b instanceof NumberArray y) {
      for (int i = 0; i < x.size; i++) {
        if (x.elements[i] != y.elements[i]) {
          return false;
        }
      }
      return true;
    }
    for (int i = 0; i < a.length(); i++) {
      if (!equal(a.get(i), b.get(i), depth)) {
        return false;
      }
    }
    return true;
  }

  private boolean equalMaps(MapValue a, MapValue b, int depth) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.end(); i++) {
      Value key = a.keyAt(i);
      if (key != null) {
        Value other = b.get(key);
        if (other == null || !equal(a.valueAt(i), other, depth)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean equalQueues(QueueValue a, QueueValue b, int depth) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!equal(a.get(i), b.get(i), depth)) {
        return false;
      }
    }
    return true;
  }

  private boolean equalStacks(StackValue a, StackValue b, int depth) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!equal(a.get(i), b.get(i), depth)) {
        return false;
      }
    }
    return true;
  }
}
