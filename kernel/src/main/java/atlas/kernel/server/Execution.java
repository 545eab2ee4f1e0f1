package atlas.kernel.server;

import atlas.kernel.display.MimeBundle;
import atlas.kernel.protocol.ErrorInfo;
import java.util.List;
import java.util.Optional;

/**
 * How the run of a cell ended. Displays are shown after the result or the error, in order: the
 * profile of a cell is one, and a cell that fails keeps its profile.
 */
public sealed interface Execution {
  /** It ran to its end; {@code result} is absent if there is nothing to show for it. */
  record Success(Optional<MimeBundle> result, List<MimeBundle> displays) implements Execution {
    public Success {
      displays = List.copyOf(displays);
    }
  }

  /** It has an error, or failed with one. */
  record Failure(ErrorInfo error, List<MimeBundle> displays) implements Execution {
    public Failure {
      displays = List.copyOf(displays);
    }
  }

  /** The user stopped it. */
  record Interrupted(String message, List<String> traceback, List<MimeBundle> displays)
      implements Execution {
    public Interrupted {
      traceback = List.copyOf(traceback);
      displays = List.copyOf(displays);
    }
  }

  /** It was not run. */
  record Aborted() implements Execution {}
}
