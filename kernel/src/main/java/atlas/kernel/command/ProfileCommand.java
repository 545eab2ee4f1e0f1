package atlas.kernel.command;

import atlas.kernel.command.ProfileHistory.Entry;
import atlas.kernel.command.ProfileLine.Request;
import atlas.kernel.session.Candidate;
import atlas.kernel.session.Candidate.Kind;
import atlas.kernel.session.EvalResult;
import atlas.kernel.session.EvalResult.Profiling;
import atlas.kernel.session.Input;
import atlas.kernel.session.Session;
import atlas.kernel.session.WriteFailure;
import atlas.profiler.RunOptions;
import atlas.profiler.Scale;
import atlas.profiler.analysis.Comparison;
import atlas.profiler.analysis.Scaling;
import atlas.profiler.model.Profile;
import atlas.profiler.report.JsonReport;
import atlas.profiler.report.ListingReport;
import atlas.profiler.report.OptionDoc;
import atlas.profiler.report.ReportOptions;
import atlas.vm.types.TypePrinter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code :profile}: runs code and counts. The profiles are kept: without code, {@code :profile}
 * shows the last one again, under the options given now. While it is {@linkplain #eval on}, every
 * input is counted, so that the profile of a slow one is there after the fact.
 */
final class ProfileCommand implements CodeCommand {
  static final String NONE = "there is no profile yet; 'profile CODE' makes one";

  private static final String QUERIES =
      "top 5 where fn ~ /sort/ by allocs, peek f, focus f, ignore f\n"
          + "        ask the last profile; also by instr, hits, total or place";

  private final ProfileHistory history = new ProfileHistory();
  private boolean countsAll;

  @Override
  public String name() {
    return "profile";
  }

  @Override
  public String arguments() {
    return "[OPTIONS] CODE";
  }

  @Override
  public List<OptionDoc> options() {
    return ProfileLine.OPTIONS;
  }

  @Override
  public List<Candidate> words() {
    return requests()
        .map(request -> new Candidate(request.word(), Kind.OPTION, "", request.meaning()))
        .toList();
  }

  private static Stream<Request> requests() {
    return Stream.of(Request.values()).filter(request -> !request.word().isEmpty());
  }

  @Override
  public String summary() {
    return "run CODE and count every instruction";
  }

  @Override
  public String details() {
    return requests()
        .map(request -> "%-8s%s".formatted(request.word(), request.meaning()))
        .collect(Collectors.joining("\n", "", "\n" + QUERIES));
  }

  @Override
  public String example() {
    return "profile --threshold 5 fib(20)";
  }

  /** A magic stands in a cell, where its code follows on the next line. */
  @Override
  public boolean isUnfinished(Invocation invocation) {
    ProfileLine line = ProfileLine.of(invocation);
    return isBare(invocation, line) && (isMagic(invocation) || !canShowAgain(line));
  }

  @Override
  public boolean lacksCode(Invocation invocation) {
    ProfileLine line = ProfileLine.of(invocation);
    return isBare(invocation, line) && !canShowAgain(line);
  }

  /** Options on how to run cannot change what has run. */
  private boolean canShowAgain(ProfileLine line) {
    return history.last().isPresent()
        && line.run().equals(RunOptions.DEFAULT)
        && line.scale().isEmpty();
  }

  private static boolean isBare(Invocation invocation, ProfileLine line) {
    return line.problem().isEmpty()
        && line.request() == Request.RUN
        && !code(invocation, line).hasCode();
  }

  /** Evaluates an input that is no command: with a profile for later while it is on. */
  EvalResult eval(Session session, Input input) {
    if (!countsAll) {
      return session.eval(input);
    }
    EvalResult result = session.profile(input, RunOptions.DEFAULT, ReportOptions.DEFAULT);
    keep(result, input);
    return result.withoutProfile();
  }

  /** Whether every input is counted. */
  boolean isOn() {
    return countsAll;
  }

  @Override
  public Reply run(Session session, Invocation invocation) {
    ProfileLine line = ProfileLine.of(invocation);
    if (line.problem().isPresent()) {
      return new Reply.Rejected(List.of(line.problem().get()));
    }
    if (line.conflict().isPresent()) {
      return new Reply.Refused(line.conflict().get());
    }
    if (line.request() != Request.RUN && !line.run().equals(RunOptions.DEFAULT)) {
      String what =
          line.request() == Request.QUERY ? "a query" : "':profile " + line.request().word() + "'";
      return new Reply.Refused(what + " runs no code that options could change");
    }
    return switch (line.request()) {
      case RUN -> isBare(invocation, line) ? again(session, line) : run(session, invocation, line);
      case LAST, QUERY -> again(session, line);
      case DIFF -> difference(line);
      case ALL -> shown(session, history.total(), line);
      case LIST -> history.runs() == 0 ? new Reply.Refused(NONE) : list();
      case ON, OFF -> turn(line.request() == Request.ON);
      case RESET -> {
        history.clear();
        yield new Reply.Answered("All profiles are forgotten.");
      }
    };
  }

  /** The last profile that was made. */
  Optional<Profile> last() {
    return history.last().map(Entry::profile);
  }

  private Reply run(Session session, Invocation invocation, ProfileLine line) {
    Input code = code(invocation, line);
    if (line.scale().isPresent()) {
      return scaled(session, code, line.scale().get(), line);
    }
    EvalResult result = session.profile(code, line.run(), line.options());
    keep(result, code);
    Optional<Profile> profile = result.about().profile().map(Profiling::profile);
    String saved = profile.map(p -> saved(session, p, line.save())).orElse("");
    if (profile.isEmpty()) {
      return new Reply.Evaluated(result, saved);
    }
    Optional<Reply.Change> change =
        (line.diff() ? history.beforeLast() : history.lastRun())
            .map(before -> Comparison.of(before.profile(), profile.get()))
            .map(comparison -> new Reply.Change(comparison, line.diff()));
    boolean isMissing = line.diff() && change.isEmpty();
    return new Reply.Evaluated(
        result,
        change,
        isMissing ? "There is no earlier profile to compare with.\n" + saved : saved);
  }

  private static Reply scaled(Session session, Input code, Scale scale, ProfileLine line) {
    Optional<String> mismatch =
        session
            .scope()
            .variable(scale.variable())
            .flatMap(variable -> scale.mismatch(TypePrinter.print(variable.type())));
    if (mismatch.isPresent()) {
      return new Reply.Refused(mismatch.get());
    }
    Session.Scaled scaled = session.scale(code, scale, line.run());
    Optional<Scaling> scaling =
        Optional.of(scaled.runs())
            .filter(runs -> runs.size() > 1)
            .map(runs -> new Scaling(scale.variable(), runs));
    EvalResult result = scaled.result();
    boolean ran = result.about().profile().isPresent();
    String footer =
        ran && !result.isSuccess()
            ? "Stopped with %s = %d.\n"
                .formatted(scale.variable(), scale.values().get(scaled.runs().size()))
            : "";
    return new Reply.Scaled(result.withoutProfile(), scaling, line.options(), footer);
  }

  private void keep(EvalResult result, Input code) {
    if (!code.isRemembered()) {
      return;
    }
    result
        .about()
        .profile()
        .ifPresent(profiling -> history.add(profiling.profile(), code.text().strip()));
  }

  private Reply again(Session session, ProfileLine line) {
    return line.diff() ? difference(line) : shown(session, last(), line);
  }

  private static Reply shown(Session session, Optional<Profile> profile, ProfileLine line) {
    return profile
        .<Reply>map(p ->
            new Reply.Profiled(new Profiling(p, line.options()), saved(session, p, line.save())))
        .orElse(new Reply.Refused(NONE));
  }

  private Reply difference(ProfileLine line) {
    return history
        .beforeLast()
        .<Reply>map(before ->
            new Reply.Compared(
                Comparison.of(before.profile(), last().orElseThrow()), line.options()))
        .orElse(new Reply.Refused("there are no two profiles yet to compare"));
  }

  private Reply list() {
    List<Profile> profiles = history.entries().stream().map(Entry::profile).toList();
    List<String> codes = history.entries().stream().map(Entry::code).toList();
    return new Reply.Answered(
        ListingReport.render(profiles, codes, history.runs(), ReportOptions.DEFAULT));
  }

  private Reply turn(boolean on) {
    countsAll = on;
    return new Reply.Answered(
        on
            ? "Every input is counted from now on; ':profile' shows the last one."
            : "Inputs are counted no more.");
  }

  private static Input code(Invocation invocation, ProfileLine line) {
    return invocation.input().blankedUpTo(line.from());
  }

  private static boolean isMagic(Invocation invocation) {
    return invocation.prefix() == '%';
  }

  private static String saved(Session session, Profile profile, Optional<String> file) {
    if (file.isEmpty()) {
      return "";
    }
    try {
      String json = new JsonReport().render(profile, ReportOptions.DEFAULT);
      Files.writeString(session.toWrite(file.get()), json);
      return "Profile saved to " + file.get() + "\n";
    } catch (IOException e) {
      return "Profile not saved to " + file.get() + ": " + WriteFailure.reason(e) + "\n";
    } catch (InvalidPathException e) {
      return "Profile not saved: not the name of a file\n";
    }
  }
}
