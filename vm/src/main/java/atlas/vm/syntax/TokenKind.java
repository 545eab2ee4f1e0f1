package atlas.vm.syntax;

/**
 * The kinds of token (language §1.4 to §1.7), the one table of the keywords and operators.
 *
 * <p>A parser sees the kinds down to {@link #END}. Those behind it occur in the lossless stream of
 * {@link Lexer#highlight} only.
 */
public enum TokenKind {
  IDENTIFIER(Category.NAME, "a name"),
  NUMBER(Category.LITERAL, "a number"),
  STRING(Category.LITERAL, "a string"),
  WILDCARD(Category.NAME, "_"),

  LET(Category.KEYWORD, "let"),
  VAR(Category.KEYWORD, "var"),
  FN(Category.KEYWORD, "fn"),
  TYPE(Category.KEYWORD, "type"),
  IF(Category.KEYWORD, "if"),
  ELSE(Category.KEYWORD, "else"),
  WHILE(Category.KEYWORD, "while"),
  FOR(Category.KEYWORD, "for"),
  IN(Category.SOFT_KEYWORD, "in"),
  RETURN(Category.KEYWORD, "return"),
  BREAK(Category.KEYWORD, "break"),
  CONTINUE(Category.KEYWORD, "continue"),
  TRUE(Category.KEYWORD, "true"),
  FALSE(Category.KEYWORD, "false"),
  NULL(Category.KEYWORD, "null"),
  IMPORT(Category.KEYWORD, "import"),
  EXPORT(Category.SOFT_KEYWORD, "export"),
  FROM(Category.SOFT_KEYWORD, "from"),
  EXTERN(Category.SOFT_KEYWORD, "extern"),
  MATCH(Category.KEYWORD, "match"),
  AS(Category.SOFT_KEYWORD, "as"),
  EXTENDS(Category.SOFT_KEYWORD, "extends"),
  IS(Category.KEYWORD, "is"),
  OWN(Category.SOFT_KEYWORD, "own"),
  BORROW(Category.SOFT_KEYWORD, "borrow"),
  SHARED(Category.SOFT_KEYWORD, "shared"),
  TRAIT(Category.SOFT_KEYWORD, "trait"),
  IMPL(Category.SOFT_KEYWORD, "impl"),

  PLUS_PLUS(Category.OPERATOR, "++"),
  MINUS_MINUS(Category.OPERATOR, "--"),
  PLUS_EQUAL(Category.OPERATOR, "+="),
  MINUS_EQUAL(Category.OPERATOR, "-="),
  STAR_EQUAL(Category.OPERATOR, "*="),
  SLASH_EQUAL(Category.OPERATOR, "/="),
  PERCENT_EQUAL(Category.OPERATOR, "%="),
  ARROW(Category.OPERATOR, "->"),
  FAT_ARROW(Category.OPERATOR, "=>"),
  EQUAL_EQUAL(Category.OPERATOR, "=="),
  BANG_EQUAL(Category.OPERATOR, "!="),
  LESS_EQUAL(Category.OPERATOR, "<="),
  GREATER_EQUAL(Category.OPERATOR, ">="),
  AND_AND(Category.OPERATOR, "&&"),
  OR_OR(Category.OPERATOR, "||"),
  PLUS(Category.OPERATOR, "+"),
  MINUS(Category.OPERATOR, "-"),
  STAR(Category.OPERATOR, "*"),
  SLASH(Category.OPERATOR, "/"),
  PERCENT(Category.OPERATOR, "%"),
  EQUAL(Category.OPERATOR, "="),
  BANG(Category.OPERATOR, "!"),
  LESS(Category.OPERATOR, "<"),
  GREATER(Category.OPERATOR, ">"),
  AMPERSAND(Category.OPERATOR, "&"),
  PIPE(Category.OPERATOR, "|"),
  QUESTION(Category.OPERATOR, "?"),
  LEFT_PAREN(Category.PUNCTUATION, "("),
  RIGHT_PAREN(Category.PUNCTUATION, ")"),
  LEFT_BRACE(Category.PUNCTUATION, "{"),
  RIGHT_BRACE(Category.PUNCTUATION, "}"),
  LEFT_BRACKET(Category.PUNCTUATION, "["),
  RIGHT_BRACKET(Category.PUNCTUATION, "]"),
  SEMICOLON(Category.PUNCTUATION, ";"),
  COMMA(Category.PUNCTUATION, ","),
  DOT(Category.PUNCTUATION, "."),
  COLON(Category.PUNCTUATION, ":"),

  /** Ends every token list that is parsed; an empty span just behind the last token. */
  END(Category.TRIVIA, "end of input"),

  WHITESPACE(Category.TRIVIA, "white space"),
  /** A line or block comment that is not a doc comment. */
  COMMENT(Category.TRIVIA, "a comment"),
  /** {@code ///} and the rest of its line. */
  DOC_COMMENT(Category.TRIVIA, "a doc comment"),
  /** A string that the text ends in. */
  OPEN_STRING(Category.BROKEN, "an unclosed string"),
  /** A block comment that the text ends in. */
  OPEN_COMMENT(Category.BROKEN, "an unclosed comment"),
  /** Characters that start no token, or a malformed number. */
  BAD(Category.BROKEN, "an invalid token");

  /** What a token is to a reader; enough for a highlighter. */
  public enum Category {
    NAME,
    LITERAL,
    KEYWORD,
    /** A keyword too, but one whose use as a name is {@code AT1004} and not {@code AT1005}. */
    SOFT_KEYWORD,
    OPERATOR,
    PUNCTUATION,
    TRIVIA,
    BROKEN
  }

  private final Category category;
  private final String text;

  TokenKind(Category category, String text) {
    this.category = category;
    this.text = text;
  }

  public Category category() {
    return category;
  }

  /** The spelling of a keyword, operator or punctuation mark; otherwise a description. */
  public String text() {
    return text;
  }

  /** Whether this is one of the words of §1.4. */
  public boolean isKeyword() {
    return category == Category.KEYWORD || category == Category.SOFT_KEYWORD;
  }

  /** Whether tokens of this kind are always spelled the same. */
  public boolean isFixed() {
    return isKeyword()
        || category == Category.OPERATOR
        || category == Category.PUNCTUATION
        || this == WILDCARD;
  }
}
