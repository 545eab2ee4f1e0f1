package atlas.profiler.analysis;

import atlas.profiler.model.CallSite;
import atlas.profiler.model.CallTree;
import atlas.profiler.model.FunctionId;
import atlas.profiler.model.FunctionProfile;
import atlas.profiler.model.Profile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What functions executed together with all that they called: of activations of one function inside
 * each other the outermost alone counts, so that no total exceeds that of the program.
 *
 * <p>Exact or unknown. With all calling contexts every total is known. Otherwise it is where the
 * counts leave no choice: a function's total is its own part and that of all functions it reaches
 * if nobody else calls those.
 */
public final class FunctionTotals {
  private final Map<FunctionId, Long> known = new HashMap<>();
  private final Map<FunctionId, FunctionProfile> functions = new HashMap<>();
  private final Map<FunctionId, List<CallSite>> sites = new HashMap<>();
  private final Set<FunctionId> unexplained = new HashSet<>();

  /** Functions of the library that call nothing. */
  private final Set<String> closed = new HashSet<>();

  /** The totals of a profile. */
  public static FunctionTotals of(Profile profile) {
    FunctionTotals totals = new FunctionTotals();
    CallTree tree = profile.details().contexts();
    if (tree.isEmpty() || !tree.isComplete()) {
      totals.fromCalls(profile);
    } else {
      totals.fromContexts(tree);
    }
    return totals;
  }

  private FunctionTotals() {}

  /** The total of a function; empty if the counts do not tell. */
  public OptionalLong of(FunctionId function) {
    Long total = known.get(function);
    if (total == null && functions.containsKey(function) && !function.isMain()) {
      return fromReach(function);
    }
    return total == null ? OptionalLong.empty() : OptionalLong.of(total);
  }

  private void fromContexts(CallTree tree) {
    long[] below = tree.totals();
    for (int i = 0; i < below.length; i++) {
      List<FunctionId> path = tree.path(i);
      FunctionId function = path.getLast();
      // Functions declared on one line under one name are one to the reader.
      if (!path.subList(0, path.size() - 1).contains(function)) {
        known.merge(function, below[i], Math::addExact);
      }
    }
  }

  private void fromCalls(Profile profile) {
    Map<FunctionId, Long> explained = new HashMap<>();
    boolean doubtful = profile.stopped().isPresent();
    for (CallSite site : profile.details().calls()) {
      sites.computeIfAbsent(site.caller(), _ -> new ArrayList<>()).add(site);
      site.function().ifPresent(callee -> explained.merge(callee, site.count(), Math::addExact));
      // Calls may be begun and not come about, which could hide others.
      doubtful |= site.kind() == CallSite.Kind.LIBRARY && site.callee().equals("assertThrows");
    }
    if (doubtful || profile.details().calls().isEmpty() && profile.totals().calls() > 0) {
      return;
    }
    profile.details().library().stream()
        .filter(use -> !use.callsBack())
        .forEach(use -> closed.add(use.name()));
    profile.functions().forEach(function -> functions.put(function.id(), function));
    for (FunctionProfile function : profile.functions()) {
      boolean told = explained.getOrDefault(function.id(), 0L) == function.calls();
      if (!told && !function.id().isMain()) {
        unexplained.add(function.id());
      }
    }
    List<FunctionId> mains = functions.keySet().stream().filter(FunctionId::isMain).toList();
    if (mains.size() == 1) {
      known.put(mains.getFirst(), profile.totals().instructions());
    }
  }

  private OptionalLong fromReach(FunctionId function) {
    Set<FunctionId> reached = reach(function);
    Map<FunctionId, Long> within = new HashMap<>();
    long total = 0;
    for (FunctionId each : reached) {
      total = Math.addExact(total, functions.get(each).instructions());
      for (CallSite site : sites.getOrDefault(each, List.of())) {
        boolean direct = site.kind() == CallSite.Kind.FUNCTION;
        boolean ends = site.kind() == CallSite.Kind.LIBRARY && closed.contains(site.callee());
        if (!ends && (direct ? site.function().isEmpty() : !unexplained.isEmpty())) {
          return OptionalLong.empty();
        }
        site.function().ifPresent(callee -> within.merge(callee, site.count(), Math::addExact));
      }
    }
    for (FunctionId each : reached) {
      long calls = functions.get(each).calls();
      if (!each.equals(function) && within.getOrDefault(each, 0L) != calls) {
        return OptionalLong.empty();
      }
    }
    return OptionalLong.of(total);
  }

  private Set<FunctionId> reach(FunctionId from) {
    Set<FunctionId> reached = new HashSet<>(Set.of(from));
    Deque<FunctionId> open = new ArrayDeque<>(reached);
    while (!open.isEmpty()) {
      for (CallSite site : sites.getOrDefault(open.remove(), List.of())) {
        site.function().filter(functions::containsKey).filter(reached::add).ifPresent(open::add);
      }
    }
    return reached;
  }
}
