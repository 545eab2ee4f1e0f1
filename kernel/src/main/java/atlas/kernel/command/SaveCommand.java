package atlas.kernel.command;

import atlas.kernel.session.SavedProgram;
import atlas.kernel.session.Session;
import atlas.kernel.session.WriteFailure;
import atlas.profiler.report.OptionDoc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code :save}: writes what inputs did to a file, as a program. */
final class SaveCommand extends DescribedCommand {
  private static final String FORCE = "--force";

  private static final OptionDoc FORCE_DOC =
      OptionDoc.flag(FORCE, "Overwrite a file that is there already.");

  SaveCommand() {
    super("save", "[--force] FILE", "write what inputs did to a file, as a program", "session.atl");
  }

  @Override
  public String details() {
    return """
    Inputs that failed are left out, and those that only asked for a value are comments.
    Of what was declared again the last declaration counts; notes say what that changes.\
    """;
  }

  @Override
  public List<OptionDoc> options() {
    return List.of(FORCE_DOC);
  }

  @Override
  public Operand operand() {
    return Operand.PATH;
  }

  @Override
  public Optional<String> lacks(Invocation invocation) {
    return file(invocation).isEmpty() ? Optional.of("a file") : Optional.empty();
  }

  @Override
  public Reply run(Session session, Invocation invocation) {
    boolean force = isForced(invocation);
    String file = file(invocation);
    try {
      Path path = session.toWrite(file);
      if (!force && Files.exists(path)) {
        return new Reply.Refused("'" + file + "' exists; --force before its name overwrites it");
      }
      SavedProgram program = session.program(path);
      Files.writeString(path, program.text());
      return new Reply.Answered("saved " + file + notes(program));
    } catch (IOException e) {
      return new Reply.Refused("cannot write '" + file + "': " + WriteFailure.reason(e));
    } catch (IllegalArgumentException e) {
      return new Reply.Refused("cannot write '" + file + "': " + e.getMessage());
    }
  }

  private static String notes(SavedProgram program) {
    return program.remarks().stream()
        .map(remark -> "\nnote: " + remark)
        .collect(Collectors.joining());
  }

  private static boolean isForced(Invocation invocation) {
    return (invocation.arguments() + " ").startsWith(FORCE + " ");
  }

  private static String file(Invocation invocation) {
    String arguments = invocation.arguments();
    return isForced(invocation) ? arguments.substring(FORCE.length()).strip() : arguments;
  }
}
