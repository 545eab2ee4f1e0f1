package atlas.kernel.session;

import atlas.vm.analysis.GlobalScope;
import atlas.vm.analysis.Symbol;
import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.CodeUnit;
import atlas.vm.bytecode.Constant;
import atlas.vm.engine.CompiledUnit;
import atlas.vm.types.Type;
import atlas.vm.types.TypePrinter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Knows which function uses which top-level name, in order to tell who keeps the old meaning of a
 * name that is declared again with another type, or imported (language §22.3).
 *
 * <p>Names are told apart by their slots: a name that is declared again with the same type keeps
 * its slot, and everybody sees the new declaration; with another type it gets a new one. What is
 * imported has the slot that it has in its module, which no declaration elsewhere takes.
 */
final class Redeclarations {
  private final Map<String, Set<Integer>> slotsByFunction = new TreeMap<>();
  private final Map<String, Code> codes = new HashMap<>();

  /**
   * Takes note of a unit that ran.
   *
   * @param before the names declared before it ran
   * @param after the names declared now
   * @return what to tell the user
   */
  List<String> record(CompiledUnit unit, GlobalScope before, GlobalScope after) {
    slotsByFunction.putAll(uses(unit.code()));
    unit.code().codes().stream().filter(c -> !c.isMain()).forEach(c -> codes.put(c.name(), c));
    Map<String, String> notes = new LinkedHashMap<>();
    List<Symbol> changed = new ArrayList<>(unit.typed().imported());
    changed.addAll(unit.typed().declared());
    for (Symbol symbol : changed) {
      Optional<Symbol> old = find(before, symbol.name());
      Optional<Symbol> now = find(after, symbol.name());
      if (old.isPresent() && now.isPresent() && old.get().slot() != now.get().slot()) {
        List<String> keepers = keepers(old.get().slot());
        if (!keepers.isEmpty()) {
          notes.put(symbol.name(), note(old.get(), now.get(), keepers));
        }
      }
    }
    return List.copyOf(notes.values());
  }

  /** The code of the function that was declared last under a name. */
  Optional<Code> code(String function) {
    return Optional.ofNullable(codes.get(function));
  }

  void clear() {
    codes.clear();
    slotsByFunction.clear();
  }

  private List<String> keepers(int slot) {
    List<String> names = new ArrayList<>();
    slotsByFunction.forEach((function, slots) -> {
      if (slots.contains(slot)) {
        names.add(function);
      }
    });
    return names;
  }

  private static String note(Symbol old, Symbol now, List<String> keepers) {
    String who = "'" + String.join("', '", keepers) + "'";
    return "'%s' is now %s; %s %s the earlier one (%s)"
        .formatted(
            old.name(),
            origin(now).orElse("of type " + TypePrinter.print(typeOf(now))),
            who,
            keepers.size() == 1 ? "keeps" : "keep",
            origin(old).orElse(TypePrinter.print(typeOf(old))));
  }

  /** Which module a symbol is imported from, in words. */
  private static Optional<String> origin(Symbol symbol) {
    return switch (symbol) {
      case Symbol.Variable v when v.isImported() -> Optional.of("from " + v.source().name());
      case Symbol.Function f when f.isImported() -> Optional.of("from " + f.source().name());
      case Symbol _ -> Optional.empty();
    };
  }

  private static Map<String, Set<Integer>> uses(CodeUnit unit) {
    Map<String, Set<Integer>> uses = new HashMap<>();
    for (Code code : unit.codes()) {
      if (!code.isMain()) {
        Set<Integer> slots = uses.computeIfAbsent(code.name(), name -> new HashSet<>());
        for (Constant constant : code.constants()) {
          switch (constant) {
            case Constant.VariableConstant variable -> slots.add(variable.slot());
            case Constant.FunctionConstant function -> slots.add(function.slot());
            default -> {}
          }
        }
      }
    }
    return uses;
  }

  /** What a name means at top level: a variable hides a function (language §3.1). */
  private static Optional<Symbol> find(GlobalScope scope, String name) {
    return scope.variable(name).<Symbol>map(v -> v).or(() -> scope.function(name));
  }

  private static Type typeOf(Symbol symbol) {
    return switch (symbol) {
      case Symbol.Variable variable -> variable.type();
      case Symbol.Function function -> function.type();
      case Symbol.Library _, Symbol.Constant _, Symbol.NoneValue _ -> Type.UNKNOWN;
    };
  }
}
