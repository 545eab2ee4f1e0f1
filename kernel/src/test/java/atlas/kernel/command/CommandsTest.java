package atlas.kernel.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.kernel.session.Candidate;
import atlas.kernel.session.EvalResult;
import atlas.kernel.session.Input;
import atlas.kernel.session.Session;
import atlas.vm.diagnostics.Diagnostic;
import atlas.vm.engine.EngineKind;
import atlas.vm.runtime.Permissions;
import atlas.vm.syntax.Completeness.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
  private final Session session = new Session(EngineKind.COMPILED, text -> {});
  private final Commands commands = Commands.ofTerminal();

  @ParameterizedTest
  @ValueSource(strings = {":vars", "%vars", "  :vars ", ":va", ":v"})
  void bothSpellingsAndAbbreviationsAreUnderstood(String text) {
    assertEquals("nothing declared yet", answer(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        ":hlep    | Unknown command ':hlep'; did you mean ':help'?",
        ":t 1     | ':t' can mean :type or :time",
        ":banana  | Unknown command ':banana'; ':help' lists the commands",
        ":        | Unknown command ':'; ':help' lists the commands",
        ":vars x  | ':vars' takes no arguments",
        ":type    | ':type' needs code to work on",
        ":profile | ':profile' needs code to work on",
        ":doc     | ':doc' needs a name",
        ":load    | ':load' needs a file",
        ":save    | ':save' needs a file",
        ":save --force | ':save' needs a file",
        ":annotate | ':annotate' needs a function",
        ":explain | ':explain' needs a code such as AT2002",
        ":history x | ':history' needs a number of inputs",
        ":history -1 | ':history' needs a number of inputs",
        ":timeit 1 | Unknown command ':timeit'; did you mean ':bench'?",
        "%%profile 1 | Unknown command ':%profile'; did you mean ':profile'?",
        ":lsmagic | Unknown command ':lsmagic'; did you mean ':help'?"
      })
  void whatCannotBeDoneIsRefusedInOneLine(String text, String message) {
    assertEquals(message, assertInstanceOf(Reply.Refused.class, submit(text)).message());
  }

  @Test
  void commentsMayStandBeforeACommand() {
    assertEquals("number", answer("// a comment\n\n  // and another\n:type 1"));
    assertEquals("number", answer("/* one of\n two lines */ // and another\n:type 1"));
    Reply profiled = submit("// why\n:profile\n1 / 0");
    EvalResult result = assertInstanceOf(Reply.Evaluated.class, profiled).result();
    assertEquals(3, firstOf(result).position().line());
    assertTrue(result.about().profile().isPresent());
  }

  @Test
  void aCommandThatTakesNoCodeEndsWithItsLine() {
    assertEquals(
        List.of(":reset", "      \n%load a", "      \n       \n:profile\nf()\n%vars"),
        parts(":reset\n%load a\n:profile\nf()\n%vars"));
    for (String whole :
        List.of("", "1\n2", ":vars", "// c\n:vars\n\n// d", ":type\n1", ":nope\n1")) {
      assertEquals(List.of(whole), parts(whole));
    }
  }

  private List<String> parts(String text) {
    return commands.parts(Input.named(text, "<cell 1>")).stream().map(Input::text).toList();
  }

  @Test
  void aCommandBehindCodeIsRefusedWithAdvice() {
    String advice = "a command must stand at the beginning, before any code";
    for (String text : List.of("let a = 1;\n%profile\na", "f();\n  :type a")) {
      EvalResult result = assertInstanceOf(Reply.Evaluated.class, submit(text)).result();
      assertEquals(Optional.of(advice), firstOf(result).help(), text);
    }
    for (String text : List.of("let a = 1;\n%nothing\na", "print(:type)")) {
      EvalResult result = assertInstanceOf(Reply.Evaluated.class, submit(text)).result();
      assertNotEquals(Optional.of(advice), firstOf(result).help(), text);
    }
  }

  private static Diagnostic firstOf(EvalResult result) {
    return assertInstanceOf(EvalResult.Failure.class, result).diagnostics().getFirst();
  }

  @Test
  void helpListsEveryCommandAndExplainsEach() {
    String overview = answer(":help");
    for (Command command : commands.all()) {
      assertTrue(overview.contains(":" + command.name()), overview);
      String explanation = answer(":help " + command.name());
      assertTrue(explanation.contains(command.summary()), explanation);
      assertTrue(explanation.contains("    :" + command.example()), explanation);
      assertEquals(explanation, answer(":help :" + command.name()));
    }
    assertTrue(overview.lines().allMatch(line -> line.length() <= 80), overview);
  }

  @Test
  void anExampleIsWhatTheCommandTakes() {
    session.eval(Input.of("fn fib(n: number) -> number { return n; }"));
    for (Command command : commands.all()) {
      boolean needsFileOrTerminal =
          command.operand() == Command.Operand.PATH || command.name().equals("edit");
      boolean succeeded = needsFileOrTerminal || submit(":" + command.example()).isSuccess();
      assertTrue(succeeded, command.example());
      session.eval(Input.of("fn fib(n: number) -> number { return n; }"));
    }
  }

  @Test
  void aNotebookHasItsOwnSpellingAndCannotBeLeft() {
    Commands notebook = Commands.ofNotebook();
    assertInstanceOf(Reply.Refused.class, notebook.submit(session, Input.of("%quit")));
    assertEquals(
        new Reply.Refused("'%doc' needs a name"), notebook.submit(session, Input.of("%doc")));
    Reply help = notebook.submit(session, Input.of("%help"));
    assertTrue(assertInstanceOf(Reply.Answered.class, help).text().contains("%profile"));
  }

  @Test
  void quitQuits() {
    assertInstanceOf(Reply.Quit.class, submit(":quit"));
    assertInstanceOf(Reply.Quit.class, submit(":q"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1 + 1                                         | number",
        "[1, 2]                                        | number[]",
        "[]                                            | ?[]",
        "len(\"a\") + 1                                | number",
        "match 1 { 1 => 2, _ => 0 }                    | number",
        "fn f(x: number) -> bool { return x > 0; } f   | (number) -> bool",
        "Some(1)                                       | Option<number>",
        "None                                          | Option<?>",
        "Ok([1])                                       | Result<?, ?>",
        "hashMapNew()                                  | HashMap<?, ?>",
        "unwrap_or(None, \"x\") + \"y\"                  | string"
      })
  void typeShowsTheTypeOfTheLastExpression(String code, String type) {
    assertEquals(type, answer(":type " + code));
  }

  @Test
  void typeOfSomethingWrongIsRejectedAtItsPlace() {
    Reply.Rejected rejected = assertInstanceOf(Reply.Rejected.class, submit(":type nope"));
    assertEquals(7, rejected.diagnostics().getFirst().position().column());
  }

  @Test
  void varsListsWhatIsDeclared() {
    session.eval(Input.of("let x = 1; var s = \"a\"; fn f(n: number) -> bool { return true; }"));
    assertEquals("let x: number\nvar s: string\nfn f: (number) -> bool", answer(":vars"));
  }

  @Test
  void timeShowsResultAndDuration() {
    Reply.Evaluated timed = assertInstanceOf(Reply.Evaluated.class, submit(":time 1 + 1"));
    assertTrue(timed.result().isSuccess());
    assertTrue(timed.footer().matches("[\\d.]+ (µs|ms|s), and [\\d.]+ (µs|ms|s) to compile"));
  }

  @Test
  void profileGivesAProfileUnderAllItsNames() {
    for (String text : new String[] {":profile 1 + 1", "%profile\n1 + 1", ":p --summary 1 + 1"}) {
      Reply.Evaluated evaluated = assertInstanceOf(Reply.Evaluated.class, submit(text));
      assertTrue(evaluated.result().about().profile().isPresent(), text);
    }
  }

  @Test
  void resetForgets() {
    session.eval(Input.of("let x = 1"));
    assertTrue(submit(":reset").isSuccess());
    assertEquals("nothing declared yet", answer(":vars"));
  }

  @Test
  void everythingElseIsCode() {
    assertTrue(submit("1 + 1").isSuccess());
    assertFalse(submit("1 +").isSuccess());
    assertFalse(Commands.isCommand("1 % 2"));
    assertFalse(Commands.isCommand(""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1 + 1         | COMPLETE",
        "f(            | INCOMPLETE",
        "f)            | INVALID",
        "%profile      | INCOMPLETE",
        "%profile f(   | INCOMPLETE",
        "%profile f()  | COMPLETE",
        ":type         | INCOMPLETE",
        ":help (       | COMPLETE",
        ":vars         | COMPLETE",
        "/// Says.     | INCOMPLETE",
        "1 /// Says.   | COMPLETE",
        "// no doc     | COMPLETE"
      })
  void completenessKnowsCommands(String text, Status status) {
    assertEquals(status, commands.completeness(text).status());
  }

  private Reply submit(String text) {
    return commands.submit(session, Input.of(text));
  }

  private String answer(String text) {
    Reply reply = submit(text);
    return reply instanceof Reply.Shown(EvalResult.Answer shown)
        ? shown.text()
        : assertInstanceOf(Reply.Answered.class, reply).text();
  }

  @Test
  void theLastValueHasAName() {
    session.eval(Input.of("[1, 2]"));
    session.eval(Input.of("let x = len(_)"));
    assertEquals("[1, 2]", answer(":show"));
    assertEquals("number[]", answer(":type _"));
    submit("x + 1");
    submit("_ * 2");
    assertEquals("6", answer(":show"));
    assertEquals("let x: number", answer(":vars"));
    submit("match 7 { 1 => 2, _ => 5 }");
    assertEquals("5", answer(":show"));
  }

  @Test
  void docTellsOfTheLibraryAndOfDeclarations() {
    assertTrue(answer(":doc len").startsWith("len(v: string | T[]) -> number\n"));
    submit("/// Says hello.\nfn hello() -> void { print(1); }");
    assertEquals(
        "fn hello() -> void\nSays hello.\nDeclared at <input 1>:2:4", answer(":doc hello"));
    assertInstanceOf(Reply.Refused.class, submit(":doc nope"));
  }

  @Test
  void whatIsSavedCanBeLoaded(@TempDir Path directory) throws IOException {
    session.setDirectory(directory);
    submit("let x = 20");
    submit("nope");
    submit("fn twice(n: number) -> number { return 2 * n; }");
    assertEquals("saved it.atl", answer(":save it.atl"));
    assertInstanceOf(Reply.Refused.class, submit(":save it.atl"));
    assertEquals("saved it.atl", answer(":save --force it.atl"));
    submit(":reset");
    assertTrue(submit(":load it.atl").isSuccess());
    submit("twice(x) + 2");
    assertEquals("42", answer(":show"));
    submit("import { twice } from \"./other\"");
    assertInstanceOf(Reply.Refused.class, submit(":load gone.atl"));
    Files.writeString(directory.resolve("marked.atl"), "\uFEFFlet marked = 1;");
    assertTrue(submit(":load marked.atl").isSuccess());
    assertEquals(directory.toString(), answer(":cd"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1;",
        "let address = \"http://a\"",
        "let chosen = match 1 { 1 => 2, _ => 0 }",
        "let x = 1 // why",
        "fn one() -> number { return 1; } one() // all of it",
        "1 /* the end */",
        "if (true) { print(1); }",
        "// nothing"
      })
  void aSavedInputEndsAsInAFile(String input, @TempDir Path directory) {
    session.setDirectory(directory);
    submit(input);
    submit("\"next\"");
    assertEquals("saved it.atl", answer(":save it.atl"));
    submit(":reset");
    assertTrue(submit(":load it.atl").isSuccess());
  }

  @Test
  void listingsShowWhatCodeBecomes() {
    assertEquals("1 + 2 * 3;\n", answer(":ast 1+2*3"));
    submit("fn inc(n: number) -> number { return n + 1; }");
    assertTrue(answer(":disasm inc").contains("inc: (number) -> number"));
    assertInstanceOf(Reply.Rejected.class, submit(":ast 1 +* 2"));
    assertTrue(answer(":explain at2002").startsWith("AT2002: "));
    assertTrue(answer(":history 1").contains("fn inc"));
  }

  @Test
  void benchRunsQuietlyAgainAndAgain() {
    StringBuilder printed = new StringBuilder();
    Session loud = new Session(EngineKind.INTERPRETER, printed::append);
    Reply reply = commands.submit(loud, Input.of(":bench print(\"once\")"));
    String footer = assertInstanceOf(Reply.Evaluated.class, reply).footer();
    assertTrue(footer.matches("(?s)runs +[\\d,]+.*median .*half of them .*fastest .*"), footer);
    assertTrue(footer.contains("instructions  5 a run, 0 calls; "), footer);
    assertEquals("once\n", printed.toString());
  }

  @Test
  void wideValuesAreLaidOut() {
    assertEquals("[1, 2, 3,\n 4]", ValueLayout.of("[1, 2, 3, 4]", 11));
    assertEquals("[[1, 2],\n [\"a, b\"]]", ValueLayout.of("[[1, 2], [\"a, b\"]]", 12));
    assertEquals("Some([1, 2,\n      3])", ValueLayout.of("Some([1, 2, 3])", 14));
    assertEquals("[\"日本\",\n \"語\"]", ValueLayout.of("[\"日本\", \"語\"]", 13));
  }

  @Test
  void commandsMayDoNoMoreThanCode(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("a.atl"), "let a = 1;");
    Permissions reading = Permissions.parse(List.of("--deny-all", "--allow-read=" + directory));
    for (Permissions granted : List.of(Permissions.NONE, reading)) {
      Session denied = new Session(EngineKind.COMPILED, text -> {}, granted);
      boolean mayRead = granted == reading;
      assertEquals(mayRead, commands.submit(denied, Input.of(":load " + file)).isSuccess());
      for (String command : List.of(":save ", ":save --force ")) {
        Reply saved = commands.submit(denied, Input.of(command + directory.resolve("b.atl")));
        String message = assertInstanceOf(Reply.Refused.class, saved).message();
        assertTrue(message.contains("may not be written"), message);
      }
      Path profile = directory.resolve("p.atlprof");
      commands.submit(denied, Input.of(":profile --save " + profile + " 1 + 1"));
      assertFalse(Files.exists(profile));
    }
    assertFalse(Files.exists(directory.resolve("b.atl")));
  }

  @Test
  void anErrorBehindACommentNamesTheCommandsOfTheFrontEnd() {
    Reply reply = submit("// why\n%profile --bogus 1");
    Diagnostic problem = assertInstanceOf(Reply.Rejected.class, reply).diagnostics().getFirst();
    assertEquals(Optional.of("'%help profile' lists the options"), problem.help());
  }

  @Test
  void whatIsNotToBeRememberedLeavesNoTrace() {
    submit("41");
    Input hidden = Input.named("1000 + 1", "<cell>").unremembered();
    commands.submit(session, hidden);
    commands.submit(session, Input.named("let kept = 2", "<cell>").unremembered());
    assertEquals("41", session.last().orElseThrow().text());
    assertFalse(answer(":history").contains("1000"));
    String saved = session.program(Path.of("a.atl")).text();
    assertFalse(saved.contains("1000"), saved);
    assertTrue(saved.contains("kept"), saved);
    submit(":profile on");
    commands.submit(session, hidden);
    assertFalse(submit(":profile last").isSuccess());
  }

  @Test
  void commandsAreCompletedWithTheirOptions() {
    assertEquals(":profile", commands.complete(session, ":pro", 4).candidates().getFirst().text());
    assertEquals(
        "--summary",
        commands.complete(session, ":profile --su", 13).candidates().getFirst().text());
    assertEquals(
        List.of("self"),
        commands.complete(session, ":profile --sort s", 17).candidates().stream()
            .map(Candidate::text)
            .toList());
    assertEquals(
        "last", commands.complete(session, ":profile la", 11).candidates().getFirst().text());
    assertEquals(
        "len", commands.complete(session, ":profile le", 11).candidates().getFirst().text());
    assertEquals(List.of(), commands.complete(session, ":profile 1 + rese", 17).candidates());
    assertEquals(
        List.of("AT2001", "AT2002"),
        commands.complete(session, ":explain at200", 14).candidates().stream()
            .map(Candidate::text)
            .limit(2)
            .toList());
    assertEquals("len", commands.complete(session, ":type len", 9).candidates().getFirst().text());
    assertEquals(
        "print", commands.complete(session, ":vars\nprin", 10).candidates().getFirst().text());
    assertEquals(
        "print",
        commands.complete(session, ":cd .\n:vars\n\nprin", 17).candidates().getFirst().text());
    assertEquals("print", commands.inspect(session, ":cd .\nprint", 9).orElseThrow().name());
    assertEquals(
        "reset", commands.complete(session, ":help rese", 10).candidates().getFirst().text());
    assertTrue(commands.inspect(session, "%time 1", 3).orElseThrow().text().contains("CODE"));
  }
}
