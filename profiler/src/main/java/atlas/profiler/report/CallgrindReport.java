package atlas.profiler.report;

import atlas.profiler.model.CallSite;
import atlas.profiler.model.FunctionId;
import atlas.profiler.model.Location;
import atlas.profiler.model.Profile;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The format of callgrind, which {@code callgrind_annotate} and KCachegrind read: instructions by
 * function and line. Calls are given with their counts and an inclusive cost of 0, because that of
 * a single call is not known.
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
    for (Map.Entry<FunctionId, SortedMap<Integer, Long>> function : costs.entrySet()) {
      FunctionId id = function.getKey();
      out.write("\nfl=" + clean(id.file()) + "\nfn=" + name(id) + "\n");
      for (Map.Entry<Integer, Long> line : function.getValue().entrySet()) {
        out.write(line.getKey() + " " + line.getValue() + "\n");
      }
      for (CallSite call : calls.getOrDefault(id, List.of())) {
        FunctionId callee = call.function().orElseThrow();
        out.write("cfi=" + clean(callee.file()) + "\ncfn=" + name(callee) + "\n");
        out.write("calls=" + call.count() + " " + callee.line() + "\n" + call.line() + " 0\n");
      }
    }
    out.write("\ntotals: " + profile.totals().instructions() + "\n");
  }

  /** Functions of one name in one file are told apart by their lines. */
  private static String name(FunctionId id) {
    return clean(id.isMain() ? id.name() : id.name() + ":" + id.line());
  }

  private static String clean(String text) {
    return new Glyphs(false).clean(text);
  }
}
