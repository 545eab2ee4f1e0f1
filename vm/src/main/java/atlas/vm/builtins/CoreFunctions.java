package atlas.vm.builtins;

import static atlas.vm.builtins.ParamKind.ANY;
import static atlas.vm.builtins.ParamKind.NULL;
import static atlas.vm.builtins.ParamKind.NUMBER;
import static atlas.vm.builtins.ParamKind.STRING;

import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.runtime.ArrayValue;
import atlas.vm.runtime.Context;
import atlas.vm.runtime.Display;
import atlas.vm.runtime.Formatting;
import atlas.vm.runtime.NullValue;
import atlas.vm.runtime.Text;
import atlas.vm.runtime.Value;
import atlas.vm.types.Type;
import java.util.List;

/** The three functions that every program uses (stdlib §4). */
public final class CoreFunctions {
  private CoreFunctions() {}

  static List<Builtin> table() {
    Rows rows = Rows.prelude(CoreFunctions.class, DiagnosticCode.AT0102, DiagnosticCode.AT0102);
    rows.add("print", "(v: any) -> void", "Writes a value and a line end to the output.")
        .takes(ANY)
        .gives(NULL)
        .typed(Type.VOID)
        .withContext()
        .example("print([[1], [2, 3]]);", "[[1], [2, 3]]");
    rows.add("len", "(v: string | T[]) -> number", "Characters of a string, elements of an array.")
        .takes(ANY)
        .param(0, new Type.UnionType(List.of(Type.STRING, new Type.ArrayType(Type.UNKNOWN))))
        .gives(NUMBER)
        .example("print(len(\"né🚀!\"));", "4");
    rows.add("str", "(v: any) -> string", "The text that print would write.")
        .takes(ANY)
        .unboxed(0)
        .withContext()
        .gives(STRING)
        .example("print(str(7) + \"!\");", "7!");
    return rows.list();
  }

  public static NullValue print(Context context, int depth, Value value) {
    context.output().write(Display.display(value, context::poll).concat("\n"));
    return NullValue.NULL;
  }

  public static double len(Value value) {
    if (value instanceof ArrayValue array) {
      return array.length();
    }
    if (value instanceof Text text) {
      return text.length();
    }
    throw Arguments.mismatch(value, "len", "string or array");
  }

  public static Text str(Context context, int depth, Value value) {
    return value instanceof Text text ? text : Text.of(Display.display(value, context::poll));
  }

  public static Text str(Context context, int depth, double value) {
    return Text.of(Formatting.number(value));
  }
}
