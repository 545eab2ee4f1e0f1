package atlas.kernel.command;

import atlas.kernel.session.EvalResult;
import atlas.kernel.session.EvalResult.Profiling;
import atlas.kernel.session.Input;
import atlas.kernel.session.Session;
import atlas.profiler.analysis.Comparison;
import atlas.profiler.model.Profile;
import atlas.profiler.report.JsonReport;
import atlas.profiler.report.ReportOptions;
import atlas.profiler.report.TextComparison;
import atlas.profiler.report.TextReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code :profile}: runs code and counts. The last profile is kept: without code, {@code :profile}
 * shows it again, under the options given now. {@code %profile} never does, because in a cell its
 * code follows on the next line.
 */
final class ProfileCommand implements CodeCommand {
  private Optional<Profile> last = Optional.empty();

  @Override
  public String name() {
    return "profile";
  }

  @Override
  public String arguments() {
    return "[--tree] [--max-instructions N] [--summary] [--threshold PCT] [--top N] [--sort KEY] [--focus TEXT] [--ignore TEXT]"
        + " [--annotate] [--diff] [--save FILE] CODE";
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
    ProfileLine line = ProfileLine.of(invocation);
    return line.problem().isEmpty()
        && !code(invocation, line).hasCode()
        && (last.isEmpty() || isMagic(invocation));
  }

  @Override
  public Reply run(Session session, Invocation invocation) {
    ProfileLine line = ProfileLine.of(invocation);
    if (line.problem().isPresent()) {
      return new Reply.Rejected(List.of(line.problem().get()));
    }
    if (!code(invocation, line).hasCode()) {
      return new Reply.Answered(
          new TextReport().render(last.orElseThrow(), line.options())
              + saved(last.orElseThrow(), line.save()));
    }
    Optional<Profile> before = last;
    EvalResult result = session.profile(code(invocation, line), line.run(), line.options());
    Optional<Profile> profile = result.about().profile().map(Profiling::profile);
    last = profile.or(() -> last);
    String footer =
        profile
            .map(p -> (line.diff() ? difference(before, p) : "") + saved(p, line.save()))
            .orElse("");
    return new Reply.Evaluated(result, footer);
  }

  /** The last profile that was made. */
  Optional<Profile> last() {
    return last;
  }

  private static Input code(Invocation invocation, ProfileLine line) {
    return invocation.input().blankedUpTo(line.from());
  }

  private static boolean isMagic(Invocation invocation) {
    return invocation.input().text().stripLeading().startsWith("%");
  }

  private static String difference(Optional<Profile> before, Profile after) {
    return before
        .map(p -> TextComparison.render(Comparison.of(p, after), ReportOptions.DEFAULT))
        .orElse("There is no earlier profile to compare with.\n");
  }

  private static String saved(Profile profile, Optional<String> file) {
    if (file.isEmpty()) {
      return "";
    }
    try {
      String json = new JsonReport().render(profile, ReportOptions.DEFAULT);
      Files.writeString(Path.of(file.get()), json);
      return "Profile saved to " + file.get() + "\n";
    } catch (IOException | InvalidPathException e) {
      return "Profile not saved to " + file.get() + ": " + e + "\n";
    }
  }
}
