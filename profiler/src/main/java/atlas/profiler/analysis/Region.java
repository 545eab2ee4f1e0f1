package atlas.profiler.analysis;

import atlas.profiler.model.CallSite;
import atlas.profiler.model.FunctionId;
import atlas.profiler.model.LibraryUse;
import atlas.profiler.model.Location;
import atlas.profiler.model.Profile;
import atlas.profiler.model.SourceText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A part of a source that its author gave a name, in comments that editors fold by: {@code //
 * #region NAME} to {@code // #endregion}. Nothing is done when it runs; what it executed is what
 * its lines did, so parts of one part add up to no more than that.
 *
 * @param to its last line
 * @param depth how many regions it is in
 * @param instructions of its lines, those of regions in it included
 * @param self without those
 */
public record Region(
    String file, String name, int from, int to, int depth, long instructions, long self) {
  private static final Pattern MARK =
      Pattern.compile("\\s*//\\s*#(?:(end)region\\b.*|region\\b\\s*(.*?)\\s*)");

  /** Regions by place; one that is not ended goes to the end of its source. */
  public static List<Region> of(Profile profile) {
    List<Region> regions = new ArrayList<>();
    for (SourceText source : profile.details().sources()) {
      Deque<Region> open = new ArrayDeque<>();
      int first = regions.size();
      int last = source.lines().size();
      for (int line = 1; line <= last; line++) {
        Matcher mark = MARK.matcher(source.line(line));
        if (!mark.matches()) {
          continue;
        }
        if (mark.group(1) == null) {
          Region region = new Region(source.file(), mark.group(2), line, last, open.size(), 0, 0);
          open.push(region);
          regions.add(region);
        } else if (!open.isEmpty()) {
          Region ended = open.pop();
          regions.set(regions.lastIndexOf(ended), ended.until(line));
        }
      }
      List<Region> marked = regions.subList(first, regions.size());
      marked.replaceAll(region -> region.counted(profile));
      marked.replaceAll(region -> region.without(marked));
    }
    return regions;
  }

  private Region until(int line) {
    return new Region(file, name, from, line, depth, instructions, self);
  }

  private Region counted(Profile profile) {
    long sum =
        profile.locations().stream()
            .filter(at -> holds(at.function().file(), at.line()))
            .mapToLong(Location::count)
            .sum();
    return new Region(file, name, from, to, depth, sum, sum);
  }

  private Region without(List<Region> all) {
    long within =
        all.stream()
            .filter(r -> r.depth == depth + 1 && holds(r.file, r.from))
            .mapToLong(Region::instructions)
            .sum();
    return new Region(file, name, from, to, depth, instructions, instructions - within);
  }

  private boolean holds(String where, int line) {
    return where.equals(file) && line >= from && line <= to;
  }

  /**
   * Its instructions and those of all that is called from its lines; empty if the counts do not
   * tell. They do where each call's cost is known and nothing called leads back here.
   */
  public OptionalLong total(Profile profile, CallCosts costs) {
    Set<String> calledBack =
        profile.details().library().stream()
            .filter(LibraryUse::callsBack)
            .map(LibraryUse::name)
            .collect(Collectors.toSet());
    Set<FunctionId> reached = new HashSet<>();
    Deque<FunctionId> news = new ArrayDeque<>();
    for (CallSite site : profile.details().calls()) {
      if (holds(site.caller().file(), site.line())) {
        if (!isPlain(site, calledBack)) {
          return OptionalLong.empty();
        }
        site.function().filter(f -> !holds(f.file(), f.line())).ifPresent(news::add);
      }
    }
    while (!news.isEmpty()) {
      FunctionId function = news.remove();
      if (reached.add(function)) {
        for (CallSite site : profile.details().calls()) {
          if (site.caller().equals(function)) {
            if (!isPlain(site, calledBack)) {
              return OptionalLong.empty();
            }
            site.function().ifPresent(news::add);
          }
        }
      }
    }
    boolean leadsBack =
        profile.locations().stream()
            .anyMatch(
                at -> reached.contains(at.function()) && holds(at.function().file(), at.line()));
    return leadsBack ? OptionalLong.empty() : sum(profile, costs);
  }

  /** Whether a call calls a function that is known, and no other. */
  private static boolean isPlain(CallSite site, Set<String> calledBack) {
    return switch (site.kind()) {
      case FUNCTION -> site.function().isPresent();
      case LIBRARY -> !calledBack.contains(site.callee());
      case METHOD, VALUE -> false;
    };
  }

  private OptionalLong sum(Profile profile, CallCosts costs) {
    long sum = instructions;
    var calls =
        Rankings.calls(
            profile,
            call ->
                holds(call.caller().file(), call.line())
                    && call.function().filter(f -> !holds(f.file(), f.line())).isPresent(),
            Cut.NONE);
    for (var row : calls.rows()) {
      OptionalLong cost = costs.of(row.item());
      if (cost.isEmpty()) {
        return OptionalLong.empty();
      }
      sum = Math.addExact(sum, cost.getAsLong());
    }
    return OptionalLong.of(sum);
  }
}
