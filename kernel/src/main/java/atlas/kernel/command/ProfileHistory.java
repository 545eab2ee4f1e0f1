package atlas.kernel.command;

import atlas.profiler.model.Profile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The profiles of a session, the latest ones by themselves, the others in sums. Which one is that
 * of an earlier run of the same code is told from the code: a cell that is run again has a name of
 * its own, and was most likely edited in between.
 */
final class ProfileHistory {
  /** So many profiles are kept by themselves. */
  static final int KEPT = 50;

  private static final double ALIKE = 0.5;

  /** A profile and the code that it is of. */
  record Entry(Profile profile, String code) {}

  /** Profiles added up, and how many they were. */
  private record Sum(Profile profile, int runs) {
    Sum plus(Sum later) {
      return new Sum(profile.merge(later.profile), runs + later.runs);
    }
  }

  private final List<Entry> entries = new ArrayList<>();

  /**
   * The oldest first, each of more runs than the next: so a profile is added to a larger one only
   * as often as the number of all has binary digits.
   */
  private final List<Sum> older = new ArrayList<>();

  private int runs;

  synchronized void add(Profile profile, String code) {
    entries.add(new Entry(profile, code));
    runs++;
    if (entries.size() > KEPT) {
      Sum sum = new Sum(entries.removeFirst().profile(), 1);
      while (!older.isEmpty() && older.getLast().runs() == sum.runs()) {
        sum = older.removeLast().plus(sum);
      }
      older.add(sum);
    }
  }

  synchronized void clear() {
    entries.clear();
    older.clear();
    runs = 0;
  }

  /** Those kept by themselves, the oldest first. */
  synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** How many there were. */
  synchronized int runs() {
    return runs;
  }

  synchronized Optional<Entry> last() {
    return entries.isEmpty() ? Optional.empty() : Optional.of(entries.getLast());
  }

  /** All of them added up. */
  synchronized Optional<Profile> total() {
    return Stream.concat(older.stream().map(Sum::profile), entries.stream().map(Entry::profile))
        .reduce(Profile::merge)
        .map(sum -> sum.withName("%d inputs".formatted(runs)));
  }

  /**
   * The latest profile before the last one that is of the same or much the same code; if there is
   * none, the latest of all.
   */
  synchronized Optional<Entry> beforeLast() {
    List<Entry> earlier = entries.subList(0, Math.max(0, entries.size() - 1));
    return last().flatMap(now -> closest(earlier, now.code()));
  }

  /** That one, if its code is the same or much the same. */
  synchronized Optional<Entry> lastRun() {
    return beforeLast()
        .filter(before -> likeness(before.code(), entries.getLast().code()) >= ALIKE);
  }

  /** Of several equally alike the latest; the latest of all if none is alike. */
  private static Optional<Entry> closest(List<Entry> earlier, String code) {
    Optional<Entry> best = Optional.empty();
    double most = 0;
    for (Entry entry : earlier) {
      double likeness = likeness(entry.code(), code);
      if (likeness >= ALIKE && likeness >= most || best.isEmpty() || most < ALIKE) {
        best = Optional.of(entry);
        most = likeness;
      }
    }
    return best;
  }

  /** The lines that both have, as a part of those that either has. */
  private static double likeness(String one, String other) {
    Set<String> common = lines(one);
    Set<String> all = new HashSet<>(common);
    common.retainAll(lines(other));
    all.addAll(lines(other));
    return all.isEmpty() ? 1 : (double) common.size() / all.size();
  }

  private static Set<String> lines(String code) {
    return code.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.toCollection(HashSet::new));
  }
}
