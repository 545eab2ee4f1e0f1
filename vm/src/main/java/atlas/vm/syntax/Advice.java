package atlas.vm.syntax;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What to write instead: the help of syntax errors that come from the habits of other languages.
 * Looks only at the tokens around the error, and says nothing rather than something doubtful.
 */
final class Advice {
  static final String FOR_IN = "write 'for x in xs { … }', without parentheses";

  private static final Map<String, String> FOREIGN_WORDS =
      Map.ofEntries(
          entry("const", "a constant is declared with 'let'"),
          entry("mut", "a variable that changes is declared with 'var'"),
          entry("function", "a function is declared with 'fn'"),
          entry("func", "a function is declared with 'fn'"),
          entry("def", "a function is declared with 'fn'"),
          entry("fun", "a function is declared with 'fn'"),
          entry("elif", "write 'else if'"),
          entry("elsif", "write 'else if'"),
          entry("elseif", "write 'else if'"),
          entry("switch", "write 'match x { 1 => …, _ => … };'"),
          entry("case", "write 'match x { 1 => …, _ => … };'"),
          entry("do", "there is no 'do' loop; write 'while (…) { … }'"),
          entry("loop", "write 'while (true) { … }'"),
          entry("until", "write 'while (!…) { … }'"),
          entry("unless", "write 'if (!…) { … }'"),
          entry("foreach", FOR_IN),
          entry("class", "there are no classes"),
          entry("struct", "there are no structs; 'type' names a type"),
          entry("interface", "write 'trait'"),
          entry("enum", "there are no enumerations; 'type' names a union"),
          entry("try", "there are no exceptions; return a Result and use '?'"),
          entry("catch", "there are no exceptions; 'match' takes a Result apart"),
          entry("throw", "there are no exceptions; return 'Err(…)'"),
          entry("new", "there is no 'new'; call the function itself"),
          entry("and", "logical and is '&&'"),
          entry("or", "logical or is '||'"),
          entry("not", "logical not is '!'"));

  private static final int FARTHEST_BACK = 100;

  private static final Set<String> WORDS_WITH_BODY =
      Set.of(
          "function",
          "func",
          "def",
          "fun",
          "elif",
          "elsif",
          "elseif",
          "do",
          "loop",
          "until",
          "unless",
          "foreach",
          "try",
          "catch",
          "finally");

  private Advice() {}

  /** Whether a word begins, in some other language, what ends with a block. */
  static boolean announcesBody(String word) {
    return WORDS_WITH_BODY.contains(word);
  }

  /** Where an expression is missing. */
  static Optional<String> forExpression(TokenStream tokens) {
    TokenKind before = tokens.previous().kind();
    String help =
        switch (tokens.peek().kind()) {
          case PLUS_PLUS -> "'++' stands behind a variable, as a statement: 'x++;'";
          case MINUS_MINUS ->
              "'--' stands behind a variable, as a statement: 'x--;'; twice negated is '- -x'";
          case PLUS -> "a number takes no sign '+'";
          case DOT -> "a number needs a digit before its point: '0.5'";
          case FN -> "there are no anonymous functions: declare one and pass its name";
          case IF -> "'if' is a statement; an expression that chooses is 'match'";
          case LEFT_BRACE ->
              before == TokenKind.FAT_ARROW
                  ? "the body of an arm is an expression; a function can hold statements"
                  : "";
          case RIGHT_PAREN, RIGHT_BRACKET ->
              before == TokenKind.COMMA ? "leave out the trailing comma" : "";
          case STAR -> before == TokenKind.STAR ? "'pow(x, y)' raises to a power" : "";
          case EQUAL ->
              switch (before) {
                case EQUAL_EQUAL -> "equality is '=='";
                case BANG_EQUAL -> "inequality is '!='";
                default -> "";
              };
          case SEMICOLON ->
              switch (before) {
                case RIGHT_BRACE -> "a block takes no ';'";
                case SEMICOLON -> "there are no empty statements: leave out one ';'";
                case EQUAL -> "a value belongs between '=' and ';'";
                default -> "";
              };
          case ELSE -> "'else' belongs behind the '}' of an 'if'";
          case WILDCARD -> "'_' stands in patterns only";
          case RETURN -> "'return' is a statement";
          default -> "";
        };
    return orNothing(help);
  }

  /** Where the semicolon behind a statement is missing. */
  static Optional<String> forSemicolon(TokenStream tokens) {
    Token before = tokens.previous();
    Token found = tokens.peek();
    String help =
        switch (found.kind()) {
          case AMPERSAND -> "logical and is '&&'; there are no bit operators";
          case PIPE -> "logical or is '||'; there are no bit operators";
          case PLUS_PLUS, MINUS_MINUS, EQUAL ->
              "an assignment is a statement of its own, not part of an expression";
          case PLUS_EQUAL, MINUS_EQUAL, STAR_EQUAL, SLASH_EQUAL, PERCENT_EQUAL ->
              "an assignment is a statement of its own, not part of an expression";
          case FAT_ARROW, ARROW ->
              "there are no anonymous functions: declare one with 'fn' and pass its name";
          case IN -> FOR_IN;
          case COLON -> before.is(TokenKind.IDENTIFIER) ? "a variable is declared with 'let'" : "";
          case RIGHT_PAREN, RIGHT_BRACKET -> "there is no bracket that this one closes";
          default -> "";
        };
    if (!help.isEmpty()) {
      return Optional.of(help);
    }
    if (before.is(TokenKind.NUMBER) && tokens.isGlued()) {
      return Optional.of("numbers are decimal, without separators or suffixes");
    }
    if (before.is(TokenKind.QUESTION) && !tokens.startsLine() && Starts.expression(found.kind())) {
      return Optional.of("there is no operator '?:'; write 'match c { true => …, false => … }'");
    }
    return foreign(before).or(() -> foreign(found)).or(() -> foreign(called(tokens)));
  }

  private static Optional<String> foreign(Token word) {
    return word.is(TokenKind.IDENTIFIER)
        ? Optional.ofNullable(FOREIGN_WORDS.get(word.text()))
        : Optional.empty();
  }

  /** What stands before the parentheses that end here; the token before, if there are none. */
  private static Token called(TokenStream tokens) {
    int depth = 0;
    for (int back = 1; back <= FARTHEST_BACK && tokens.before(back).isPresent(); back++) {
      Token token = tokens.before(back).get();
      switch (token.kind()) {
        case RIGHT_PAREN -> depth++;
        case LEFT_PAREN -> depth--;
        default -> {}
      }
      if (depth == 0 && !token.is(TokenKind.LEFT_PAREN)) {
        return token;
      }
    }
    return tokens.previous();
  }

  /** Where a name is missing. */
  static Optional<String> forName(TokenStream tokens) {
    TokenKind before = tokens.previous().kind();
    boolean afterNumber = tokens.before(2).filter(token -> token.is(TokenKind.NUMBER)).isPresent();
    if (before == TokenKind.DOT && afterNumber && !tokens.at(TokenKind.DOT)) {
      return Optional.of("a number needs a digit behind its point, too: '5.0'");
    }
    String help =
        switch (tokens.peek().kind()) {
          case DOT ->
              before == TokenKind.DOT
                  ? "there are no ranges: write 'for (var i = 0; i < n; i++) { … }'"
                  : "";
          case LEFT_PAREN ->
              before == TokenKind.FN ? "there are no anonymous functions: give it a name" : "";
          case WILDCARD -> "'_' stands in patterns only; a name may begin with it: '_x'";
          default -> "";
        };
    return orNothing(help);
  }

  /** Where the initial value of a variable is missing. */
  static Optional<String> forInitialiser(TokenStream tokens) {
    Token before = tokens.previous();
    return switch (tokens.peek().kind()) {
      case IN -> Optional.of(FOR_IN);
      case SEMICOLON -> Optional.of("a variable needs an initial value: 'var x = 0;'");
      default -> Optional.ofNullable(FOREIGN_WORDS.get(before.text()));
    };
  }

  /** Where the parenthesis that closes an expression is missing. */
  static Optional<String> forClosing(TokenStream tokens) {
    return switch (tokens.peek().kind()) {
      case EQUAL ->
          Optional.of("equality is '=='; an assignment is a statement, not an expression");
      case FAT_ARROW ->
          Optional.of("there are no anonymous functions: declare one with 'fn' and pass its name");
      default -> forSemicolon(tokens);
    };
  }

  /** Where the body of a function, branch or loop is missing. */
  static Optional<String> forBody(TokenStream tokens) {
    return switch (tokens.peek().kind()) {
      case COLON, FAT_ARROW -> Optional.of("the result type stands behind '->'");
      case SEMICOLON -> Optional.of("a body is a block: '{ … }'");
      case AND_AND, OR_OR, EQUAL_EQUAL, BANG_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL ->
          Optional.of("put the whole condition in parentheses");
      case PLUS, MINUS, STAR, SLASH, PERCENT ->
          Optional.of("put the whole condition in parentheses");
      default -> Optional.empty();
    };
  }

  /** Where a pattern is missing. */
  static Optional<String> forPattern(TokenStream tokens) {
    TokenKind before = tokens.previous().kind();
    return switch (tokens.peek().kind()) {
      case MINUS ->
          Optional.of("there are no patterns for negative numbers; use a guard: 'n if n == -1'");
      case RIGHT_PAREN, RIGHT_BRACKET ->
          before == TokenKind.COMMA
              ? Optional.of("leave out the trailing comma")
              : Optional.empty();
      case ELSE -> Optional.of("the arm for everything else is '_ => …'");
      default -> Optional.empty();
    };
  }

  private static Optional<String> orNothing(String help) {
    return help.isEmpty() ? Optional.empty() : Optional.of(help);
  }
}
