package atlas.profiler.analysis;

import atlas.profiler.model.Advice;
import atlas.profiler.model.Allocation;
import atlas.profiler.model.Branch;
import atlas.profiler.model.CallSite;
import atlas.profiler.model.FunctionId;
import atlas.profiler.model.FunctionProfile;
import atlas.profiler.model.FunctionTime;
import atlas.profiler.model.LibraryTime;
import atlas.profiler.model.LibraryUse;
import atlas.profiler.model.LineProfile;
import atlas.profiler.model.Loop;
import atlas.profiler.model.OpcodeCount;
import atlas.profiler.model.OpcodePair;
import atlas.profiler.model.Order;
import atlas.profiler.model.Profile;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The rankings that reports show. All are of instructions executed. */
public final class Rankings {
  private static final int MOST_ADVICE = 3;

  /** One of so many instructions must be concerned by advice. */
  private static final long WORTH_A_WORD = 50;

  /** So many instructions might do what the library does for one search or copy, at a guess. */
  private static final double OF_THE_LIBRARY = 100;

  private Rankings() {}

  /** Lines; equals by file and line. */
  public static Ranking<LineProfile> lines(Profile profile, Cut cut) {
    return lines(profile, Query.ALL, cut);
  }

  /**
   * Lines that a query asks for. By values made, the threshold is a share of those, so that the
   * first ones are there.
   */
  public static Ranking<LineProfile> lines(Profile profile, Query query, Cut cut) {
    Predicate<LineProfile> wanted = line -> query.admits(line.function(), line.file());
    Order<LineProfile> ties = LineProfile.ORDER;
    return switch (query.sort()) {
      case INSTR, TOTAL ->
          lines(profile, Order.largest(LineProfile::count).then(ties), wanted, cut);
      case HITS -> lines(profile, Order.largest(LineProfile::hits).then(ties), wanted, cut);
      case PLACE -> lines(profile, ties, wanted, cut);
      case ALLOCS -> {
        Made made = Made.of(profile);
        Order<LineProfile> largest = Order.largest(made::of);
        yield lines(
            profile,
            largest.then(ties),
            wanted.and(line -> made.of(line) > 0 && cut.admits(made.of(line), made.total())),
            new Cut(0, cut.top()));
      }
    };
  }

  private static Ranking<LineProfile> lines(
      Profile profile, Order<LineProfile> order, Predicate<LineProfile> wanted, Cut cut) {
    return Ranking.of(profile.lines(), LineProfile::count, order, wanted, cut);
  }

  /** Functions by their own instructions; equals by place. */
  public static Ranking<FunctionProfile> functions(Profile profile, Cut cut) {
    return functions(profile, Query.ALL, cut);
  }

  /** Functions that a query asks for. */
  public static Ranking<FunctionProfile> functions(Profile profile, Query query, Cut cut) {
    Predicate<FunctionProfile> wanted = f -> query.admits(f.id().name(), f.id().file());
    return switch (query.sort()) {
      case INSTR -> functions(profile, Order.largest(FunctionProfile::instructions), wanted, cut);
      case HITS -> functions(profile, Order.largest(FunctionProfile::calls), wanted, cut);
      case PLACE -> functions(profile, Order.by(FunctionProfile::id), wanted, cut);
      case TOTAL -> {
        FunctionTotals totals = FunctionTotals.of(profile);
        Map<FunctionId, Long> known = new HashMap<>();
        profile.functions().forEach(f -> known.put(f.id(), totals.of(f.id()).orElse(-1)));
        yield functions(profile, Order.largest(f -> known.get(f.id())), wanted, cut);
      }
      case ALLOCS -> {
        Made made = Made.of(profile);
        yield functions(profile, Order.largest(made::of), wanted.and(f -> made.of(f) > 0), cut);
      }
    };
  }

  private static Ranking<FunctionProfile> functions(
      Profile profile, Order<FunctionProfile> order, Predicate<FunctionProfile> wanted, Cut cut) {
    return Ranking.of(
        profile.functions(),
        FunctionProfile::instructions,
        order.then(FunctionProfile.ORDER),
        wanted,
        cut);
  }

  /** Opcodes; equals by name. */
  public static Ranking<OpcodeCount> opcodes(Profile profile, Cut cut) {
    return Ranking.of(profile.opcodes(), OpcodeCount::count, OpcodeCount.ORDER, cut);
  }

  /** Opcodes within functions; equals by place and name. */
  public static Ranking<Map.Entry<FunctionId, String>> opcodesByFunction(
      Profile profile, Query query, Cut cut) {
    Map<Map.Entry<FunctionId, String>, Long> sums = new LinkedHashMap<>();
    profile
        .locations()
        .forEach(l -> sums.merge(Map.entry(l.function(), l.opcode()), l.count(), Math::addExact));
    Order<Map.Entry<FunctionId, String>> largest =
        Order.largest((Map.Entry<FunctionId, String> key) -> sums.get(key));
    return Ranking.of(
        List.copyOf(sums.keySet()),
        sums::get,
        largest.then(Order.by(Map.Entry::getKey)).then(Order.by(Map.Entry::getValue)),
        key -> query.admits(key.getKey().name(), key.getKey().file()),
        cut);
  }

  /** Pairs of opcodes; equals by name. */
  public static Ranking<OpcodePair> pairs(Profile profile, Cut cut) {
    return Ranking.of(profile.details().pairs(), OpcodePair::count, OpcodePair.ORDER, cut);
  }

  /** Functions of the library by calls; equals by name. */
  public static Ranking<LibraryUse> library(Profile profile, Cut cut) {
    return Ranking.of(profile.details().library(), LibraryUse::calls, LibraryUse.ORDER, cut);
  }

  /**
   * Calls with a known function of the program or library behind them, by caller, line and name.
   */
  public static Ranking<Call> calls(Profile profile, Query query, Cut cut) {
    return calls(
        profile,
        call ->
            query.admits(call.caller().name(), call.caller().file())
                || call.kind() == CallSite.Kind.FUNCTION
                    && query.admits(call.callee(), call.caller().file()),
        cut);
  }

  /** Those of them that are wanted. */
  public static Ranking<Call> calls(Profile profile, Predicate<Call> wanted, Cut cut) {
    Map<Call, Long> sums = new LinkedHashMap<>();
    for (CallSite site : profile.details().calls()) {
      Call call =
          new Call(site.caller(), site.line(), site.kind(), site.callee(), site.function(), 0);
      if (wanted.test(call)) {
        sums.merge(call, site.count(), Math::addExact);
      }
    }
    List<Call> calls =
        sums.entrySet().stream().map(e -> e.getKey().withCount(e.getValue())).toList();
    return Ranking.of(
        calls,
        Call::count,
        Order.by(Call::caller).then(Order.byInt(Call::line)).then(Order.by(Call::callee)),
        cut);
  }

  /** Calls of one thing from one line. */
  public record Call(
      FunctionId caller,
      int line,
      CallSite.Kind kind,
      String callee,
      Optional<FunctionId> function,
      long count) {
    Call withCount(long calls) {
      return new Call(caller, line, kind, callee, function, calls);
    }
  }

  /** Values made, by line and kind; equals by place. */
  public static Ranking<Allocation> allocations(Profile profile, Query query, Cut cut) {
    List<Allocation> wanted =
        profile.details().allocations().stream()
            .filter(a -> query.admits(a.function().name(), a.function().file()))
            .toList();
    return Ranking.of(wanted, Allocation::count, Allocation.ORDER, cut);
  }

  /** Functions by their sampled time; equals by place. */
  public static Ranking<FunctionTime> times(Profile profile, Query query, Cut cut) {
    return Ranking.of(
        profile.details().times().functions(),
        FunctionTime::selfNanos,
        Order.largest(FunctionTime::selfNanos).then(FunctionTime.ORDER),
        time -> query.admits(time.function().name(), time.function().file()),
        cut);
  }

  /** Library functions by their sampled time, the longest first. */
  public static List<LibraryTime> libraryTimes(Profile profile) {
    return profile.details().times().library().stream()
        .sorted(Order.largest(LibraryTime::nanos).then(LibraryTime.ORDER))
        .toList();
  }

  /** Loops by turns and entries; equals by place. */
  public static Ranking<Loop> loops(Profile profile, Query query, Cut cut) {
    List<Loop> wanted =
        profile.details().loops().stream()
            .filter(l -> query.admits(l.function().name(), l.function().file()))
            .toList();
    return Ranking.of(wanted, loop -> loop.turns() + loop.entries(), Loop.ORDER, cut);
  }

  /** Branches by decisions; equals by place. */
  public static Ranking<Branch> branches(Profile profile, Query query, Cut cut) {
    List<Branch> wanted =
        profile.details().branches().stream()
            .filter(b -> query.admits(b.function().name(), b.function().file()))
            .toList();
    return Ranking.of(wanted, Branch::count, Branch.ORDER, cut);
  }

  /**
   * The advice that concerns most, what concerns less than two per cent left out. What the library
   * looks through counts as if the program did that itself.
   */
  public static List<Advice> advice(Profile profile, Query query) {
    long least = Math.max(1, Math.ceilDiv(profile.totals().instructions(), WORTH_A_WORD));
    return profile.details().advice().stream()
        .filter(a -> query.admits(a.function().name(), a.function().file()))
        .filter(a -> weight(a) >= least)
        .sorted(Order.largest(Rankings::weight).then(Advice.ORDER))
        .limit(MOST_ADVICE)
        .toList();
  }

  private static long weight(Advice advice) {
    return switch (advice.rule()) {
      case REPEATED_CALL, REPEATED_RECURSION -> advice.instructions();
      // No sum is too large for a double, nor then for what a long is made of it.
      case REPEATED_SEARCH, GROWING_TEXT ->
          (long) (advice.instructions() + OF_THE_LIBRARY * advice.count());
    };
  }
}
