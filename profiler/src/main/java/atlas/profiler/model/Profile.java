package atlas.profiler.model;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * Exact counts of a run (or of several, {@linkplain #merge merged}), seen from four sides.
 * Immutable; knows neither the machine that ran nor the forms in which it is shown.
 *
 * <p>Invariants, checked when one is made:
 *
 * <ul>
 *   <li>the instructions in total are the sum over functions, over lines, over opcodes, and over
 *       locations;
 *   <li>if calling contexts are known, they are the sum over them, too;
 *   <li>if pairs of operations are known, they are all but the first one of each activation;
 *   <li>the calls in total are the sum over the functions, top-level code left out;
 *   <li>nothing is negative, and nothing is listed twice;
 *   <li>opcodes and locations are executed ones; lines may also be unexecuted ones of functions
 *       that were executed.
 * </ul>
 *
 * <p>{@link ProfileBuilder} derives all of it from locations, in a fixed order: functions, lines
 * and locations by place, opcodes by name. Equal runs give equal profiles but for the {@link
 * Timing}.
 *
 * @param name what was run: a file, or something in angle brackets
 * @param stopped where the run ended, if it failed or was interrupted
 * @param details what else the counts say
 */
public record Profile(
    String name,
    Totals totals,
    Timing timing,
    List<FunctionProfile> functions,
    List<LineProfile> lines,
    List<OpcodeCount> opcodes,
    List<Location> locations,
    Optional<Stop> stopped,
    Details details) {

  public Profile {
    functions = List.copyOf(functions);
    lines = List.copyOf(lines);
    opcodes = List.copyOf(opcodes);
    locations = List.copyOf(locations);
    long total = totals.instructions();
    requireSum("functions", functions, FunctionProfile::instructions, total);
    requireSum("lines", lines, LineProfile::count, total);
    requireSum("opcodes", opcodes, OpcodeCount::count, total);
    requireSum("locations", locations, Location::count, total);
    List<FunctionProfile> called = functions.stream().filter(f -> !f.id().isMain()).toList();
    requireSum("calls", called, FunctionProfile::calls, totals.calls());
    requireUnique("function", functions, FunctionProfile.ORDER);
    requireUnique("line", lines, LineProfile.ORDER);
    requireUnique("opcode", opcodes, OpcodeCount.ORDER);
    requireUnique("location", locations, Location.ORDER);
    requireAll(lines, l -> l.hits() <= l.count(), "a line has too many hits");
    requireAll(opcodes, o -> o.count() > 0, "an opcode was not executed");
    requireAll(locations, l -> l.count() > 0, "a location was not executed");
    if (!details.contexts().isEmpty()) {
      requireSum("contexts", details.contexts().nodes(), CallTree.Node::instructions, total);
    }
    if (!details.pairs().isEmpty()) {
      long activations = functions.stream().mapToLong(FunctionProfile::calls).sum();
      requireSum("pairs", details.pairs(), OpcodePair::count, total - activations);
    }
    require(totals.maxDepth() >= 0 && totals.maxStackDepth() >= 0, "negative depth");
  }

  /** A profile of which no details are known. */
  public Profile(
      String name,
      Totals totals,
      Timing timing,
      List<FunctionProfile> functions,
      List<LineProfile> lines,
      List<OpcodeCount> opcodes,
      List<Location> locations,
      Optional<Stop> stopped) {
    this(name, totals, timing, functions, lines, opcodes, locations, stopped, Details.NONE);
  }

  private static <T> void requireSum(
      String what, List<T> parts, ToLongFunction<T> counted, long total) {
    long sum = 0;
    for (T part : parts) {
      long count = counted.applyAsLong(part);
      if (count < 0) {
        throw new IllegalArgumentException("negative count among " + what);
      }
      sum = Math.addExact(sum, count);
    }
    if (sum != total) {
      throw new IllegalArgumentException("sum over " + what + " is " + sum + ", total is " + total);
    }
  }

  private static <T> void requireUnique(String what, List<T> parts, Comparator<T> order) {
    boolean unique =
        Details.isAscending(parts, order)
            || Details.isAscending(parts.stream().sorted(order).toList(), order);
    require(unique, what + " listed twice");
  }

  private static <T> void requireAll(List<T> parts, Predicate<T> condition, String message) {
    for (T part : parts) {
      require(condition.test(part), message);
    }
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  /** The lines of which something was executed. */
  public List<LineProfile> executedLines() {
    return lines.stream().filter(LineProfile::isExecuted).toList();
  }

  /** The text of a line, also of one without code; empty if it is not known. */
  public String sourceLine(String file, int line) {
    for (SourceText source : details.sources()) {
      if (source.file().equals(file)) {
        return source.line(line);
      }
    }
    return lines.stream()
        .filter(l -> l.line() == line && l.file().equals(file))
        .findFirst()
        .map(LineProfile::source)
        .orElse("");
  }

  /** The files that the lines are of, in order. */
  public List<String> files() {
    return lines.stream().map(LineProfile::file).distinct().toList();
  }

  /** Whether the name of a file tells nothing about a line. */
  public boolean isOneFile() {
    return files().size() <= 1;
  }

  /** This profile with further time that compiling took. */
  public Profile plusCompileNanos(long nanos) {
    return with(timing.plusCompileNanos(nanos));
  }

  /** This profile with an estimate of the time that counting took. */
  public Profile withCountingNanos(long nanos) {
    return with(timing.withCountingNanos(nanos));
  }

  /** This profile with a measurement of what counting costs. */
  public Profile withOverhead(Overhead measured) {
    return with(timing.withOverhead(measured));
  }

  private Profile with(Timing timed) {
    return new Profile(name, totals, timed, functions, lines, opcodes, locations, stopped, details);
  }

  /** This profile without its calling contexts. */
  public Profile withoutContexts() {
    return new Profile(
        name,
        totals,
        timing,
        functions,
        lines,
        opcodes,
        locations,
        stopped,
        details.withoutContexts());
  }

  /** This profile of a run that ended because of a limit. */
  public Profile stoppedAtLimit(long limit) {
    String message = "stopped before instruction number " + (limit + 1);
    Optional<Stop> stop =
        stopped.map(s ->
            new Stop(Stop.Cause.LIMIT, Optional.empty(), s.file(), s.line(), s.column(), message));
    return new Profile(name, totals, timing, functions, lines, opcodes, locations, stop, details);
  }

  /** This profile under another name. */
  public Profile withName(String other) {
    return new Profile(
        other, totals, timing, functions, lines, opcodes, locations, stopped, details);
  }

  /**
   * The profile of this run and of a later one, as if both had been one. Keeps this one's name.
   * Calling contexts are kept if both have them: those of one run alone would not add up.
   */
  public Profile merge(Profile later) {
    if (details.contexts().isEmpty() != later.details.contexts().isEmpty()) {
      return withoutContexts().merge(later.withoutContexts());
    }
    ProfileBuilder both = new ProfileBuilder();
    both.add(this);
    both.add(later);
    return both.build(name, timing.plus(later.timing), later.stopped.or(() -> stopped));
  }
}
