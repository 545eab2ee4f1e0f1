package atlas.kernel.command;

import atlas.kernel.session.Session;

/** {@code :type}: the static type of the last expression, which is not run. */
final class TypeCommand implements CodeCommand {
  @Override
  public String name() {
    return "type";
  }

  @Override
  public String arguments() {
    return "CODE";
  }

  @Override
  public String summary() {
    return "show the type of an expression without running it";
  }

  @Override
  public String example() {
    return "type [1, 2, 3]";
  }

  @Override
  public Reply run(Session session, Invocation invocation) {
    Session.TypeAnswer answer = session.typeOf(invocation.code());
    return answer
        .type()
        .<Reply>map(Reply.Answered::new)
        .orElseGet(() -> new Reply.Rejected(answer.diagnostics()));
  }
}
