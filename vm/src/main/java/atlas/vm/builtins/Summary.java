package atlas.vm.builtins;

import atlas.vm.runtime.ArrayValue;
import atlas.vm.runtime.BoolValue;
import atlas.vm.runtime.BuiltinValue;
import atlas.vm.runtime.Cell;
import atlas.vm.runtime.Closure;
import atlas.vm.runtime.DateTimeValue;
import atlas.vm.runtime.Display;
import atlas.vm.runtime.Formatting;
import atlas.vm.runtime.JsonValue;
import atlas.vm.runtime.MapValue;
import atlas.vm.runtime.NullValue;
import atlas.vm.runtime.NumberValue;
import atlas.vm.runtime.OptionValue;
import atlas.vm.runtime.QueueValue;
import atlas.vm.runtime.RegexValue;
import atlas.vm.runtime.ResultValue;
import atlas.vm.runtime.SetValue;
import atlas.vm.runtime.StackValue;
import atlas.vm.runtime.Text;
import atlas.vm.runtime.Value;

/** The summary form of values, which only {@code toString} uses (stdlib §9.3). */
final class Summary {
  private Summary() {}

  static String of(Value value) {
    return switch (value) {
      case NumberValue n -> number(n.value());
      case Text _, BoolValue _, NullValue _ -> Display.display(value);
      case ArrayValue _ -> "[Array]";
      case Closure _ -> "[Function]";
      case BuiltinValue f -> "[Builtin " + f.name() + "]";
      case OptionValue o -> o.isSome() ? "Some(" + content(o.content()) + ")" : "None";
      case ResultValue r -> (r.isOk() ? "Ok(" : "Err(") + content(r.content()) + ")";
      case JsonValue _ -> "[JSON]";
      case MapValue _ -> "[HashMap]";
      case SetValue _ -> "[HashSet]";
      case QueueValue _ -> "[Queue]";
      case StackValue _ -> "[Stack]";
      case RegexValue regex -> "[Regex /" + regex.pattern() + "/ ]";
      case DateTimeValue time -> time.toString();
      case Cell _ -> "[Function]";
    };
  }

  private static String content(Value value) {
    return switch (value) {
      case Text t -> "\"" + t + "\"";
      case OptionValue _ -> "[Option]";
      case ResultValue _ -> "[Result]";
      default -> of(value);
    };
  }

  private static String number(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "Infinity" : "-Infinity";
    }
    return Double.isNaN(value) ? Formatting.number(value) : Formatting.shortest(value);
  }
}
