package atlas.vm.builtins;

import static atlas.vm.builtins.ParamKind.ANY;
import static atlas.vm.builtins.ParamKind.BOOL;
import static atlas.vm.builtins.ParamKind.FUNCTION;
import static atlas.vm.builtins.ParamKind.OPTION;
import static atlas.vm.builtins.ParamKind.RESULT;

import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.runtime.AtlasError;
import atlas.vm.runtime.Context;
import atlas.vm.runtime.Display;
import atlas.vm.runtime.FunctionValue;
import atlas.vm.runtime.OptionValue;
import atlas.vm.runtime.ResultValue;
import atlas.vm.runtime.Shareable;
import atlas.vm.runtime.Text;
import atlas.vm.runtime.Value;
import java.util.List;

/**
 * Functions on {@code Option} and {@code Result} (stdlib §11). A content that is given out is
 * marked as shared: the option or result goes on to hold it.
 */
public final class OptionFunctions {
  private OptionFunctions() {}

  static List<Builtin> table() {
    Rows rows = Rows.dynamic(OptionFunctions.class, DiagnosticCode.AT0102, DiagnosticCode.AT0001);
    rows.add("Some", "(v: T) -> Option<T>", "An Option with a content.")
        .takes(ANY)
        .gives(OPTION)
        .brief()
        .by("some")
        .keeps(0)
        .example("print(Some(1));", "Some(1)");
    rows.add("Ok", "(v: T) -> Result<T, E>", "A Result of success.")
        .takes(ANY)
        .gives(RESULT)
        .brief()
        .by("ok")
        .keeps(0)
        .example("print(Ok(1));", "Ok(1)");
    rows.add("Err", "(e: E) -> Result<T, E>", "A Result of failure.")
        .takes(ANY)
        .gives(RESULT)
        .brief()
        .by("err")
        .keeps(0)
        .example("print(Err(\"no\"));", "Err(no)");
    rows.add("is_some", "(o: Option<T>) -> bool", "Whether it is a Some.")
        .takes(OPTION)
        .gives(BOOL)
        .brief()
        .by("isSome")
        .example("print(is_some(Some(1)));", "true");
    rows.add("is_none", "(o: Option<T>) -> bool", "Whether it is None.")
        .takes(OPTION)
        .gives(BOOL)
        .brief()
        .by("isNone")
        .example("print(is_none(Some(1)));", "false");
    rows.add("is_ok", "(r: Result<T, E>) -> bool", "Whether it is an Ok.")
        .takes(RESULT)
        .gives(BOOL)
        .brief()
        .by("isOk")
        .example("print(is_ok(Ok(1)));", "true");
    rows.add("is_err", "(r: Result<T, E>) -> bool", "Whether it is an Err.")
        .takes(RESULT)
        .gives(BOOL)
        .brief()
        .by("isErr")
        .example("print(is_err(Ok(1)));", "false");
    rows.add("unwrap", "(x: Option<T> | Result<T, E>) -> T", "The content of a Some or Ok.")
        .takes(ANY)
        .gives(ANY)
        .brief()
        .fails(DiagnosticCode.AT0001, "it is None or an Err")
        .example("print(unwrap(Some(7)));", "7");
    rows.add(
            "unwrap_or",
            "(x: Option<T> | Result<T, E>, default: T) -> T",
            "The content of a Some or Ok, else the default.")
        .takes(ANY, ANY)
        .gives(ANY)
        .brief()
        .by("unwrapOr")
        .keeps(1)
        .example("print(unwrap_or(None, 7));", "7");
    rows.add(
            "expect",
            "(x: Option<T> | Result<T, E>, msg: string) -> T",
            "The content of a Some or Ok, else an error with the message.")
        .takes(ANY, ANY)
        .gives(ANY)
        .fails(DiagnosticCode.AT0001, "it is None or an Err")
        .fails(DiagnosticCode.AT0102, "the message is not a string")
        .example("print(expect(Ok(7), \"a number\"));", "7");
    rows.add("result_ok", "(r: Result<T, E>) -> Option<T>", "The content of an Ok as an Option.")
        .takes(RESULT)
        .gives(OPTION)
        .by("resultOk")
        .example("print(result_ok(Ok(7)));", "Some(7)");
    rows.add("result_err", "(r: Result<T, E>) -> Option<E>", "The content of an Err as an Option.")
        .takes(RESULT)
        .gives(OPTION)
        .by("resultErr")
        .example("print(result_err(Ok(7)));", "None");
    addCallbacks(rows);
    return rows.list();
  }

  private static void addCallbacks(Rows all) {
    Rows rows = all.with(DiagnosticCode.AT0001, DiagnosticCode.AT0001);
    rows.add(
            "result_map",
            "(r: Result<T, E>, f: fn(T) -> U) -> Result<U, E>",
            "With a function applied to the content of an Ok.")
        .takes(RESULT, FUNCTION)
        .gives(RESULT)
        .by("resultMap")
        .withContext()
        .example("print(result_map(Ok(4), sqrt));", "Ok(2)");
    rows.add(
            "result_map_err",
            "(r: Result<T, E>, f: fn(E) -> F) -> Result<T, F>",
            "With a function applied to the content of an Err.")
        .takes(RESULT, FUNCTION)
        .gives(RESULT)
        .by("resultMapErr")
        .withContext()
        .example("print(result_map_err(Err(\"no\"), len));", "Err(2)");
    rows.add(
            "result_and_then",
            "(r: Result<T, E>, f: fn(T) -> Result<U, E>) -> Result<U, E>",
            "What a function gives for the content of an Ok; an Err as it is.")
        .takes(RESULT, FUNCTION)
        .gives(ANY)
        .by("resultAndThen")
        .withContext()
        .example("print(result_and_then(Ok(4), Err));", "Err(4)");
    rows.add(
            "result_or_else",
            "(r: Result<T, E>, f: fn(E) -> Result<T, F>) -> Result<T, F>",
            "What a function gives for the content of an Err; an Ok as it is.")
        .takes(RESULT, FUNCTION)
        .gives(ANY)
        .by("resultOrElse")
        .withContext()
        .example("print(result_or_else(Err(4), Ok));", "Ok(4)");
  }

  public static OptionValue some(Value content) {
    return OptionValue.some(content);
  }

  public static ResultValue ok(Value content) {
    return ResultValue.ok(content);
  }

  public static ResultValue err(Value content) {
    return ResultValue.err(content);
  }

  public static boolean isSome(OptionValue option) {
    return option.isSome();
  }

  public static boolean isNone(OptionValue option) {
    return !option.isSome();
  }

  public static boolean isOk(ResultValue result) {
    return result.isOk();
  }

  public static boolean isErr(ResultValue result) {
    return !result.isOk();
  }

  public static Value unwrap(Value value) {
    Value content = content(value, "unwrap");
    if (content != null) {
      return content;
    }
    throw new AtlasError(DiagnosticCode.AT0001, "unwrap() called on " + Display.display(value));
  }

  public static Value unwrapOr(Value value, Value otherwise) {
    Value content = content(value, "unwrap_or");
    return content != null ? content : otherwise;
  }

  public static Value expect(Value value, Value message) {
    if (!(message instanceof Text text)) {
      throw Arguments.mismatch(message, "expect", "string", DiagnosticCode.AT0102);
    }
    Value content = content(value, "expect");
    if (content != null) {
      return content;
    }
    throw new AtlasError(
        DiagnosticCode.AT0001,
        value instanceof ResultValue r
            ? text + ": " + Display.display(r.content())
            : text.toString());
  }

  /** The content of a Some or Ok, marked; null if it is None or an Err. */
  private static Value content(Value value, String function) {
    if (value instanceof OptionValue option) {
      return option.isSome() ? Shareable.share(option.content()) : null;
    }
    if (value instanceof ResultValue result) {
      return result.isOk() ? Shareable.share(result.content()) : null;
    }
    throw Arguments.mismatch(value, function, "Option or Result");
  }

  public static OptionValue resultOk(ResultValue result) {
    return result.isOk() ? OptionValue.some(Shareable.share(result.content())) : OptionValue.NONE;
  }

  public static OptionValue resultErr(ResultValue result) {
    return result.isOk() ? OptionValue.NONE : OptionValue.some(Shareable.share(result.content()));
  }

  public static ResultValue resultMap(
      Context context, int depth, ResultValue result, FunctionValue function) {
    return result.isOk()
        ? ResultValue.ok(
            new Callback("result_map", context, depth, function).call(result.content()))
        : result;
  }

  public static ResultValue resultMapErr(
      Context context, int depth, ResultValue result, FunctionValue function) {
    return result.isOk()
        ? result
        : ResultValue.err(
            new Callback("result_map_err", context, depth, function).call(result.content()));
  }

  public static Value resultAndThen(
      Context context, int depth, ResultValue result, FunctionValue function) {
    return result.isOk()
        ? new Callback("result_and_then", context, depth, function).call(result.content())
        : result;
  }

  public static Value resultOrElse(
      Context context, int depth, ResultValue result, FunctionValue function) {
    return result.isOk()
        ? result
        : new Callback("result_or_else", context, depth, function).call(result.content());
  }
}
