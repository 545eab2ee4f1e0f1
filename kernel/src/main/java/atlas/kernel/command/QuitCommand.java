package atlas.kernel.command;

import atlas.kernel.session.Session;

/** {@code :quit}: only where there is something to leave, so not in notebooks. */
final class QuitCommand implements Command {
  @Override
  public String name() {
    return "quit";
  }

  @Override
  public String arguments() {
    return "";
  }

  @Override
  public String summary() {
    return "leave";
  }

  @Override
  public String example() {
    return "quit";
  }

  @Override
  public Reply run(Session session, Invocation invocation) {
    return new Reply.Quit();
  }
}
