package atlas.kernel.command;

import atlas.kernel.session.Session;

/** {@code :reset}: a fresh start. */
final class ResetCommand implements Command {
  @Override
  public String name() {
    return "reset";
  }

  @Override
  public String arguments() {
    return "";
  }

  @Override
  public String summary() {
    return "forget everything that was declared";
  }

  @Override
  public String example() {
    return "reset";
  }

  @Override
  public Reply run(Session session, Invocation invocation) {
    session.reset();
    return new Reply.Answered("");
  }
}
