package atlas.vm.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parses the patterns of match arms (language §2, §9). */
final class PatternParser {
  private final TokenStream tokens;

  PatternParser(TokenStream tokens) {
    this.tokens = tokens;
  }

  // orPattern = pattern { "|" pattern } ;
  Ast.Pattern alternatives() {
    tokens.enter();
    int start = tokens.index();
    Ast.Pattern first = pattern();
    if (!tokens.at(TokenKind.PIPE)) {
      tokens.leave();
      return first;
    }
    List<Ast.Pattern> alternatives = new ArrayList<>(List.of(first));
    while (tokens.accept(TokenKind.PIPE)) {
      alternatives.add(pattern());
    }
    tokens.leave();
    return new Ast.OrPattern(List.copyOf(alternatives), tokens.spanFrom(start));
  }

  private Ast.Pattern pattern() {
    return switch (tokens.peek().kind()) {
      case NUMBER, STRING, TRUE, FALSE, NULL -> {
        Ast.Expr literal = ExpressionParser.literal(tokens.next());
        yield new Ast.LiteralPattern(literal, literal.span());
      }
      case WILDCARD -> new Ast.WildcardPattern(tokens.next().span());
      case IDENTIFIER -> named();
      case LEFT_BRACKET -> array();
      default -> throw tokens.unexpected("a pattern", Advice.forPattern(tokens));
    };
  }

  /** A constructor or a binding: {@code None} alone is the constructor (note 11). */
  private Ast.Pattern named() {
    int start = tokens.index();
    Ast.Ident name = tokens.expectName("a name");
    if (!tokens.at(TokenKind.LEFT_PAREN)) {
      return name.name().equals("None")
          ? new Ast.ConstructorPattern(name, List.of(), name.span())
          : new Ast.BindingPattern(name, name.span());
    }
    int open = tokens.index();
    tokens.next();
    List<Ast.Pattern> args = new ArrayList<>();
    if (!tokens.at(TokenKind.RIGHT_PAREN)) {
      do {
        args.add(alternatives());
      } while (tokens.accept(TokenKind.COMMA));
    }
    tokens.closeList(TokenKind.RIGHT_PAREN, open);
    return new Ast.ConstructorPattern(name, List.copyOf(args), tokens.spanFrom(start));
  }

  private Ast.Pattern array() {
    tokens.enter();
    int open = tokens.index();
    tokens.next();
    List<Ast.Pattern> elements = new ArrayList<>();
    if (!tokens.at(TokenKind.RIGHT_BRACKET)) {
      do {
        elements.add(pattern());
      } while (tokens.accept(TokenKind.COMMA));
    }
    if (tokens.at(TokenKind.PIPE)) {
      tokens.reportUnclosed(
          open, "',' or ']'", Optional.of("alternatives can not stand inside an array pattern"));
    }
    tokens.closeList(TokenKind.RIGHT_BRACKET, open);
    tokens.leave();
    return new Ast.ArrayPattern(List.copyOf(elements), tokens.spanFrom(open));
  }
}
