package atlas.profiler.report;

import atlas.profiler.analysis.Cut;
import atlas.profiler.analysis.Ranking;
import atlas.profiler.analysis.Rankings;
import atlas.profiler.model.FunctionProfile;
import atlas.profiler.model.LineProfile;
import atlas.profiler.model.OpcodeCount;
import atlas.profiler.model.Profile;
import java.util.List;

/** The parts of a profile in the order of the machine-readable forms: the largest first, uncut. */
final class JsonOrder {
  private JsonOrder() {}

  static List<OpcodeCount> opcodes(Profile profile) {
    return items(Rankings.opcodes(profile, Cut.NONE));
  }

  static List<FunctionProfile> functions(Profile profile) {
    return items(Rankings.functions(profile, Cut.NONE));
  }

  static List<LineProfile> lines(Profile profile) {
    return items(Rankings.lines(profile, Cut.NONE));
  }

  private static <T> List<T> items(Ranking<T> ranking) {
    return ranking.rows().stream().map(Ranking.Row::item).toList();
  }
}
