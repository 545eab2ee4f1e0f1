package atlas.vm.analysis;

import atlas.vm.analysis.Symbol.Function;
import atlas.vm.analysis.Symbol.Storage;
import atlas.vm.analysis.Symbol.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what nested functions capture (language §8.3). A reference to a local of an enclosing
 * activation counts for every function between the reference and that activation, since each has to
 * hand it on. Whether a nested function has to be captured depends on whether it captures something
 * itself, so that is decided by a fixpoint once all references are known.
 */
final class Captures {
  private final Map<Function, Set<Symbol>> outer = new LinkedHashMap<>();

  /** Notes a function, also one that refers to nothing. */
  void declare(Function function) {
    outer.computeIfAbsent(function, _ -> new LinkedHashSet<>());
  }

  /** Notes that {@code symbol} is mentioned in the body of {@code user}. */
  void refer(Symbol symbol, Optional<Function> user) {
    Optional<Function> owner = Optional.empty();
    switch (symbol) {
      case Variable v when v.storage() != Storage.GLOBAL -> owner = v.owner();
      case Function f when !f.topLevel() -> owner = f.owner();
      case Variable _, Function _, Symbol.Library _, Symbol.Constant _, Symbol.NoneValue _ -> {
        return;
      }
    }
    for (Optional<Function> f = user; f.isPresent() && !f.equals(owner); f = f.get().owner()) {
      outer.computeIfAbsent(f.get(), _ -> new LinkedHashSet<>()).add(symbol);
    }
  }

  /** Tells every function what it captures, in the order of first use. */
  void finish() {
    Set<Function> capturing = new HashSet<>();
    boolean grown = true;
    while (grown) {
      grown = false;
      for (Map.Entry<Function, Set<Symbol>> entry : outer.entrySet()) {
        if (!capturing.contains(entry.getKey())
            && entry.getValue().stream().anyMatch(s -> counts(s, capturing))) {
          capturing.add(entry.getKey());
          grown = true;
        }
      }
    }
    outer.forEach((function, symbols) -> {
      List<Symbol> found = new ArrayList<>(symbols);
      found.removeIf(s -> !counts(s, capturing));
      function.setCaptures(found);
    });
  }

  private static boolean counts(Symbol symbol, Set<Function> capturing) {
    return symbol instanceof Variable || symbol instanceof Function f && capturing.contains(f);
  }
}
