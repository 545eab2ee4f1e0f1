package atlas.kernel.command;

import atlas.kernel.session.HistoryEntry;
import atlas.kernel.session.Session;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code :history}: the inputs of this session with their numbers. */
final class HistoryCommand extends DescribedCommand {
  private static final int USUAL = 20;
  private static final Pattern CELL = Pattern.compile("<cell (\\d+)>");

  HistoryCommand() {
    super("history", "[N]", "list the last N inputs of this session", "5");
  }

  @Override
  public Optional<String> lacks(Invocation invocation) {
    return invocation.arguments().matches("\\d{0,9}")
        ? Optional.empty()
        : Optional.of("a number of inputs");
  }

  @Override
  public Reply run(Session session, Invocation invocation) {
    String count = invocation.arguments();
    int wanted = count.isEmpty() ? USUAL : Integer.parseUnsignedInt(count);
    List<HistoryEntry> all = session.history();
    int skipped = Math.max(0, all.size() - wanted);
    return new Reply.Answered(
        all.stream().skip(skipped).map(HistoryCommand::text).collect(Collectors.joining("\n")));
  }

  /** As diagnostics have it: of a cell, that which the notebook shows beside it. */
  private static String number(HistoryEntry entry) {
    Matcher cell = CELL.matcher(entry.name());
    return cell.matches() ? cell.group(1) : String.valueOf(entry.number());
  }

  private static String text(HistoryEntry entry) {
    String text = entry.text().strip().replace("\n", "\n      ");
    return "%4s  %s".formatted(number(entry), text);
  }
}
