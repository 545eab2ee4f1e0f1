package atlas.kernel.command;

/** A command whose arguments are code, on its own line or on the lines that follow. */
interface CodeCommand extends Command {
  @Override
  default boolean takesCode() {
    return true;
  }

  @Override
  default boolean isUnfinished(Invocation invocation) {
    return !invocation.code().hasCode();
  }
}
