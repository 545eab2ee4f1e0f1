package atlas.kernel.protocol;

import atlas.kernel.display.MimeBundle;

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

  record DisplayData(MimeBundle bundle) implements Broadcast {
    @Override
    public String msgType() {
      return "display_data";
    }
  }

  record ExecutionError(ErrorInfo error) implements Broadcast {
    @Override
    public String msgType() {
      return "error";
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
