package atlas.vm.syntax;

import atlas.vm.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parses types, and the parameter lists that are made of them (language §2). */
final class TypeParser {
  private final TokenStream tokens;

  TypeParser(TokenStream tokens) {
    this.tokens = tokens;
  }

  // type = interType { "|" interType } ;
  Ast.TypeExpr type() {
    tokens.enter();
    int start = tokens.index();
    Ast.TypeExpr first = intersection();
    if (!tokens.at(TokenKind.PIPE)) {
      tokens.leave();
      return first;
    }
    List<Ast.TypeExpr> members = new ArrayList<>(List.of(first));
    while (tokens.accept(TokenKind.PIPE)) {
      members.add(intersection());
    }
    tokens.leave();
    return new Ast.UnionTypeExpr(List.copyOf(members), tokens.spanFrom(start));
  }

  // interType = postType { "&" postType } ;
  private Ast.TypeExpr intersection() {
    int start = tokens.index();
    Ast.TypeExpr first = postfix();
    if (!tokens.at(TokenKind.AMPERSAND)) {
      return first;
    }
    List<Ast.TypeExpr> members = new ArrayList<>(List.of(first));
    while (tokens.accept(TokenKind.AMPERSAND)) {
      members.add(postfix());
    }
    return new Ast.IntersectionTypeExpr(List.copyOf(members), tokens.spanFrom(start));
  }

  // postType = primType { "[" "]" } ;
  private Ast.TypeExpr postfix() {
    int start = tokens.index();
    Ast.TypeExpr type = primary();
    int length = 0;
    while (tokens.at(TokenKind.LEFT_BRACKET)) {
      tokens.checkChain(++length);
      int open = tokens.index();
      tokens.next();
      if (tokens.at(TokenKind.IDENTIFIER)) {
        tokens.reportUnclosed(open, "']'", Optional.of("type arguments stand in angle brackets"));
        throw SyntaxError.INSTANCE;
      }
      tokens.close(TokenKind.RIGHT_BRACKET, open);
      type = new Ast.ArrayTypeExpr(type, tokens.spanFrom(start));
    }
    return type;
  }

  private Ast.TypeExpr primary() {
    return switch (tokens.peek().kind()) {
      case NULL -> {
        Span span = tokens.next().span();
        yield new Ast.NamedTypeExpr(new Ast.Ident("null", span), List.of(), span);
      }
      case IDENTIFIER -> named();
      case LEFT_PAREN -> parenthesised();
      case LEFT_BRACE -> structural();
      default -> throw tokens.unexpected("a type", Advice.forType(tokens));
    };
  }

  private Ast.TypeExpr named() {
    int start = tokens.index();
    Ast.Ident name = tokens.expectName("a type");
    List<Ast.TypeExpr> args = typeArguments();
    return new Ast.NamedTypeExpr(name, args, tokens.spanFrom(start));
  }

  /** {@code [ "<" type { "," type } ">" ]}. */
  List<Ast.TypeExpr> typeArguments() {
    if (!tokens.accept(TokenKind.LESS)) {
      return List.of();
    }
    List<Ast.TypeExpr> args = new ArrayList<>();
    do {
      args.add(type());
    } while (tokens.accept(TokenKind.COMMA));
    closeAngle();
    return List.copyOf(args);
  }

  private void closeAngle() {
    Optional<String> help =
        tokens.at(TokenKind.GREATER_EQUAL)
            ? Optional.of("put a blank between '>' and '='")
            : Optional.empty();
    tokens.expect(TokenKind.GREATER, help);
  }

  // primType = "(" [ type { "," type } ] ")" "->" type | "(" type ")" ;
  private Ast.TypeExpr parenthesised() {
    int start = tokens.index();
    tokens.next();
    List<Ast.TypeExpr> params = new ArrayList<>();
    if (!tokens.at(TokenKind.RIGHT_PAREN)) {
      do {
        params.add(type());
      } while (tokens.accept(TokenKind.COMMA));
    }
    tokens.closeList(TokenKind.RIGHT_PAREN, start);
    if (params.size() == 1 && !tokens.at(TokenKind.ARROW)) {
      return params.getFirst();
    }
    Optional<String> help =
        Optional.of("a function type is written '(A, B) -> R'; there are no tuples");
    tokens.expect(TokenKind.ARROW, help);
    Ast.TypeExpr result = type();
    return new Ast.FunctionTypeExpr(List.copyOf(params), result, tokens.spanFrom(start));
  }

  // primType = "{" IDENT ":" type { "," IDENT ":" type } [","] "}" ;
  private Ast.TypeExpr structural() {
    int start = tokens.index();
    tokens.next();
    if (tokens.at(TokenKind.RIGHT_BRACE)) {
      throw tokens.unexpected(
          "a member", Optional.of("a structural type needs at least one member: '{ name: T }'"));
    }
    List<Ast.StructMember> members = new ArrayList<>();
    do {
      if (tokens.at(TokenKind.RIGHT_BRACE)) {
        break;
      }
      int from = tokens.index();
      Ast.Ident name = tokens.expectName("a member name");
      tokens.expect(TokenKind.COLON);
      Ast.TypeExpr type = type();
      members.add(new Ast.StructMember(name, type, tokens.spanFrom(from)));
    } while (tokens.acceptComma());
    tokens.closeList(TokenKind.RIGHT_BRACE, start);
    return new Ast.StructTypeExpr(List.copyOf(members), tokens.spanFrom(start));
  }

  // typeParams = "<" typeParam { "," typeParam } ">" ;
  List<Ast.TypeParam> typeParams() {
    if (!tokens.accept(TokenKind.LESS)) {
      return List.of();
    }
    List<Ast.TypeParam> params = new ArrayList<>();
    do {
      params.add(typeParam());
    } while (tokens.accept(TokenKind.COMMA));
    closeAngle();
    return List.copyOf(params);
  }

  // typeParam = IDENT [ "extends" type ] [ ":" IDENT { "+" IDENT } ] ;
  private Ast.TypeParam typeParam() {
    int start = tokens.index();
    Ast.Ident name = tokens.expectName("a type parameter");
    Optional<Ast.TypeExpr> bound =
        tokens.accept(TokenKind.EXTENDS) ? Optional.of(type()) : Optional.empty();
    List<Ast.Ident> traits = new ArrayList<>();
    if (tokens.accept(TokenKind.COLON)) {
      do {
        traits.add(tokens.expectName("the name of a trait"));
      } while (tokens.accept(TokenKind.PLUS));
    }
    return new Ast.TypeParam(name, bound, List.copyOf(traits), tokens.spanFrom(start));
  }

  // "(" [ param { "," param } [","] ] ")"
  List<Ast.Param> params() {
    int open = tokens.index();
    tokens.expect(TokenKind.LEFT_PAREN, Advice.forParameters(tokens));
    List<Ast.Param> params = new ArrayList<>();
    while (!tokens.at(TokenKind.RIGHT_PAREN)) {
      params.add(param());
      if (!tokens.acceptComma()) {
        break;
      }
    }
    tokens.closeList(TokenKind.RIGHT_PAREN, open);
    return List.copyOf(params);
  }

  // param = [ "own" | "borrow" | "shared" ] IDENT ":" type ;
  private Ast.Param param() {
    int start = tokens.index();
    Ast.Ownership ownership =
        switch (tokens.peek().kind()) {
          case OWN -> Ast.Ownership.OWN;
          case BORROW -> Ast.Ownership.BORROW;
          case SHARED -> Ast.Ownership.SHARED;
          default -> Ast.Ownership.NONE;
        };
    if (ownership != Ast.Ownership.NONE) {
      tokens.next();
    }
    Ast.Ident name = tokens.expectName("a parameter name");
    tokens.expect(TokenKind.COLON, Optional.of(Advice.forParameter(name, tokens.peek())));
    Ast.TypeExpr type = type();
    return new Ast.Param(ownership, name, type, tokens.spanFrom(start));
  }

  /**
   * Takes the arrow before the type of a result, if there is a result. What other languages write
   * there is reported and taken for it.
   */
  boolean acceptResultArrow() {
    if (tokens.at(TokenKind.COLON) || tokens.at(TokenKind.FAT_ARROW)) {
      tokens.missing("'->' or '{'", Optional.of(Advice.RESULT));
      tokens.next();
      return true;
    }
    return tokens.accept(TokenKind.ARROW);
  }

  /** {@code [ "own" | "borrow" ]} before the type of a result; {@code shared} is an error there. */
  Ast.Ownership resultOwnership() {
    return switch (tokens.peek().kind()) {
      case OWN -> {
        tokens.next();
        yield Ast.Ownership.OWN;
      }
      case BORROW -> {
        tokens.next();
        yield Ast.Ownership.BORROW;
      }
      case SHARED -> {
        tokens.unexpected("a type", Optional.of("a result is 'own', 'borrow' or neither"));
        tokens.next();
        yield Ast.Ownership.NONE;
      }
      default -> Ast.Ownership.NONE;
    };
  }

  /** The type of a result; a brace there begins the body, unless it begins a structural type. */
  Ast.TypeExpr result() {
    if (tokens.at(TokenKind.LEFT_BRACE) && !tokens.atStructuralType()) {
      throw tokens.unexpected("a type", Optional.of("a function without result has no '->'"));
    }
    return type();
  }

  /** {@code "->" type} of a trait's method, which can not be left out. */
  Ast.TypeExpr methodResult() {
    if (!acceptResultArrow()) {
      throw tokens.missing("'->'", Optional.of("a method needs a result type, such as '-> void'"));
    }
    return result();
  }
}
