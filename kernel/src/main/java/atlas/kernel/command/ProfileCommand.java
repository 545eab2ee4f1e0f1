package atlas.kernel.command;

import atlas.kernel.session.Session;

/** {@code :profile}: the session's own way to ask for a profile, under its other names. */
final class ProfileCommand implements CodeCommand {
  @Override
  public String name() {
    return "profile";
  }

  @Override
  public String arguments() {
    return "[--threshold PCT] [--top N] [--summary] CODE";
  }

  @Override
  public String summary() {
    return "run CODE and count every instruction";
  }

  @Override
  public String example() {
    return "profile --threshold 5 fib(20)";
  }

  @Override
  public boolean isUnfinished(Invocation invocation) {
    return Session.lacksCodeToProfile(invocation.input(), invocation.from());
  }

  @Override
  public Reply run(Session session, Invocation invocation) {
    return new Reply.Evaluated(session.profile(invocation.input(), invocation.from()), "");
  }
}
