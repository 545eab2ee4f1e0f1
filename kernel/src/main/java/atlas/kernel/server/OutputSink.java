package atlas.kernel.server;

import atlas.kernel.display.MimeBundle;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * The front end, to a cell while it runs: takes what it writes, and asks the user for it. Order is
 * kept, between streams and displays too.
 */
public interface OutputSink {
  void stdout(String text);

  void stderr(String text);

  void display(MimeBundle bundle);

  /** Shows something that {@link #update} may replace by its id. */
  void display(MimeBundle bundle, String displayId);

  /** Replaces what is shown under an id. */
  void update(MimeBundle bundle, String displayId);

  /**
   * Takes away what is shown under an id, for good if nothing else is shown: otherwise, no front
   * end can do more than leave it empty.
   */
  void remove(String displayId);

  /** Takes away what was shown so far; with {@code later}, when more comes. */
  void clear(boolean later);

  /**
   * A line from the user, for which it waits.
   *
   * @return nothing if there is nobody to ask
   * @throws CancellationException if the cell is interrupted meanwhile
   */
  Optional<String> ask(String prompt);
}
