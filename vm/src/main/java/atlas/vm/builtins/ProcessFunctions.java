package atlas.vm.builtins;

import static atlas.vm.builtins.ParamKind.ANY;
import static atlas.vm.builtins.ParamKind.JSON;
import static atlas.vm.builtins.ParamKind.NULL;
import static atlas.vm.builtins.ParamKind.NUMBER;
import static atlas.vm.builtins.ParamKind.RESULT;
import static atlas.vm.builtins.ParamKind.STRING;

import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.runtime.ArrayValue;
import atlas.vm.runtime.AtlasError;
import atlas.vm.runtime.Context;
import atlas.vm.runtime.JsonValue;
import atlas.vm.runtime.NullValue;
import atlas.vm.runtime.Permission;
import atlas.vm.runtime.ResultValue;
import atlas.vm.runtime.Text;
import atlas.vm.runtime.Value;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Functions on other programs and on environment variables (stdlib §22). */
public final class ProcessFunctions {
  private static final boolean WINDOWS = File.separatorChar == '\\';

  private ProcessFunctions() {}

  static List<Builtin> table() {
    Rows rows = Rows.dynamic(ProcessFunctions.class, DiagnosticCode.AT0102, DiagnosticCode.AT0001);
    addProcesses(rows);
    addVariables(rows);
    rows.add("getCwd", "() -> string", "The working directory.")
        .gives(STRING)
        .fails(DiagnosticCode.AT0400, "it is gone")
        .example("print(pathIsAbsolute(getCwd()));", "true");
    rows.add("getPid", "() -> number", "The number of this process.")
        .gives(NUMBER)
        .example("print(getPid() > 0);", "true");
    return rows.list();
  }

  private static void addProcesses(Rows rows) {
    rows.add(
            "exec",
            "(cmd: string | string[], options?: json | null) -> Result<json, string>",
            "Runs a program and waits for it; options are env, cwd and inherit.")
        .takes(ANY, ANY)
        .lastIsOptional()
        .gives(RESULT)
        .needs(Permission.PROCESS)
        .fails(DiagnosticCode.AT0001, "an empty command, or an option of the wrong type")
        .fails(DiagnosticCode.AT0400, "the program cannot be started")
        .example("print(unwrap(exec([\"echo\", \"a b\"]))[\"stdout\"]);", "\"a b\\n\"");
    rows.add(
            "shell",
            "(cmd: string, options?: json | null) -> Result<json, string>",
            "Runs a command of the shell likewise.")
        .takes(STRING, ANY)
        .lastIsOptional()
        .gives(RESULT)
        .needs(Permission.PROCESS)
        .fails(DiagnosticCode.AT0001, "an option of the wrong type")
        .fails(DiagnosticCode.AT0400, "the shell cannot be started")
        .example("print(shell(\"exit 3\"));", "Err(Shell command failed with exit code 3)");
  }

  private static void addVariables(Rows rows) {
    String set = "setEnv(\"GREETING\", \"hi\");\n";
    rows.add("getEnv", "(name: string) -> string | null", "An environment variable, or null.")
        .takes(STRING)
        .gives(ANY)
        .needs(Permission.ENVIRONMENT)
        .example(set + "print(getEnv(\"GREETING\"));", "hi");
    rows.add("setEnv", "(name: string, value: string) -> null", "Sets an environment variable.")
        .takes(STRING, STRING)
        .gives(NULL)
        .needs(Permission.ENVIRONMENT)
        .fails(DiagnosticCode.AT0001, "no variable can have that name or value")
        .example(set + "print(getEnv(\"GREETING\"));", "hi");
    rows.add("unsetEnv", "(name: string) -> null", "Removes an environment variable.")
        .takes(STRING)
        .gives(NULL)
        .needs(Permission.ENVIRONMENT)
        .fails(DiagnosticCode.AT0001, "no variable can have that name")
        .example(set + "unsetEnv(\"GREETING\");\nprint(getEnv(\"GREETING\"));", "null");
    rows.add("listEnv", "() -> json", "All environment variables.")
        .gives(JSON)
        .needs(Permission.ENVIRONMENT)
        .example(set + "print(listEnv()[\"GREETING\"]);", "\"hi\"");
  }

  private static AtlasError bad(String function, String what) {
    return new AtlasError(DiagnosticCode.AT0001, function + "(): " + what);
  }

  public static ResultValue exec(Context context, int depth, Value command, Value options) {
    List<String> words = new ArrayList<>();
    if (command instanceof Text program) {
      words.add(program.toString());
    } else if (command instanceof ArrayValue array) {
      for (int i = 0; i < array.length(); i++) {
        words.add(Arguments.text(array.get(i), "exec", 0).toString());
      }
    } else {
      throw Arguments.mismatch(command, "exec", "string or array of strings");
    }
    if (words.isEmpty()) {
      throw bad("exec", "the command is empty");
    }
    return run(context, new Child("exec", "Command", words), options);
  }

  public static ResultValue shell(Context context, int depth, Text command, Value options) {
    List<String> words =
        WINDOWS
            ? List.of("cmd", "/C", command.toString())
            : List.of("sh", "-c", command.toString());
    return run(context, new Child("shell", "Shell command", words), options);
  }

  private static ResultValue run(Context context, Child child, Value options) {
    String function = child.function();
    if (!(options instanceof JsonValue) && options != NullValue.NULL) {
      throw Arguments.mismatch(options, function, "json or null");
    }
    String program = child.command().getFirst();
    if (!context.host().permissions().mayRun(program)) {
      throw Permission.PROCESS.denied("process execution of " + program);
    }
    Child.Options read = new Child.Options(Map.of(), Optional.empty(), false);
    if (options instanceof JsonValue.Obj object) {
      read = options(function, object.members());
    } else if (options != NullValue.NULL && !(options instanceof JsonValue.Null)) {
      throw bad(function, "the options must be a json object");
    }
    return child.run(context, read);
  }

  private static Child.Options options(String function, Map<String, JsonValue> members) {
    Map<String, String> variables = new LinkedHashMap<>();
    switch (members.get("env")) {
      case null -> {}
      case JsonValue.Obj env ->
          env.members()
              .forEach((name, value) -> {
                checkName(function, Text.of(name));
                variables.put(name, string(function, "env", "hold strings", value));
              });
      default -> throw bad(function, "the option \"env\" must be an object of strings");
    }
    JsonValue directory = members.get("cwd");
    boolean inherit =
        switch (members.get("inherit")) {
          case null -> false;
          case JsonValue.Bool bool -> bool.value();
          default -> throw bad(function, "the option \"inherit\" must be a bool");
        };
    return new Child.Options(
        variables,
        Optional.ofNullable(directory).map(value -> string(function, "cwd", "be a string", value)),
        inherit);
  }

  /**
   * @param must what is said if it is none
   */
  private static String string(String function, String option, String must, JsonValue value) {
    if (value instanceof JsonValue.Str text) {
      return text.value().toString();
    }
    throw bad(function, "the option \"" + option + "\" must " + must);
  }

  private static void checkVariable(Context context, String name) {
    if (!context.host().permissions().mayUseVariable(name)) {
      throw Permission.ENVIRONMENT.denied("environment variable " + name);
    }
  }

  /** A name that no variable can have is AT0001. */
  private static void checkName(String function, Text name) {
    String text = name.toString();
    if (text.isEmpty() || text.indexOf('=') >= 0 || text.indexOf('\0') >= 0) {
      throw bad(function, "no environment variable can have the name \"" + text + "\"");
    }
  }

  public static Value getEnv(Context context, int depth, Text name) {
    checkVariable(context, name.toString());
    Optional<String> value = context.host().variable(name.toString());
    return value.isPresent() ? Text.of(value.get()) : NullValue.NULL;
  }

  public static NullValue setEnv(Context context, int depth, Text name, Text value) {
    checkName("setEnv", name);
    if (value.toString().indexOf('\0') >= 0) {
      throw bad("setEnv", "no environment variable can have that value");
    }
    checkVariable(context, name.toString());
    context.host().setVariable(name.toString(), Optional.of(value.toString()));
    return NullValue.NULL;
  }

  public static NullValue unsetEnv(Context context, int depth, Text name) {
    checkName("unsetEnv", name);
    checkVariable(context, name.toString());
    context.host().setVariable(name.toString(), Optional.empty());
    return NullValue.NULL;
  }

  public static JsonValue listEnv(Context context, int depth) {
    checkVariable(context, "*");
    Map<String, JsonValue> members = new LinkedHashMap<>();
    context
        .host()
        .variables()
        .forEach((name, value) -> members.put(name, new JsonValue.Str(Text.of(value))));
    return new JsonValue.Obj(members);
  }

  public static Text getCwd() {
    Path directory = Path.of("").toAbsolutePath();
    if (!Files.isDirectory(directory)) {
      throw new AtlasError(DiagnosticCode.AT0400, "getCwd(): the working directory is gone");
    }
    return Text.of(directory.toString());
  }

  public static double getPid() {
    return ProcessHandle.current().pid();
  }
}
