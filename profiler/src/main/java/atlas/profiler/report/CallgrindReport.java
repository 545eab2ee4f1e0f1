package atlas.profiler.report;

import atlas.profiler.analysis.CallCosts;
import atlas.profiler.analysis.CallCosts.Cost;
import atlas.profiler.analysis.CallCosts.Pair;
import atlas.profiler.model.CallSite;
import atlas.profiler.model.FunctionId;
import atlas.profiler.model.Location;
import atlas.profiler.model.Order;
import atlas.profiler.model.Profile;
import java.io.IOException;
import java.io.Writer;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The format of callgrind, which {@code callgrind_annotate} and KCachegrind read: instructions by
 * function and line, and calls. With calling contexts the calls have the inclusive costs of one
 * function calling another, divided among the lines in proportion to their calls if there are
 * several; without, and for calls of functions that were active already, a cost of 0.
 */
public final class CallgrindReport implements ReportWriter {
  @Override
  public void write(Profile profile, ReportOptions options, Writer out) throws IOException {
    out.write("# callgrind format\nversion: 1\ncreator: atlas\npositions: line\n");
    out.write("cmd: " + clean(profile.name()) + "\nevents: Instructions\n");
    out.write("summary: " + profile.totals().instructions() + "\n");
    SortedMap<FunctionId, SortedMap<Integer, Long>> costs = new TreeMap<>();
    for (Location at : profile.locations()) {
      costs
          .computeIfAbsent(at.function(), id -> new TreeMap<>())
          .merge(at.line(), at.count(), Math::addExact);
    }
    Map<FunctionId, List<CallSite>> calls =
        profile.details().calls().stream()
            .filter(call -> call.function().isPresent())
            .collect(Collectors.groupingBy(CallSite::caller));
    Map<Pair, Cost> pairs = new HashMap<>(CallCosts.of(profile).pairs());
    for (Map.Entry<FunctionId, SortedMap<Integer, Long>> function : costs.entrySet()) {
      FunctionId id = function.getKey();
      out.write("\nfl=" + clean(id.file()) + "\nfn=" + name(id) + "\n");
      for (Map.Entry<Integer, Long> line : function.getValue().entrySet()) {
        out.write(line.getKey() + " " + line.getValue() + "\n");
      }
      calls(id, calls.getOrDefault(id, List.of()), pairs, out);
    }
    out.write("\ntotals: " + profile.totals().instructions() + "\n");
  }

  private static void calls(
      FunctionId caller, List<CallSite> sites, Map<Pair, Cost> pairs, Writer out)
      throws IOException {
    Map<FunctionId, Long> begun =
        sites.stream()
            .collect(Collectors.toMap(s -> s.function().orElseThrow(), CallSite::count, Long::sum));
    for (CallSite site : sites) {
      FunctionId callee = site.function().orElseThrow();
      Pair pair = new Pair(caller, callee);
      Cost left = pairs.getOrDefault(pair, new Cost(0, 0));
      long cost =
          site.count() == 0 ? 0 : part(left.instructions(), site.count(), begun.get(callee));
      pairs.put(pair, new Cost(0, left.instructions() - cost));
      begun.merge(callee, -site.count(), Long::sum);
      call(pair, site.count(), site.line(), cost, out);
    }
    List<Pair> others =
        pairs.keySet().stream()
            .filter(pair -> pair.caller().equals(caller))
            .filter(pair -> pairs.get(pair).instructions() > 0)
            .sorted(Order.by(Pair::callee))
            .toList();
    for (Pair pair : others) {
      Cost cost = pairs.get(pair);
      call(pair, cost.calls(), caller.line(), cost.instructions(), out);
    }
  }

  private static void call(Pair pair, long count, int line, long cost, Writer out)
      throws IOException {
    FunctionId callee = pair.callee();
    if (!callee.file().equals(pair.caller().file())) {
      out.write("cfi=" + clean(callee.file()) + "\n");
    }
    out.write("cfn=" + name(callee) + "\n");
    out.write("calls=" + count + " " + callee.line() + "\n" + line + " " + cost + "\n");
  }

  /** So much of a cost as belongs to some of the calls. */
  private static long part(long cost, long calls, long allCalls) {
    return BigInteger.valueOf(cost)
        .multiply(BigInteger.valueOf(calls))
        .divide(BigInteger.valueOf(allCalls))
        .longValueExact();
  }

  /** Functions of one name in one file are told apart by their lines. */
  private static String name(FunctionId id) {
    return clean(id.isMain() ? id.name() : id.name() + ":" + id.line());
  }

  private static String clean(String text) {
    return new Glyphs(false).clean(text);
  }
}
