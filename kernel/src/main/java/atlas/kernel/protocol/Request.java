package atlas.kernel.protocol;

import java.util.Map;
import java.util.Optional;

/**
 * The content of a message that a client sends. Cursor positions count code points, as the protocol
 * has done since 5.2.
 */
public sealed interface Request {
  record KernelInfoRequest() implements Request {}

  /**
   * Runs code.
   *
   * @param silent nothing is broadcast, counted or remembered
   * @param storeHistory the cell is counted and remembered
   * @param userExpressions to be evaluated after the code, by a name of the client's
   * @param stopOnError if this fails, the execute requests that wait are aborted
   * @param cellId what the client calls the cell, however often it runs; some clients do not say
   */
  record ExecuteRequest(
      String code,
      boolean silent,
      boolean storeHistory,
      Map<String, String> userExpressions,
      boolean allowStdin,
      boolean stopOnError,
      Optional<String> cellId)
      implements Request {}

  record CompleteRequest(String code, int cursorPos) implements Request {}

  record InspectRequest(String code, int cursorPos, int detailLevel) implements Request {}

  /** Asks for earlier inputs; which, says {@code histAccessType}: range, tail or search. */
  record HistoryRequest(
      boolean output,
      boolean raw,
      String histAccessType,
      int session,
      int start,
      Optional<Integer> stop,
      int n,
      String pattern,
      boolean unique)
      implements Request {}

  record IsCompleteRequest(String code) implements Request {}

  record CommInfoRequest(Optional<String> targetName) implements Request {}

  record CommOpen(String commId, String targetName) implements Request {}

  record CommMsg(String commId) implements Request {}

  record CommClose(String commId) implements Request {}

  /** The line that an {@link InputRequest} asked for. */
  record InputReply(String value) implements Request {}

  record InterruptRequest() implements Request {}

  record ShutdownRequest(boolean restart) implements Request {}

  /** A message of a type that this kernel does not know. */
  record Unknown(String msgType) implements Request {}
}
