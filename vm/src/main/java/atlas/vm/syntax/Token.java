package atlas.vm.syntax;

import atlas.vm.source.Span;

/**
 * A token and where it stands.
 *
 * @param text what the token says: the name of an identifier, the value of a string with its
 *     escapes resolved, the text of a doc comment without its slashes; the spelling of everything
 *     that is always spelled the same; otherwise empty
 * @param number the value of a number; NaN for all other kinds
 */
public record Token(TokenKind kind, Span span, String text, double number) {
  static Token of(TokenKind kind, int start, int end) {
    return new Token(kind, new Span(start, end), kind.isFixed() ? kind.text() : "", Double.NaN);
  }

  static Token of(TokenKind kind, int start, int end, String text) {
    return new Token(kind, new Span(start, end), text, Double.NaN);
  }

  static Token of(int start, int end, double number) {
    return new Token(TokenKind.NUMBER, new Span(start, end), "", number);
  }

  public boolean is(TokenKind wanted) {
    return kind == wanted;
  }
}
