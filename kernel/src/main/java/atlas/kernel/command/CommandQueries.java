package atlas.kernel.command;

import atlas.kernel.command.Commands.Lookup;
import atlas.kernel.command.Commands.Parsed;
import atlas.kernel.session.Candidate;
import atlas.kernel.session.Candidate.Kind;
import atlas.kernel.session.Completions;
import atlas.kernel.session.Input;
import atlas.kernel.session.Inspection;
import atlas.kernel.session.Session;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Completion and help for commands while they are being typed. Code is the session's business. */
final class CommandQueries {
  private static final Pattern OPTION = Pattern.compile("--[a-z-]+( [A-Z]+)?");

  private final Commands commands;

  CommandQueries(Commands commands) {
    this.commands = commands;
  }

  Completions complete(Session session, String text, int cursor) {
    Optional<Parsed> parsed = Commands.parse(Input.of(text));
    if (parsed.isEmpty()) {
      return session.complete(text, cursor);
    }
    int nameEnd = parsed.get().invocation().from();
    if (cursor <= nameEnd) {
      int start = nameEnd - parsed.get().name().length() - 1;
      return cursor <= start ? Completions.none(cursor) : names(text, start, cursor);
    }
    return switch (commands.find(parsed.get().name())) {
      case Lookup.Found(Command command) -> arguments(command, session, text, nameEnd, cursor);
      case Lookup.Unknown _ -> Completions.none(cursor);
    };
  }

  private Completions names(String text, int start, int cursor) {
    String prefix = text.substring(start, start + 1);
    String beginning = text.substring(start + 1, cursor);
    return new Completions(start, cursor, named(beginning, prefix));
  }

  private List<Candidate> named(String beginning, String prefix) {
    return commands.all().stream()
        .filter(command -> command.name().startsWith(beginning))
        .map(c -> new Candidate(prefix + c.name(), Kind.COMMAND, c.arguments(), c.summary()))
        .toList();
  }

  private Completions arguments(
      Command command, Session session, String text, int nameEnd, int cursor) {
    int word = cursor;
    while (word > nameEnd && !Character.isWhitespace(text.charAt(word - 1))) {
      word--;
    }
    String beginning = text.substring(word, cursor);
    if (beginning.startsWith("-") && text.indexOf('\n', nameEnd) < 0) {
      return new Completions(word, cursor, options(command, beginning));
    }
    return switch (command.operand()) {
      case NONE -> Completions.none(cursor);
      case COMMAND -> new Completions(word, cursor, named(beginning, ""));
      case PATH -> new Completions(word, cursor, session.paths(beginning));
      case CODE -> session.complete(Input.of(text).blankedUpTo(nameEnd).text(), cursor);
    };
  }

  private static List<Candidate> options(Command command, String beginning) {
    return OPTION
        .matcher(command.arguments())
        .results()
        .map(MatchResult::group)
        .map(option -> option.split(" ", 2))
        .filter(option -> option[0].startsWith(beginning))
        .map(
            option -> new Candidate(option[0], Kind.OPTION, option.length > 1 ? option[1] : "", ""))
        .toList();
  }

  Optional<Inspection> inspect(Session session, String text, int cursor) {
    Optional<Parsed> parsed = Commands.parse(Input.of(text));
    if (parsed.isEmpty()) {
      return session.inspect(text, cursor);
    }
    int nameEnd = parsed.get().invocation().from();
    if (cursor > nameEnd) {
      return session.inspect(Input.of(text).blankedUpTo(nameEnd).text(), cursor);
    }
    return switch (commands.find(parsed.get().name())) {
      case Lookup.Found(Command command) -> Optional.of(inspection(command));
      case Lookup.Unknown _ -> Optional.empty();
    };
  }

  private Inspection inspection(Command command) {
    String prefix = String.valueOf(commands.prefix());
    String signature = (prefix + command.name() + " " + command.arguments()).strip();
    return new Inspection(
        prefix + command.name(),
        signature,
        "",
        Optional.of(command.summary()),
        Optional.empty(),
        Optional.of(prefix + command.example()),
        List.of());
  }
}
