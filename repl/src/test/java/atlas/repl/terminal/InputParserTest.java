package atlas.repl.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import atlas.kernel.command.Commands;
import atlas.kernel.session.Session;
import atlas.vm.engine.EngineKind;
import org.jline.reader.EOFError;
import org.jline.reader.Parser.ParseContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputParserTest {
  private final InputParser parser =
      new InputParser(Commands.ofTerminal(), new Session(EngineKind.INTERPRETER, text -> {}));

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
  void nothingIsEscaped() {
    assertFalse(parser.isEscapeChar('\\'));
  }
}
