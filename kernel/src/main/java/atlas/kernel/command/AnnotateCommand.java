package atlas.kernel.command;

import atlas.kernel.session.Session;
import atlas.profiler.model.Profile;
import atlas.profiler.report.ReportOptions;
import atlas.profiler.report.TextAnnotation;
import java.util.Optional;

/** {@code :annotate}: a function with the counts of the last profile in its margin. */
final class AnnotateCommand implements Command {
  private final ProfileCommand profiles;

  AnnotateCommand(ProfileCommand profiles) {
    this.profiles = profiles;
  }

  @Override
  public String name() {
    return "annotate";
  }

  @Override
  public String arguments() {
    return "FUNCTION";
  }

  @Override
  public String summary() {
    return "show a function with the counts of the last profile";
  }

  @Override
  public String example() {
    return "annotate fib";
  }

  @Override
  public Optional<String> lacks(Invocation invocation) {
    return invocation.arguments().isEmpty() ? Optional.of("a function") : Optional.empty();
  }

  @Override
  public Reply run(Session session, Invocation invocation) {
    String function = invocation.arguments();
    Optional<Profile> profile = profiles.last();
    if (profile.isEmpty()) {
      return new Reply.Refused(ProfileCommand.NONE);
    }
    String text = TextAnnotation.of(profile.get(), function, ReportOptions.DEFAULT);
    return text.isEmpty()
        ? new Reply.Refused("the last profile knows no function '" + function + "'")
        : new Reply.Answered(text);
  }
}
