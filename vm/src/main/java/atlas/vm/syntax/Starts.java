package atlas.vm.syntax;

/** Which kinds of token can begin what: the first sets that error recovery needs. */
final class Starts {
  private Starts() {}

  static boolean expression(TokenKind kind) {
    return switch (kind) {
      case IDENTIFIER, NUMBER, STRING, TRUE, FALSE, NULL, MATCH -> true;
      case LEFT_PAREN, LEFT_BRACKET, MINUS, BANG -> true;
      default -> false;
    };
  }

  static boolean statement(TokenKind kind) {
    return switch (kind) {
      case LET, VAR, FN, IF, WHILE, FOR, RETURN, BREAK, CONTINUE, LEFT_BRACE -> true;
      case TYPE, IMPORT, EXPORT, EXTERN, TRAIT, IMPL -> true;
      default -> expression(kind);
    };
  }

  static boolean pattern(TokenKind kind) {
    return switch (kind) {
      case IDENTIFIER, NUMBER, STRING, TRUE, FALSE, NULL, WILDCARD, LEFT_BRACKET -> true;
      default -> false;
    };
  }

  /** Whether a statement that begins so has a block for a body, here or in another language. */
  static boolean body(Token token) {
    return switch (token.kind()) {
      case FN, IF, ELSE, WHILE, FOR -> true;
      case IDENTIFIER -> ForeignWords.announcesBody(token.text());
      default -> false;
    };
  }
}
