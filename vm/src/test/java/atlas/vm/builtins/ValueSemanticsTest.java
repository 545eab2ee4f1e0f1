package atlas.vm.builtins;

import static org.junit.jupiter.api.Assertions.assertEquals;

import atlas.vm.runtime.ArrayValue;
import atlas.vm.runtime.AtlasError;
import atlas.vm.runtime.BoolValue;
import atlas.vm.runtime.Context;
import atlas.vm.runtime.Display;
import atlas.vm.runtime.Indexing;
import atlas.vm.runtime.MapValue;
import atlas.vm.runtime.NumberValue;
import atlas.vm.runtime.OptionValue;
import atlas.vm.runtime.QueueValue;
import atlas.vm.runtime.SetValue;
import atlas.vm.runtime.Shareable;
import atlas.vm.runtime.StackValue;
import atlas.vm.runtime.Text;
import atlas.vm.runtime.Value;
import atlas.vm.types.ArgumentUse;
import atlas.vm.types.WriteBack;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Changing in place must not be observable: random programs over a few variables are run as an
 * engine runs them, marking only what {@link ArgumentUse} says, and beside that with copies of
 * everything.
 */
class ValueSemanticsTest {
  private static final Context CONTEXT = new Context(_ -> {}, false, _ -> {});
  private static final int VARIABLES = 6;
  private static final List<String> FUNCTIONS =
      List.of(
          "arrayPush",
          "arrayUnshift",
          "arrayReverse",
          "arrayPop",
          "arrayShift",
          "unshift",
          "reverse",
          "pop",
          "shift",
          "flatten",
          "concat",
          "slice",
          "arraySort",
          "hashMapPut",
          "hashMapRemove",
          "hashMapGet",
          "hashMapClear",
          "hashMapKeys",
          "hashMapValues",
          "hashMapEntries",
          "hashSetAdd",
          "hashSetRemove",
          "hashSetClear",
          "hashSetToArray",
          "hashSetUnion",
          "queueEnqueue",
          "queueDequeue",
          "queuePeek",
          "queueToArray",
          "queueClear",
          "stackPush",
          "stackPop",
          "stackPeek",
          "stackToArray",
          "stackClear",
          "unwrap",
          "Some",
          "unwrap_or");

  private Random random;
  private final Value[] fast = new Value[VARIABLES];
  private final Value[] model = new Value[VARIABLES];

  @Test
  void changingInPlaceIsNotObservable() {
    for (int seed = 0; seed < 1000; seed++) {
      random = new Random(seed);
      run();
    }
  }

  private void run() {
    for (int i = 0; i < VARIABLES; i++) {
      fast[i] = initial(i);
      model[i] = initial(i);
    }
    for (int step = 0; step < 60; step++) {
      String what = step();
      for (int i = 0; i < VARIABLES; i++) {
        String expected = full(model[i]);
        assertEquals(expected, full(fast[i]), what);
        if (expected.length() > 500) {
          fast[i] = initial(i);
          model[i] = initial(i);
        }
      }
    }
  }

  private Value initial(int i) {
    return switch (i) {
      case 0 -> ArrayValue.of(NumberValue.of(1), NumberValue.of(2));
      case 1 -> ArrayValue.of(ArrayValue.of(NumberValue.of(1)), ArrayValue.empty());
      case 2 -> new MapValue();
      case 3 -> new SetValue();
      case 4 -> new QueueValue();
      default -> new StackValue();
    };
  }

  private String step() {
    return switch (random.nextInt(4)) {
      case 0 -> {
        int to = random.nextInt(VARIABLES);
        int from = random.nextInt(VARIABLES);
        fast[to] = Shareable.share(fast[from]);
        model[to] = copy(model[from]);
        yield to + " = " + from;
      }
      case 1 -> store();
      default -> call(FUNCTIONS.get(random.nextInt(FUNCTIONS.size())));
    };
  }

  private String store() {
    int to = random.nextInt(VARIABLES);
    int from = random.nextInt(VARIABLES);
    double i = random.nextInt(3);
    double j = random.nextInt(2);
    boolean nested = random.nextBoolean();
    if (!(model[to] instanceof ArrayValue array) || i >= array.length()) {
      return "nothing";
    }
    if (nested) {
      if (!(array.get((int) i) instanceof ArrayValue inner) || j >= inner.length()) {
        return "nothing";
      }
      fast[to] = Indexing.store(i, j, Shareable.share(fast[from]), fast[to]);
      model[to] = Indexing.store(i, j, copy(model[from]), copy(model[to]));
    } else {
      fast[to] = Indexing.store(i, Shareable.share(fast[from]), fast[to]);
      model[to] = Indexing.store(i, copy(model[from]), copy(model[to]));
    }
    return to + "[" + i + "] = " + from;
  }

  private String call(String function) {
    Builtin row = Library.standard().builtin(function).orElseThrow();
    boolean method = function.startsWith("array") && !function.equals("arraySort");
    WriteBack writeBack =
        !method
            ? row.writeBack()
            : function.endsWith("Pop") || function.endsWith("Shift")
                ? WriteBack.SPLIT
                : WriteBack.REPLACE;
    boolean storesBack = writeBack != WriteBack.NONE && random.nextBoolean();
    int target = random.nextInt(VARIABLES);
    int result = random.nextInt(VARIABLES);
    Value[] fastArgs = new Value[row.params().size()];
    Value[] modelArgs = new Value[fastArgs.length];
    int[] from = new int[fastArgs.length];
    for (int i = 0; i < fastArgs.length; i++) {
      from[i] = i == 0 ? target : random.nextInt(VARIABLES);
      boolean key = i == 1 && function.startsWith("hash");
      Value scalar = key || random.nextBoolean() ? NumberValue.of(random.nextInt(3)) : null;
      fastArgs[i] = scalar != null && i > 0 ? scalar : fast[from[i]];
      modelArgs[i] = scalar != null && i > 0 ? scalar : copy(model[from[i]]);
      boolean stored = i == 0 && storesBack;
      if (row.uses().get(i) == ArgumentUse.KEEP
          || (row.uses().get(i) == ArgumentUse.CHANGE && !stored)) {
        Shareable.share(fastArgs[i]);
      }
    }
    Value fastResult;
    Value modelResult;
    try {
      modelResult = invoke(row, modelArgs);
    } catch (AtlasError _) {
      modelResult = null;
    }
    try {
      fastResult = invoke(row, fastArgs);
    } catch (AtlasError _) {
      fastResult = null;
    }
    String what = function + " " + Arrays.toString(from) + " " + storesBack;
    assertEquals(modelResult == null, fastResult == null, what);
    if (modelResult == null) {
      return what;
    }
    if (storesBack && writeBack == WriteBack.SPLIT) {
      fast[target] = ((ArrayValue) fastResult).get(1);
      model[target] = copy(((ArrayValue) modelResult).get(1));
      fastResult = ((ArrayValue) fastResult).get(0);
      modelResult = ((ArrayValue) modelResult).get(0);
    } else if (storesBack) {
      fast[target] = Shareable.share(fastResult);
      model[target] = copy(modelResult);
    }
    fast[result] = fastResult;
    model[result] = copy(modelResult);
    return what;
  }

  /** As generated code calls: not through the value, which marks by itself. */
  private static Value invoke(Builtin row, Value[] args) {
    return new GenericCall(row).callUnmarked(CONTEXT, 0, args);
  }

  private static Value copy(Value value) {
    return switch (value) {
      case ArrayValue a -> {
        Value[] elements = new Value[a.length()];
        for (int i = 0; i < elements.length; i++) {
          elements[i] = copy(a.get(i));
        }
        yield ArrayValue.of(elements);
      }
      case MapValue m -> {
        MapValue result = new MapValue();
        for (int i = 0; i < m.end(); i++) {
          if (m.keyAt(i) != null) {
            result.put(m.keyAt(i), copy(m.valueAt(i)));
          }
        }
        yield result;
      }
      case SetValue s -> {
        SetValue result = new SetValue();
        for (Value element : s.toArray().toValues()) {
          result.add(element);
        }
        yield result;
      }
      case QueueValue q -> {
        QueueValue result = new QueueValue();
        for (int i = 0; i < q.size(); i++) {
          result.withLast(copy(q.get(i)));
        }
        yield result;
      }
      case StackValue s -> {
        StackValue result = new StackValue();
        for (int i = 0; i < s.size(); i++) {
          result.withTop(copy(s.get(i)));
        }
        yield result;
      }
      case OptionValue o when o.isSome() -> OptionValue.some(copy(o.content()));
      default -> value;
    };
  }

  /** The whole content, of collections, too, which {@code Display} only sizes; marks nothing. */
  private static String full(Value value) {
    StringBuilder text = new StringBuilder();
    full(value, text);
    return text.toString();
  }

  private static void full(Value value, StringBuilder text) {
    switch (value) {
      case ArrayValue a -> {
        text.append('[');
        for (int i = 0; i < a.length(); i++) {
          full(a.get(i), text);
          text.append(' ');
        }
        text.append(']');
      }
      case MapValue m -> {
        text.append("map{");
        for (int i = 0; i < m.end(); i++) {
          if (m.keyAt(i) != null) {
            full(m.keyAt(i), text);
            text.append(':');
            full(m.valueAt(i), text);
            text.append(' ');
          }
        }
        text.append('}');
      }
      case SetValue s -> {
        text.append("set");
        full(s.toArray(), text);
      }
      case QueueValue q -> {
        text.append("queue");
        full(q.toArray(), text);
      }
      case StackValue s -> {
        text.append("stack");
        full(s.toArray(), text);
      }
      case OptionValue o when o.isSome() -> {
        text.append("Some(");
        full(o.content(), text);
        text.append(')');
      }
      case Text _, NumberValue _, BoolValue _ -> text.append(Display.literal(value));
      default -> text.append(Display.literal(value));
    }
  }
}
