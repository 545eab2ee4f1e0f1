package atlas.kernel.command;

import atlas.kernel.session.Session;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** {@code :cd}: the directory that files and imports are relative to. */
final class DirectoryCommand extends DescribedCommand {
  DirectoryCommand() {
    super("cd", "[DIR]", "show or change the directory for files and imports", "");
  }

  @Override
  public Operand operand() {
    return Operand.PATH;
  }

  @Override
  public Reply run(Session session, Invocation invocation) {
    String wanted = invocation.arguments();
    try {
      Path directory = session.resolve(wanted);
      if (!Files.isDirectory(directory)) {
        return new Reply.Refused("'" + wanted + "' is no directory");
      }
      session.setDirectory(directory);
      return new Reply.Answered(directory.toString());
    } catch (InvalidPathException e) {
      return new Reply.Refused("not a directory: '" + wanted + "'");
    }
  }
}
