package atlas.repl.script;

import atlas.kernel.command.Commands;
import atlas.kernel.session.Session;
import atlas.vm.engine.EngineKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What a script did. */
record ScriptRun(ScriptRunner.Result result, String out, String err) {
  static ScriptRun of(String script) {
    return of(script.getBytes(StandardCharsets.UTF_8));
  }

  static ScriptRun of(byte[] script) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    TextSink outSink = new TextSink(out, ScriptRun::fail);
    TextSink errSink = new TextSink(err, ScriptRun::fail);
    Session session = new Session(EngineKind.COMPILED, outSink);
    try {
      ScriptRunner.Result result =
          new ScriptRunner(
                  session,
                  Commands.ofTerminal(),
                  new ByteArrayInputStream(script),
                  outSink,
                  errSink)
              .run();
      return new ScriptRun(
          result, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void fail(IOException e) {
    throw new UncheckedIOException(e);
  }
}
