package atlas.vm.builtins;

import atlas.vm.bytecode.Code;
import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.runtime.ArrayValue;
import atlas.vm.runtime.AtlasError;
import atlas.vm.runtime.BoolValue;
import atlas.vm.runtime.Checks;
import atlas.vm.runtime.Closure;
import atlas.vm.runtime.Context;
import atlas.vm.runtime.Display;
import atlas.vm.runtime.Entry;
import atlas.vm.runtime.FunctionTemplate;
import atlas.vm.runtime.FunctionValue;
import atlas.vm.runtime.Interruption;
import atlas.vm.runtime.MapValue;
import atlas.vm.runtime.NullValue;
import atlas.vm.runtime.NumberValue;
import atlas.vm.runtime.ResultValue;
import atlas.vm.runtime.Text;
import atlas.vm.runtime.Value;
import atlas.vm.source.SourceFile;
import atlas.vm.source.Span;
import atlas.vm.types.Type;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Functions of a program, for tests of what calls them back. */
final class Callbacks {
  private static final Map<String, FunctionValue> NAMED =
      Map.ofEntries(
          function("double", 1, Type.NUMBER, a -> number(number(a[0]) * 2)),
          function("isEven", 1, Type.BOOL, a -> BoolValue.of(number(a[0]) % 2 == 0)),
          function("down", 2, Type.NUMBER, a -> number(number(a[1]) - number(a[0]))),
          function("nan", 2, Type.NUMBER, _ -> number(Double.NaN)),
          function("digits", 2, Type.NUMBER, a -> number(number(a[0]) * 10 + number(a[1]))),
          any("show", 1, a -> Text.of(Display.display(a[0]))),
          any("self", 1, a -> a[0]),
          any("both", 2, a -> ArrayValue.of(a[0], a[1])),
          any("twice", 1, a -> ArrayValue.of(a[0], a[0])),
          any("isText", 1, a -> BoolValue.of(a[0] instanceof Text)),
          any("bigger", 2, a -> BoolValue.of(number(a[0]) > 1)),
          any("first", 2, a -> a[0]),
          any("shorter", 2, a -> number(CoreFunctions.len(a[0]) - CoreFunctions.len(a[1]))),
          any("boxed", 1, a -> Text.of("<" + ((MapValue) a[0]).get(Text.of("text")) + ">")),
          any("fields", 1, a -> Text.of(Display.literal(fields((MapValue) a[0])))),
          any("half", 1, Callbacks::half),
          any("nothing", 0, _ -> NullValue.NULL),
          any("fail", 0, _ -> fail()),
          any("failOnTwo", 1, a -> number(a[0]) == 2 ? fail() : BoolValue.FALSE),
          any("interrupt", 0, _ -> interrupt()));

  private Callbacks() {}

  private static Value fields(MapValue map) {
    return MapFunctions.hashMapEntries(new Context(_ -> {}, false, _ -> {}), 0, map);
  }

  static Optional<FunctionValue> named(String name) {
    return Optional.ofNullable(NAMED.get(name));
  }

  private static double number(Value value) {
    return Checks.number(value);
  }

  private static Value number(double value) {
    return NumberValue.of(value);
  }

  private static Value half(Value[] args) {
    double n = number(args[0]);
    return n % 2 == 0 ? ResultValue.ok(number(n / 2)) : ResultValue.err(Text.of("odd"));
  }

  private static Value fail() {
    throw new AtlasError(DiagnosticCode.AT0006, "as asked");
  }

  private static Value interrupt() {
    throw new Interruption();
  }

  /** A function on numbers, with a shape that can be called unboxed if it has one. */
  private static Map.Entry<String, FunctionValue> function(
      String name, int arity, Type result, Function<Value[], Value> body) {
    return make(name, Collections.nCopies(arity, Type.NUMBER), result, body);
  }

  /** A function on any values. */
  private static Map.Entry<String, FunctionValue> any(
      String name, int arity, Function<Value[], Value> body) {
    return make(name, Collections.nCopies(arity, Type.UNKNOWN), Type.UNKNOWN, body);
  }

  private static Map.Entry<String, FunctionValue> make(
      String name, List<Type> params, Type result, Function<Value[], Value> body) {
    Code code =
        new Code(
            name,
            new SourceFile("<test>", ""),
            Span.at(0),
            params,
            result,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    Entry entry =
        new Entry() {
          @Override
          public Value apply(Value[] captures, Value[] args, int depth) {
            if (args.length != params.size()) {
              throw Checks.arity(name, params.size(), args.length);
            }
            if (depth != 1) {
              throw new AssertionError("called at depth " + depth);
            }
            return body.apply(args);
          }
        };
    return Map.entry(name, new Closure(new FunctionTemplate(code, (_, _) -> entry)));
  }
}
