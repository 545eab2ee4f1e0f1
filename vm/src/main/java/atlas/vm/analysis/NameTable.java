package atlas.vm.analysis;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What names mean, in the order in which they were first declared. Immutable; most of a table is
 * shared with the one that it was made from, so that a session may declare thousands of names one
 * by one without copying all earlier ones each time.
 *
 * @param <T> what a name means
 */
final class NameTable<T> {
  /** So many names are copied for each new one, and all of them for each so many. */
  private static final int MOST_RECENT = 64;

  private static final NameTable<?> EMPTY = new NameTable<>(Map.of(), Map.of());

  private final Map<String, T> settled;
  private final Map<String, T> recent;

  private NameTable(Map<String, T> settled, Map<String, T> recent) {
    this.settled = settled;
    this.recent = recent;
  }

  @SuppressWarnings("unchecked")
  static <T> NameTable<T> empty() {
    return (NameTable<T>) EMPTY;
  }

  Optional<T> get(String name) {
    T found = recent.get(name);
    return Optional.ofNullable(found == null ? settled.get(name) : found);
  }

  /** This table and new names, or new meanings of old ones. */
  NameTable<T> with(Map<String, T> added) {
    if (added.isEmpty()) {
      return this;
    }
    if (recent.size() + added.size() > MOST_RECENT) {
      Map<String, T> all = all();
      all.putAll(added);
      return new NameTable<>(all, Map.of());
    }
    Map<String, T> more = new LinkedHashMap<>(recent);
    more.putAll(added);
    return new NameTable<>(settled, more);
  }

  /** This table without some names, of which it need not know any. */
  NameTable<T> without(Collection<String> names) {
    if (names.stream().noneMatch(name -> get(name).isPresent())) {
      return this;
    }
    Map<String, T> all = all();
    all.keySet().removeAll(names);
    return new NameTable<>(all, Map.of());
  }

  Collection<String> names() {
    return all().keySet();
  }

  Collection<T> meanings() {
    return all().values();
  }

  private Map<String, T> all() {
    Map<String, T> all = new LinkedHashMap<>(settled);
    all.putAll(recent);
    return all;
  }
}
