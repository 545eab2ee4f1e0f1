package atlas.profiler.model;

import java.util.Optional;

/**
 * Where a run ended before its time.
 *
 * @param code the code of the error; empty if the user interrupted the run
 */
public record Stop(Optional<String> code, String file, int line, int column, String message) {
  /** The cause, as diagnostics head it: {@code error[AT0005]}, or {@code interrupt}. */
  public String cause() {
    return code.map(id -> "error[" + id + "]").orElse("interrupt");
  }

  /** {@code file:line:column}. */
  public String place() {
    return file + ":" + line + ":" + column;
  }
}
