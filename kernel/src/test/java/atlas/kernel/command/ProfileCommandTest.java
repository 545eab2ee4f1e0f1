package atlas.kernel.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.kernel.session.EvalResult;
import atlas.kernel.session.Input;
import atlas.kernel.session.Session;
import atlas.profiler.model.Profile;
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
    assertTrue(profiling.options().query().admits("fib", "<input 2>"));
    assertFalse(profiling.options().query().admits("<main>", "<input 2>"));
    assertEquals(177, profiling.profile().totals().calls());
    assertTrue(reply.result().isSuccess());
  }

  @Test
  void growthIsSeenInARunForEachValue() {
    String report = shown(profile(":profile --scale n=8,12,16,20 fib(n)"));
    assertTrue(report.contains("Instructions grow like 1.6"), report);
    assertTrue(report.contains("21,891"), report);
    assertTrue(profile.last().isEmpty());
    Reply.Evaluated after = new Reply.Evaluated(session.eval(Input.of("n")), "");
    assertEquals("20\n", shown(after));
  }

  /** What the code declares itself has the value there; a 'var' of the session stays one. */
  @Test
  void theVariableIsThatOfTheCodeOrOfTheSession() {
    session.eval(Input.of("var size = 1;\nfn ofSize() -> number { return fib(size); }"));
    String report = shown(profile(":profile --scale size=5,10,20 ofSize()"));
    assertTrue(report.contains("21,892"), report);
    assertTrue(session.eval(Input.of("size = 3;")).isSuccess());
    String own =
        shown(profile(":profile --threshold 0 --scale m=5,10,20 let m = \n 7 +\n 2;\nfib(m)"));
    assertTrue(own.contains("fib(m)"), own);
    assertTrue(own.contains("21,891"), own);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--scale fib=1,2 --tree 1 | goes without --tree",
        "--scale n=1,2 --diff 1 | goes without --diff",
        "--scale n=1,2 --save x 1 | goes without --save",
        "--scale n=1,2 all | goes without 'all'",
        "--scale n=1 1 | needs two to 100 values",
        "--scale text=1,2 1 | 'text' is a string; --scale needs a number",
      })
  void whatDoesNotGoWithGrowth(String line) {
    session.eval(Input.of("let text = \"\";"));
    String[] parts = line.split(" \\| ");
    Reply reply = profile(":profile " + parts[0]);
    assertFalse(reply.isSuccess());
    assertTrue(shown(reply).contains(parts[1]), shown(reply));
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
  void optionsOnHowToRunNeedCode() {
    profile(":profile fib(10)");
    assertTrue(profile.isUnfinished(invocation(":profile --loops")));
    assertTrue(profile.lacksCode(invocation(":profile --summary --tree")));
    assertFalse(profile.lacksCode(invocation(":profile --tree fib(3)")));
    String message =
        assertInstanceOf(Reply.Refused.class, profile(":profile --tree last")).message();
    assertEquals("':profile last' runs no code that options could change", message);
    assertInstanceOf(Reply.Profiled.class, profile(":profile --top 2 last"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ":profile fib(10)",
        "%profile\nfib(10)",
        "%profile\r\nfib(10)",
        ":profile --summary --threshold=2.5 --top 7\n\nfib(10)",
      })
  void allSpellingsCountTheSameAndKeepThePlace(String text) {
    profile(text);
    Profile last = profile.last().orElseThrow();
    assertEquals(1947, last.totals().instructions());
    long line = text.lines().count();
    assertTrue(
        last.lines().stream().anyMatch(l -> l.line() == line && l.function().equals("<main>")),
        "the lines of a cell are those that the user sees");
  }

  /** No list of functions to name: what is nested in a loop of the cell is counted, too. */
  @Test
  void aWholeCellIsCountedByThePlacesInIt() {
    profile(
        """
        %profile
        var sum = 0;
        for (var i = 0; i < 5; i++) {
          fn add(n: number) -> number {
            return n + i;
          }
          sum = sum + add(fib(2));
        }
        """);
    Profile last = profile.last().orElseThrow();
    assertEquals(
        5,
        last.lines().stream()
            .filter(l -> l.line() == 5 && l.function().equals("add"))
            .findFirst()
            .orElseThrow()
            .hits());
    assertEquals(5 + 15, last.totals().calls());
    assertTrue(last.lines().stream().anyMatch(l -> l.line() == 3 && l.function().equals("<main>")));
  }

  @Test
  void theValueIsShownAndThereForTheNextInput() {
    String text = shown(profile(":profile 1 + 1"));
    assertTrue(text.startsWith("2\nProfile of "), text);
    assertEquals("3\n", shown(new Reply.Evaluated(session.eval(Input.of("_ + 1")), "")));
  }

  @Test
  void optionsEndWithTheirLine() {
    assertInstanceOf(Reply.Evaluated.class, profile("%profile\n--1"));
    assertInstanceOf(Reply.Rejected.class, profile("%profile --1"));
  }

  @Test
  void aWrongOptionIsToldTheRightOne() {
    assertTrue(shown(profile(":profile --tpo 3 1")).contains("did you mean '--top'?"));
  }

  /** Options without their dashes and without code ask the last profile. */
  @Test
  void aQueryAsksTheLastProfile() {
    assertInstanceOf(Reply.Refused.class, profile(":profile top 5 by calls"));
    session.eval(Input.of("fn sortAll(a: number[]) -> number[] { return concat(a, [fib(5)]); }"));
    profile(":profile sortAll([3, 1, 2])");
    String allocs = shown(profile(":profile top 5 where fn ~ /sort/ by allocs"));
    assertTrue(allocs.contains("Functions: top 1 of 3, by allocs, fn ~ /sort/"), allocs);
    assertFalse(allocs.contains("Opcodes"), allocs);
    String peek = shown(profile(":profile peek fib"));
    assertTrue(peek.contains("Callers and callees of fib"), peek);
    assertTrue(shown(profile(":profile focus fib")).contains("top 1 of 3, in 'fib'"));
    assertTrue(shown(profile("%profile --threshold 5 ignore fib")).contains("above 5 %, not in"));
    assertFalse(profile.isUnfinished(invocation("%profile peek fib")));
    assertTrue(shown(profile(":profile top 5 by alocs")).contains("did you mean 'allocs'?"));
    assertTrue(shown(profile(":profile --tree top 5")).contains("a query runs no code"));
    assertTrue(shown(profile(":profile --sort alocs 1")).contains("did you mean 'allocs'?"));
  }

  @Test
  void valuesOfOptionsMayBeQuoted() {
    String report = shown(profile(":profile --where \"fn ~ /^fib$/\" --query 'by calls' fib(5)"));
    assertTrue(report.contains("Functions: top 1 of 2, by calls, fn ~ /^fib$/"), report);
  }

  @Test
  void whileItIsOnEveryInputIsCounted() {
    assertFalse(profile.eval(session, Input.of("fib(9)")).about().profile().isPresent());
    assertTrue(profile.last().isEmpty());
    assertInstanceOf(Reply.Answered.class, profile(":profile on"));
    EvalResult result = profile.eval(session, Input.of("fib(10)"));
    assertTrue(result.isSuccess());
    assertFalse(result.about().profile().isPresent(), "nothing is shown until it is asked for");
    assertTrue(shown(profile(":profile")).contains("1,947"));
    assertFalse(profile.eval(session, Input.of("fib(3) / 0")).isSuccess());
    assertTrue(shown(profile(":profile last")).contains("stopped by error[AT0005]"));
    profile(":profile off");
    profile.eval(session, Input.of("fib(11)"));
    assertTrue(shown(profile(":profile")).contains("AT0005"));
  }

  @Test
  void allProfilesAddUp() {
    profile(":profile fib(10)");
    profile(":profile --tree fib(11)");
    String all = shown(profile(":profile --summary all"));
    assertTrue(all.contains("Profile of 2 inputs: 5,104 instructions"), all);
    String list = shown(profile(":profile list"));
    assertTrue(list.contains("Profiles: 2") && list.contains("fib(11)"), list);
    profile(":profile reset");
    assertInstanceOf(Reply.Refused.class, profile(":profile all"));
    assertInstanceOf(Reply.Refused.class, profile(":profile list"));
    assertInstanceOf(Reply.Refused.class, profile(":profile last"));
  }

  @Test
  void profilesThatAreNotKeptStayInTheSum() {
    for (int i = 0; i < ProfileHistory.KEPT + 10; i++) {
      profile(":profile fib(10)");
    }
    String all = shown(profile(":profile --summary all"));
    assertTrue(all.contains("116,820 instructions"), all);
    assertTrue(shown(profile(":profile list")).contains("the last 50 of 60"));
  }

  @Test
  void aCellIsComparedWithItsEarlierRun() {
    String cell = "%%profile\nlet a = fib(10);\nlet b = fib(5);\nlet c = %s;";
    assertInstanceOf(Reply.Refused.class, profile(":profile diff"));
    profile(cell.formatted("fib(9)"));
    profile("%profile\nfib(3)");
    profile(cell.formatted("fib(8)"));
    String change = shown(profile(":profile diff"));
    assertTrue(change.startsWith("Difference of <input 2> and <input 4>"), change);
    assertTrue(change.contains("fib") && !change.contains("let a"), change);
    assertEquals(change, shown(profile(":profile --diff")));
    String again = shown(profile(cell.formatted("fib(8)").replace("%profile", "%profile --diff")));
    assertTrue(again.contains("Difference of <input 4> and <input 5>"), again);
    assertTrue(again.contains("no count differs"), again);
  }

  @Test
  void theSameCodeRunAgainSaysInALineWhatHasChanged() {
    assertFalse(shown(profile(":profile fib(10)")).contains("Since"));
    assertFalse(shown(profile(":profile fib(5)")).contains("Since"));
    session.eval(Input.of("fn fib(n: number) -> number { return n; }"));
    String changed = shown(profile(":profile fib(10)"));
    assertTrue(
        changed.endsWith(
            "\nSince the last run: -1,940 instructions (-99.64 %); 'profile diff' shows more.\n"),
        changed);
    String same = shown(profile(":profile fib(10)"));
    assertTrue(same.endsWith("\nSince the last run: no count differs.\n"), same);
    assertFalse(shown(profile(":profile --summary fib(10)")).contains("Since"));
    assertFalse(shown(profile(":profile")).contains("Since"));
  }

  @Test
  void aRunThatDidNotEndIsNotComparedUnasked() {
    session.eval(Input.of("var d = 0;"));
    profile(":profile 1 / d");
    session.eval(Input.of("d = 1;"));
    assertFalse(shown(profile(":profile 1 / d")).contains("Since"));
    session.eval(Input.of("d = 0;"));
    assertFalse(shown(profile(":profile 1 / d")).contains("Since"));
  }

  @Test
  void aWordThatSomethingFollowsIsCode() {
    session.eval(Input.of("let all = 1;"));
    Reply reply = profile(":profile all + 1");
    assertTrue(assertInstanceOf(Reply.Evaluated.class, reply).result().isSuccess());
    assertInstanceOf(Reply.Evaluated.class, profile("%profile\nall"));
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
