package atlas.kernel.command;

import atlas.kernel.session.HistoryEntry;
import atlas.kernel.session.Input;
import atlas.kernel.session.Session;
import atlas.kernel.session.WriteFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code :edit}: has an input of the past changed in the user's editor. */
final class EditCommand extends DescribedCommand {
  EditCommand() {
    super("edit", "[N]", "change the last input, or input N, in $EDITOR and evaluate it", "");
  }

  @Override
  public Reply run(Session session, Invocation invocation) {
    if (System.console() == null) {
      return new Reply.Refused("':edit' needs a terminal");
    }
    List<HistoryEntry> history = session.history();
    if (history.isEmpty()) {
      return new Reply.Refused("there is no input yet to edit");
    }
    Optional<String> text = text(history, invocation.arguments());
    if (text.isEmpty()) {
      return new Reply.Refused("':edit' needs the number of an input, from 1 to " + history.size());
    }
    try {
      return edit(text.get());
    } catch (IOException e) {
      return new Reply.Refused("cannot edit: " + WriteFailure.reason(e));
    }
  }

  private static Optional<String> text(List<HistoryEntry> history, String number) {
    return history.stream()
        .filter(entry ->
            number.isEmpty()
                ? entry == history.getLast()
                : String.valueOf(entry.number()).equals(number))
        .map(HistoryEntry::text)
        .findFirst();
  }

  private static Reply edit(String text) throws IOException {
    Path file = Files.createTempFile("atlas", ".atl");
    try {
      Files.writeString(file, text.endsWith("\n") ? text : text + "\n");
      Process editor =
          new ProcessBuilder("/bin/sh", "-c", editor() + " \"$1\"", "sh", file.toString())
              .inheritIO()
              .start();
      int status = editor.waitFor();
      if (status != 0) {
        return new Reply.Refused(
            "the editor '%s' failed (status %d); nothing was evaluated"
                .formatted(editor(), status));
      }
      String edited = Files.readString(file).strip();
      return Input.of(edited).hasCode()
          ? new Reply.Edited(edited)
          : new Reply.Answered("nothing to evaluate");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Reply.Refused("editing was interrupted");
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static String editor() {
    String visual = System.getenv().getOrDefault("VISUAL", "");
    String editor = System.getenv().getOrDefault("EDITOR", "");
    return !visual.isBlank() ? visual : !editor.isBlank() ? editor : "vi";
  }
}
