package atlas.kernel.command;

import atlas.kernel.session.Completions;
import atlas.kernel.session.EvalResult;
import atlas.kernel.session.Input;
import atlas.kernel.session.Inspection;
import atlas.kernel.session.Session;
import atlas.vm.diagnostics.Diagnostic;
import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.diagnostics.Suggestions;
import atlas.vm.source.SourceFile;
import atlas.vm.syntax.Completeness;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that a user can enter: commands, which start with {@code :} or {@code %}, and else
 * code. Both spellings are understood everywhere; a name may be shortened as long as it is clear
 * which one is meant.
 */
public final class Commands {
  /** What those who know IPython may be looking for. */
  private static final Map<String, String> OF_IPYTHON =
      Map.of(
          "timeit", "bench",
          "prun", "profile",
          "lprun", "profile",
          "who", "vars",
          "whos", "vars",
          "pinfo", "doc",
          "psource", "doc",
          "run", "load",
          "lsmagic", "help",
          "magic", "help");

  private final char prefix;
  private final List<Command> all = new ArrayList<>();
  private final ProfileCommand profile = new ProfileCommand();

  private Commands(char prefix) {
    this.prefix = prefix;
    all.add(new HelpCommand(this));
    all.add(new TypeCommand());
    all.add(new DocCommand());
    all.add(new VarsCommand());
    all.add(new ShowCommand());
    all.add(new LoadCommand());
    all.add(new SaveCommand());
    all.add(new HistoryCommand());
    all.add(new TimeCommand());
    all.add(new BenchCommand());
    all.add(profile);
    all.add(new AnnotateCommand(profile));
    all.add(ListingCommand.bytecode());
    all.add(ListingCommand.tree());
    all.add(new ExplainCommand());
    all.add(new DirectoryCommand());
    all.add(new ResetCommand());
  }

  /** The commands of a terminal or script. */
  public static Commands ofTerminal() {
    Commands commands = new Commands(':');
    commands.all.add(new EditCommand());
    commands.all.add(new QuitCommand());
    return commands;
  }

  /** The commands of a notebook, which cannot be left. */
  public static Commands ofNotebook() {
    return new Commands('%');
  }

  /** Takes an input: obeys a command, or evaluates code. */
  public Reply submit(Session session, Input input) {
    Optional<Parsed> parsed = parse(input);
    if (parsed.isEmpty()) {
      return new Reply.Evaluated(hinted(profile.eval(session, input)), "");
    }
    return switch (find(parsed.get().name())) {
      case Lookup.Found(Command command) -> run(command, session, parsed.get().invocation());
      case Lookup.Unknown(String message) -> new Reply.Refused(message);
    };
  }

  /**
   * What an input consists of, to be submitted one by one: a command that takes no code ends with
   * its line, and what follows keeps its lines.
   */
  public List<Input> parts(Input input) {
    List<Input> parts = new ArrayList<>();
    Input rest = input;
    for (int end = endOfCommand(rest); end >= 0; end = endOfCommand(rest)) {
      Input following = rest.blankedUpTo(end);
      if (!following.hasCode()) {
        break;
      }
      parts.add(rest.withText(rest.text().substring(0, end)));
      rest = following;
    }
    parts.add(rest);
    return parts;
  }

  /** Where the line of a command ends that takes no code; -1 if the input does not go on. */
  int endOfCommand(Input input) {
    return parse(input)
        .filter(each -> find(each.name()) instanceof Lookup.Found(var found) && !found.takesCode())
        .map(each -> input.text().indexOf('\n', each.invocation().from()))
        .orElse(-1);
  }

  /** Whether an input would be run under the profiler. */
  public boolean isProfiled(Input input) {
    Optional<Parsed> parsed = parse(input);
    return parsed.isEmpty()
        ? profile.isOn()
        : find(parsed.get().name()) instanceof Lookup.Found(ProfileCommand _);
  }

  /** Evaluates the text of a file as one input; a value that it ends in is not shown. */
  public static Reply load(Session session, String text, String name) {
    return LoadCommand.load(session, text, name);
  }

  private Reply run(Command command, Session session, Invocation invocation) {
    boolean tooMany = command.arguments().isEmpty() && !invocation.arguments().isEmpty();
    Optional<String> trouble =
        tooMany
            ? Optional.of("takes no arguments")
            : command.lacks(invocation).map(what -> "needs " + what);
    return trouble
        .<Reply>map(what -> new Reply.Refused("'" + prefix + command.name() + "' " + what))
        .orElseGet(() -> command.run(session, invocation));
  }

  /** Where a command was meant and code is read, an error says so. */
  private EvalResult hinted(EvalResult result) {
    return result instanceof EvalResult.Failure(var about, List<Diagnostic> diagnostics)
        ? new EvalResult.Failure(about, diagnostics.stream().map(this::hinted).toList())
        : result;
  }

  private Diagnostic hinted(Diagnostic diagnostic) {
    return diagnostic.code() == DiagnosticCode.AT1000 && isAtCommand(diagnostic)
        ? diagnostic.withHelp("a command must stand at the beginning, before any code")
        : diagnostic;
  }

  private boolean isAtCommand(Diagnostic diagnostic) {
    SourceFile source = diagnostic.source();
    int line = source.line(diagnostic.span().start());
    String before = source.text().substring(source.lineStart(line), diagnostic.span().start());
    return before.isBlank()
        && parse(Input.of(source.lineText(line)))
            .map(each -> find(each.name()))
            .filter(Lookup.Found.class::isInstance)
            .isPresent();
  }

  /** Whether a text is a command and not code. */
  public static boolean isCommand(String text) {
    int start = Input.beginning(text);
    return start < text.length() && isPrefix(text.charAt(start));
  }

  /**
   * What may be written at a cursor: names of commands, their options and arguments, else code.
   * From any thread and at any time; see {@link Session#complete}.
   */
  public Completions complete(Session session, String text, int cursor) {
    return new CommandQueries(this).complete(session, text, Math.clamp(cursor, 0, text.length()));
  }

  /** What is known of what stands at a cursor, a command or a name; as {@link #complete}. */
  public Optional<Inspection> inspect(Session session, String text, int cursor) {
    return new CommandQueries(this).inspect(session, text, Math.clamp(cursor, 0, text.length()));
  }

  /** Whether a text is a whole input, command or code, or goes on. */
  public Completeness completeness(String text) {
    return switch (need(text)) {
      case NOTHING -> new Completeness(Completeness.Status.COMPLETE, 0, Optional.empty());
      case CODE -> new Completeness(Completeness.Status.INCOMPLETE, 0, Optional.empty());
      case BALANCE ->
          isOnlyDoc(text)
              ? new Completeness(Completeness.Status.INCOMPLETE, 0, Optional.empty())
              : Completeness.of(text);
    };
  }

  /** Whether what a doc comment belongs to has not begun. A blank line says that it is nothing. */
  private static boolean isOnlyDoc(String text) {
    return Input.isDoc(text.substring(text.lastIndexOf('\n') + 1)) && !Input.of(text).hasCode();
  }

  /** What a command still needs in order to be complete. */
  enum Need {
    /** Nothing: its arguments, if any, are no code. */
    NOTHING,
    /** Its code has not begun yet. */
    CODE,
    /** It has code, which must balance as any other. */
    BALANCE
  }

  /** What the command in a text still needs; {@link Need#BALANCE} if there is no command in it. */
  Need need(String text) {
    Optional<Parsed> parsed = parse(Input.of(text));
    if (parsed.isEmpty()) {
      return Need.BALANCE;
    }
    return switch (find(parsed.get().name())) {
      case Lookup.Found(Command command) when command.takesCode() ->
          command.isUnfinished(parsed.get().invocation()) ? Need.CODE : Need.BALANCE;
      case Lookup.Found _, Lookup.Unknown _ -> Need.NOTHING;
    };
  }

  char prefix() {
    return prefix;
  }

  List<Command> all() {
    return List.copyOf(all);
  }

  /** What a name leads to. */
  sealed interface Lookup {
    record Found(Command command) implements Lookup {}

    record Unknown(String message) implements Lookup {}
  }

  /** The command of a name or of an unmistakable beginning of one. */
  Lookup find(String name) {
    List<Command> candidates = all.stream().filter(c -> c.name().startsWith(name)).toList();
    for (Command command : candidates) {
      if (candidates.size() == 1 && !name.isEmpty() || command.name().equals(name)) {
        return new Lookup.Found(command);
      }
    }
    List<String> names =
        (candidates.isEmpty() ? all : candidates).stream().map(Command::name).toList();
    if (!candidates.isEmpty() && !name.isEmpty()) {
      String list = prefix + String.join(" or " + prefix, names);
      return new Lookup.Unknown("'" + prefix + name + "' can mean " + list);
    }
    Optional<String> foreign = Optional.ofNullable(OF_IPYTHON.get(name.replace("%", "")));
    String hint =
        foreign
            .or(() -> Suggestions.nearest(name, names))
            .map(nearest -> "; did you mean '" + prefix + nearest + "'?")
            .orElse("; '" + prefix + "help' lists the commands");
    return new Lookup.Unknown("Unknown command '" + prefix + name + "'" + hint);
  }

  record Parsed(String name, Invocation invocation) {}

  /** The command in a text, if it is one and not code. */
  static Optional<Parsed> parse(Input input) {
    String text = input.text();
    if (!isCommand(text)) {
      return Optional.empty();
    }
    int start = Input.beginning(text) + 1;
    int end = start;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return Optional.of(new Parsed(text.substring(start, end), new Invocation(input, end)));
  }

  private static boolean isPrefix(char c) {
    return c == ':' || c == '%';
  }
}
