package atlas.profiler.analysis;

import atlas.profiler.analysis.Rankings.Call;
import atlas.profiler.model.FunctionId;
import atlas.profiler.model.FunctionProfile;
import atlas.profiler.model.Profile;
import java.util.List;

/** A function between those that call it and what it calls, both line by line. */
public record Peek(FunctionProfile function, Ranking<Call> callers, Ranking<Call> callees) {
  /** The executed functions of a name, or else those whose name has it as a part, or matches. */
  public static List<Peek> of(Profile profile, String text, Cut cut) {
    List<Peek> exact = of(profile, TextMatch.whole(text), cut);
    return exact.isEmpty() ? of(profile, TextMatch.of(text), cut) : exact;
  }

  private static List<Peek> of(Profile profile, TextMatch name, Cut cut) {
    return profile.functions().stream()
        .filter(each -> name.test().test(each.id().name()))
        .map(each -> of(profile, each, cut))
        .toList();
  }

  private static Peek of(Profile profile, FunctionProfile function, Cut cut) {
    FunctionId id = function.id();
    return new Peek(
        function,
        Rankings.calls(profile, call -> call.function().filter(id::equals).isPresent(), cut),
        Rankings.calls(profile, call -> call.caller().equals(id), cut));
  }
}
