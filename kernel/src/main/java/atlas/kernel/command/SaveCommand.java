package atlas.kernel.command;

import atlas.kernel.session.HistoryEntry;
import atlas.kernel.session.Input;
import atlas.kernel.session.Session;
import atlas.kernel.session.WriteFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** {@code :save}: writes the inputs that succeeded to a file, as a program. */
final class SaveCommand extends DescribedCommand {
  private static final String FORCE = "--force";

  SaveCommand() {
    super("save", "[--force] FILE", "write the inputs that succeeded to a file", "session.atl");
  }

  @Override
  public Operand operand() {
    return Operand.PATH;
  }

  @Override
  public Reply run(Session session, Invocation invocation) {
    String arguments = invocation.arguments();
    boolean force = arguments.equals(FORCE) || arguments.startsWith(FORCE + " ");
    String file = force ? arguments.substring(FORCE.length()).strip() : arguments;
    if (file.isEmpty()) {
      return new Reply.Refused("':save' needs a file");
    }
    try {
      Path path = session.resolve(file);
      if (!force && Files.exists(path)) {
        return new Reply.Refused("'" + file + "' exists; ':save --force' overwrites it");
      }
      List<String> lines = program(session);
      Files.write(path, lines, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
      return new Reply.Answered("saved " + file);
    } catch (IOException e) {
      return new Reply.Refused("cannot write '" + file + "': " + WriteFailure.reason(e));
    } catch (IllegalArgumentException e) {
      return new Reply.Refused("cannot write '" + file + "': " + e.getMessage());
    }
  }

  private static List<String> program(Session session) {
    List<String> lines = new ArrayList<>();
    for (HistoryEntry entry : session.history()) {
      String text = entry.text().strip();
      if (entry.succeeded() && !Commands.isCommand(text)) {
        lines.add(session.closed(Input.named(text, entry.name())));
      }
    }
    return lines;
  }
}
