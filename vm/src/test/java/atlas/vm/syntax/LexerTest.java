package atlas.vm.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.vm.diagnostics.Diagnostic;
import atlas.vm.diagnostics.DiagnosticSink;
import atlas.vm.source.Position;
import atlas.vm.source.SourceFile;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LexerTest {
  private static Lexer.Tokens scan(String text) {
    return Lexer.scan(new SourceFile("test.atl", text), new DiagnosticSink());
  }

  private static String kinds(String text) {
    return scan(text).tokens().stream()
        .map(token -> token.kind().isFixed() ? token.text() : token.kind().name())
        .collect(Collectors.joining(" "));
  }

  private static Token only(String text) {
    Lexer.Tokens lexed = scan(text);
    assertTrue(lexed.valid(), text);
    assertEquals(2, lexed.tokens().size(), text);
    return lexed.tokens().getFirst();
  }

  static Stream<TokenKind> fixedKinds() {
    return Arrays.stream(TokenKind.values()).filter(TokenKind::isFixed);
  }

  @ParameterizedTest
  @MethodSource("fixedKinds")
  void everyFixedSpellingIsOneToken(TokenKind kind) {
    Token token = only(kind.text());
    assertEquals(kind, token.kind());
    assertEquals(kind.text(), token.text());
  }

  @Test
  void keywordsAreReservedInTwoWays() {
    String hard = "let var fn type if else while for return break continue true false null import";
    assertEquals(hard + " match is", words(TokenKind.Category.KEYWORD));
    assertEquals(
        "in export from extern as extends own borrow shared trait impl",
        words(TokenKind.Category.SOFT_KEYWORD));
  }

  private static String words(TokenKind.Category category) {
    return Arrays.stream(TokenKind.values())
        .filter(kind -> kind.category() == category)
        .map(TokenKind::text)
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '‖',
      value = {
        "a--b ‖ IDENTIFIER -- IDENTIFIER END",
        "x+++1 ‖ IDENTIFIER ++ + NUMBER END",
        "a->b=>c ‖ IDENTIFIER -> IDENTIFIER => IDENTIFIER END",
        "a==>b ‖ IDENTIFIER == > IDENTIFIER END",
        "<=>=!==&&&||| ‖ <= >= != = && & || | END",
        "-=>- ‖ -= > - END",
        "--> ‖ -- > END",
        "5.len ‖ NUMBER . IDENTIFIER END",
        "5.e3 ‖ NUMBER . IDENTIFIER END",
        "1.5.2 ‖ NUMBER . NUMBER END",
        "0..9 ‖ NUMBER . . NUMBER END",
        "1e5x ‖ NUMBER IDENTIFIER END",
        "_ __ _1 1_ ‖ _ IDENTIFIER IDENTIFIER NUMBER _ END",
        "lets fnx If ‖ IDENTIFIER IDENTIFIER IDENTIFIER END",
        "a/b ‖ IDENTIFIER / IDENTIFIER END",
        "a/**/b ‖ IDENTIFIER IDENTIFIER END",
        "a /* ** / */ b ‖ IDENTIFIER IDENTIFIER END",
        "a // b ‖ IDENTIFIER END",
        "a //* b ‖ IDENTIFIER END",
      })
  void theLongestTokenWins(String text, String kinds) {
    assertEquals(kinds, kinds(text));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "007, 7",
    "3.25, 3.25",
    "1e3, 1000",
    "1E+3, 1000",
    "2.5e-1, 0.25",
    "1e-999, 0",
    "0e999, 0",
    "1.7976931348623157e308, 1.7976931348623157e308",
    "0.1, 0.1",
    "123456789012345678901234567890, 1.2345678901234568e29",
    "9007199254740993, 9007199254740992",
  })
  void numbersAreTheNearestDouble(String text, double value) {
    assertEquals(value, only(text).number());
  }

  @ParameterizedTest
  @ValueSource(strings = {"größe", "変数", "x²", "_", "__a1", "𝛼𝛽", "Ünïcödé", "a٣"})
  void namesAreOfAllScripts(String text) {
    assertEquals(text, only(text).text());
  }

  @Test
  void escapesAreResolved() {
    assertEquals("a\n\r\t\\\"z", only("\"a\\n\\r\\t\\\\\\\"z\"").text());
    assertEquals("", only("\"\"").text());
    assertEquals(
        "two\nlines // and /* no comment", only("\"two\nlines // and /* no comment\"").text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\0", "\\u0041", "\\x", "\\'", "\\\n", "\\😀", "\\N"})
  void otherEscapesAreErrors(String escape) {
    DiagnosticSink sink = new DiagnosticSink();
    Lexer.scan(new SourceFile("test.atl", "x = \"a" + escape + escape + "\";"), sink);
    assertEquals(1, sink.sorted().size());
    Diagnostic error = sink.sorted().getFirst();
    assertEquals("AT1003", error.code().id());
    assertEquals(new Position(1, 5), error.position());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"", "\"a", "\"a\\", "\"a\\\"", "\"a\n\nb", "\"a\\q"})
  void aStringWithoutEndIsOneError(String text) {
    DiagnosticSink sink = new DiagnosticSink();
    Lexer.scan(new SourceFile("test.atl", text), sink);
    assertEquals(List.of("AT1002"), sink.sorted().stream().map(d -> d.code().id()).toList());
  }

  @Test
  void theEndIsJustBehindTheLastToken() {
    Token end = scan("ab  // c\n\n").tokens().getLast();
    assertEquals(TokenKind.END, end.kind());
    assertEquals(2, end.span().start());
    assertEquals(0, scan("  ").tokens().getFirst().span().start());
  }

  @Test
  void docCommentsBelongToTheAliasBehindThem() {
    Lexer.Tokens lexed =
        scan(
            """
            /// Not this: a token follows.
            ;
            /// One.
            // plain
            ///   Two.
            //// plain, too

            ///
            type A = B; /// Not this: it stands behind a token.
            type C = D;
            /*
            */ /// Three.
            export type E = F;
            """);
    assertEquals(
        List.of("One.\n  Two.\n", "Three."),
        lexed.docs().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(Map.Entry::getValue)
            .toList());
  }

  @Test
  void highlightingKeepsEverything() {
    List<Token> tokens = Lexer.highlight("let s = 'x' /* c */ 1e; /// d\n\"open");
    assertEquals(
        "LET WHITESPACE IDENTIFIER WHITESPACE EQUAL WHITESPACE BAD WHITESPACE COMMENT WHITESPACE"
            + " BAD SEMICOLON WHITESPACE DOC_COMMENT WHITESPACE OPEN_STRING",
        tokens.stream().map(token -> token.kind().name()).collect(Collectors.joining(" ")));
    assertEquals(
        List.of(TokenKind.OPEN_COMMENT),
        Lexer.highlight("/* c").stream().map(Token::kind).toList());
  }

  @Test
  void lexicalErrorsStopBeforeParsing() {
    Parsing.Result result = Parsing.parse("let fn = @; }");
    assertEquals(List.of("AT1001"), result.codes());
    assertEquals(List.of(), result.program().items());
    assertFalse(scan("@").valid());
  }
}
