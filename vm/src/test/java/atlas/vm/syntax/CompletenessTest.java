package atlas.vm.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import atlas.vm.syntax.Completeness.Open;
import atlas.vm.syntax.Completeness.Status;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompletenessTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  \n",
        "1 + 1",
        "let x =",
        "fn f() { }",
        "f(\n1)",
        "\"{ [ (\"",
        "// { [ (",
        "/* { */ 1",
        "\"a\n\\\"b\"",
        "if (a) { b; }",
        "\"/*\" \"//\"",
        "a // \"",
      })
  void isComplete(String input) {
    assertEquals(new Completeness(Status.COMPLETE, 0, Optional.empty()), Completeness.of(input));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '‖',
      quoteCharacter = '´',
      value = {
        "fn f() { ‖ 4 ‖ BRACE",
        "f( ‖ 4 ‖ PARENTHESIS",
        "[1, ‖ 4 ‖ BRACKET",
        "fn f() { g([ ‖ 12 ‖ BRACKET",
        "{ { } ‖ 4 ‖ BRACE",
        "\"open ‖ 0 ‖ STRING",
        "{ \"open ‖ 0 ‖ STRING",
        "\"a\\\" ‖ 0 ‖ STRING",
        "/* open ‖ 0 ‖ COMMENT",
        "{ /* open ‖ 4 ‖ COMMENT",
        "{ // } ‖ 4 ‖ BRACE",
        "{ \"}\" ‖ 4 ‖ BRACE",
        "{ @ ‖ 4 ‖ BRACE",
        "´{\n  f(1,´ ‖ 8 ‖ PARENTHESIS",
        "´\"a\nb´ ‖ 0 ‖ STRING",
        "´/* a\nb´ ‖ 0 ‖ COMMENT",
      })
  void isIncomplete(String input, int indent, Open open) {
    assertEquals(
        new Completeness(Status.INCOMPLETE, indent, Optional.of(open)), Completeness.of(input));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "}",
        ")",
        "f(1))",
        "(]",
        "{ ( }",
        "{ f(1; }\n{",
        "a @ b",
        "1e",
        "'x'",
        "\"\\q\"",
        "{ @ }",
        "'{'",
      })
  void isInvalid(String input) {
    assertEquals(Status.INVALID, Completeness.of(input).status());
  }

  @Test
  void aScannerIsFedLineByLine() {
    InputScanner scanner = new InputScanner();
    assertEquals(Status.INCOMPLETE, scanner.feed("fn f() {"));
    assertEquals(Status.INCOMPLETE, scanner.feed("  let s = \"a {"));
    assertEquals(Optional.of(Open.STRING), scanner.result().open());
    assertEquals(Status.INCOMPLETE, scanner.feed("} /* \"; /* }"));
    assertEquals(Optional.of(Open.COMMENT), scanner.result().open());
    assertEquals(Status.INCOMPLETE, scanner.feed(""));
    assertEquals(Status.INCOMPLETE, scanner.feed(" } */"));
    assertEquals(4, scanner.result().indent());
    assertEquals(Status.COMPLETE, scanner.feed("}"));
    scanner.feed(")");
    assertEquals(Status.INVALID, scanner.status());
    scanner.reset();
    assertEquals(Status.COMPLETE, scanner.status());
  }

  @Test
  void aBackslashAtTheEndOfALineEscapesTheLineEnd() {
    InputScanner scanner = new InputScanner();
    assertEquals(Status.INCOMPLETE, scanner.feed("\"a\\"));
    assertEquals(Status.INVALID, scanner.feed("\""));
    assertEquals(Status.INVALID, Completeness.of("\"a\\\n\"").status());
  }

  @Test
  void timeIsLinearInTheLinesFed() {
    assertTimeout(
        Duration.ofSeconds(20),
        () -> {
          InputScanner scanner = new InputScanner();
          for (int i = 0; i < 200_000; i++) {
            scanner.feed("if (a) { f(\"text\", [1, 2, 3]); // nested ever deeper");
          }
          assertEquals(800_000, scanner.result().indent());
        });
  }
}
