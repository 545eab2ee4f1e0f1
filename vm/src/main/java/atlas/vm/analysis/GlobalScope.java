package atlas.vm.analysis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The top-level names of a session as far as earlier inputs declared them: what the checker of the
 * next input starts from. Immutable; an input that was checked yields the next scope. Variables and
 * functions are kept apart (language §3.1), a variable hides a function of its name. Aliases,
 * traits and implementations have name spaces of their own.
 */
public final class GlobalScope {
  /** Nothing declared yet. */
  public static final GlobalScope EMPTY =
      new GlobalScope(Map.of(), Map.of(), Map.of(), Map.of(), List.of(), 0, Optional.empty());

  private final Map<String, Symbol.Variable> variables;
  private final Map<String, Symbol.Function> functions;
  private final Map<String, Alias> aliases;
  private final Map<String, Trait> traits;
  private final List<Implementation> implementations;
  private final int nextSlot;
  private final Optional<GlobalScope> replaced;

  private GlobalScope(
      Map<String, Symbol.Variable> variables,
      Map<String, Symbol.Function> functions,
      Map<String, Alias> aliases,
      Map<String, Trait> traits,
      List<Implementation> implementations,
      int nextSlot,
      Optional<GlobalScope> replaced) {
    this.variables = variables;
    this.functions = functions;
    this.aliases = aliases;
    this.traits = traits;
    this.implementations = implementations;
    this.nextSlot = nextSlot;
    this.replaced = replaced;
  }

  /** This scope with no slot below {@code slot} left for new symbols. */
  public GlobalScope startingAt(int slot) {
    return new GlobalScope(
        variables, functions, aliases, traits, implementations, Math.max(nextSlot, slot), replaced);
  }

  /**
   * An empty scope for a new version of what declared this one: nothing of it is known, but what
   * has the same name and type as before takes the old one's place.
   */
  public GlobalScope replacement() {
    return new GlobalScope(
        Map.of(), Map.of(), Map.of(), Map.of(), List.of(), nextSlot, Optional.of(this));
  }

  public Optional<Symbol.Variable> variable(String name) {
    return Optional.ofNullable(variables.get(name));
  }

  public Optional<Symbol.Function> function(String name) {
    return Optional.ofNullable(functions.get(name));
  }

  /** The variable whose place a new one of that name may take. */
  Optional<Symbol.Variable> formerVariable(String name) {
    return variable(name).or(() -> replaced.flatMap(r -> r.variable(name)));
  }

  /** The function whose place a new one of that name may take. */
  Optional<Symbol.Function> formerFunction(String name) {
    return function(name).or(() -> replaced.flatMap(r -> r.function(name)));
  }

  public Collection<Symbol.Variable> variables() {
    return variables.values();
  }

  public Collection<Symbol.Function> functions() {
    return functions.values();
  }

  /** The names of the declared aliases, for completion. */
  public Collection<String> aliasNames() {
    return aliases.keySet();
  }

  /** The names of the declared traits, for completion. */
  public Collection<String> traitNames() {
    return traits.keySet();
  }

  /**
   * The implementations in force, in the order in which they are searched: of two methods of one
   * name for one kind of value, the first counts.
   */
  public List<Implementation> implementations() {
    return implementations;
  }

  Optional<Alias> alias(String name) {
    return Optional.ofNullable(aliases.get(name));
  }

  Optional<Trait> trait(String name) {
    return Optional.ofNullable(traits.get(name));
  }

  /**
   * The first slot that no symbol uses. A new symbol takes the slot of an old one of its name and
   * type, else a fresh one.
   */
  public int nextSlot() {
    return nextSlot;
  }

  /**
   * This scope after an input that declared {@code symbols}, top-level variables and functions; a
   * newer declaration replaces an older one of its name.
   */
  public GlobalScope with(Collection<? extends Symbol> symbols) {
    List<Symbol.Function> addedFunctions = new ArrayList<>();
    List<Symbol.Variable> addedVariables = new ArrayList<>();
    for (Symbol symbol : symbols) {
      if (symbol instanceof Symbol.Function f) {
        addedFunctions.add(f);
      } else if (symbol instanceof Symbol.Variable v) {
        addedVariables.add(v);
      }
    }
    int next = nextSlot;
    for (Symbol.Function f : addedFunctions) {
      next = Math.max(next, f.slot() + 1);
    }
    for (Symbol.Variable v : addedVariables) {
      next = Math.max(next, v.slot() + 1);
    }
    return new GlobalScope(
        variablesWith(addedFunctions, addedVariables),
        functionsWith(addedFunctions),
        aliases,
        traits,
        implementations,
        next,
        replaced);
  }

  // A map that does not change is shared: a session with many names would else spend its time on
  // copying them.

  private Map<String, Symbol.Function> functionsWith(List<Symbol.Function> added) {
    if (added.isEmpty()) {
      return functions;
    }
    Map<String, Symbol.Function> all = new LinkedHashMap<>(functions);
    added.forEach(f -> all.put(f.name(), f));
    return all;
  }

  private Map<String, Symbol.Variable> variablesWith(
      List<Symbol.Function> hiding, List<Symbol.Variable> added) {
    if (added.isEmpty() && hiding.stream().noneMatch(f -> variables.containsKey(f.name()))) {
      return variables;
    }
    Map<String, Symbol.Variable> all = new LinkedHashMap<>(variables);
    hiding.forEach(f -> all.remove(f.name()));
    added.forEach(v -> all.put(v.name(), v));
    return all;
  }

  /**
   * This scope with the static declarations of a unit. An implementation declared again takes the
   * place of the old one.
   */
  GlobalScope withStatics(
      Collection<Alias> newAliases,
      Collection<Trait> newTraits,
      Collection<Implementation> newImplementations,
      int slotsUsed) {
    Map<String, Alias> allAliases = new LinkedHashMap<>(aliases);
    newAliases.forEach(a -> allAliases.put(a.name(), a));
    Map<String, Trait> allTraits = new LinkedHashMap<>(traits);
    newTraits.forEach(t -> allTraits.put(t.name(), t));
    List<Implementation> all = new ArrayList<>(implementations);
    for (Implementation added : newImplementations) {
      int old = indexOf(all, added.trait(), added.kind());
      if (old < 0) {
        all.add(added);
      } else {
        all.set(old, added);
      }
    }
    return new GlobalScope(
        variables,
        functions,
        allAliases,
        allTraits,
        List.copyOf(all),
        Math.max(nextSlot, slotsUsed),
        replaced);
  }

  private static int indexOf(List<Implementation> all, String trait, String kind) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).trait().equals(trait) && all.get(i).kind().equals(kind)) {
        return i;
      }
    }
    return -1;
  }

  /** The implementation of a trait for a kind of value. */
  Optional<Implementation> implementation(String trait, String kind) {
    int index = indexOf(implementations, trait, kind);
    return index < 0 ? Optional.empty() : Optional.of(implementations.get(index));
  }

  /** The implementation whose place a new one may take. */
  Optional<Implementation> formerImplementation(String trait, String kind) {
    return implementation(trait, kind)
        .or(() -> replaced.flatMap(r -> r.implementation(trait, kind)));
  }
}
