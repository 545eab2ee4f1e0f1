package atlas.vm.syntax;

import atlas.vm.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Guesses from the indentation where a closing brace is missing: before the first line that is not
 * indented below the line with the innermost open brace. For messages alone; the language knows no
 * indentation.
 */
final class Indentation {
  /**
   * A guess.
   *
   * @param brace the brace that is not closed
   * @param before the token before whose line it should have been
   */
  record Guess(Token brace, Token before) {}

  private record Open(Token brace, int column) {}

  private final SourceFile source;
  private final List<Token> tokens;
  private final List<Open> open = new ArrayList<>();
  private int column;

  private Indentation(SourceFile source, List<Token> tokens) {
    this.source = source;
    this.tokens = tokens;
  }

  /** A guess which of the braces from {@code start} on is not closed. */
  static Optional<Guess> missingBrace(SourceFile source, List<Token> tokens, int start) {
    return new Indentation(source, tokens).find(start);
  }

  private Optional<Guess> find(int start) {
    column = columnOf(firstOfLine(start));
    for (int i = start; i < tokens.size() - 1; i++) {
      Token token = tokens.get(i);
      boolean first = startsLine(i);
      boolean closes = token.is(TokenKind.RIGHT_BRACE);
      if (first) {
        column = columnOf(token);
        if (!open.isEmpty() && column < open.getLast().column + (closes ? 0 : 1)) {
          return Optional.of(new Guess(open.getLast().brace, token));
        }
      }
      if (token.is(TokenKind.LEFT_BRACE)) {
        open.add(new Open(token, startsLine(i + 1) ? column : -1));
      } else if (closes && !open.isEmpty()) {
        open.removeLast();
      }
    }
    return Optional.empty();
  }

  private Token firstOfLine(int index) {
    int first = index;
    while (!startsLine(first)) {
      first--;
    }
    return tokens.get(first);
  }

  private boolean startsLine(int index) {
    return index == 0
        || source
                .text()
                .indexOf('\n', tokens.get(index - 1).span().end(), tokens.get(index).span().start())
            >= 0;
  }

  private int columnOf(Token token) {
    int start = token.span().start();
    return start - source.text().lastIndexOf('\n', start - 1) - 1;
  }
}
