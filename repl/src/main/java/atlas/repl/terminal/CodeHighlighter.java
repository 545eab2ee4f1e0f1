package atlas.repl.terminal;

import atlas.kernel.command.Commands;
import atlas.kernel.session.Input;
import atlas.vm.syntax.Lexer;
import atlas.vm.syntax.Token;
import atlas.vm.syntax.TokenKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * Colours by the lexer of the language, and shows which bracket belongs to the one at the cursor.
 */
final class CodeHighlighter implements Highlighter {
  /** A text that is longer is shown as it is: colours must not make typing slow. */
  private static final int LONGEST = 100_000;

  private static final AttributedStyle KEYWORD =
      AttributedStyle.DEFAULT.bold().foreground(AttributedStyle.BLUE);
  private static final AttributedStyle STRING =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
  private static final AttributedStyle NUMBER =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN);
  private static final AttributedStyle FAINT = AttributedStyle.DEFAULT.faint();
  private static final AttributedStyle BROKEN =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.RED);
  private static final AttributedStyle COMMAND =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.YELLOW);

  private final Supplier<Excerpt> shown;
  private final Supplier<String> suggestion;
  private final boolean colour;

  /**
   * What is to be coloured: a part of a text, which has to be read as a whole.
   *
   * @param cursor its UTF-16 offset in the text; -1 if there is none
   */
  record Excerpt(String text, int from, int to, int cursor) {
    static Excerpt all(String text, int cursor) {
      return new Excerpt(text, 0, text.length(), cursor);
    }
  }

  /**
   * @param shown the part of the text that the editor asks for
   * @param suggestion what is to be shown, dimmed, at the end
   */
  CodeHighlighter(Supplier<Excerpt> shown, Supplier<String> suggestion, boolean colour) {
    this.shown = shown;
    this.suggestion = suggestion;
    this.colour = colour;
  }

  @Override
  public AttributedString highlight(LineReader reader, String buffer) {
    Excerpt excerpt = shown.get();
    boolean isPlain = !colour || excerpt.text().length() > LONGEST;
    AttributedString text =
        isPlain ? new AttributedString(withoutJoiners(buffer)) : highlight(excerpt);
    String more = withoutJoiners(suggestion.get());
    return more.isEmpty()
        ? text
        : AttributedString.join(AttributedString.EMPTY, text, new AttributedString(more, FAINT));
  }

  /**
   * Terminals do not agree on how wide characters are that are joined, or made an emoji, by an
   * invisible one; the cursor would end up beside them. Apart, all are of a known width.
   */
  private static String withoutJoiners(String text) {
    return text.replace("\u200d", "").replace("\ufe0f", "");
  }

  static AttributedString highlight(Excerpt excerpt) {
    String text = excerpt.text();
    AttributedStringBuilder coloured = new AttributedStringBuilder(excerpt.to() - excerpt.from());
    int command = 0;
    int code = 0;
    if (Commands.isCommand(text)) {
      command = Input.beginning(text);
      code = command;
      while (!isEndOfName(text, code)) {
        code++;
      }
    }
    highlight(coloured, excerpt, 0, command);
    append(coloured, COMMAND, excerpt, command, code);
    highlight(coloured, excerpt, code, text.length());
    return coloured.toAttributedString();
  }

  /** Adds what is shown of a piece of code. */
  private static void highlight(
      AttributedStringBuilder coloured, Excerpt excerpt, int from, int to) {
    List<Token> tokens = Lexer.highlight(excerpt.text().substring(from, to));
    int[] pair = pair(tokens, excerpt.cursor() - from);
    for (Token token : tokens) {
      int start = token.span().start();
      AttributedStyle style = style(token.kind());
      if (start == pair[0] || start == pair[1]) {
        style = style.bold().underline();
      }
      append(coloured, style, excerpt, from + start, from + token.span().end());
    }
  }

  /** Adds what is shown of a piece of the text. */
  private static void append(
      AttributedStringBuilder coloured, AttributedStyle style, Excerpt excerpt, int from, int to) {
    int start = Math.max(from, excerpt.from());
    int end = Math.min(to, excerpt.to());
    if (start < end) {
      coloured.styled(style, withoutJoiners(excerpt.text().substring(start, end)));
    }
  }

  private static boolean isEndOfName(String text, int i) {
    return i == text.length() || Character.isWhitespace(text.charAt(i));
  }

  private static AttributedStyle style(TokenKind kind) {
    return switch (kind) {
      case STRING, OPEN_STRING -> STRING;
      case NUMBER -> NUMBER;
      case COMMENT, DOC_COMMENT, OPEN_COMMENT -> FAINT;
      case BAD -> BROKEN;
      default -> kind.isKeyword() ? KEYWORD : AttributedStyle.DEFAULT;
    };
  }

  /** The bracket before or under the cursor and its partner; -1 twice if there is none. */
  private static int[] pair(List<Token> tokens, int cursor) {
    List<Token> open = new ArrayList<>();
    for (Token token : tokens) {
      switch (token.kind()) {
        case LEFT_PAREN, LEFT_BRACKET, LEFT_BRACE -> open.add(token);
        case RIGHT_PAREN, RIGHT_BRACKET, RIGHT_BRACE -> {
          if (!open.isEmpty()) {
            int start = open.removeLast().span().start();
            int end = token.span().start();
            if (start == cursor || end == cursor || end == cursor - 1) {
              return new int[] {start, end};
            }
          }
        }
        default -> {}
      }
    }
    return new int[] {-1, -1};
  }
}
