package atlas.kernel.command;

import atlas.kernel.session.HistoryEntry;
import atlas.kernel.session.Input;
import atlas.kernel.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code :edit}: has an input of the past changed in the user's editor, and evaluates it. */
final class EditCommand extends DescribedCommand {
  EditCommand() {
    super("edit", "[N]", "change the last input, or input N, in $EDITOR and evaluate it", "");
  }

  @Override
  public Reply run(Session session, Invocation invocation) {
    if (System.console() == null) {
      return new Reply.Refused("':edit' needs a terminal");
    }
    Optional<String> text = text(session.history(), invocation.arguments());
    if (text.isEmpty()) {
      return new Reply.Refused("there is no input " + invocation.arguments());
    }
    try {
      Optional<String> edited = edit(text.get());
      return edited.isPresent() && Input.of(edited.get()).hasCode()
          ? new Reply.Evaluated(session.eval(Input.of(edited.get())), "")
          : new Reply.Answered("nothing was evaluated");
    } catch (IOException e) {
      return new Reply.Refused("cannot edit: " + e.getMessage());
    }
  }

  private static Optional<String> text(List<HistoryEntry> history, String number) {
    if (number.isEmpty()) {
      return Optional.of(history.isEmpty() ? "" : history.getLast().text());
    }
    return history.stream()
        .filter(entry -> String.valueOf(entry.number()).equals(number))
        .map(HistoryEntry::text)
        .findFirst();
  }

  private static Optional<String> edit(String text) throws IOException {
    Path file = Files.createTempFile("atlas", ".atl");
    try {
      Files.writeString(file, text.endsWith("\n") || text.isEmpty() ? text : text + "\n");
      Process editor =
          new ProcessBuilder("/bin/sh", "-c", editor() + " \"$1\"", "sh", file.toString())
              .inheritIO()
              .start();
      return editor.waitFor() == 0 ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
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
