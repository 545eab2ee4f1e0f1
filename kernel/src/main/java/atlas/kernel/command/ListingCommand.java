package atlas.kernel.command;

import atlas.kernel.session.Input;
import atlas.kernel.session.Session;
import java.util.function.BiFunction;

/** {@code :disasm} and {@code :ast}: what code is turned into; it is not run. */
final class ListingCommand extends DescribedCommand implements CodeCommand {
  private final BiFunction<Session, Input, Session.TypeAnswer> listing;

  private ListingCommand(
      String name, String summary, BiFunction<Session, Input, Session.TypeAnswer> listing) {
    super(name, "CODE", summary, "1 + 2 * 3");
    this.listing = listing;
  }

  static ListingCommand bytecode() {
    return new ListingCommand(
        "disasm",
        "list the bytecode of CODE, or of the function of that name",
        Session::disassemble);
  }

  static ListingCommand tree() {
    return new ListingCommand("ast", "show CODE as it was parsed", Session::tree);
  }

  @Override
  public Reply run(Session session, Invocation invocation) {
    Session.TypeAnswer answer = listing.apply(session, invocation.code());
    return answer
        .type()
        .<Reply>map(Reply.Answered::new)
        .orElseGet(() -> new Reply.Rejected(answer.diagnostics()));
  }
}
