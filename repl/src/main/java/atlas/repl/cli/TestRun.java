package atlas.repl.cli;

import atlas.vm.engine.Compilation;
import atlas.vm.engine.DeepStack;
import atlas.vm.engine.EngineKind;
import atlas.vm.engine.Outcome;
import atlas.vm.runtime.Display;
import atlas.vm.runtime.NullValue;
import atlas.vm.source.SourceFile;
import atlas.vm.types.Type;
import atlas.vm.types.TypePrinter;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * What a program did under test.
 *
 * @param exit the status with which {@code atlas run} would end
 * @param checked whether it compiled, and so began to run
 * @param value its result in literal form, unless that is null or it failed
 * @param type the static type of its result, if it compiled
 */
record TestRun(
    String file,
    int exit,
    boolean checked,
    Optional<String> value,
    Optional<String> type,
    String stdout,
    String stderr) {
  private static final JsonFactory JSON = new JsonFactory();

  /** Runs a program in a session of its own. */
  static TestRun of(String file, EngineKind kind, InputStream in) {
    try {
      SourceFile source = SourceLoader.load(file, in);
      return DeepStack.call(() -> run(file, source, kind));
    } catch (UsageException e) {
      return new TestRun(
          file,
          ExitStatus.USAGE,
          false,
          Optional.empty(),
          Optional.empty(),
          "",
          "atlas: " + e.getMessage() + "\n");
    }
  }

  private static TestRun run(String file, SourceFile source, EngineKind kind) {
    StringBuilder stdout = new StringBuilder();
    StringBuilder stderr = new StringBuilder();
    Program program = new Program(source, kind, stdout::append);
    Compilation compilation = program.compile();
    stderr.append(DiagnosticText.of(compilation.diagnostics()));
    if (compilation.unit().isEmpty()) {
      return new TestRun(
          file,
          ExitStatus.FAILURE,
          false,
          Optional.empty(),
          Optional.empty(),
          "",
          stderr.toString());
    }
    Outcome outcome = program.run();
    Optional<String> value = Optional.empty();
    int exit = ExitStatus.SUCCESS;
    switch (outcome) {
      case Outcome.Success success -> {
        if (success.value() != NullValue.NULL) {
          value = Optional.of(Display.literal(success.value()));
        }
      }
      case Outcome.Failure failure -> {
        stderr.append(DiagnosticText.of(failure.diagnostic()));
        exit = ExitStatus.FAILURE;
      }
      case Outcome.Interrupted interrupted -> {
        stderr.append(DiagnosticText.ofStop(interrupted.diagnostic()));
        exit = ExitStatus.INTERRUPTED;
      }
    }
    Type type = program.unit().typed().resultType();
    // An 'if' or block has a value, but no static type.
    boolean untyped = value.isPresent() && type == Type.NULL;
    Optional<String> typeText = Optional.of(TypePrinter.print(untyped ? Type.UNKNOWN : type));
    return new TestRun(file, exit, true, value, typeText, stdout.toString(), stderr.toString());
  }

  /** This as one line of JSON. */
  String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("file", file);
      json.writeNumberField("exit", exit);
      json.writeStringField("phase", checked ? "run" : "check");
      json.writeStringField("value", value.orElse(null));
      json.writeStringField("type", type.orElse(null));
      json.writeStringField("stdout", stdout);
      json.writeStringField("stderr", stderr);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
