package atlas.kernel.protocol;

import atlas.kernel.display.MimeBundle;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The content of a reply: goes to the one client that asked, on the channel on which it asked. */
public sealed interface Reply extends Content {
  record KernelInfoReply(KernelInfo info) implements Reply {
    @Override
    public String msgType() {
      return "kernel_info_reply";
    }
  }

  /** An execution that succeeded. */
  record ExecuteReply(int executionCount, Map<String, Evaluation> userExpressions)
      implements Reply {
    @Override
    public String msgType() {
      return "execute_reply";
    }
  }

  /** The value of a user expression, or why there is none. */
  sealed interface Evaluation {
    record Value(MimeBundle bundle) implements Evaluation {}

    record Error(ErrorInfo error) implements Evaluation {}
  }

  /**
   * A request of any kind that failed.
   *
   * @param executionCount present in the reply to an execute_request
   */
  record ErrorReply(String msgType, ErrorInfo error, Optional<Integer> executionCount)
      implements Reply {}

  /**
   * An execute_request that was not run, because one before it failed. It has no execution count:
   * front ends would put it beside the cell, as if it had been run.
   */
  record AbortedReply() implements Reply {
    @Override
    public String msgType() {
      return "execute_reply";
    }
  }

  record CompleteReply(Completions completions) implements Reply {
    @Override
    public String msgType() {
      return "complete_reply";
    }
  }

  /** What is known of the name at the cursor, if anything. */
  record InspectReply(Optional<MimeBundle> found) implements Reply {
    @Override
    public String msgType() {
      return "inspect_reply";
    }
  }

  /**
   * Earlier inputs.
   *
   * @param withOutput whether the client asked for outputs too, of which this kernel keeps none
   */
  record HistoryReply(List<HistoryItem> history, boolean withOutput) implements Reply {
    @Override
    public String msgType() {
      return "history_reply";
    }
  }

  /** One earlier input. */
  record HistoryItem(int session, int line, String input) {}

  record IsCompleteReply(Completeness completeness) implements Reply {
    @Override
    public String msgType() {
      return "is_complete_reply";
    }
  }

  /** The open comms, of which this kernel never has any. */
  record CommInfoReply() implements Reply {
    @Override
    public String msgType() {
      return "comm_info_reply";
    }
  }

  record InterruptReply() implements Reply {
    @Override
    public String msgType() {
      return "interrupt_reply";
    }
  }

  record ShutdownReply(boolean restart) implements Reply {
    @Override
    public String msgType() {
      return "shutdown_reply";
    }
  }
}
