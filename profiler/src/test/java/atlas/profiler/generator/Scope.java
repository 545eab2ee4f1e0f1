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
  private final List<String> attempts;
  private final boolean fallible;

  Scope() {
    this(false);
  }

  /**
   * @param fallible whether it is that of a function whose result is a {@code Result<_, string>}
   */
  Scope(boolean fallible) {
    this(List.of(), List.of(), List.of(), fallible);
  }

  private Scope(
      List<Variable> variables, List<String> nested, List<String> attempts, boolean fallible) {
    this.fallible = fallible;
    this.variables = new ArrayList<>(variables);
    this.nested = new ArrayList<>(nested);
    this.attempts = new ArrayList<>(attempts);
  }

  /** A scope within this one. */
  Scope inner() {
    return new Scope(variables, nested, attempts, fallible);
  }

  /** The scope of the body of a function that is declared here. */
  Scope body(boolean isFallible) {
    return new Scope(variables, nested, attempts, isFallible);
  }

  /** A scope within this one where a variable holds another kind. */
  Scope narrowed(String name, Kind kind) {
    Scope scope = inner();
    scope.variables.replaceAll(
        v -> v.name().equals(name) ? new Variable(name, kind, v.assignable()) : v);
    return scope;
  }

  /** A scope within this one that does not see a variable. */
  Scope without(String name) {
    Scope scope = inner();
    scope.variables.removeIf(v -> v.name().equals(name));
    return scope;
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

  /** Adds a nested function from number to a {@code Result<number, string>}. */
  void addAttempt(String name) {
    attempts.add(name);
  }

  Optional<String> attempt(RandomGenerator random) {
    return pick(random, attempts);
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
