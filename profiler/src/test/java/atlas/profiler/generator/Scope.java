package atlas.profiler.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The variables and nested functions that a place in a generated program sees. */
final class Scope {
  /**
   * A variable.
   *
   * @param assignable whether generated statements may assign to it; contents of arrays may be
   *     changed in any case
   */
  record Variable(String name, Kind kind, boolean assignable) {}

  private final List<Variable> variables;
  private final List<String> nested;
  private final boolean fallible;

  Scope() {
    this(false);
  }

  /**
   * @param fallible whether it is that of a function whose result is a {@code Result<_, string>}
   */
  Scope(boolean fallible) {
    this(List.of(), List.of(), fallible);
  }

  private Scope(List<Variable> variables, List<String> nested, boolean fallible) {
    this.fallible = fallible;
    this.variables = new ArrayList<>(variables);
    this.nested = new ArrayList<>(nested);
  }

  /** A scope within this one. */
  Scope inner() {
    return new Scope(variables, nested, fallible);
  }

  /** Whether {@code ?} may stand here. */
  boolean isFallible() {
    return fallible;
  }

  void add(String name, Kind kind, boolean assignable) {
    variables.add(new Variable(name, kind, assignable));
  }

  /** Adds a nested function from number to number. */
  void addFunction(String name) {
    nested.add(name);
  }

  Optional<String> variable(RandomGenerator random, Kind kind) {
    return pick(random, variables.stream().filter(v -> v.kind() == kind).toList())
        .map(Variable::name);
  }

  Optional<Variable> assignable(RandomGenerator random) {
    return pick(random, variables.stream().filter(Variable::assignable).toList());
  }

  Optional<String> function(RandomGenerator random) {
    return pick(random, nested);
  }

  private static <T> Optional<T> pick(RandomGenerator random, List<T> all) {
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
  }
}
