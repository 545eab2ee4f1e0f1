package atlas.vm.builtins;

import static atlas.vm.builtins.ParamKind.ANY;
import static atlas.vm.builtins.ParamKind.ARRAY;
import static atlas.vm.builtins.ParamKind.STRING;

import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.runtime.ArrayValue;
import atlas.vm.runtime.AtlasError;
import atlas.vm.runtime.Context;
import atlas.vm.runtime.NullValue;
import atlas.vm.runtime.Text;
import atlas.vm.runtime.Value;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * What a program is told from outside: an extension of the library, which the catalogue leaves room
 * for (stdlib §18). A program may use the names for its own functions.
 */
public final class InputFunctions {
  private InputFunctions() {}

  static List<Builtin> table() {
    Rows rows = Rows.dynamic(InputFunctions.class, DiagnosticCode.AT0102, DiagnosticCode.AT0102);
    rows.add("input", "(prompt?: string) -> string", "Asks for a line of input.")
        .takes(ANY)
        .lastIsOptional()
        .gives(STRING)
        .withContext()
        .fails(DiagnosticCode.AT0400, "there is no more input")
        .example(
            "fn ask() -> void { input(\"Name? \"); }\nassertThrows(ask);\nprint(\"no input\");",
            "no input");
    rows.add("readLine", "() -> string | null", "The next line of input; null at its end.")
        .gives(ANY)
        .withContext()
        .fails(DiagnosticCode.AT0400, "the input cannot be read")
        .example("print(readLine());", "null");
    rows.add("programArgs", "() -> string[]", "The arguments of the program.")
        .gives(ARRAY)
        .withContext()
        .example("print(programArgs());", "[]");
    return rows.list();
  }

  private static Optional<String> next(Context context, String function, String prompt) {
    try {
      context.poll();
      context.output().flush();
      Optional<String> line = context.host().input().readLine(prompt, context::poll);
      context.poll();
      return line;
    } catch (UncheckedIOException e) {
      throw new AtlasError(DiagnosticCode.AT0400, function + "(): " + Access.reason(e.getCause()));
    }
  }

  public static Text input(Context context, int depth, Value prompt) {
    String shown = prompt == NullValue.NULL ? "" : Arguments.text(prompt, "input", 0).toString();
    return next(context, "input", shown)
        .map(Text::of)
        .orElseThrow(() ->
            new AtlasError(
                DiagnosticCode.AT0400,
                "input(): there is no more input",
                "readLine() gives null at the end of the input"));
  }

  public static Value readLine(Context context, int depth) {
    Optional<String> line = next(context, "readLine", "");
    return line.isPresent() ? Text.of(line.get()) : NullValue.NULL;
  }

  public static ArrayValue programArgs(Context context, int depth) {
    return ArrayValue.of(context.host().arguments().stream().map(Text::of).toArray(Value[]::new));
  }
}
