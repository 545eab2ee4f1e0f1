package atlas.kernel.server;

import atlas.kernel.display.MimeBundle;
import atlas.kernel.protocol.Completeness;
import atlas.kernel.protocol.Completions;
import atlas.kernel.protocol.KernelInfo;
import atlas.kernel.protocol.Reply.HistoryItem;
import atlas.kernel.protocol.Request.ExecuteRequest;
import atlas.kernel.protocol.Request.HistoryRequest;
import java.util.List;
import java.util.Optional;

/**
 * A language, as the kernel sees it.
 *
 * <p>{@link #execute} is called on one thread and never twice at once. All other methods are called
 * on other threads, possibly while a cell runs, and should answer without waiting for it. Cursor
 * positions count code points. What any method throws becomes an error of that one request.
 */
public interface Interpreter {
  /** Who answers here. */
  KernelInfo info();

  /**
   * Runs a cell.
   *
   * @param executionCount the number that the front end shows beside the cell
   * @param sink takes what the program writes, in order; not to be used after the return
   */
  Execution execute(ExecuteRequest request, int executionCount, OutputSink sink);

  /**
   * Asks the cell that runs to end soon, as {@link Execution.Interrupted}. Does not wait; without
   * effect on any later cell.
   */
  void interrupt();

  /**
   * Whether the cell that runs has used up the memory, and is being ended: whatever else there is
   * to do should wait. From any thread; makes no objects.
   */
  default boolean isShortOfMemory() {
    return false;
  }

  /** Whether code may be run as it stands. */
  default Completeness isComplete(String code) {
    return Completeness.UNKNOWN;
  }

  /** What may be written at the cursor. */
  default Completions complete(String code, int cursorPos) {
    return Completions.none(cursorPos);
  }

  /** What is known of the name at the cursor; its code, too, if {@code detailLevel} is 1. */
  default Optional<MimeBundle> inspect(String code, int cursorPos, int detailLevel) {
    return Optional.empty();
  }

  /** Earlier inputs, the oldest first. */
  default List<HistoryItem> history(HistoryRequest request) {
    return List.of();
  }
}
