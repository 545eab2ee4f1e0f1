package atlas.vm.syntax;

import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Parses expressions (language §2): binary operators by precedence climbing, the rest by recursive
 * descent. Operators, calls and indices in a row cost no stack, only nesting does.
 */
final class ExpressionParser {
  private static final int LOOSEST = 1;

  private final TokenStream tokens;
  private final PatternParser patterns;

  ExpressionParser(TokenStream tokens) {
    this.tokens = tokens;
    this.patterns = new PatternParser(tokens);
  }

  Ast.Expr expression() {
    tokens.enter();
    Ast.Expr expr = binary(LOOSEST);
    tokens.leave();
    return expr;
  }

  /** An operand and all operators behind it that bind at least as tightly as {@code loosest}. */
  private Ast.Expr binary(int loosest) {
    int start = tokens.index();
    Ast.Expr left = unary();
    int length = 0;
    while (true) {
      Ast.BinaryOp op = binaryOp(tokens.peek().kind());
      if (op == null || op.precedence() < loosest) {
        return left;
      }
      tokens.checkChain(++length);
      Span opSpan = tokens.next().span();
      Ast.Expr right = binary(op.precedence() + 1);
      left = new Ast.BinaryExpr(op, left, right, opSpan, tokens.spanFrom(start));
    }
  }

  private static Ast.BinaryOp binaryOp(TokenKind kind) {
    return switch (kind) {
      case OR_OR -> Ast.BinaryOp.OR;
      case AND_AND -> Ast.BinaryOp.AND;
      case EQUAL_EQUAL -> Ast.BinaryOp.EQUAL;
      case BANG_EQUAL -> Ast.BinaryOp.NOT_EQUAL;
      case LESS -> Ast.BinaryOp.LESS;
      case LESS_EQUAL -> Ast.BinaryOp.LESS_EQUAL;
      case GREATER -> Ast.BinaryOp.GREATER;
      case GREATER_EQUAL -> Ast.BinaryOp.GREATER_EQUAL;
      case PLUS -> Ast.BinaryOp.ADD;
      case MINUS -> Ast.BinaryOp.SUB;
      case STAR -> Ast.BinaryOp.MUL;
      case SLASH -> Ast.BinaryOp.DIV;
      case PERCENT -> Ast.BinaryOp.MOD;
      default -> null;
    };
  }

  // unary = ( "-" | "!" ) unary | postfix ;
  private Ast.Expr unary() {
    Ast.UnaryOp op =
        switch (tokens.peek().kind()) {
          case MINUS -> Ast.UnaryOp.NEGATE;
          case BANG -> Ast.UnaryOp.NOT;
          default -> null;
        };
    if (op == null) {
      return postfix();
    }
    tokens.enter();
    int start = tokens.index();
    tokens.next();
    Ast.Expr operand = unary();
    tokens.leave();
    return new Ast.UnaryExpr(op, operand, tokens.spanFrom(start));
  }

  // postfix = primary { "(" [args] ")" | "[" expr "]" | "." IDENT [ "(" [args] ")" ] | "?" } ;
  private Ast.Expr postfix() {
    int start = tokens.index();
    Ast.Expr expr = primary();
    int length = 0;
    while (true) {
      switch (tokens.peek().kind()) {
        case LEFT_PAREN -> {
          List<Ast.Expr> args = arguments();
          expr = new Ast.CallExpr(expr, args, tokens.spanFrom(start));
        }
        case LEFT_BRACKET -> {
          int open = tokens.index();
          tokens.next();
          Ast.Expr index = expression();
          tokens.close(TokenKind.RIGHT_BRACKET, open);
          expr = new Ast.IndexExpr(expr, index, tokens.spanFrom(start));
        }
        case DOT -> {
          tokens.next();
          Ast.Ident name = tokens.expectName("a method name");
          List<Ast.Expr> args = tokens.at(TokenKind.LEFT_PAREN) ? arguments() : List.of();
          expr = new Ast.MethodExpr(expr, name, args, tokens.spanFrom(start));
        }
        case QUESTION -> {
          tokens.next();
          expr = new Ast.TryExpr(expr, tokens.spanFrom(start));
        }
        default -> {
          return expr;
        }
      }
      tokens.checkChain(++length);
    }
  }

  private List<Ast.Expr> arguments() {
    int open = tokens.index();
    tokens.next();
    return listTo(TokenKind.RIGHT_PAREN, open);
  }

  /** {@code [ args ]} and the bracket behind it; no trailing comma (note 6). */
  private List<Ast.Expr> listTo(TokenKind closer, int open) {
    List<Ast.Expr> elements = new ArrayList<>();
    if (!tokens.at(closer)) {
      do {
        elements.add(expression());
      } while (tokens.accept(TokenKind.COMMA));
    }
    tokens.closeList(closer, open);
    return List.copyOf(elements);
  }

  private Ast.Expr primary() {
    int start = tokens.index();
    return switch (tokens.peek().kind()) {
      case NUMBER, STRING, TRUE, FALSE, NULL -> literal(tokens.next());
      case IDENTIFIER -> name();
      case WILDCARD -> {
        if (!tokens.isInteractive()) {
          throw tokens.unexpected("an expression", Advice.forExpression(tokens));
        }
        yield name();
      }
      case LEFT_PAREN -> {
        tokens.next();
        Ast.Expr inner = expression();
        if (tokens.at(TokenKind.COMMA)) {
          tokens.reportUnclosed(start, "')'", Optional.of(Advice.forTuple(tokens.behind(start))));
          throw SyntaxError.INSTANCE;
        }
        tokens.close(TokenKind.RIGHT_PAREN, start);
        yield new Ast.GroupExpr(inner, tokens.spanFrom(start));
      }
      case LEFT_BRACKET -> {
        tokens.next();
        List<Ast.Expr> elements = listTo(TokenKind.RIGHT_BRACKET, start);
        yield new Ast.ArrayExpr(elements, tokens.spanFrom(start));
      }
      case MATCH -> tokens.atReservedName() ? name() : match();
      case FN -> anonymousFunction();
      default -> {
        if (tokens.atName()) {
          yield name();
        }
        throw tokens.unexpected("an expression", Advice.forExpression(tokens));
      }
    };
  }

  private Ast.Expr name() {
    Token name = tokens.next();
    return new Ast.NameExpr(name.text(), name.span());
  }

  /** A number, string, {@code true}, {@code false} or {@code null}. */
  static Ast.Expr literal(Token token) {
    Span span = token.span();
    return switch (token.kind()) {
      case NUMBER -> new Ast.NumberExpr(token.number(), span);
      case STRING -> new Ast.StringExpr(token.text(), span);
      case TRUE -> new Ast.BoolExpr(true, span);
      case FALSE -> new Ast.BoolExpr(false, span);
      case NULL -> new Ast.NullExpr(span);
      default -> throw new IllegalArgumentException("not a literal: " + token.kind());
    };
  }

  // matchExpr = "match" expr "{" arm { "," arm } [","] "}" ;
  private Ast.Expr match() {
    int start = tokens.index();
    tokens.next();
    Ast.Expr scrutinee = expression();
    int open = tokens.index();
    tokens.expect(TokenKind.LEFT_BRACE);
    if (tokens.at(TokenKind.RIGHT_BRACE)) {
      tokens.report(
          DiagnosticCode.AT1000,
          tokens.peek().span(),
          "Expected a pattern but found '}'",
          "this 'match' has no arms",
          Optional.of(Advice.ARM));
    }
    List<Ast.MatchArm> arms = new ArrayList<>();
    while (!tokens.at(TokenKind.RIGHT_BRACE)) {
      armOrSkip(open).ifPresent(arms::add);
      if (!tokens.accept(TokenKind.COMMA) && !isCommaForgotten(open)) {
        break;
      }
    }
    tokens.closeList(TokenKind.RIGHT_BRACE, open);
    return new Ast.MatchExpr(scrutinee, List.copyOf(arms), tokens.spanFrom(start));
  }

  /** An arm; a broken one is reported and skipped, so that the others are looked at as well. */
  private Optional<Ast.MatchArm> armOrSkip(int open) {
    TokenStream.Mark mark = tokens.mark();
    try {
      return Optional.of(arm());
    } catch (SyntaxError e) {
      tokens.skipElement(mark, open);
      return Optional.empty();
    }
  }

  // arm = orPattern [ "if" expr ] "=>" expr ;
  private Ast.MatchArm arm() {
    int start = tokens.index();
    Ast.Pattern pattern = patterns.alternatives();
    Optional<Ast.Expr> guard =
        tokens.accept(TokenKind.IF) ? Optional.of(expression()) : Optional.empty();
    if (tokens.at(TokenKind.ARROW)) {
      tokens.missing("'=>'", Optional.of(Advice.forArm(tokens.previous())));
      tokens.next();
    } else {
      tokens.expect(TokenKind.FAT_ARROW, Optional.of(Advice.forArm(tokens.previous())));
    }
    Ast.Expr body = expression();
    return new Ast.MatchArm(pattern, guard, body, tokens.spanFrom(start));
  }

  /** Whether an arm on a new line follows; reports the comma that is missing before it. */
  private boolean isCommaForgotten(int open) {
    if (!tokens.startsLine() || !Starts.pattern(tokens.peek().kind())) {
      return false;
    }
    tokens.reportUnclosed(open, "',' or '}'", Optional.of("a comma separates the arms"));
    return true;
  }

  /** {@code fn … { … }} where an expression should be: reported once and skipped whole. */
  private Ast.Expr anonymousFunction() {
    int start = tokens.index();
    SyntaxError error = tokens.unexpected("an expression", Advice.forExpression(tokens));
    boolean outOfPlace = !tokens.startsLine() || tokens.peek(1).is(TokenKind.LEFT_PAREN);
    tokens.next();
    tokens.accept(TokenKind.IDENTIFIER);
    if (!outOfPlace || !tokens.at(TokenKind.LEFT_PAREN) || !tokens.skipBrackets()) {
      tokens.backTo(start);
      throw error;
    }
    while (!tokens.at(TokenKind.LEFT_BRACE) && !isEndOfExpression()) {
      tokens.next();
    }
    if (!tokens.at(TokenKind.LEFT_BRACE) || !tokens.skipBrackets()) {
      throw error;
    }
    return new Ast.ErrorExpr(tokens.spanFrom(start));
  }

  private boolean isEndOfExpression() {
    return switch (tokens.peek().kind()) {
      case SEMICOLON, RIGHT_PAREN, RIGHT_BRACE, RIGHT_BRACKET, END -> true;
      default -> false;
    };
  }
}
