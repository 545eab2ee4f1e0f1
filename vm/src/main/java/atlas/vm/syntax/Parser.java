package atlas.vm.syntax;

import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.diagnostics.DiagnosticSink;
import atlas.vm.source.SourceFile;
import atlas.vm.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Parses a program (language §2): the entry, and the items of the top level. {@link
 * StatementParser}, {@link ExpressionParser}, {@link PatternParser} and {@link TypeParser} parse
 * the rest, all over one {@link TokenStream}.
 *
 * <p>A parse always yields a tree. What is broken has been reported and is left out of it, so a
 * tree is complete exactly if the sink got no error.
 */
public final class Parser {
  private static final Set<String> C_TYPES =
      Set.of("CInt", "CLong", "CDouble", "CCharPtr", "CVoid", "CBool");

  private final TokenStream tokens;
  private final TypeParser types;
  private final StatementParser statements;

  private Parser(TokenStream tokens) {
    this.tokens = tokens;
    this.types = new TypeParser(tokens);
    this.statements = new StatementParser(tokens, this, types);
  }

  /**
   * Parses a source text. Nested constructs are parsed by recursion, so the thread needs a stack
   * for {@value TokenStream#MAX_NESTING} levels of them; deeper nesting is reported.
   */
  public static Ast.Program parse(SourceFile source, InputMode mode, DiagnosticSink sink) {
    Span all = new Span(0, source.text().length());
    Lexer.Tokens lexed = Lexer.scan(source, sink);
    if (!lexed.valid()) {
      return new Ast.Program(List.of(), all);
    }
    Parser parser = new Parser(new TokenStream(source, mode, lexed, sink));
    return new Ast.Program(parser.items(), all);
  }

  private List<Ast.Item> items() {
    List<Ast.Item> items = new ArrayList<>();
    while (!tokens.at(TokenKind.END)) {
      if (tokens.at(TokenKind.RIGHT_BRACE)) {
        strayBrace();
      } else {
        itemOrSkip().ifPresent(items::add);
      }
    }
    return List.copyOf(items);
  }

  private void strayBrace() {
    if (!statements.expectsStrayBrace()) {
      tokens.report(
          DiagnosticCode.AT1000,
          tokens.peek().span(),
          "Unexpected '}'",
          "there is no '{' that this closes",
          Optional.empty());
    }
    do {
      tokens.next();
    } while (tokens.at(TokenKind.RIGHT_BRACE));
  }

  private Optional<Ast.Item> itemOrSkip() {
    TokenStream.Mark mark = tokens.mark();
    try {
      return Optional.of(item());
    } catch (SyntaxError e) {
      statements.skip(mark);
      return Optional.empty();
    }
  }

  /** Whether what begins so is allowed at top level only (note 2). */
  static boolean isTopLevelOnly(TokenKind kind) {
    return switch (kind) {
      case IMPORT, EXPORT, EXTERN, TYPE, TRAIT, IMPL -> true;
      default -> false;
    };
  }

  // item = import | export | extern | function | alias | trait | impl | statement ;
  Ast.Item item() {
    if (tokens.atReservedName()) {
      return statements.statement();
    }
    return switch (tokens.peek().kind()) {
      case IMPORT -> importDecl();
      case EXPORT -> exportDecl();
      case EXTERN -> externDecl();
      case TYPE -> alias(tokens.doc(tokens.index()));
      case TRAIT -> trait();
      case IMPL -> impl();
      default -> statements.statement();
    };
  }

  // import = "import" ( "{" IDENT { "," IDENT } [","] "}" | "*" "as" IDENT ) "from" STRING ";" ;
  private Ast.ImportDecl importDecl() {
    int start = tokens.index();
    tokens.next();
    List<Ast.Ident> names = new ArrayList<>();
    Optional<Ast.Ident> namespace = Optional.empty();
    if (tokens.accept(TokenKind.STAR)) {
      tokens.expect(TokenKind.AS);
      namespace = Optional.of(tokens.expectName("a name"));
    } else {
      int open = tokens.index();
      tokens.expect(TokenKind.LEFT_BRACE, Optional.of(Advice.IMPORT));
      do {
        names.add(tokens.expectName("a name to import"));
      } while (tokens.accept(TokenKind.COMMA) && !tokens.at(TokenKind.RIGHT_BRACE));
      tokens.closeList(TokenKind.RIGHT_BRACE, open);
    }
    tokens.expect(TokenKind.FROM);
    Ast.StringExpr path = tokens.expectString("the path of a module");
    tokens.expectSemicolon();
    return new Ast.ImportDecl(List.copyOf(names), namespace, path, tokens.spanFrom(start));
  }

  // export = "export" ( function | varDecl | alias ) ;
  private Ast.ExportDecl exportDecl() {
    int start = tokens.index();
    tokens.next();
    Ast.Item declaration =
        switch (tokens.peek().kind()) {
          case FN -> statements.function();
          case LET, VAR -> statements.variable();
          case TYPE -> alias(tokens.doc(tokens.index()).or(() -> tokens.doc(start)));
          default -> {
            SyntaxError error =
                tokens.unexpected(
                    "'fn', 'let', 'var' or 'type'",
                    Optional.of("'export' stands before the declaration of what is exported"));
            if (!isTopLevelOnly(tokens.peek().kind())) {
              throw error;
            }
            yield item();
          }
        };
    return new Ast.ExportDecl(declaration, tokens.spanFrom(start));
  }

  // extern = "extern" STRING "fn" IDENT [ "as" STRING ]
  //          "(" [ IDENT ":" cType { "," IDENT ":" cType } ] ")" "->" cType ";" ;
  private Ast.ExternDecl externDecl() {
    int start = tokens.index();
    tokens.next();
    Ast.StringExpr library = tokens.expectString("the name of a library");
    tokens.expect(TokenKind.FN);
    Ast.Ident name = tokens.expectName("a function name");
    Optional<Ast.StringExpr> symbol =
        tokens.accept(TokenKind.AS)
            ? Optional.of(tokens.expectString("the name of a symbol"))
            : Optional.empty();
    int open = tokens.index();
    tokens.expect(TokenKind.LEFT_PAREN);
    List<Ast.ExternParam> params = new ArrayList<>();
    if (!tokens.at(TokenKind.RIGHT_PAREN)) {
      do {
        params.add(externParam());
      } while (tokens.accept(TokenKind.COMMA));
    }
    tokens.closeList(TokenKind.RIGHT_PAREN, open);
    tokens.expect(TokenKind.ARROW);
    Ast.Ident result = cType();
    tokens.expectSemicolon();
    return new Ast.ExternDecl(
        library, name, symbol, List.copyOf(params), result, tokens.spanFrom(start));
  }

  private Ast.ExternParam externParam() {
    int start = tokens.index();
    Ast.Ident name = tokens.expectName("a parameter name");
    tokens.expect(TokenKind.COLON);
    Ast.Ident type = cType();
    return new Ast.ExternParam(name, type, tokens.spanFrom(start));
  }

  private Ast.Ident cType() {
    if (!tokens.at(TokenKind.IDENTIFIER) || !C_TYPES.contains(tokens.peek().text())) {
      throw tokens.missing(
          "a C type", Optional.of("these are CInt, CLong, CDouble, CCharPtr, CVoid and CBool"));
    }
    return tokens.expectName("a C type");
  }

  // alias = "type" IDENT [ typeParams ] "=" type ";" ;
  private Ast.AliasDecl alias(Optional<String> doc) {
    int start = tokens.index();
    tokens.next();
    Ast.Ident name = tokens.expectName("a type name");
    List<Ast.TypeParam> typeParams = types.typeParams();
    tokens.expect(TokenKind.EQUAL, Optional.of("write 'type " + name.name() + " = …;'"));
    Ast.TypeExpr target = types.type();
    tokens.expectSemicolon();
    return new Ast.AliasDecl(name, typeParams, target, doc, tokens.spanFrom(start));
  }

  // trait = "trait" IDENT [ typeParams ] "{" { traitMethod } "}" ;
  private Ast.TraitDecl trait() {
    int start = tokens.index();
    tokens.next();
    Ast.Ident name = tokens.expectName("the name of a trait");
    List<Ast.TypeParam> typeParams = types.typeParams();
    int open = tokens.index();
    tokens.expect(TokenKind.LEFT_BRACE);
    List<Ast.TraitMethod> methods = new ArrayList<>();
    while (!statements.atEnd(open)) {
      TokenStream.Mark mark = tokens.mark();
      try {
        methods.add(traitMethod());
      } catch (SyntaxError e) {
        statements.skip(mark);
      }
    }
    tokens.close(TokenKind.RIGHT_BRACE, open);
    return new Ast.TraitDecl(name, typeParams, List.copyOf(methods), tokens.spanFrom(start));
  }

  // traitMethod = "fn" IDENT [ typeParams ] "(" [ params ] ")" "->" type ";" ;
  private Ast.TraitMethod traitMethod() {
    int start = tokens.index();
    tokens.expect(TokenKind.FN, Optional.of("a method is declared with 'fn'"));
    Ast.Ident name = tokens.expectName("a method name");
    List<Ast.TypeParam> typeParams = types.typeParams();
    List<Ast.Param> params = types.params();
    Ast.TypeExpr result = types.methodResult();
    if (tokens.at(TokenKind.LEFT_BRACE)) {
      tokens.reportMissingSemicolon(
          Optional.of("a trait declares methods without bodies; an 'impl' has them"));
    }
    tokens.expectSemicolon();
    return new Ast.TraitMethod(name, typeParams, params, result, tokens.spanFrom(start));
  }

  // impl = "impl" IDENT [ "<" type { "," type } ">" ] "for" IDENT "{" { method } "}" ;
  private Ast.ImplDecl impl() {
    int start = tokens.index();
    tokens.next();
    Ast.Ident trait = tokens.expectName("the name of a trait");
    List<Ast.TypeExpr> typeArgs = types.typeArguments();
    tokens.expect(TokenKind.FOR, Optional.of("write 'impl Trait for Type { … }'"));
    Ast.Ident target = tokens.expectName("the name of a type");
    int open = tokens.index();
    tokens.expect(TokenKind.LEFT_BRACE);
    List<Ast.FunctionDecl> methods = new ArrayList<>();
    while (!statements.atEnd(open)) {
      TokenStream.Mark mark = tokens.mark();
      try {
        methods.add(method());
      } catch (SyntaxError e) {
        statements.skip(mark);
      }
    }
    tokens.close(TokenKind.RIGHT_BRACE, open);
    return new Ast.ImplDecl(trait, typeArgs, target, List.copyOf(methods), tokens.spanFrom(start));
  }

  // method = "fn" IDENT [ typeParams ] "(" [ params ] ")" "->" type block ;
  private Ast.FunctionDecl method() {
    int start = tokens.index();
    tokens.expect(TokenKind.FN, Optional.of("a method is declared with 'fn'"));
    Ast.Ident name = tokens.expectName("a method name");
    List<Ast.TypeParam> typeParams = types.typeParams();
    List<Ast.Param> params = types.params();
    Ast.TypeExpr result = types.methodResult();
    Ast.Block body = statements.block();
    return new Ast.FunctionDecl(
        name,
        typeParams,
        params,
        Ast.Ownership.NONE,
        Optional.of(result),
        Optional.empty(),
        body,
        tokens.spanFrom(start));
  }
}
