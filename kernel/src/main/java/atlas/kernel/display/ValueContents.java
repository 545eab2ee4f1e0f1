package atlas.kernel.display;

import atlas.vm.runtime.ArrayValue;
import atlas.vm.runtime.Display;
import atlas.vm.runtime.MapValue;
import atlas.vm.runtime.OptionValue;
import atlas.vm.runtime.QueueValue;
import atlas.vm.runtime.ResultValue;
import atlas.vm.runtime.SetValue;
import atlas.vm.runtime.StackValue;
import atlas.vm.runtime.Value;

/**
 * All of a value as text. The literal form of a map, set, queue or stack says no more than its
 * size; below it, indented, there is a line for each of what it holds. Other values are their
 * literal form.
 */
public final class ValueContents {
  private static final int DEEPEST = 50;
  private static final String INDENT = "  ";

  private final StringBuilder text = new StringBuilder();

  private ValueContents() {}

  public static String of(Value value) {
    ValueContents contents = new ValueContents();
    contents.write(value, 1);
    return contents.text.toString();
  }

  /** Writes the value at the end of a line, and what it holds in the lines below. */
  private void write(Value value, int depth) {
    text.append(Display.literal(value));
    if (depth <= DEEPEST) {
      below(value, depth);
    }
  }

  private void below(Value value, int depth) {
    switch (value) {
      case MapValue map -> {
        Value[] keys = map.keys().toValues();
        for (Value key : keys) {
          line(Display.literal(key) + ": ", map.get(key), depth);
        }
      }
      case SetValue set -> lines(set.toArray(), depth);
      case QueueValue queue -> lines(queue.toArray(), depth);
      case StackValue stack -> lines(stack.toArray(), depth);
      case ArrayValue array when holdsMore(array) -> {
        for (int i = 0; i < array.length(); i++) {
          line("[" + i + "]: ", array.get(i), depth);
        }
      }
      case OptionValue option when option.isSome() -> below(option.content(), depth);
      case ResultValue result -> below(result.content(), depth);
      default -> {
        // Its literal form says it all.
      }
    }
  }

  private void lines(ArrayValue elements, int depth) {
    for (int i = 0; i < elements.length(); i++) {
      line("", elements.get(i), depth);
    }
  }

  private void line(String label, Value value, int depth) {
    text.append('\n').append(INDENT.repeat(depth)).append(label);
    write(value, depth + 1);
  }

  /** Whether there is a collection among the elements; arrays have elements of one kind. */
  private static boolean holdsMore(ArrayValue array) {
    if (array.length() == 0) {
      return false;
    }
    Value first = array.get(0);
    while (first instanceof ArrayValue inner && inner.length() > 0) {
      first = inner.get(0);
    }
    return switch (first) {
      case MapValue _, SetValue _, QueueValue _, StackValue _ -> true;
      default -> false;
    };
  }
}
