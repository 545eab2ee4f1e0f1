package atlas.vm.syntax;

import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.syntax.Completeness.Open;
import atlas.vm.syntax.Completeness.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides line by line whether an input is complete, in time linear in the text fed.
 *
 * <p>Lines are cut into tokens by {@link Lexer}, so that both agree on what is a bracket; what the
 * scanner remembers between lines is the brackets that are open and whether the line ended in a
 * string or block comment, the only tokens that can span lines.
 *
 * <p>A bracket that closes nothing, or not what was opened last, makes the input invalid at once.
 * Any other lexical error does so when the brackets balance: until then the input goes on, so that
 * the lines of a broken function are not taken for inputs of their own.
 */
public final class InputScanner {
  private static final int INDENT = 4;

  private final List<Open> brackets = new ArrayList<>();
  private Optional<Open> openText = Optional.empty();
  private boolean mismatched;
  private boolean malformed;

  /** Adds the next line, or several at once, with or without the last line end. */
  public Status feed(String lines) {
    int start = resume(lines);
    if (start < lines.length()) {
      scan(lines.substring(start));
    }
    return status();
  }

  public Status status() {
    if (mismatched) {
      return Status.INVALID;
    }
    if (openText.isPresent() || !brackets.isEmpty()) {
      return Status.INCOMPLETE;
    }
    return malformed ? Status.INVALID : Status.COMPLETE;
  }

  /** What has been found so far. */
  public Completeness result() {
    Optional<Open> bracket =
        brackets.isEmpty() ? Optional.empty() : Optional.of(brackets.getLast());
    boolean inString = openText.equals(Optional.of(Open.STRING));
    int indent = inString || mismatched ? 0 : INDENT * brackets.size();
    return new Completeness(status(), indent, openText.or(() -> bracket));
  }

  /** Forgets everything, for the next input. */
  public void reset() {
    brackets.clear();
    openText = Optional.empty();
    mismatched = false;
    malformed = false;
  }

  /** The offset at which a string or comment of earlier lines ends in this text. */
  private int resume(String text) {
    if (openText.isEmpty()) {
      return 0;
    }
    int end = openText.get() == Open.COMMENT ? commentEnd(text) : stringEnd(text);
    if (end <= text.length()) {
      openText = Optional.empty();
    }
    return end;
  }

  private static int commentEnd(String text) {
    int end = text.indexOf("*/");
    return end < 0 ? text.length() + 1 : end + 2;
  }

  /** The offset behind the closing quote, beyond the end if there is none; minds the escapes. */
  private int stringEnd(String text) {
    int i = 0;
    while (i < text.length() && text.charAt(i) != '"') {
      if (text.charAt(i) == '\\') {
        i++;
        malformed |= i == text.length() || Lexer.unescape(text.charAt(i)) == Lexer.NONE;
      }
      i++;
    }
    return i < text.length() ? i + 1 : text.length() + 1;
  }

  private void scan(String text) {
    Lexer lexer =
        new Lexer(
            text,
            (code, span, message, help) ->
                malformed |= code == DiagnosticCode.AT1001 || code == DiagnosticCode.AT1003);
    while (lexer.hasNext()) {
      Token token = lexer.next();
      switch (token.kind()) {
        case LEFT_BRACE -> brackets.add(Open.BRACE);
        case LEFT_PAREN -> brackets.add(Open.PARENTHESIS);
        case LEFT_BRACKET -> brackets.add(Open.BRACKET);
        case RIGHT_BRACE -> close(Open.BRACE);
        case RIGHT_PAREN -> close(Open.PARENTHESIS);
        case RIGHT_BRACKET -> close(Open.BRACKET);
        case OPEN_STRING -> {
          openText = Optional.of(Open.STRING);
          stringEnd(text.substring(token.span().start() + 1));
        }
        case OPEN_COMMENT -> openText = Optional.of(Open.COMMENT);
        default -> {}
      }
    }
  }

  private void close(Open opened) {
    if (brackets.isEmpty() || brackets.getLast() != opened) {
      mismatched = true;
    } else {
      brackets.removeLast();
    }
  }
}
