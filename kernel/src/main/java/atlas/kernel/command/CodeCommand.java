package atlas.kernel.command;

import java.util.Optional;

/** A command whose arguments are code, on its own line or on the lines that follow. */
interface CodeCommand extends Command {
  @Override
  default boolean takesCode() {
    return true;
  }

  /** Whether it cannot do anything, since no code has come. */
  default boolean lacksCode(Invocation invocation) {
    return isUnfinished(invocation);
  }

  @Override
  default Optional<String> lacks(Invocation invocation) {
    return lacksCode(invocation) ? Optional.of("code to work on") : Optional.empty();
  }

  @Override
  default boolean isUnfinished(Invocation invocation) {
    return !invocation.code().hasCode();
  }
}
