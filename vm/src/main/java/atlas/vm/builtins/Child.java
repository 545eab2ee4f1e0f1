package atlas.vm.builtins;

import atlas.vm.runtime.Context;
import atlas.vm.runtime.JsonValue;
import atlas.vm.runtime.ResultValue;
import atlas.vm.runtime.Text;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A child process from its start to its end. An interrupt ends it, with all processes that it has
 * started.
 *
 * @param function the library function that runs it
 * @param kind what the message about a failure calls it
 */
record Child(String function, String kind, List<String> command) {
  /** Java gives the status of a process that a signal ended as this and the signal's number. */
  private static final int SIGNALS = 128;

  private static final int LAST_SIGNAL = 31;

  /**
   * How it is started.
   *
   * @param variables in addition to ours
   * @param inherit whether it uses our standard streams; where our output is none of the process,
   *     what it writes is passed on
   */
  record Options(Map<String, String> variables, Optional<String> directory, boolean inherit) {}

  ResultValue run(Context context, Options options) {
    Process process;
    try {
      process = start(context, options);
    } catch (IOException e) {
      throw Access.failed(function, Text.of(command.getFirst()), "cannot be started");
    }
    try {
      return wait(context, process, options);
    } catch (IOException e) {
      throw Access.failed(function, Text.of(command.getFirst()), String.valueOf(e.getMessage()));
    } finally {
      if (process.isAlive()) {
        // A shell whose command is killed goes on with the next one: it goes first.
        List<ProcessHandle> below = process.descendants().toList();
        process.destroyForcibly();
        below.forEach(ProcessHandle::destroyForcibly);
      }
    }
  }

  private Process start(Context context, Options options) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(context.host().variables());
    builder.environment().putAll(options.variables);
    options.directory.ifPresent(directory -> builder.directory(new File(directory)));
    boolean relayed = isRelayed(context, options);
    boolean direct = options.inherit && !relayed;
    if (direct) {
      context.output().flush();
      builder.inheritIO();
    }
    builder.redirectErrorStream(relayed);
    Process process = builder.start();
    if (!direct) {
      process.getOutputStream().close();
    }
    return process;
  }

  private static boolean isRelayed(Context context, Options options) {
    return options.inherit && !context.output().isStandard();
  }

  private ResultValue wait(Context context, Process process, Options options) throws IOException {
    if (isRelayed(context, options)) {
      Relay.pass(process.getInputStream(), context);
    }
    boolean inherit = options.inherit;
    var output = Waiting.on(() -> text(process.getInputStream(), inherit));
    var errors = Waiting.on(() -> text(process.getErrorStream(), inherit));
    int status = Waiting.on(process::waitFor).await(context);
    JsonValue stdout = new JsonValue.Str(output.await(context));
    JsonValue stderr = new JsonValue.Str(errors.await(context));
    if (status != 0) {
      boolean signal = status > SIGNALS && status <= SIGNALS + LAST_SIGNAL;
      return ResultValue.err(Text.of(kind + " failed with exit code " + (signal ? -1 : status)));
    }
    Map<String, JsonValue> members = new LinkedHashMap<>();
    members.put("exitCode", FileFunctions.json(status));
    members.put("stdout", stdout);
    members.put("stderr", stderr);
    members.put("success", new JsonValue.Bool(true));
    return ResultValue.ok(new JsonValue.Obj(members));
  }

  /** All that it writes; what is not UTF-8 is replaced. */
  private static Text text(InputStream stream, boolean inherit) throws IOException {
    return Text.of(inherit ? "" : new String(stream.readAllBytes(), StandardCharsets.UTF_8));
  }
}
