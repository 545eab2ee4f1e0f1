package atlas.kernel.command;

import atlas.kernel.session.EvalResult;
import atlas.kernel.session.Session;

/** {@code :show}: all of a value, of which a result shows no more than a screenful. */
final class ShowCommand extends DescribedCommand {
  ShowCommand() {
    super("show", "[CODE]", "show all of the last value, or of that of CODE", "");
  }

  @Override
  public Operand operand() {
    return Operand.CODE;
  }

  @Override
  public boolean takesCode() {
    return true;
  }

  @Override
  public Reply run(Session session, Invocation invocation) {
    if (invocation.code().hasCode()) {
      EvalResult result = session.eval(invocation.code());
      return result instanceof EvalResult.Success(var about, var value)
          ? new Reply.Evaluated(
              new EvalResult.Success(about, value.map(EvalResult.Answer::whole)), "")
          : new Reply.Evaluated(result, "");
    }
    return session
        .last()
        .<Reply>map(answer -> new Reply.Shown(answer.whole()))
        .orElseGet(() -> new Reply.Answered("no value yet"));
  }
}
