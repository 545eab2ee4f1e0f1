package atlas.profiler.analysis;

import atlas.profiler.model.FunctionProfile;
import atlas.profiler.model.LineProfile;
import atlas.profiler.model.OpcodeCount;
import atlas.profiler.model.Profile;
import java.util.Comparator;

/** The rankings that reports show. All are of instructions executed. */
public final class Rankings {
  private Rankings() {}

  /** Lines; equals by file and line. */
  public static Ranking<LineProfile> lines(Profile profile, Cut cut) {
    return Ranking.of(profile.lines(), LineProfile::count, LineProfile.ORDER, cut);
  }

  /** Functions by their own instructions; equals by place. */
  public static Ranking<FunctionProfile> functions(Profile profile, Cut cut) {
    return Ranking.of(
        profile.functions(),
        FunctionProfile::instructions,
        Comparator.comparing(FunctionProfile::id),
        cut);
  }

  /** Opcodes; equals by name. */
  public static Ranking<OpcodeCount> opcodes(Profile profile, Cut cut) {
    return Ranking.of(
        profile.opcodes(), OpcodeCount::count, Comparator.comparing(OpcodeCount::name), cut);
  }
}
