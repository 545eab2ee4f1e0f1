package atlas.profiler.model;

import java.util.Locale;
import java.util.Optional;

/**
 * Where a run ended before its time.
 *
 * @param code the code of the error, if it was one
 */
public record Stop(
    Cause reason, Optional<String> code, String file, int line, int column, String message) {
  /** What ended a run. */
  public enum Cause {
    ERROR,
    /** The user interrupted it. */
    INTERRUPT,
    /** It would have begun more instructions than it might. */
    LIMIT
  }

  /** By an error, or else by an interrupt. */
  public Stop(Optional<String> code, String file, int line, int column, String message) {
    this(code.isPresent() ? Cause.ERROR : Cause.INTERRUPT, code, file, line, column, message);
  }

  /** The cause, as diagnostics head it: {@code error[AT0005]}, {@code interrupt}, {@code limit}. */
  public String cause() {
    return reason.name().toLowerCase(Locale.ROOT) + code.map(id -> "[" + id + "]").orElse("");
  }

  /** {@code file:line:column}. */
  public String place() {
    return file + ":" + line + ":" + column;
  }
}
