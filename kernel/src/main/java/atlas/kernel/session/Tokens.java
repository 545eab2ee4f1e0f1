package atlas.kernel.session;

import atlas.vm.syntax.Lexer;
import atlas.vm.syntax.Token;
import atlas.vm.syntax.TokenKind;
import java.util.List;

/** The tokens of a text that mean something, found by index; beyond both ends there is END. */
final class Tokens {
  private final String text;
  private final List<Token> all;

  Tokens(String text) {
    this.text = text;
    this.all =
        Lexer.highlight(text).stream()
            .filter(
                t -> t.kind().category() != TokenKind.Category.TRIVIA || t.kind() == TokenKind.END)
            .filter(t -> t.kind() != TokenKind.OPEN_COMMENT)
            .toList();
  }

  int size() {
    return all.size();
  }

  TokenKind kind(int index) {
    return index < 0 || index >= all.size() ? TokenKind.END : all.get(index).kind();
  }

  boolean is(int index, TokenKind kind) {
    return kind(index) == kind;
  }

  /** The token as it is written. */
  String text(int index) {
    if (index < 0 || index >= all.size()) {
      return "";
    }
    return text.substring(start(index), all.get(index).span().end());
  }

  /** What is written from one token to before another. */
  String text(int from, int to) {
    return to <= from ? "" : text.substring(start(from), all.get(to - 1).span().end());
  }

  int start(int index) {
    return all.get(index).span().start();
  }

  int end(int index) {
    return all.get(index).span().end();
  }

  /** The index of the bracket that the one at {@code index} closes; -1 if there is none. */
  int opening(int index) {
    int depth = 0;
    for (int i = index; i >= 0; i--) {
      switch (kind(i)) {
        case RIGHT_PAREN, RIGHT_BRACKET, RIGHT_BRACE -> depth++;
        case LEFT_PAREN, LEFT_BRACKET, LEFT_BRACE -> depth--;
        default -> {}
      }
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }

  /** The index of the bracket that closes the one at {@code index}; the size if there is none. */
  int closing(int index) {
    int depth = 0;
    for (int i = index; i < size(); i++) {
      switch (kind(i)) {
        case LEFT_PAREN, LEFT_BRACKET, LEFT_BRACE -> depth++;
        case RIGHT_PAREN, RIGHT_BRACKET, RIGHT_BRACE -> depth--;
        default -> {}
      }
      if (depth == 0) {
        return i;
      }
    }
    return size();
  }
}
