package atlas.vm.builtins;

import atlas.vm.runtime.BoolValue;
import atlas.vm.runtime.BuiltinValue;
import atlas.vm.runtime.Context;
import atlas.vm.runtime.FunctionTemplate.Result;
import atlas.vm.runtime.NullValue;
import atlas.vm.runtime.NumberValue;
import atlas.vm.runtime.Shareable;
import atlas.vm.runtime.Text;
import atlas.vm.runtime.Value;
import atlas.vm.types.ArgumentUse;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * A call of a library function through a value: nothing is known of the arguments, and nothing is
 * stored back. The method is looked up at the first call.
 */
final class GenericCall implements BuiltinValue.Body {
  private final Builtin row;
  private MethodHandle method;

  GenericCall(Builtin row) {
    this.row = row;
  }

  @Override
  public Value call(Context context, int depth, Value[] args) {
    if (!row.accepts(args.length)) {
      throw Arguments.count(row.name(), args.length);
    }
    for (int i = 0; i < args.length; i++) {
      if (i >= row.uses().size() || row.uses().get(i) != ArgumentUse.READ) {
        Shareable.share(args[i]);
      }
    }
    return callUnmarked(context, depth, args);
  }

  @Override
  public Result result() {
    return switch (row.result()) {
      case NUMBER -> Result.NUMBER;
      case BOOL -> Result.BOOL;
      default -> Result.OTHER;
    };
  }

  /** The same for the right number of arguments, marked where {@link ArgumentUse} says. */
  Value callUnmarked(Context context, int depth, Value[] args) {
    int count = row.params().size();
    int first = row.needsContext() ? 2 : 0;
    Object[] converted = new Object[first + count];
    if (row.needsContext()) {
      converted[0] = context;
      converted[1] = depth;
    }
    for (int i = 0; i < count; i++) {
      ParamKind kind = row.params().get(i);
      converted[first + i] =
          kind == ParamKind.REST
              ? rest(args, i)
              : kind.convert(i < args.length ? args[i] : NullValue.NULL, row.name(), i);
    }
    return switch (invoke(converted)) {
      case Double number -> NumberValue.of(number);
      case Boolean bool -> BoolValue.of(bool);
      case Object value -> (Value) value;
    };
  }

  private Text[] rest(Value[] args, int from) {
    Text[] rest = new Text[args.length - from];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = Arguments.text(args[from + i], row.name(), from + i);
    }
    return rest;
  }

  private Object invoke(Object[] args) {
    try {
      return (Object) method().invokeExact(args);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("library functions throw no checked exceptions", e);
    }
  }

  private MethodHandle method() throws ReflectiveOperationException {
    if (method == null) {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      MethodType type = row.descriptor().resolveConstantDesc(lookup);
      Class<?> owner = Class.forName(row.ownerName());
      method =
          lookup
              .findStatic(owner, row.method(), type)
              .asSpreader(Object[].class, type.parameterCount())
              .asType(MethodType.methodType(Object.class, Object[].class));
    }
    return method;
  }
}
