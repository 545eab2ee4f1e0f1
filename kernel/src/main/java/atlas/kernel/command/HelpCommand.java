package atlas.kernel.command;

import atlas.kernel.session.Session;
import atlas.profiler.report.OptionDoc;
import java.util.List;

/** {@code :help}: all commands, or one of them with an example. */
final class HelpCommand implements Command {
  private final Commands commands;

  HelpCommand(Commands commands) {
    this.commands = commands;
  }

  @Override
  public String name() {
    return "help";
  }

  @Override
  public String arguments() {
    return "[NAME]";
  }

  @Override
  public String summary() {
    return "list the commands, or explain one";
  }

  @Override
  public String example() {
    return "help profile";
  }

  @Override
  public Operand operand() {
    return Operand.COMMAND;
  }

  @Override
  public Reply run(Session session, Invocation invocation) {
    String topic = invocation.arguments();
    if (topic.isEmpty()) {
      return new Reply.Answered(overview());
    }
    String name = topic.startsWith(":") || topic.startsWith("%") ? topic.substring(1) : topic;
    return switch (commands.find(name)) {
      case Commands.Lookup.Found(Command command) -> new Reply.Answered(explain(command));
      case Commands.Lookup.Unknown(String message) -> new Reply.Refused(message);
    };
  }

  private String overview() {
    List<Command> all = commands.all();
    int width = all.stream().mapToInt(command -> command.name().length()).max().orElse(0);
    StringBuilder text = new StringBuilder();
    for (Command command : all) {
      text.append(commands.prefix())
          .append(command.name())
          .append(" ".repeat(width - command.name().length() + 2))
          .append(command.summary())
          .append('\n');
    }
    return text.append(commands.prefix())
        .append("help NAME tells more. Names may be shortened. Everything else is Atlas code.")
        .toString();
  }

  private String explain(Command command) {
    String details = command.details().isEmpty() ? "" : command.details().indent(4);
    String usage = (commands.prefix() + command.name() + " " + command.arguments()).strip();
    return "%s%n    %s%n%s%sExample:%n    %s%s"
        .formatted(
            usage,
            command.summary(),
            details,
            options(command.options()),
            commands.prefix(),
            command.example())
        .replace("\r\n", "\n");
  }

  private static String options(List<OptionDoc> options) {
    StringBuilder text = new StringBuilder(options.isEmpty() ? "" : "Options:\n");
    for (OptionDoc option : options) {
      String title = (option.name() + " " + option.value()).strip();
      for (String line : option.meaning()) {
        text.append("    ").append("%-22s".formatted(title)).append("  ").append(line).append('\n');
        title = "";
      }
    }
    return text.toString();
  }
}
