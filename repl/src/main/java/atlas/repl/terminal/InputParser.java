package atlas.repl.terminal;

import atlas.kernel.command.Commands;
import atlas.kernel.session.Completions;
import atlas.kernel.session.Session;
import atlas.vm.syntax.Completeness;
import java.util.List;
import java.util.function.Supplier;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/**
 * Tells JLine when an input is complete, and what is to be completed in it: when and what the
 * language says. To JLine an input is otherwise one word without quotes or escapes; its own ideas
 * of a line are those of a shell.
 */
final class InputParser implements Parser {
  /** The blanks that the language's own layout has per open bracket. */
  static final int INDENT = 4;

  private final Commands commands;
  private final Session session;
  private final Supplier<Surroundings> surroundings;

  /** What stands before and behind the part of the text that JLine completes. */
  record Surroundings(String before, String after) {
    /** That part is all there is. */
    static final Surroundings NONE = new Surroundings("", "");
  }

  InputParser(Commands commands, Session session, Supplier<Surroundings> surroundings) {
    this.commands = commands;
    this.session = session;
    this.surroundings = surroundings;
  }

  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    if (context == ParseContext.ACCEPT_LINE || context == ParseContext.UNSPECIFIED) {
      Completeness found = commands.completeness(line);
      if (found.status() == Completeness.Status.INCOMPLETE) {
        String missing = found.open().map(Completeness.Open::text).orElse("");
        throw new EOFError(-1, -1, "incomplete", missing, found.indent() / INDENT, null);
      }
    }
    if (context == ParseContext.COMPLETE) {
      Surroundings around = surroundings.get();
      String text = around.before() + line + around.after();
      int start = around.before().length();
      int offset = text.offsetByCodePoints(start, cursor);
      Completions completions = commands.complete(session, text, offset);
      int from = Math.max(start, completions.from());
      return new Typed(line, text.substring(from, offset), cursor, completions);
    }
    return new Typed(line, line, cursor, Completions.none(cursor));
  }

  @Override
  public boolean isEscapeChar(char c) {
    return false;
  }

  /**
   * A line of which one part counts as a word.
   *
   * @param word what the completions replace, which ends at the cursor
   * @param cursor as JLine counts, in code points
   */
  record Typed(String line, String word, int cursor, Completions completions)
      implements CompletingParsedLine {
    @Override
    public int wordCursor() {
      return word.length();
    }

    @Override
    public int wordIndex() {
      return 0;
    }

    @Override
    public List<String> words() {
      return List.of(word);
    }

    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
      return candidate;
    }

    @Override
    public int rawWordCursor() {
      return word.codePointCount(0, word.length());
    }

    @Override
    public int rawWordLength() {
      return rawWordCursor();
    }
  }
}
