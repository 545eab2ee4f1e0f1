package atlas.kernel.server;

import atlas.kernel.protocol.ErrorInfo;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Where the kernel's own faults go: a line in the log, and an error for the client concerned. */
record Faults(Consumer<String> log) {
  private static final String ENAME = "KernelError";
  private static final int FRAMES = 5;

  /** Logs a fault that occurred in answering a message of some type. */
  ErrorInfo report(String msgType, Throwable fault) {
    log.accept(msgType + " failed: " + fault + where(fault));
    String evalue = "internal error of the kernel: " + fault;
    return new ErrorInfo(ENAME, evalue, List.of(evalue));
  }

  private static String where(Throwable fault) {
    StringBuilder where = new StringBuilder();
    Arrays.stream(fault.getStackTrace())
        .limit(FRAMES)
        .forEach(frame -> where.append("\n    at ").append(frame));
    return where.toString();
  }
}
