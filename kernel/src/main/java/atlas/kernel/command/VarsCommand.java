package atlas.kernel.command;

import atlas.kernel.session.Session;
import atlas.vm.analysis.GlobalScope;
import atlas.vm.types.TypePrinter;
import java.util.ArrayList;
import java.util.List;

/** {@code :vars}: what has been declared. */
final class VarsCommand implements Command {
  @Override
  public String name() {
    return "vars";
  }

  @Override
  public String arguments() {
    return "";
  }

  @Override
  public String summary() {
    return "list the variables and functions declared so far";
  }

  @Override
  public String example() {
    return "vars";
  }

  @Override
  public Reply run(Session session, Invocation invocation) {
    GlobalScope scope = session.scope();
    List<String> lines = new ArrayList<>();
    scope.variables().stream()
        .filter(v -> !v.name().equals(Session.LAST))
        .forEach(v ->
            lines.add(
                "%s %s: %s"
                    .formatted(
                        v.mutable() ? "var" : "let", v.name(), TypePrinter.print(v.type()))));
    scope.functions().stream()
        .filter(f -> scope.variable(f.name()).isEmpty())
        .forEach(f -> lines.add("fn " + f.name() + ": " + TypePrinter.print(f.type())));
    return new Reply.Answered(lines.isEmpty() ? "nothing declared yet" : String.join("\n", lines));
  }
}
