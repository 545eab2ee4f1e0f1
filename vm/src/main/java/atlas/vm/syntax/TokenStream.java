package atlas.vm.syntax;

import atlas.vm.diagnostics.Diagnostic;
import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.diagnostics.DiagnosticSink;
import atlas.vm.source.SourceFile;
import atlas.vm.source.Span;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A cursor over the tokens of a program, shared by the parsers of all grammar areas. It knows how
 * to demand a token, how to report that one is missing, and where to go on after an error.
 *
 * <p>Recovery rests on three ideas.
 *
 * <ul>
 *   <li>A missing token that the rest does not hinge on ({@code ;} at the end of a line, a closing
 *       bracket) is reported and then taken as read. Everything else throws {@link SyntaxError} to
 *       the enclosing statement, which calls {@link #synchronize}.
 *   <li>{@link Brackets} are matched beforehand, so that recovery never resumes in the middle of
 *       brackets that the broken statement opened.
 *   <li>Of several errors at one token only the first is reported: the others follow from it.
 * </ul>
 */
final class TokenStream {
  /** How deeply constructs may nest; far above what people write, far below a stack overflow. */
  static final int MAX_NESTING = 20_000;

  /** How many operators of one level, or calls, indices and members, may stand in a row. */
  static final int MAX_CHAIN = 100_000;

  private static final int FARTHEST_AHEAD = 100;

  private static final Set<TokenKind> RESUME_AT_LINE_START =
      EnumSet.of(
          TokenKind.IMPORT,
          TokenKind.EXPORT,
          TokenKind.EXTERN,
          TokenKind.TRAIT,
          TokenKind.IMPL,
          TokenKind.BREAK,
          TokenKind.CONTINUE);

  private final SourceFile source;
  private final InputMode mode;
  private final DiagnosticSink sink;
  private final List<Token> tokens;
  private final Map<Integer, String> docs;
  private final Brackets brackets;

  /** Reserved words that stood for names: what follows from that is not reported again. */
  private final Set<TokenKind> takenForNames = EnumSet.noneOf(TokenKind.class);

  private int index;
  private int nesting;
  private int statement;
  private int lastError = -1;
  private int unclosed = -1;
  private boolean aborted;

  TokenStream(SourceFile source, InputMode mode, Lexer.Tokens lexed, DiagnosticSink sink) {
    this.source = source;
    this.mode = mode;
    this.sink = sink;
    this.tokens = lexed.tokens();
    this.docs = lexed.docs();
    this.brackets = new Brackets(source, tokens);
  }

  // Looking and moving

  Token peek() {
    return tokens.get(index);
  }

  Token peek(int ahead) {
    return tokens.get(Math.min(index + ahead, tokens.size() - 1));
  }

  /** The token before the current one; the current one if there is none. */
  Token previous() {
    return tokens.get(Math.max(index - 1, 0));
  }

  /** The token {@code back} places before the current one, if there is one. */
  Optional<Token> before(int back) {
    return index >= back ? Optional.of(tokens.get(index - back)) : Optional.empty();
  }

  boolean at(TokenKind kind) {
    return peek().is(kind);
  }

  /** Takes the current token; the end of input is never passed. */
  Token next() {
    Token token = tokens.get(index);
    if (index < tokens.size() - 1) {
      index++;
    }
    return token;
  }

  boolean accept(TokenKind kind) {
    if (!at(kind)) {
      return false;
    }
    next();
    return true;
  }

  /** The index of the current token; what {@link #spanFrom} and {@link #close} are told. */
  int index() {
    return index;
  }

  /** From the start of the token at {@code start} to the end of the last token taken. */
  Span spanFrom(int start) {
    Span first = tokens.get(start).span();
    return index > start ? first.to(previous().span()) : Span.at(first.start());
  }

  /** The source text under a span, for a message. */
  String shorten(Span span) {
    return Characters.shorten(source.text(span));
  }

  /** The doc comment before the token at {@code at}. */
  Optional<String> doc(int at) {
    return Optional.ofNullable(docs.get(at));
  }

  /** Whether the current token is the first on its line. */
  boolean startsLine() {
    return index == 0
        || source.text().indexOf('\n', previous().span().end(), peek().span().start()) >= 0;
  }

  /** Whether a token is the first of the statement, or of the element of a list, that is read. */
  boolean isFirst(Token token) {
    return token.span().start() == statement;
  }

  /** Whether nothing separates the current token from the one before it. */
  boolean isGlued() {
    return index > 0 && previous().span().end() == peek().span().start();
  }

  /** Goes back to a token seen before. */
  void backTo(int earlier) {
    index = earlier;
  }

  // Nesting

  /** Enters a construct that may contain its like; {@link #leave} follows unless parsing fails. */
  void enter() {
    if (++nesting > MAX_NESTING) {
      throw abort("Nesting too deep: more than " + MAX_NESTING + " levels");
    }
  }

  void leave() {
    nesting--;
  }

  /** Checks the length of a chain, which makes the tree as deep as nesting does. */
  void checkChain(int length) {
    if (length > MAX_CHAIN) {
      throw abort("Expression too long: more than " + MAX_CHAIN + " operators in a row");
    }
  }

  /** Reports a last error: nothing behind it is read or reported. */
  private SyntaxError abort(String message) {
    SyntaxError error =
        fail(DiagnosticCode.AT1000, message, "too much here", Optional.of("split this up"));
    aborted = true;
    index = tokens.size() - 1;
    return error;
  }

  // Errors

  /** Reports an error at the current token, to be thrown. */
  SyntaxError fail(DiagnosticCode code, String message, String label, Optional<String> help) {
    report(code, peek().span(), message, label, help);
    return SyntaxError.INSTANCE;
  }

  /** Reports that no rule fits the current token (AT1000), to be thrown. */
  SyntaxError unexpected(String expected, Optional<String> help) {
    return fail(
        DiagnosticCode.AT1000,
        "Expected " + expected + " but found " + describe(peek()),
        "expected " + expected,
        help);
  }

  /** Reports that a specific token is missing at the current one (AT1004), to be thrown. */
  SyntaxError missing(String expected, Optional<String> help) {
    return fail(
        DiagnosticCode.AT1004,
        "Expected " + expected + " but found " + describe(peek()),
        "expected " + expected,
        help);
  }

  /** Reports an error, unless there was one at the same token. */
  void report(DiagnosticCode code, Span span, String message, String label, Optional<String> help) {
    Diagnostic error = Diagnostic.error(code, source, span, message, label);
    report(help.map(error::withHelp).orElse(error));
  }

  private void report(Diagnostic error) {
    if (!isReported(error)) {
      lastError = error.span().start();
      sink.report(error);
    }
  }

  private boolean isReported(Diagnostic error) {
    return aborted || error.span().start() == lastError;
  }

  /** A token as messages name it. */
  String describe(Token token) {
    return switch (token.kind()) {
      case END -> "the end of input";
      case STRING -> "the string " + shorten(token.span());
      default -> "'" + shorten(token.span()) + "'";
    };
  }

  // Demanding tokens

  /** Takes a token of a kind that is always spelled the same; missing is AT1004. */
  Token expect(TokenKind kind) {
    return expect(kind, Optional.empty());
  }

  Token expect(TokenKind kind, Optional<String> help) {
    if (at(kind)) {
      return next();
    }
    throw missing("'" + kind.text() + "'", help);
  }

  /** Takes a string; missing is AT1004. */
  Ast.StringExpr expectString(String what) {
    if (!at(TokenKind.STRING)) {
      throw missing(what + " in double quotes", Optional.empty());
    }
    Token token = next();
    return new Ast.StringExpr(token.text(), token.span());
  }

  /**
   * Takes a name; a reserved word in its place is AT1005 or AT1004 (§1.4), and is then taken for
   * the name unless the two seem to stand side by side.
   */
  Ast.Ident expectName(String what) {
    Token token = peek();
    if (token.is(TokenKind.IDENTIFIER)) {
      next();
      return new Ast.Ident(token.text(), token.span());
    }
    if (!token.kind().isKeyword()) {
      throw missing(what, Advice.forName(this));
    }
    SyntaxError error =
        reserved(what, Optional.of("use another name, such as '" + token.text() + "_'"));
    if (startsLine() || peek(1).is(TokenKind.IDENTIFIER)) {
      throw error;
    }
    next();
    takenForNames.add(token.kind());
    return new Ast.Ident(token.text(), token.span());
  }

  /** Whether a name is here, or a reserved word that was reported where it was declared as one. */
  boolean atName() {
    return at(TokenKind.IDENTIFIER) || atReservedName();
  }

  /** Whether such a reserved word is here, and not what it is reserved for. */
  boolean atReservedName() {
    return takenForNames.contains(peek().kind())
        && switch (peek(1).kind()) {
          case IDENTIFIER, STRING, NUMBER, LEFT_BRACE -> false;
          case LEFT_PAREN, LEFT_BRACKET, MINUS, BANG -> !at(TokenKind.MATCH);
          default -> true;
        };
  }

  /** Reports that a reserved word stands for a name (AT1005 or AT1004), to be thrown. */
  SyntaxError reserved(String what, Optional<String> help) {
    boolean hard = peek().kind().category() == TokenKind.Category.KEYWORD;
    return fail(
        hard ? DiagnosticCode.AT1005 : DiagnosticCode.AT1004,
        "Expected " + what + " but found the reserved word '" + peek().text() + "'",
        "reserved word",
        help);
  }

  /** Whether it is an input to a session, where {@code _} is the last value. */
  boolean isInteractive() {
    return mode == InputMode.INTERACTIVE;
  }

  /**
   * Takes the semicolon that ends a statement. A missing one (AT1002) is taken as read where the
   * statement clearly ends, and at the end of interactive input it is not even missed.
   */
  void expectSemicolon() {
    if (accept(TokenKind.SEMICOLON) || mode == InputMode.INTERACTIVE && at(TokenKind.END)) {
      return;
    }
    reportMissingSemicolon(Advice.forSemicolon(this));
    boolean ended =
        at(TokenKind.END)
            || at(TokenKind.RIGHT_BRACE)
            || isSync() && !isOutOfPlace()
            || startsLine() && Starts.statement(peek().kind());
    if (!ended) {
      throw SyntaxError.INSTANCE;
    }
  }

  /** Whether there was an error in the statement: what follows that may be anything. */
  boolean isBroken() {
    return lastError > statement;
  }

  /** Whether a comment behind the token before has swallowed a semicolon. */
  boolean isBehindComment() {
    String text = source.text();
    int from = previous().span().end();
    while (from < text.length() && text.charAt(from) == ' ') {
      from++;
    }
    int end = text.startsWith("//", from) ? text.indexOf('\n', from) : from;
    return text.indexOf(';', from, end < 0 ? text.length() : end) >= 0;
  }

  /** Reports that a semicolon is missing, unless the statement is broken anyway. */
  void reportMissingSemicolon(Optional<String> help) {
    if (isBroken() || isStray()) {
      return;
    }
    Diagnostic error =
        Diagnostic.error(
            DiagnosticCode.AT1002,
            source,
            peek().span(),
            "Expected ';' but found " + describe(peek()),
            "expected ';' before this");
    if (startsLine() && index > 0) {
      error = error.withRelated(source, Span.at(previous().span().end()), "the ';' belongs here");
    }
    report(help.map(error::withHelp).orElse(error));
  }

  /** Whether the bracket here closes one that was reported as unclosed in the same line. */
  private boolean isStray() {
    boolean closes = at(TokenKind.RIGHT_PAREN) || at(TokenKind.RIGHT_BRACKET);
    return closes
        && unclosed >= 0
        && source.line(tokens.get(unclosed).span().start()) == source.line(peek().span().start());
  }

  /** Takes a comma behind a parameter or member; a semicolon there is reported and taken for it. */
  boolean acceptComma() {
    if (!at(TokenKind.SEMICOLON)
        || !peek(1).is(TokenKind.IDENTIFIER)
        || !peek(2).is(TokenKind.COLON)) {
      return accept(TokenKind.COMMA);
    }
    report(
        DiagnosticCode.AT1003,
        peek().span(),
        "Expected ',' but found ';'",
        "expected ','",
        Optional.of("parameters and members are separated by commas"));
    next();
    return true;
  }

  /**
   * Takes the bracket that closes the one at {@code open}. A missing one is AT1003; parsing goes on
   * behind the bracket that does close it, further on, or else here, where something follows that
   * can not stand in brackets.
   */
  void close(TokenKind closer, int open) {
    if (!accept(closer)) {
      unclosed(open, "'" + closer.text() + "'");
    }
  }

  /** Like {@link #close}, behind the elements of a list, where a comma would be right, too. */
  void closeList(TokenKind closer, int open) {
    if (!accept(closer)) {
      unclosed(open, "',' or '" + closer.text() + "'");
    }
  }

  private void unclosed(int open, String expected) {
    reportUnclosed(
        open,
        expected,
        Advice.forClosing(
            this,
            tokens.get(open),
            tokens.get(Math.max(open - 1, 0)),
            tokens.get(Math.max(open - 2, 0))));
    int partner = brackets.partner(open);
    if (partner >= index) {
      index = partner;
      next();
      return;
    }
    boolean ended =
        switch (peek().kind()) {
          case SEMICOLON, LEFT_BRACE, RIGHT_BRACE, RIGHT_PAREN, RIGHT_BRACKET, END -> true;
          default -> isSync() || startsLine() && Starts.statement(peek().kind());
        };
    if (!ended) {
      throw SyntaxError.INSTANCE;
    }
  }

  /** Reports that the bracket at {@code open} is not closed where it should be. */
  void reportUnclosed(int open, String expected, Optional<String> help) {
    unclosed = open;
    Diagnostic error =
        Diagnostic.error(
            DiagnosticCode.AT1003,
            source,
            peek().span(),
            "Expected " + expected + " but found " + describe(peek()),
            "expected " + expected);
    report(locateOpening(help.map(error::withHelp).orElse(error), open));
  }

  /** Says which bracket is not closed, unless that is in sight. */
  private Diagnostic locateOpening(Diagnostic error, int open) {
    Token opening = tokens.get(open);
    boolean sameLine = source.line(opening.span().start()) == source.line(peek().span().start());
    boolean listed = at(TokenKind.SEMICOLON) && opening.is(TokenKind.LEFT_BRACE);
    if (sameLine || listed || isReported(error)) {
      return error;
    }
    Optional<Indentation.Guess> guess =
        at(TokenKind.END) && opening.is(TokenKind.LEFT_BRACE)
            ? Indentation.missingBrace(source, tokens, open)
            : Optional.empty();
    Token unclosed = guess.map(Indentation.Guess::brace).orElse(opening);
    Diagnostic related =
        error.withRelated(source, unclosed.span(), "this '" + unclosed.text() + "' is not closed");
    return guess
        .map(found ->
            related.withHelp(
                "by the indentation, the '}' is missing before line "
                    + source.line(found.before().span().start())))
        .orElse(related);
  }

  // Recovery

  /** A point to come back to after a {@link SyntaxError}. */
  record Mark(int index, int nesting) {}

  /** Remembers the current token as the start of a statement, or of an element of a list. */
  Mark mark() {
    statement = peek().span().start();
    return new Mark(index, nesting);
  }

  /**
   * Skips the rest of a broken statement that began at {@code mark}: to just behind the next
   * semicolon, or up to a token that begins a statement or closes the enclosing block. Brackets
   * that the statement opened are left first, and those in between are skipped whole.
   *
   * @return whether the current token is the brace of a body that belongs to the statement
   */
  boolean synchronize(Mark mark) {
    nesting = mark.nesting;
    int error = index;
    index = Math.max(error, brackets.behind(mark.index, error));
    boolean hasBody = Starts.body(tokens.get(mark.index));
    if (index == mark.index && !isSync() && !at(TokenKind.SEMICOLON)) {
      next();
    }
    while (!at(TokenKind.END) && !at(TokenKind.RIGHT_BRACE)) {
      if (accept(TokenKind.SEMICOLON)) {
        return false;
      }
      if (isSync() && index > mark.index && !(index == error && isOutOfPlace())) {
        if (!continues(tokens.get(mark.index).kind())) {
          return false;
        }
        next();
      } else if (at(TokenKind.LEFT_BRACE)) {
        if (hasBody && !atStructuralType()) {
          return true;
        }
        if (!skipBrackets()) {
          next();
        }
        if (startsLine() && Starts.statement(peek().kind())) {
          return false;
        }
      } else {
        next();
      }
    }
    return false;
  }

  /** Skips to behind the next semicolon, or up to the end of the block. */
  void skipStatement() {
    while (!at(TokenKind.END) && !at(TokenKind.RIGHT_BRACE) && !accept(TokenKind.SEMICOLON)) {
      next();
    }
  }

  /**
   * Skips what is left of a broken element of a list that opened at {@code open}, up to its comma
   * or the closing bracket. Rethrows where that bracket is missing or passed.
   */
  void skipElement(Mark mark, int open) {
    int end = brackets.partner(open);
    if (end < index) {
      throw SyntaxError.INSTANCE;
    }
    nesting = mark.nesting;
    index = Math.max(index, brackets.behind(mark.index, index));
    while (index < end && !at(TokenKind.COMMA)) {
      index = Math.max(index, Math.min(brackets.partner(index), end));
      if (index < end) {
        next();
      }
    }
  }

  /** The token behind the bracket that closes the one at {@code open}; the end if none does. */
  Token behind(int open) {
    int partner = brackets.partner(open);
    return tokens.get(partner < 0 ? tokens.size() - 1 : partner + 1);
  }

  /** Whether nothing closes the bracket at {@code open}. */
  boolean isNeverClosed(int open) {
    return brackets.partner(open) < 0;
  }

  /** Moves behind the bracket that closes the one here; false if there is none to close it. */
  boolean skipBrackets() {
    int partner = brackets.partner(index);
    if (partner < 0) {
      return false;
    }
    index = partner;
    next();
    return true;
  }

  /** Whether recovery may resume at the current token (§2.1, and a few more at line starts). */
  private boolean isSync() {
    return switch (peek().kind()) {
      case FN, TYPE, LET, VAR, IF, WHILE, FOR, RETURN -> true;
      default -> RESUME_AT_LINE_START.contains(peek().kind()) && startsLine();
    };
  }

  /** Whether a keyword that could begin a statement is part of an item that begins so. */
  private boolean continues(TokenKind start) {
    return switch (start) {
      case IMPL -> at(TokenKind.FOR);
      case EXTERN -> at(TokenKind.FN);
      default -> false;
    };
  }

  /** Whether the brace here begins a structural type and not a block, as far as can be told. */
  boolean atStructuralType() {
    return at(TokenKind.LEFT_BRACE)
        && peek(1).is(TokenKind.IDENTIFIER)
        && peek(2).is(TokenKind.COLON);
  }

  /** Whether keys and values in braces are here, and not a block, as far as can be told. */
  boolean atObject() {
    TokenKind key = peek(1).kind();
    if (!at(TokenKind.LEFT_BRACE)
        || key != TokenKind.IDENTIFIER && key != TokenKind.STRING
        || !peek(2).is(TokenKind.COLON)) {
      return false;
    }
    for (int ahead = 3; ahead < FARTHEST_AHEAD; ahead++) {
      switch (peek(ahead).kind()) {
        case COMMA, RIGHT_BRACE -> {
          return true;
        }
        case EQUAL, SEMICOLON, END -> {
          return false;
        }
        default -> {}
      }
    }
    return false;
  }

  /** Reports keys and values in braces. */
  void reportObject() {
    Token colon = peek(2);
    report(
        DiagnosticCode.AT1002,
        colon.span(),
        "Expected ';' but found ':'",
        "expected ';' before this",
        Optional.of(Advice.NO_OBJECTS));
  }

  /** Whether the statement that begins here was tried as part of an expression by mistake. */
  private boolean isOutOfPlace() {
    return switch (peek().kind()) {
      case FN, IF, WHILE, FOR -> !startsLine();
      default -> false;
    };
  }
}
