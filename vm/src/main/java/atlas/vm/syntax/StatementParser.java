package atlas.vm.syntax;

import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Parses statements, blocks and function declarations (language §2). A statement that is broken is
 * reported, skipped and left out of the tree; so is what belongs at top level only.
 */
final class StatementParser {
  private static final String THREE_PARTS = "write 'for (var i = 0; i < n; i++) { … }'";

  private final TokenStream tokens;
  private final Parser items;
  private final TypeParser types;
  private final ExpressionParser expressions;
  private int missingBraces;

  StatementParser(TokenStream tokens, Parser items, TypeParser types) {
    this.tokens = tokens;
    this.items = items;
    this.types = types;
    this.expressions = new ExpressionParser(tokens);
  }

  // block = "{" { statement } "}" ;
  Ast.Block block() {
    return block(false);
  }

  /**
   * A block.
   *
   * @param beforeElse whether an {@code else} may follow: one within means that the brace before it
   *     is missing
   */
  private Ast.Block block(boolean beforeElse) {
    if (!tokens.at(TokenKind.LEFT_BRACE)) {
      missingBraces++;
      throw tokens.isBroken()
          ? SyntaxError.INSTANCE
          : tokens.missing("'{'", Advice.forBody(tokens));
    }
    tokens.enter();
    int open = tokens.index();
    tokens.next();
    List<Ast.Stmt> statements = new ArrayList<>();
    while (!atEnd(open) && !(beforeElse && tokens.at(TokenKind.ELSE))) {
      statementOrSkip().ifPresent(statements::add);
    }
    if (beforeElse && tokens.at(TokenKind.ELSE)) {
      tokens.reportUnclosed(open, "'}'", Optional.of("a '}' is missing before 'else'"));
    } else {
      tokens.close(TokenKind.RIGHT_BRACE, open);
    }
    tokens.leave();
    return new Ast.Block(List.copyOf(statements), tokens.spanFrom(open));
  }

  /**
   * Whether the content of braces ends here: at the closing one, or, where that is missing, where
   * the top level has been reached again.
   */
  boolean atEnd(int open) {
    return tokens.at(TokenKind.RIGHT_BRACE)
        || tokens.at(TokenKind.END)
        || Parser.isTopLevelOnly(tokens.peek().kind())
            && tokens.startsLine()
            && tokens.isNeverClosed(open);
  }

  /** Whether a brace too many is that of a block whose opening brace was reported missing. */
  boolean expectsStrayBrace() {
    if (missingBraces == 0) {
      return false;
    }
    missingBraces--;
    return true;
  }

  private Optional<Ast.Stmt> statementOrSkip() {
    TokenStream.Mark mark = tokens.mark();
    try {
      if (Parser.isTopLevelOnly(tokens.peek().kind()) && !tokens.atReservedName()) {
        misplacedItem();
        return Optional.empty();
      }
      return Optional.of(statement());
    } catch (SyntaxError e) {
      skip(mark);
      return Optional.empty();
    }
  }

  private void misplacedItem() {
    Token token = tokens.peek();
    tokens.report(
        DiagnosticCode.AT1000,
        token.span(),
        "'" + token.text() + "' is allowed at top level only",
        "not in a block",
        Optional.empty());
    items.item();
  }

  /** Skips a broken statement, but looks at the blocks that are its body. */
  void skip(TokenStream.Mark broken) {
    TokenStream.Mark mark = broken;
    while (tokens.synchronize(mark)) {
      try {
        boolean isDo = tokens.previous().text().equals("do");
        block();
        mark = tokens.mark();
        if (isDo && tokens.accept(TokenKind.WHILE)) {
          tokens.skipStatement();
          return;
        }
        if (!tokens.accept(TokenKind.ELSE)) {
          return;
        }
        elseBranch();
        return;
      } catch (SyntaxError e) {
        // Reported; there may be another branch further on.
      }
    }
  }

  Ast.Stmt statement() {
    int start = tokens.index();
    return switch (tokens.peek().kind()) {
      case LET, VAR -> variable();
      case FN -> function();
      case IF -> ifStatement();
      case WHILE -> whileStatement();
      case FOR -> forStatement();
      case LEFT_BRACE -> tokens.atObject() ? object() : block();
      case RETURN -> {
        tokens.next();
        Optional<Ast.Expr> value = isReturnWithoutValue() ? Optional.empty() : Optional.of(expr());
        tokens.expectSemicolon();
        yield new Ast.ReturnStmt(value, tokens.spanFrom(start));
      }
      case BREAK -> {
        tokens.next();
        tokens.expectSemicolon();
        yield new Ast.BreakStmt(tokens.spanFrom(start));
      }
      case CONTINUE -> {
        tokens.next();
        tokens.expectSemicolon();
        yield new Ast.ContinueStmt(tokens.spanFrom(start));
      }
      default -> simpleStatement(true);
    };
  }

  /** {@code { a: 1 }}: reported once and skipped whole. */
  private Ast.Stmt object() {
    int start = tokens.index();
    tokens.reportObject();
    if (!tokens.skipBrackets()) {
      throw SyntaxError.INSTANCE;
    }
    tokens.accept(TokenKind.SEMICOLON);
    Span span = tokens.spanFrom(start);
    return new Ast.ExprStmt(new Ast.ErrorExpr(span), span);
  }

  /** Whether a semicolon, or the place where one is missing, follows a {@code return}. */
  private boolean isReturnWithoutValue() {
    return switch (tokens.peek().kind()) {
      case SEMICOLON, RIGHT_BRACE, END -> true;
      case LET, VAR, RETURN, BREAK, CONTINUE -> true;
      default -> false;
    };
  }

  // varDecl = ( "let" | "var" ) IDENT [ ":" type ] "=" expr ";" ;
  Ast.VarDecl variable() {
    int start = tokens.index();
    boolean mutable = tokens.next().is(TokenKind.VAR);
    Ast.Ident name = tokens.expectName("a variable name");
    Optional<Ast.TypeExpr> type =
        tokens.accept(TokenKind.COLON) ? Optional.of(types.type()) : Optional.empty();
    if (!tokens.accept(TokenKind.EQUAL)) {
      throw tokens.missing("'='", Advice.forInitialiser(tokens));
    }
    Ast.Expr init = expr();
    tokens.expectSemicolon();
    return new Ast.VarDecl(mutable, name, type, init, tokens.spanFrom(start));
  }

  /** An assignment or expression; with the semicolon behind it unless it is the step of a loop. */
  private Ast.Stmt simpleStatement(boolean semicolon) {
    int start = tokens.index();
    Ast.Expr expr = expr();
    Ast.AssignOp op = assignOp(tokens.peek().kind());
    if (op == null) {
      endSimple(semicolon);
      return new Ast.ExprStmt(expr, tokens.spanFrom(start));
    }
    Optional<Ast.Target> target = target(expr);
    if (target.isEmpty()) {
      reportBadTarget(expr, op);
    }
    Span opSpan = tokens.next().span();
    boolean hasValue = op != Ast.AssignOp.INCREMENT && op != Ast.AssignOp.DECREMENT;
    Optional<Ast.Expr> value = hasValue ? Optional.of(expr()) : Optional.empty();
    endSimple(semicolon);
    Span span = tokens.spanFrom(start);
    return target.isPresent()
        ? new Ast.AssignStmt(target.get(), op, opSpan, value, span)
        : new Ast.ExprStmt(new Ast.ErrorExpr(span), span);
  }

  private void endSimple(boolean semicolon) {
    if (semicolon) {
      tokens.expectSemicolon();
    }
  }

  private static Ast.AssignOp assignOp(TokenKind kind) {
    return switch (kind) {
      case EQUAL -> Ast.AssignOp.SET;
      case PLUS_EQUAL -> Ast.AssignOp.ADD;
      case MINUS_EQUAL -> Ast.AssignOp.SUB;
      case STAR_EQUAL -> Ast.AssignOp.MUL;
      case SLASH_EQUAL -> Ast.AssignOp.DIV;
      case PERCENT_EQUAL -> Ast.AssignOp.MOD;
      case PLUS_PLUS -> Ast.AssignOp.INCREMENT;
      case MINUS_MINUS -> Ast.AssignOp.DECREMENT;
      default -> null;
    };
  }

  // target = IDENT { "[" expr "]" } ;
  private static Optional<Ast.Target> target(Ast.Expr expr) {
    List<Ast.Expr> indices = new ArrayList<>();
    Ast.Expr root = expr;
    while (root instanceof Ast.IndexExpr index) {
      indices.addFirst(index.index());
      root = index.target();
    }
    return root instanceof Ast.NameExpr name
        ? Optional.of(
            new Ast.Target(
                new Ast.Ident(name.name(), name.span()), List.copyOf(indices), expr.span()))
        : Optional.empty();
  }

  private void reportBadTarget(Ast.Expr expr, Ast.AssignOp op) {
    String help =
        switch (expr) {
          case Ast.GroupExpr group -> "leave out the parentheses";
          case Ast.MethodExpr method -> "values have no members that could be assigned";
          default -> "a variable can be assigned, or an element of one: 'x = 1;', 'xs[0] = 1;'";
        };
    tokens.report(
        DiagnosticCode.AT1000,
        expr.span(),
        "Bad target of '" + op.text() + "': '" + tokens.shorten(expr.span()) + "'",
        "can not be assigned",
        Optional.of(help));
  }

  // ifStmt = "if" "(" expr ")" block [ "else" ( block | ifStmt ) ] ;
  private Ast.IfStmt ifStatement() {
    int start = tokens.index();
    tokens.next();
    Ast.Expr condition = condition("if");
    Ast.Block then = body(true);
    Optional<Ast.Stmt> otherwise =
        tokens.accept(TokenKind.ELSE) ? Optional.of(elseBranch()) : Optional.empty();
    return new Ast.IfStmt(condition, then, otherwise, tokens.spanFrom(start));
  }

  private Ast.Stmt elseBranch() {
    if (!tokens.at(TokenKind.IF)) {
      return body(false);
    }
    tokens.enter();
    Ast.IfStmt chained = ifStatement();
    tokens.leave();
    return chained;
  }

  // whileStmt = "while" "(" expr ")" block ;
  private Ast.WhileStmt whileStatement() {
    int start = tokens.index();
    tokens.next();
    Ast.Expr condition = condition("while");
    Ast.Block body = body(false);
    return new Ast.WhileStmt(condition, body, tokens.spanFrom(start));
  }

  /** A condition in parentheses; without them, it is read all the same. */
  private Ast.Expr condition(String keyword) {
    int open = tokens.index();
    if (!tokens.accept(TokenKind.LEFT_PAREN)) {
      tokens.missing("'('", Optional.of("write '" + keyword + " (…) { … }'"));
      Ast.Expr condition = expr();
      if (Starts.expression(tokens.peek().kind()) && !tokens.startsLine()) {
        throw SyntaxError.INSTANCE;
      }
      tokens.accept(TokenKind.RIGHT_PAREN);
      return condition;
    }
    Ast.Expr condition = expr();
    tokens.close(TokenKind.RIGHT_PAREN, open);
    return condition;
  }

  /** A block; where the braces are missing around a statement, it is read all the same. */
  private Ast.Block body(boolean beforeElse) {
    if (tokens.at(TokenKind.IDENTIFIER) && tokens.peek(1).is(TokenKind.LEFT_BRACE)) {
      tokens.missing("'{'", Optional.of("leave out '" + tokens.peek().text() + "'"));
      tokens.next();
      return block(beforeElse);
    }
    boolean isUnbraced =
        switch (tokens.peek().kind()) {
          case LEFT_BRACE -> false;
          case LEFT_PAREN, LEFT_BRACKET, MINUS, BANG, FN -> false;
          default ->
              Starts.statement(tokens.peek().kind())
                  && !Parser.isTopLevelOnly(tokens.peek().kind());
        };
    return isUnbraced ? unbraced() : block(beforeElse);
  }

  private Ast.Block unbraced() {
    missingBraces++;
    tokens.missing("'{'", Optional.of(Advice.forUnbraced(tokens)));
    Ast.Stmt statement = statement();
    return new Ast.Block(List.of(statement), statement.span());
  }

  private Ast.Stmt forStatement() {
    int start = tokens.index();
    tokens.next();
    if (tokens.at(TokenKind.LEFT_PAREN)) {
      int open = tokens.index();
      tokens.next();
      return threePartFor(start, () -> tokens.close(TokenKind.RIGHT_PAREN, open));
    }
    if (tokens.at(TokenKind.LET) || tokens.at(TokenKind.VAR)) {
      return forWithDeclaration(start);
    }
    return forIn(start);
  }

  /** {@code for let x in …} or {@code for var i = …}: an error, but it is clear what is meant. */
  private Ast.Stmt forWithDeclaration(int start) {
    boolean isForIn = tokens.peek(2).is(TokenKind.IN);
    String help = isForIn ? Advice.FOR_IN : THREE_PARTS;
    tokens.reserved("a variable name or '('", Optional.of(help));
    if (isForIn) {
      tokens.next();
      return forIn(start);
    }
    return threePartFor(start, () -> tokens.accept(TokenKind.RIGHT_PAREN));
  }

  // forStmt = "for" "(" ( varDecl | [ assign | expr ] ";" ) [ expr ] ";"
  //           [ assign | expr ] ")" block ;
  private Ast.ForStmt threePartFor(int start, Runnable close) {
    Optional<Ast.Stmt> init = Optional.empty();
    switch (tokens.peek().kind()) {
      case LET, VAR -> init = Optional.of(variable());
      case SEMICOLON -> tokens.next();
      default -> init = Optional.of(simpleStatement(true));
    }
    Optional<Ast.Expr> condition =
        tokens.at(TokenKind.SEMICOLON) ? Optional.empty() : Optional.of(expr());
    tokens.expectSemicolon();
    Optional<Ast.Stmt> step =
        tokens.at(TokenKind.RIGHT_PAREN) ? Optional.empty() : Optional.of(simpleStatement(false));
    close.run();
    Ast.Block body = body(false);
    return new Ast.ForStmt(init, condition, step, body, tokens.spanFrom(start));
  }

  // forInStmt = "for" IDENT "in" expr block ;
  private Ast.Stmt forIn(int start) {
    Ast.Ident variable = tokens.expectName("a variable name or '('");
    if (tokens.at(TokenKind.EQUAL)) {
      tokens.missing("'in'", Optional.of(THREE_PARTS));
      tokens.backTo(start + 1);
      return threePartFor(start, () -> tokens.accept(TokenKind.RIGHT_PAREN));
    }
    tokens.expect(TokenKind.IN, Optional.of(Advice.FOR_IN));
    Ast.Expr iterable = expr();
    Ast.Block body = body(false);
    return new Ast.ForInStmt(variable, iterable, body, tokens.spanFrom(start));
  }

  // function = "fn" IDENT [ typeParams ] "(" [ params ] ")"
  //            [ "->" [ "own" | "borrow" ] type [ predicate ] ] block ;
  Ast.FunctionDecl function() {
    int start = tokens.index();
    tokens.expect(TokenKind.FN);
    Ast.Ident name = tokens.expectName("a function name");
    List<Ast.TypeParam> typeParams = types.typeParams();
    List<Ast.Param> params = types.params();
    Ast.Ownership ownership = Ast.Ownership.NONE;
    Optional<Ast.TypeExpr> result = Optional.empty();
    Optional<Ast.GuardClause> guard = Optional.empty();
    if (types.acceptResultArrow()) {
      ownership = types.resultOwnership();
      result = Optional.of(types.result());
      guard = guard();
    }
    Ast.Block body = block();
    return new Ast.FunctionDecl(
        name, typeParams, params, ownership, result, guard, body, tokens.spanFrom(start));
  }

  // predicate = "is" IDENT ":" type ;
  private Optional<Ast.GuardClause> guard() {
    int start = tokens.index();
    if (!tokens.accept(TokenKind.IS)) {
      return Optional.empty();
    }
    Ast.Ident parameter = tokens.expectName("a parameter name");
    tokens.expect(TokenKind.COLON);
    Ast.TypeExpr type = types.type();
    return Optional.of(new Ast.GuardClause(parameter, type, tokens.spanFrom(start)));
  }

  private Ast.Expr expr() {
    return expressions.expression();
  }
}
