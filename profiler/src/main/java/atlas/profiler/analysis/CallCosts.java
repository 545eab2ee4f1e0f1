package atlas.profiler.analysis;

import atlas.profiler.model.CallSite;
import atlas.profiler.model.CallTree;
import atlas.profiler.model.FunctionId;
import atlas.profiler.model.Profile;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The instructions that calls led to, those of all that was called from there included. Known
 * exactly or not at all: from calling contexts for one function calling another, and without them
 * where all calls of a function whose total is known come from one line. Calls of a function that
 * is already active cost nothing of their own, since they are part of the outer call.
 */
public final class CallCosts {
  /** One function calling another. */
  public record Pair(FunctionId caller, FunctionId callee) {}

  /** The calls of a pair, and the instructions that they led to. */
  public record Cost(long calls, long instructions) {
    Cost plus(long more, long executed) {
      return new Cost(Math.addExact(calls, more), Math.addExact(instructions, executed));
    }
  }

  private final Profile profile;
  private final Map<Pair, Cost> pairs = new HashMap<>();
  private final Map<Pair, Set<Integer>> lines = new HashMap<>();
  private final Map<FunctionId, Set<Pair>> callersOf = new HashMap<>();
  private final FunctionTotals totals;

  private CallCosts(Profile profile) {
    this.profile = profile;
    this.totals = FunctionTotals.of(profile);
    CallTree tree = profile.details().contexts();
    long[] below = tree.totals();
    for (int i = 0; i < below.length && tree.isComplete(); i++) {
      CallTree.Node node = tree.nodes().get(i);
      if (node.parent() >= 0) {
        Pair pair = new Pair(tree.nodes().get(node.parent()).function(), node.function());
        Cost sum = pairs.getOrDefault(pair, new Cost(0, 0));
        pairs.put(pair, sum.plus(node.calls(), below[i]));
      }
    }
    for (CallSite site : profile.details().calls()) {
      site.function()
          .map(callee -> new Pair(site.caller(), callee))
          .ifPresent(pair -> {
            lines.computeIfAbsent(pair, key -> new HashSet<>()).add(site.line());
            callersOf.computeIfAbsent(pair.callee(), key -> new HashSet<>()).add(pair);
          });
    }
  }

  public static CallCosts of(Profile profile) {
    return new CallCosts(profile);
  }

  /** For every function calling another the cost; empty without calling contexts. */
  public Map<Pair, Cost> pairs() {
    return Map.copyOf(pairs);
  }

  /** The instructions of the calls of one line, if they are known. */
  public OptionalLong of(Rankings.Call call) {
    if (call.function().isEmpty()) {
      return OptionalLong.empty();
    }
    FunctionId callee = call.function().get();
    Pair pair = new Pair(call.caller(), callee);
    if (lines.getOrDefault(pair, Set.of()).size() != 1 || pair.caller().equals(callee)) {
      return OptionalLong.empty();
    }
    if (!pairs.isEmpty()) {
      Cost cost = pairs.get(pair);
      return cost == null ? OptionalLong.empty() : OptionalLong.of(cost.instructions());
    }
    boolean onlyCaller =
        callersOf.get(callee).stream()
            .allMatch(each -> each.equals(pair) || each.caller().equals(callee));
    return onlyCaller && calls(callee) == explained(callee)
        ? totals.of(callee)
        : OptionalLong.empty();
  }

  private long calls(FunctionId function) {
    return profile.functions().stream()
        .filter(each -> each.id().equals(function))
        .findFirst()
        .map(each -> each.calls())
        .orElse(-1L);
  }

  private long explained(FunctionId function) {
    List<CallSite> sites = profile.details().calls();
    return sites.stream()
        .filter(site -> site.function().filter(function::equals).isPresent())
        .mapToLong(CallSite::count)
        .sum();
  }
}
