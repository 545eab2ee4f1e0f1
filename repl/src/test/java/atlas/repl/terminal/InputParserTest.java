package atlas.repl.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import atlas.kernel.command.Commands;
import atlas.kernel.session.Candidate;
import atlas.kernel.session.Session;
import atlas.repl.terminal.InputParser.Surroundings;
import atlas.vm.engine.EngineKind;
import java.util.List;
import org.jline.reader.EOFError;
import org.jline.reader.Parser.ParseContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputParserTest {
  private Surroundings surroundings = Surroundings.NONE;
  private final InputParser parser =
      new InputParser(
          Commands.ofTerminal(),
          new Session(EngineKind.INTERPRETER, text -> {}),
          () -> surroundings);

  @ParameterizedTest
  @ValueSource(strings = {"1", "it's // don't", "!x", "\"a\\tb\"", "}", ":help", "", "f(1)"})
  void aCompleteLineIsOneWord(String line) {
    assertEquals(line, parser.parse(line, line.length(), ParseContext.ACCEPT_LINE).word());
  }

  @ParameterizedTest
  @ValueSource(strings = {"f(", "fn f() {\n", "\"a", "/* a", "%profile", ":type", ":profile {"})
  void anIncompleteOneAsksForMore(String line) {
    assertThrows(EOFError.class, () -> parser.parse(line, line.length(), ParseContext.ACCEPT_LINE));
    assertEquals("", parser.parse(line, 0, ParseContext.COMPLETE).word());
  }

  @Test
  void aPartOfATextIsCompletedAsInTheWhole() {
    surroundings = new Surroundings("fn f(parameter: number) -> number {\n  return ", " + 1;\n}");
    InputParser.Typed typed = (InputParser.Typed) parser.parse("par", 3, ParseContext.COMPLETE);
    assertEquals("par", typed.word());
    assertEquals(
        List.of("parameter"),
        typed.completions().candidates().stream()
            .map(Candidate::text)
            .filter(text -> text.startsWith("param"))
            .toList());
  }

  @Test
  void nothingIsEscaped() {
    assertFalse(parser.isEscapeChar('\\'));
  }
}
