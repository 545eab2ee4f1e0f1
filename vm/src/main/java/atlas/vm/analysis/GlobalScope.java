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
      new GlobalScope(
          NameTable.empty(),
          NameTable.empty(),
          NameTable.empty(),
          NameTable.empty(),
          List.of(),
          0,
          Optional.empty());

  private final NameTable<Symbol.Variable> variables;
  private final NameTable<Symbol.Function> functions;
  private final NameTable<Alias> aliases;
  private final NameTable<Trait> traits;
  private final List<Implementation> implementations;
  private final int nextSlot;
  private final Optional<GlobalScope> replaced;

  private GlobalScope(
      NameTable<Symbol.Variable> variables,
      NameTable<Symbol.Function> functions,
      NameTable<Alias> aliases,
      NameTable<Trait> traits,
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
        EMPTY.variables,
        EMPTY.functions,
        EMPTY.aliases,
        EMPTY.traits,
        List.of(),
        nextSlot,
        Optional.of(this));
  }

  public Optional<Symbol.Variable> variable(String name) {
    return variables.get(name);
  }

  public Optional<Symbol.Function> function(String name) {
    return functions.get(name);
  }

  /**
   * The variable whose place a new one of that name may take; never that of another module, which
   * goes on using it.
   */
  public Optional<Symbol.Variable> formerVariable(String name) {
    return variable(name)
        .or(() -> replaced.flatMap(r -> r.variable(name)))
        .filter(v -> !v.isImported());
  }

  /** The function whose place a new one of that name may take, likewise. */
  Optional<Symbol.Function> formerFunction(String name) {
    return function(name)
        .or(() -> replaced.flatMap(r -> r.function(name)))
        .filter(f -> !f.isImported());
  }

  public Collection<Symbol.Variable> variables() {
    return variables.meanings();
  }

  public Collection<Symbol.Function> functions() {
    return functions.meanings();
  }

  /** The names of the declared aliases, for completion. */
  public Collection<String> aliasNames() {
    return aliases.names();
  }

  /** The names of the declared traits, for completion. */
  public Collection<String> traitNames() {
    return traits.names();
  }

  /**
   * The implementations in force, in the order in which they are searched: of two methods of one
   * name for one kind of value, the first counts.
   */
  public List<Implementation> implementations() {
    return implementations;
  }

  Optional<Alias> alias(String name) {
    return aliases.get(name);
  }

  Optional<Trait> trait(String name) {
    return traits.get(name);
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
    Map<String, Symbol.Function> addedFunctions = new LinkedHashMap<>();
    Map<String, Symbol.Variable> addedVariables = new LinkedHashMap<>();
    int next = nextSlot;
    for (Symbol symbol : symbols) {
      if (symbol instanceof Symbol.Function f) {
        addedFunctions.put(f.name(), f);
        next = Math.max(next, f.slot() + 1);
      } else if (symbol instanceof Symbol.Variable v) {
        addedVariables.put(v.name(), v);
        next = Math.max(next, v.slot() + 1);
      }
    }
    return new GlobalScope(
        variables.without(addedFunctions.keySet()).with(addedVariables),
        functions.with(addedFunctions),
        aliases,
        traits,
        implementations,
        next,
        replaced);
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
    Map<String, Alias> addedAliases = new LinkedHashMap<>();
    newAliases.forEach(a -> addedAliases.put(a.name(), a));
    Map<String, Trait> addedTraits = new LinkedHashMap<>();
    newTraits.forEach(t -> addedTraits.put(t.name(), t));
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
        aliases.with(addedAliases),
        traits.with(addedTraits),
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
