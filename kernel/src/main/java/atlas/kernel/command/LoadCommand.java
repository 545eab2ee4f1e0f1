package atlas.kernel.command;

import atlas.kernel.session.EvalResult;
import atlas.kernel.session.Input;
import atlas.kernel.session.Session;
import atlas.vm.source.SourceTexts;
import java.io.IOException;
import java.util.Optional;

/** {@code :load}: evaluates a file as one input; what it declares stays. */
final class LoadCommand extends DescribedCommand {
  LoadCommand() {
    super("load", "FILE", "evaluate a file; what it declares stays", "prelude.atl");
  }

  @Override
  public Operand operand() {
    return Operand.PATH;
  }

  @Override
  public Optional<String> lacks(Invocation invocation) {
    return invocation.arguments().isEmpty() ? Optional.of("a file") : Optional.empty();
  }

  @Override
  public Reply run(Session session, Invocation invocation) {
    String file = invocation.arguments();
    try {
      return load(session, SourceTexts.read(session.toRead(file)), file);
    } catch (IOException e) {
      return new Reply.Refused("cannot read '" + file + "': " + SourceTexts.reason(e));
    } catch (IllegalArgumentException e) {
      return new Reply.Refused("cannot read '" + file + "': " + e.getMessage());
    }
  }

  /** Evaluates the text of a file. A value that it ends in is not shown, as by {@code run}. */
  static Reply load(Session session, String text, String name) {
    EvalResult result = session.eval(Input.file(text, name));
    return result instanceof EvalResult.Success(var about, var _)
        ? new Reply.Evaluated(new EvalResult.Success(about, Optional.empty()), "")
        : new Reply.Evaluated(result, "");
  }
}
