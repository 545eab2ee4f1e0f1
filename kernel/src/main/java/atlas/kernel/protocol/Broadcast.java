package atlas.kernel.protocol;

import atlas.kernel.display.MimeBundle;
import java.util.Optional;

/** The content of a message on iopub: every client of the kernel sees it. */
public sealed interface Broadcast extends Content {
  /** Where the kernel stands with a request. */
  enum Status implements Broadcast {
    STARTING,
    BUSY,
    IDLE;

    @Override
    public String msgType() {
      return "status";
    }
  }

  /** The two streams of a program. */
  enum StreamName {
    STDOUT,
    STDERR
  }

  record Stream(StreamName name, String text) implements Broadcast {
    @Override
    public String msgType() {
      return "stream";
    }
  }

  record ExecuteInput(String code, int executionCount) implements Broadcast {
    @Override
    public String msgType() {
      return "execute_input";
    }
  }

  record ExecuteResult(int executionCount, MimeBundle bundle) implements Broadcast {
    @Override
    public String msgType() {
      return "execute_result";
    }
  }

  /**
   * Something to show beside the output.
   *
   * @param displayId by which {@link UpdateDisplayData} may replace it later
   */
  record DisplayData(MimeBundle bundle, Optional<String> displayId) implements Broadcast {
    @Override
    public String msgType() {
      return "display_data";
    }
  }

  /** Shows something else in every place where a display of that id is shown. */
  record UpdateDisplayData(MimeBundle bundle, String displayId) implements Broadcast {
    @Override
    public String msgType() {
      return "update_display_data";
    }
  }

  /** Takes away what the cell has shown so far; with {@code later}, when it shows more. */
  record ClearOutput(boolean later) implements Broadcast {
    @Override
    public String msgType() {
      return "clear_output";
    }
  }

  record ExecutionError(ErrorInfo error) implements Broadcast {
    @Override
    public String msgType() {
      return "error";
    }
  }

  /** Tells a client that its subscription has arrived: it will miss nothing from here on. */
  record IopubWelcome(String subscription) implements Broadcast {
    @Override
    public String msgType() {
      return "iopub_welcome";
    }
  }

  /** The refusal of a comm_open. */
  record CommClose(String commId) implements Broadcast {
    @Override
    public String msgType() {
      return "comm_close";
    }
  }
}
