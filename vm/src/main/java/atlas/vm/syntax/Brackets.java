package atlas.vm.syntax;

import atlas.vm.source.SourceFile;
import java.util.Arrays;
import java.util.List;

/**
 * Which bracket closes which, worked out before parsing for the sake of error recovery.
 *
 * <p>Robust where brackets are missing: a brace closes no parenthesis, and a semicolon leaves the
 * parentheses before it unclosed, other than those of a three-part {@code for} and those that are
 * closed in the same line all the same. So the harm of one missing bracket stays within its
 * statement, and that of a semicolon too many within its brackets.
 */
final class Brackets {
  private static final int NONE = -1;

  /** How many other brackets may be missing before one that is closed. */
  private static final int MISSING = 16;

  /** How far ahead of a semicolon a closing bracket is looked for. */
  private static final int FARTHEST_AHEAD = 100;

  private final SourceFile source;
  private final List<Token> tokens;
  private final int[] partners;
  private int[] open = new int[16];
  private int depth;

  Brackets(SourceFile source, List<Token> tokens) {
    this.source = source;
    this.tokens = tokens;
    this.partners = new int[tokens.size()];
    Arrays.fill(partners, NONE);
    for (int i = 0; i < partners.length; i++) {
      switch (tokens.get(i).kind()) {
        case LEFT_PAREN, LEFT_BRACKET, LEFT_BRACE -> push(i);
        case RIGHT_PAREN -> close(i, TokenKind.LEFT_PAREN);
        case RIGHT_BRACKET -> close(i, TokenKind.LEFT_BRACKET);
        case RIGHT_BRACE -> close(i, TokenKind.LEFT_BRACE);
        case SEMICOLON -> abandonParentheses(i);
        default -> {}
      }
    }
  }

  /** The index of what closes the bracket at {@code index}; -1 if nothing does. */
  int partner(int index) {
    return partners[index];
  }

  /**
   * Behind the outermost bracket that is opened in {@code from} up to {@code to} and closed at or
   * behind {@code to}; -1 if there is none.
   */
  int behind(int from, int to) {
    for (int i = from; i < to; i++) {
      if (partners[i] >= to) {
        return partners[i] + 1;
      }
      i = Math.max(i, partners[i]);
    }
    return NONE;
  }

  private void push(int index) {
    if (depth == open.length) {
      open = Arrays.copyOf(open, depth * 2);
    }
    open[depth++] = index;
  }

  private void close(int index, TokenKind opener) {
    boolean brace = opener == TokenKind.LEFT_BRACE;
    int lowest = brace ? 0 : Math.max(0, depth - MISSING);
    int i = depth - 1;
    while (i >= lowest && kind(i) != opener && (brace || kind(i) != TokenKind.LEFT_BRACE)) {
      i--;
    }
    if (i >= lowest && kind(i) == opener) {
      partners[open[i]] = index;
      depth = i;
    } else if (brace) {
      depth = 0;
    }
  }

  private void abandonParentheses(int semicolon) {
    if (depth == 0 || kind(depth - 1) == TokenKind.LEFT_BRACE || isClosedBehind(semicolon)) {
      return;
    }
    while (depth > 0 && kind(depth - 1) != TokenKind.LEFT_BRACE && !opensFor(open[depth - 1])) {
      depth--;
    }
  }

  /** Whether, in the same line, a bracket is closed that none behind the semicolon opens. */
  private boolean isClosedBehind(int semicolon) {
    int line = line(semicolon);
    int end = Math.min(tokens.size(), semicolon + FARTHEST_AHEAD);
    int opened = 0;
    for (int i = semicolon + 1; i < end && line(i) == line; i++) {
      switch (tokens.get(i).kind()) {
        case LEFT_PAREN, LEFT_BRACKET -> opened++;
        case RIGHT_PAREN, RIGHT_BRACKET -> opened--;
        case LEFT_BRACE, RIGHT_BRACE, FN, TYPE, LET, VAR, IF, WHILE, FOR, RETURN -> {
          return false;
        }
        default -> {}
      }
      if (opened < 0) {
        return true;
      }
    }
    return false;
  }

  private int line(int index) {
    return source.line(tokens.get(index).span().start());
  }

  private boolean opensFor(int index) {
    return index > 0
        && tokens.get(index).is(TokenKind.LEFT_PAREN)
        && (tokens.get(index - 1).is(TokenKind.FOR)
            || tokens.get(index + 1).is(TokenKind.VAR)
            || tokens.get(index + 1).is(TokenKind.LET));
  }

  private TokenKind kind(int i) {
    return tokens.get(open[i]).kind();
  }
}
