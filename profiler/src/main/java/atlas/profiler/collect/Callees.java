package atlas.profiler.collect;

import atlas.profiler.model.Order;
import atlas.vm.bytecode.Code;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the function that a call names: that of its own unit, otherwise the only one of that name
 * that was executed. Where several could be meant, none is, nor one that was not executed.
 */
final class Callees {
  private final Map<List<Code>, Map<String, Code>> globals = new IdentityHashMap<>();
  private final Set<Code> all = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<String, List<Code>> executed = new HashMap<>();

  Callees(List<Counts> functions) {
    for (Counts counts : functions) {
      Code code = counts.code();
      if (counts.isExecuted()) {
        all.add(code);
      }
      if (counts.isExecuted() && globals(counts.unit()).get(code.name()) == code) {
        executed.computeIfAbsent(code.name(), name -> new ArrayList<>()).add(code);
      }
    }
  }

  /** A top-level function. */
  Optional<Code> global(List<Code> unit, String name) {
    Code own = globals(unit).get(name);
    if (own != null) {
      return Optional.of(own).filter(all::contains);
    }
    List<Code> candidates = executed.getOrDefault(name, List.of());
    return candidates.size() == 1 ? Optional.of(candidates.getFirst()) : Optional.empty();
  }

  /** Whether a name from elsewhere could mean several functions that were executed. */
  boolean isAmbiguous(List<Code> unit, String name) {
    boolean own = globals(unit).containsKey(name);
    return !own && executed.getOrDefault(name, List.of()).size() > 1;
  }

  /** A function by its place in the unit. */
  Optional<Code> local(List<Code> unit, int index) {
    return index < unit.size()
        ? Optional.of(unit.get(index)).filter(all::contains)
        : Optional.empty();
  }

  /** The functions of a unit that are not within another one, by name. */
  private Map<String, Code> globals(List<Code> unit) {
    return globals.computeIfAbsent(
        unit,
        codes -> {
          List<Code> sorted = new ArrayList<>(codes);
          sorted.sort(
              Order.byInt((Code c) -> c.span().start()).then(Order.byInt(c -> -c.span().end())));
          Map<String, Code> found = new HashMap<>();
          int end = -1;
          for (Code code : sorted) {
            if (!code.isMain() && code.span().start() >= end) {
              found.put(code.name(), code);
              end = code.span().end();
            }
          }
          return found;
        });
  }
}
