package atlas.vm.syntax;

import atlas.vm.diagnostics.ForeignNames;
import java.util.Optional;

/**
 * What to write instead: the help of syntax errors that come from the habits of other languages.
 * Looks only at the tokens around the error, and says nothing rather than something doubtful.
 */
final class Advice {
  static final String FOR_IN = "write 'for x in xs { … }', without parentheses";

  static final String NO_LABELS = "loops have no labels; a 'return' in a function leaves them all";

  static final String NO_LAMBDAS =
      "there are no anonymous functions: declare one with 'fn' and pass its name";
  static final String IMPORT = "write 'import { a, b } from \"./m\";'";
  static final String RESULT = "the result type stands behind '->'";
  static final String ARM = "an arm is written 'pattern => value'";
  private static final String NO_IF = "'if' is a statement; an expression that chooses is 'match'";
  private static final String FUNCTION_TYPE = "a function type is written '(A, B) -> R'";
  private static final String NO_ASSIGNMENT =
      "an assignment is a statement of its own, not part of an expression";
  private static final String NO_BITS = "there are no bit operators";
  private static final String SLICE = "a part of 'a' is 'slice(a, from, to)'";
  private static final String NULLABLE = "a type that allows null is written 'number | null'";

  private static final String NO_POINTERS =
      "there are no pointers or references; arrays and collections are values";
  static final String NO_OBJECTS =
      "there are no objects; 'hashMapNew()' makes a map from keys to values";

  private static final int FARTHEST_BACK = 100;

  private Advice() {}

  /** Where an expression is missing. */
  static Optional<String> forExpression(TokenStream tokens) {
    TokenKind before = tokens.before(1).map(Token::kind).orElse(TokenKind.END);
    String help =
        switch (tokens.peek().kind()) {
          case PLUS_PLUS -> "'++' stands behind a variable, as a statement: 'x++;'";
          case MINUS_MINUS ->
              "'--' stands behind a variable, as a statement: 'x--;'; twice negated is '- -x'";
          case PLUS -> "a number takes no sign '+'";
          case DOT -> point(tokens);
          case FN, PIPE, OR_OR -> lambda(tokens);
          case IF -> NO_IF;
          case LEFT_BRACE -> brace(tokens);
          case RIGHT_PAREN, RIGHT_BRACKET ->
              before == TokenKind.COMMA ? "leave out the trailing comma" : "";
          case STAR -> before == TokenKind.STAR ? "'pow(x, y)' raises to a power" : NO_POINTERS;
          case EQUAL ->
              switch (before) {
                case EQUAL_EQUAL -> "equality is '=='";
                case BANG_EQUAL -> "inequality is '!='";
                default -> "";
              };
          case SEMICOLON ->
              switch (before) {
                case RIGHT_BRACE -> "a block takes no ';'";
                case SEMICOLON, END -> "there are no empty statements: leave out one ';'";
                case EQUAL -> "a value belongs between '=' and ';'";
                default -> "";
              };
          case GREATER, LESS -> comparison(before, tokens.peek().kind());
          case COLON -> before == TokenKind.LEFT_BRACKET ? SLICE : "";
          case LET, VAR -> declaration(tokens);
          case AMPERSAND -> NO_POINTERS;
          case FROM -> IMPORT;
          case ELSE -> "'else' belongs behind the '}' of an 'if'";
          case WILDCARD -> "'_' stands in patterns only";
          case RETURN -> "'return' is a statement";
          default -> "";
        };
    return orNothing(help);
  }

  private static String comparison(TokenKind first, TokenKind second) {
    if (first == TokenKind.LESS && second == TokenKind.GREATER) {
      return "inequality is '!='";
    }
    return first == second ? NO_BITS : "";
  }

  private static String declaration(TokenStream tokens) {
    Token called = tokens.before(2).orElse(tokens.previous());
    return switch (tokens.previous().kind()) {
      case EQUAL -> "a declaration is a statement of its own";
      case LEFT_PAREN ->
          ForeignWords.advice(called).or(() -> ForeignWords.adviceOnFirst(called)).orElse("");
      default -> "";
    };
  }

  private static String point(TokenStream tokens) {
    return switch (tokens.peek(1).kind()) {
      case NUMBER -> "a number needs a digit before its point: '0.5'";
      case DOT -> "there are no ranges, and arrays are not spread";
      default -> "";
    };
  }

  private static String lambda(TokenStream tokens) {
    boolean opens =
        switch (tokens.previous().kind()) {
          case EQUAL, LEFT_PAREN, COMMA, RETURN -> true;
          default -> false;
        };
    return opens ? NO_LAMBDAS : "";
  }

  private static String brace(TokenStream tokens) {
    if (tokens.previous().is(TokenKind.FAT_ARROW)) {
      return "the body of an arm is an expression; a function can hold statements";
    }
    TokenKind first = tokens.peek(1).kind();
    boolean isKey = first == TokenKind.IDENTIFIER || first == TokenKind.STRING;
    boolean isEmpty = first == TokenKind.RIGHT_BRACE;
    return isEmpty || isKey && tokens.peek(2).is(TokenKind.COLON)
        ? NO_OBJECTS
        : "a block is a statement and has no value";
  }

  /** Where the semicolon behind a statement is missing. */
  static Optional<String> forSemicolon(TokenStream tokens) {
    Token before = tokens.previous();
    Token found = tokens.peek();
    String help =
        switch (found.kind()) {
          case AMPERSAND -> "logical and is '&&'; " + NO_BITS;
          case PIPE -> "logical or is '||'; " + NO_BITS;
          case BANG ->
              tokens.peek(1).is(TokenKind.LEFT_PAREN)
                  ? "there are no macros: leave out the '!'"
                  : "'unwrap(value)' takes an Option or a Result apart";
          case PLUS_PLUS ->
              Starts.expression(tokens.peek(1).kind())
                  ? "strings are joined with '+', arrays with 'concat'"
                  : NO_ASSIGNMENT;
          case MINUS_MINUS, EQUAL -> NO_ASSIGNMENT;
          case PLUS_EQUAL, MINUS_EQUAL, STAR_EQUAL, SLASH_EQUAL, PERCENT_EQUAL -> NO_ASSIGNMENT;
          case FAT_ARROW, ARROW -> NO_LAMBDAS;
          case COMMA -> "a comma does not separate statements: each ends with ';'";
          case IN -> FOR_IN;
          case AS -> "there are no casts";
          case IS -> "'isNumber(x)' and its like test what a value is";
          case IF -> tokens.startsLine() ? "" : NO_IF;
          case FOR ->
              tokens.startsLine()
                  ? ""
                  : "there are no comprehensions; 'map' and 'filter' make arrays";
          case FN, LET, VAR -> modifier(tokens);
          case NUMBER, STRING, TRUE, FALSE, NULL -> valueOfLoop(tokens);
          case COLON -> before.is(TokenKind.IDENTIFIER) ? colon(tokens) : "";
          case RIGHT_PAREN, RIGHT_BRACKET -> "there is no bracket that this one closes";
          default -> "";
        };
    if (!help.isEmpty()) {
      return Optional.of(help);
    }
    boolean endsLoop = before.is(TokenKind.BREAK) || before.is(TokenKind.CONTINUE);
    if (endsLoop && found.is(TokenKind.IDENTIFIER) && !tokens.startsLine()) {
      return Optional.of(NO_LABELS);
    }
    if (found.is(TokenKind.IDENTIFIER) && before.is(TokenKind.NUMBER) && tokens.isGlued()) {
      return Optional.of("numbers are decimal, without separators or suffixes");
    }
    if (found.is(TokenKind.STRING) && before.is(TokenKind.IDENTIFIER) && tokens.isGlued()) {
      return Optional.of("there are no string prefixes and no templates; join strings with '+'");
    }
    if (before.is(TokenKind.QUESTION) && !tokens.startsLine() && Starts.expression(found.kind())) {
      boolean twice = tokens.before(2).filter(token -> token.is(TokenKind.QUESTION)).isPresent();
      return Optional.of(
          twice
              ? "'unwrap_or(value, other)' is one or the other"
              : "there is no operator '?:'; write 'match c { true => …, false => … }'");
    }
    if (tokens.isBehindComment()) {
      return Optional.of("'//' begins a comment; 'floor(a / b)' is a quotient rounded down");
    }
    boolean inHead = tokens.before(3).filter(token -> token.is(TokenKind.FOR)).isPresent();
    if (inHead && (isIn(found) || found.is(TokenKind.IDENTIFIER) && isIn(tokens.peek(1)))) {
      return Optional.of(FOR_IN);
    }
    if ((inHead || tokens.isFirst(before)) && ForeignWords.isDeclaration(before, found)) {
      return Optional.of("a variable is declared with 'let', or with 'var' if it changes");
    }
    Token called = called(tokens);
    if (ForeignWords.isFunction(called) && !tokens.isFirst(called)) {
      return Optional.of(NO_LAMBDAS);
    }
    return ForeignWords.advice(before)
        .or(() -> ForeignWords.advice(found))
        .or(() -> ForeignWords.advice(called))
        .or(() -> tokens.isFirst(called) ? firstWord(tokens, called) : Optional.empty());
  }

  private static String colon(TokenStream tokens) {
    TokenKind next = tokens.peek(1).kind();
    if (next == TokenKind.FOR || next == TokenKind.WHILE) {
      return NO_LABELS;
    }
    if (next != TokenKind.COLON) {
      return "a variable is declared with 'let'";
    }
    return tokens.peek(2).is(TokenKind.LESS)
        ? "type arguments follow from the arguments; write the call without them"
        : "names are not qualified: import them one by one";
  }

  private static String modifier(TokenStream tokens) {
    Token before = tokens.previous();
    return before.is(TokenKind.IDENTIFIER) && tokens.isFirst(before) && !tokens.startsLine()
        ? "there is no '" + before.text() + "'; 'export' makes a name known to other modules"
        : "";
  }

  private static String valueOfLoop(TokenStream tokens) {
    return switch (tokens.previous().kind()) {
      case BREAK, CONTINUE -> tokens.startsLine() ? "" : "a loop has no value";
      default -> "";
    };
  }

  private static boolean isIn(Token token) {
    return token.is(TokenKind.IN) || token.is(TokenKind.IDENTIFIER) && token.text().equals("of");
  }

  /** The word that the statement begins with, alone or as if it were called. */
  private static Optional<String> firstWord(TokenStream tokens, Token word) {
    TokenKind found = tokens.peek().kind();
    boolean argument = found == TokenKind.STRING || found == TokenKind.NUMBER;
    return tokens.startsLine() && tokens.previous() != word
        ? Optional.empty()
        : ForeignWords.adviceOnFirst(word)
            .or(() ->
                argument && tokens.previous() == word
                    ? ForeignNames.adviceOnValue(word.text())
                        .or(() ->
                            Optional.of("arguments stand in parentheses: '" + word.text() + "(…)'"))
                    : Optional.empty());
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
              switch (before) {
                case DOT -> "there are no ranges: write 'for (var i = 0; i < n; i++) { … }'";
                case LEFT_PAREN, COMMA -> "the number of parameters is fixed; take an array";
                default -> "";
              };
          case LEFT_PAREN, LEFT_BRACKET, LEFT_BRACE ->
              switch (before) {
                case FN -> "there are no anonymous functions: give it a name";
                case LET, VAR -> "one variable stands here; arrays are taken apart by 'match'";
                default -> "";
              };
          case AMPERSAND -> NO_POINTERS;
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
      case EQUAL_EQUAL -> Optional.of("the initial value stands behind a single '='");
      case QUESTION -> Optional.of(NULLABLE);
      case ARROW, FAT_ARROW -> Optional.of(FUNCTION_TYPE);
      case IDENTIFIER -> ForeignWords.advice(before).or(() -> Optional.of(forName(tokens, before)));
      default -> ForeignWords.advice(before);
    };
  }

  private static String forName(TokenStream tokens, Token name) {
    return isIn(tokens.peek())
        ? FOR_IN
        : "the type stands behind a colon: '" + name.text() + ": " + tokens.peek().text() + "'";
  }

  /**
   * Where the bracket that closes the one at {@code open} is missing.
   *
   * @param opening what stands before the bracket, latest first
   */
  static Optional<String> forClosing(TokenStream tokens, Token open, Token... opening) {
    boolean declares = opening[1].is(TokenKind.FN) && opening[0].is(TokenKind.IDENTIFIER);
    String help =
        switch (tokens.peek().kind()) {
          case EQUAL -> {
            if (declares) {
              yield "parameters have no default values";
            }
            yield opening[0].is(TokenKind.IDENTIFIER) && open.is(TokenKind.LEFT_PAREN)
                ? "arguments have no names; equality is '=='"
                : "equality is '=='; an assignment is a statement, not an expression";
          }
          case FAT_ARROW, ARROW -> declares ? "" : NO_LAMBDAS;
          case COMMA -> "";
          case COLON ->
              switch (open.kind()) {
                case LEFT_BRACKET -> SLICE;
                case LEFT_PAREN -> "arguments have no names";
                default -> "";
              };
          case AS -> open.is(TokenKind.LEFT_BRACE) ? "what is imported keeps its name" : "";
          case SEMICOLON ->
              open.is(TokenKind.LEFT_BRACE) ? "arms and members are separated by commas" : "";
          default -> "";
        };
    return help.isEmpty() && !tokens.at(TokenKind.COMMA) ? forSemicolon(tokens) : orNothing(help);
  }

  /**
   * Where a comma follows an expression in parentheses.
   *
   * @param behind what follows the parentheses
   */
  static String forTuple(Token behind) {
    return switch (behind.kind()) {
      case FAT_ARROW, ARROW -> NO_LAMBDAS;
      default -> "there are no tuples; an array holds several values: '[a, b]'";
    };
  }

  /** Where a statement stands for the block that is the body of a branch or loop. */
  static String forUnbraced(TokenStream tokens) {
    return switch (tokens.peek().text()) {
      case "then", "do", "begin" ->
          "there is no '" + tokens.peek().text() + "'; a body is a block: '{ … }'";
      default -> "put braces around the statement";
    };
  }

  /** Where the list of parameters is missing. */
  static Optional<String> forParameters(TokenStream tokens) {
    return switch (tokens.peek().kind()) {
      case LEFT_BRACKET -> Optional.of("type parameters stand in angle brackets: '<T>'");
      case ARROW, LEFT_BRACE -> Optional.of("without parameters, too, there are parentheses: '()'");
      default -> Optional.empty();
    };
  }

  /** Where the colon behind the name of a parameter is missing. */
  static String forParameter(Ast.Ident name, Token found) {
    return found.is(TokenKind.IDENTIFIER)
        ? "the name stands before the type: '" + found.text() + ": " + name.name() + "'"
        : "a parameter needs a type: '" + name.name() + ": number'";
  }

  /** Where a type is missing. */
  static Optional<String> forType(TokenStream tokens) {
    return switch (tokens.peek().kind()) {
      case QUESTION -> Optional.of(NULLABLE);
      case LEFT_BRACKET -> Optional.of("an array type is written 'number[]'");
      case FN -> Optional.of(FUNCTION_TYPE);
      case STRING, NUMBER, TRUE, FALSE -> Optional.of("there are no types of single values");
      case PIPE -> Optional.of("leave out the first '|'");
      case EQUAL -> Optional.of("without a type, there is no ':'");
      default -> Optional.empty();
    };
  }

  /** Where the body of a function, branch or loop is missing. */
  static Optional<String> forBody(TokenStream tokens) {
    return switch (tokens.peek().kind()) {
      case IDENTIFIER -> Optional.of(RESULT);
      case SEMICOLON, EQUAL, COLON -> Optional.of("a body is a block: '{ … }'");
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

  /** Where the arrow of an arm is missing. */
  static String forArm(Token before) {
    return switch (before.text()) {
      case "case", "when" -> "leave out '" + before.text() + "'";
      default -> ARM;
    };
  }

  private static Optional<String> orNothing(String help) {
    return help.isEmpty() ? Optional.empty() : Optional.of(help);
  }
}
