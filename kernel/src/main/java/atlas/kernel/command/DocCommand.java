package atlas.kernel.command;

import atlas.kernel.session.Inspection;
import atlas.kernel.session.Session;
import java.util.Optional;

/** {@code :doc}: what is known of a name, be it of the library or declared. */
final class DocCommand extends DescribedCommand {
  DocCommand() {
    super("doc", "NAME", "show what is known of a function or variable", "len");
  }

  @Override
  public Operand operand() {
    return Operand.CODE;
  }

  @Override
  public Optional<String> lacks(Invocation invocation) {
    return invocation.arguments().isEmpty() ? Optional.of("a name") : Optional.empty();
  }

  @Override
  public Reply run(Session session, Invocation invocation) {
    String name = invocation.arguments();
    return session
        .inspect(name, name.length())
        .map(Inspection::text)
        .<Reply>map(Reply.Answered::new)
        .orElseGet(() -> new Reply.Refused("nothing is known of '" + name + "'"));
  }
}
