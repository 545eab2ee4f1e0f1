package atlas.kernel.command;

import atlas.kernel.command.Commands.Lookup;
import atlas.kernel.command.Commands.Parsed;
import atlas.kernel.session.Candidate;
import atlas.kernel.session.Candidate.Kind;
import atlas.kernel.session.Completions;
import atlas.kernel.session.Input;
import atlas.kernel.session.Inspection;
import atlas.kernel.session.Session;
import atlas.profiler.report.OptionDoc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Completion and help for commands while they are being typed. Code is the session's business. */
final class CommandQueries {
  private final Commands commands;

  CommandQueries(Commands commands) {
    this.commands = commands;
  }

  Completions complete(Session session, String text, int cursor) {
    Optional<Parsed> parsed = Commands.parse(Input.of(text));
    if (parsed.isEmpty()) {
      return session.complete(text, cursor);
    }
    int end = commands.endOfCommand(Input.of(text));
    if (end >= 0 && end < cursor) {
      return complete(session, Input.of(text).blankedUpTo(end).text(), cursor);
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
    boolean isOnFirstLine = text.indexOf('\n', nameEnd) < 0;
    if (isOnFirstLine) {
      if (beginning.startsWith("-")) {
        return new Completions(word, cursor, options(command, beginning));
      }
      List<String> values = values(command, text.substring(nameEnd, word).strip());
      if (!values.isEmpty()) {
        return new Completions(word, cursor, values(values, beginning));
      }
    }
    boolean isFirst = isOnFirstLine && text.substring(nameEnd, word).isBlank();
    List<Candidate> words = isFirst ? words(command, beginning) : List.of();
    Completions others = operands(command, session, text, nameEnd, word, cursor);
    if (words.isEmpty() || others.from() != word && !others.candidates().isEmpty()) {
      return others;
    }
    List<Candidate> all = new ArrayList<>(words);
    all.addAll(others.candidates());
    return new Completions(word, cursor, all);
  }

  private static List<Candidate> words(Command command, String beginning) {
    return command.words().stream()
        .filter(word -> word.text().regionMatches(true, 0, beginning, 0, beginning.length()))
        .toList();
  }

  private Completions operands(
      Command command, Session session, String text, int nameEnd, int word, int cursor) {
    String beginning = text.substring(word, cursor);
    return switch (command.operand()) {
      case NONE -> Completions.none(cursor);
      case COMMAND -> new Completions(word, cursor, named(beginning, ""));
      case PATH -> new Completions(word, cursor, session.paths(beginning));
      case CODE -> session.complete(Input.of(text).blankedUpTo(nameEnd).text(), cursor);
    };
  }

  /** What can follow if an option with a few values stands before. */
  private static List<String> values(Command command, String before) {
    return command.options().stream()
        .filter(option -> before.endsWith(option.name()))
        .map(OptionDoc::values)
        .findFirst()
        .orElse(List.of());
  }

  private static List<Candidate> values(List<String> all, String beginning) {
    return all.stream()
        .filter(value -> value.startsWith(beginning))
        .map(value -> new Candidate(value, Kind.OPTION, "", ""))
        .toList();
  }

  private static List<Candidate> options(Command command, String beginning) {
    return command.options().stream()
        .filter(option -> option.name().startsWith(beginning))
        .map(option ->
            new Candidate(
                option.name(), Kind.OPTION, option.value(), String.join(" ", option.meaning())))
        .toList();
  }

  Optional<Inspection> inspect(Session session, String text, int cursor) {
    Optional<Parsed> parsed = Commands.parse(Input.of(text));
    if (parsed.isEmpty()) {
      return session.inspect(text, cursor);
    }
    int end = commands.endOfCommand(Input.of(text));
    if (end >= 0 && end < cursor) {
      return inspect(session, Input.of(text).blankedUpTo(end).text(), cursor);
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
