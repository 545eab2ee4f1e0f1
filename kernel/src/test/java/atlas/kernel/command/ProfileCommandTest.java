package atlas.kernel.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.kernel.session.EvalResult;
import atlas.kernel.session.Input;
import atlas.kernel.session.Session;
import atlas.vm.engine.EngineKind;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProfileCommandTest {
  private static final String FIB =
      "fn fib(n: number) -> number {\n  if (n < 2) { return n; }\n"
          + "  return fib(n - 1) + fib(n - 2);\n}";

  private final ProfileCommand profile = new ProfileCommand();
  private final AnnotateCommand annotate = new AnnotateCommand(profile);
  private final Session session = new Session(EngineKind.COMPILED, text -> {});

  private static Invocation invocation(String text) {
    int start = text.indexOf(text.strip());
    int end = start;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return new Invocation(Input.of(text), end);
  }

  private Reply profile(String text) {
    return profile.run(session, invocation(text));
  }

  private String shown(Reply reply) {
    ReplyText text = ReplyText.of(reply, Look.PLAIN);
    return text.errors() + text.output();
  }

  @BeforeEach
  void declare() {
    session.eval(Input.of(FIB));
  }

  @Test
  void optionsAreThoseOfTheReport() {
    Reply.Evaluated reply =
        assertInstanceOf(
            Reply.Evaluated.class, profile(":profile --sort hits --focus=fib --top 2 fib(10)"));
    EvalResult.Profiling profiling = reply.result().about().profile().orElseThrow();
    assertEquals(2, profiling.options().top().orElseThrow());
    assertEquals("fib", profiling.options().query().focus());
    assertEquals(177, profiling.profile().totals().calls());
    assertTrue(reply.result().isSuccess());
  }

  @Test
  void withoutCodeTheLastOneIsShownAgain() {
    assertTrue(profile.isUnfinished(invocation(":profile")));
    profile(":profile fib(10)");
    assertFalse(profile.isUnfinished(invocation(":profile")));
    assertTrue(profile.isUnfinished(invocation("%profile")));
    assertTrue(shown(profile(":profile --summary")).contains("1,947 instructions"));
  }

  @Test
  void aFailureIsAProfileToo() {
    profile(":profile fib(3) / 0");
    assertTrue(shown(profile(":profile")).contains("stopped by error[AT0005]"));
  }

  @Test
  void theDifferenceToTheOneBefore() {
    assertTrue(shown(profile(":profile --diff fib(10)")).contains("no earlier profile"));
    assertTrue(shown(profile(":profile --diff fib(10)")).contains("no count differs"));
    assertTrue(shown(profile(":profile --diff fib(11)")).contains("+1,210 (+62.15 %)"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--bogus 1",
        "--top 0 1",
        "--top x 1",
        "--threshold 101 1",
        "--sort x 1",
        "--focus",
        "--save"
      })
  void badOptionsRunNothing(String arguments) {
    assertInstanceOf(Reply.Rejected.class, profile(":profile " + arguments));
    assertTrue(profile.last().isEmpty());
  }

  @Test
  void aProfileCanBeSaved(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("a.atlprof");
    assertTrue(shown(profile(":profile --save " + file + " fib(5)")).contains("saved to"));
    assertTrue(Files.readString(file).contains("\"format\": \"atlas-profile\""));
    assertTrue(shown(profile(":profile --save " + directory + " fib(5)")).contains("not saved"));
  }

  @Test
  void annotateShowsAFunctionOfTheLastProfile() {
    assertInstanceOf(Reply.Refused.class, annotate.run(session, invocation(":annotate fib")));
    profile(":profile fib(10)");
    String text = shown(annotate.run(session, invocation(":annotate fib")));
    assertTrue(text.startsWith("fib, <input 1>:1: 177 calls"), text);
    assertTrue(text.contains("return fib(n - 1) + fib(n - 2);"), text);
    assertInstanceOf(Reply.Refused.class, annotate.run(session, invocation(":annotate nope")));
  }
}
