package atlas.kernel.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.vm.engine.EngineKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Completion, inspection and call hints; {@code |} marks the cursor. */
class QueriesTest {
  private final CountDownLatch printed = new CountDownLatch(1);
  private final Session session = new Session(EngineKind.INTERPRETER, text -> printed.countDown());

  @BeforeEach
  void declare() {
    String text =
        """
        let numbers = [3, 1, 2];
        var label = "a";
        /// Doubles a number.
        fn twice(n: number) -> number { return n * 2; }
        type Pair = number[];
        trait Area { fn area(self: number) -> number; }
        """;
    EvalResult result = session.eval(Input.of(text));
    assertTrue(result.isSuccess(), result::toString);
  }

  private Completions complete(String marked) {
    return session.complete(marked.replace("|", ""), marked.indexOf('|'));
  }

  private List<String> texts(String marked) {
    return complete(marked).candidates().stream().map(Candidate::text).toList();
  }

  private Candidate only(String marked) {
    List<Candidate> candidates = complete(marked).candidates();
    assertEquals(1, candidates.size(), candidates::toString);
    return candidates.getFirst();
  }

  @Test
  void namesOfTheSessionComeWithTheirTypes() {
    assertEquals(
        new Candidate("numbers", Candidate.Kind.VARIABLE, "number[]", ""), only("1 + numb|"));
    Candidate twice = only("twi|");
    assertEquals("twice(n: number) -> number", twice.signature());
    assertEquals("Doubles a number.", twice.doc());
    assertEquals(4, complete("1 + numb|").from());
  }

  @Test
  void theLibraryComesWithSignatureAndSentence() {
    Candidate len = only("len| + 1");
    assertTrue(len.doc().startsWith("Characters of a string"), len::toString);
    assertTrue(texts("arraySo|").contains("arraySort"));
    assertTrue(texts("P|").contains("PI"));
  }

  @Test
  void membersFollowTheTypeOfTheReceiver() {
    assertTrue(texts("numbers.|").containsAll(List.of("push", "pop", "len", "join")));
    assertEquals(List.of(), texts("label.|"));
    assertEquals(List.of(), texts("twice(1).|"));
    assertTrue(texts("[1, 2].so|").contains("sort"));
    assertTrue(complete("[1, 2].pus|").candidates().getFirst().doc().endsWith("is set to it."));
    assertTrue(texts("let d: Dur|").contains("Duration"));
    assertTrue(texts("numbers.slice(0, 1).pu|").contains("push"));
    assertEquals("pop() -> number", only("numbers.po|").signature());
  }

  @Test
  void localNamesAreSeenWhereTheyAreInScope() {
    String text =
        """
        fn f(first: string, second: number[]) -> number {
          let inner = "x";
          { let gone = 1; }
          for item in second { |
        """;
    List<String> names = texts(text);
    assertTrue(
        names.containsAll(List.of("f", "first", "second", "inner", "item")), names::toString);
    assertFalse(names.contains("gone"));
    assertTrue(texts("fn f(second: number[]) -> void { second.|").contains("push"));
    assertTrue(texts("match Some(1) { Some(found) => fo|").contains("found"));
  }

  @Test
  void typesFollowColonsAndArrows() {
    List<String> types = texts("let x: |");
    assertTrue(types.containsAll(List.of("number", "Option", "Pair")), types::toString);
    assertFalse(types.contains("numbers"));
    assertEquals(List.of("string"), texts("fn f() -> str|"));
  }

  @Test
  void nothingIsProposedWhereNothingFits() {
    assertEquals(List.of(), texts("let n|"));
    assertEquals(List.of(), texts("\"num|"));
    assertEquals(List.of(), texts("// num|"));
    assertEquals(List.of(), texts("/* num|"));
    assertEquals(
        List.of(),
        complete("x.y.z.|").candidates().stream().filter(c -> c.text().isEmpty()).toList());
  }

  @Test
  void inspectionTellsWhatIsKnown() {
    Inspection twice = session.inspect("twice(3)", 2).orElseThrow();
    assertEquals("fn twice(n: number) -> number", twice.signature());
    assertEquals(Optional.of("Doubles a number."), twice.doc());
    assertEquals(Optional.of("<input 1>:4:4"), twice.declaration().map(Declaration::place));
    Inspection len = session.inspect("1 + len(", 8).orElseThrow();
    assertEquals("len", len.name());
    assertTrue(len.example().isPresent());
    assertEquals(
        List.of(
            "Marks: prelude",
            "Errors: AT0102 wrong number of arguments; AT0102 wrong kind of argument"),
        len.notes());
    String text = session.inspect("readFile", 2).orElseThrow().text();
    assertTrue(text.contains("\nMarks: permission: file read\n"), text);
    assertTrue(
        text.endsWith("; AT0400 no such file, or not UTF-8; AT0300 permission denied"), text);
    assertEquals(Optional.empty(), session.inspect("nothing here", 1));
    assertEquals(Optional.empty(), session.inspect("\"print\"", 3));
    assertEquals(Optional.empty(), session.inspect("1 // print", 7));
    assertEquals(Optional.empty(), session.inspect("/* print */", 5));
    assertEquals("number[]", session.inspect("numbers", 7).orElseThrow().type());
  }

  @Test
  void aHintNamesTheArgument() {
    CallHint hint = session.hint("twice(1, [2, 3], ", 17).orElseThrow();
    assertEquals("twice(n: number) -> number", hint.signature());
    assertEquals(2, hint.argument());
    assertEquals(Optional.empty(), session.hint("twice(1)", 8));
    assertEquals(Optional.empty(), session.hint("fn twice(", 9));
  }

  @Test
  void strangeTextsAreNoTrouble() {
    for (String text :
        List.of(
            "",
            ".",
            "((((",
            "))))",
            "[.].",
            "fn",
            "fn (",
            "let x = ",
            "\"\\",
            "/*",
            "import {",
            "from \"",
            "match {=>",
            "for (",
            "}.",
            "🚀.a",
            "(".repeat(50_000) + ".")) {
      for (int cursor : List.of(-1, 0, text.length() / 2, text.length(), text.length() + 5)) {
        session.complete(text, cursor);
        session.inspect(text, cursor);
        session.hint(text, cursor);
      }
    }
  }

  @Test
  void aLongTextIsNoTrouble() {
    String text =
        "fn g(a: number) -> number { let b = [a].slice(0, 1); return b[0]; }\n".repeat(2000);
    assertEquals("numbers", only(text + "numb|").text());
  }

  @Test
  void aRunningInputIsNotWaitedFor() throws InterruptedException {
    Thread runner =
        Thread.ofPlatform().start(() -> session.eval(Input.of("print(1); while (true) {}")));
    printed.await();
    assertEquals("numbers", only("numb|").text());
    session.interrupt();
    runner.join();
  }

  @Test
  void importListsOfferWhatTheModuleExports(@TempDir Path directory) throws IOException {
    Files.writeString(
        directory.resolve("shapes.atl"),
        """
        /// The area of a circle.
        export fn area(r: number) -> number { return 3 * r * r; }
        fn hidden() -> number { return 1; }
        export let unit = 1;
        export type Radius = number;
        """);
    session.setDirectory(directory);
    assertEquals(List.of("area", "unit", "Radius"), texts("import { | } from \"./shapes\";"));
    Candidate area = only("import { unit, ar| } from \"./shapes.atl\"");
    assertEquals("area(r: number) -> number", area.signature());
    assertEquals("The area of a circle.", area.doc());
    assertEquals("from \"./shapes.atl\"", only("import { ar|").doc());
    assertEquals(List.of("./shapes.atl"), texts("import { area } from \"./sh|"));
    assertEquals(List.of("./shapes.atl"), texts("import { area } from \"sh|"));
  }
}
