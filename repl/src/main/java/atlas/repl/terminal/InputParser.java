package atlas.repl.terminal;

import atlas.kernel.command.Commands;
import atlas.vm.syntax.Completeness;
import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/**
 * Tells JLine when an input is complete: when the language says so. To JLine an input is otherwise
 * one word without quotes or escapes; its own ideas of a line are those of a shell.
 */
final class InputParser implements Parser {
  private final Commands commands;

  InputParser(Commands commands) {
    this.commands = commands;
  }

  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    if (context == ParseContext.ACCEPT_LINE || context == ParseContext.UNSPECIFIED) {
      Completeness found = commands.completeness(line);
      if (found.status() == Completeness.Status.INCOMPLETE) {
        String missing = found.open().map(Completeness.Open::text).orElse("");
        throw new EOFError(-1, -1, "incomplete", missing);
      }
    }
    return new Whole(line, cursor);
  }

  @Override
  public boolean isEscapeChar(char c) {
    return false;
  }

  /** A line as a single word. */
  private record Whole(String line, int cursor) implements CompletingParsedLine {
    @Override
    public String word() {
      return line;
    }

    @Override
    public int wordCursor() {
      return cursor;
    }

    @Override
    public int wordIndex() {
      return 0;
    }

    @Override
    public List<String> words() {
      return List.of(line);
    }

    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
      return candidate;
    }

    @Override
    public int rawWordCursor() {
      return cursor;
    }

    @Override
    public int rawWordLength() {
      return line.length();
    }
  }
}
