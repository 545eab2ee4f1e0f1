package atlas.vm.analysis;

import atlas.vm.source.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a module offers to those that import it (language §15.2), and what it keeps for itself. */
public final class Exports {
  private final SourceFile source;
  private final Map<String, Symbol> symbols;
  private final Map<String, Alias> aliases;
  private final GlobalScope scope;

  /**
   * @param scope everything that the module declares, to tell a private name from an unknown one
   */
  Exports(
      SourceFile source,
      Map<String, Symbol> symbols,
      Map<String, Alias> aliases,
      GlobalScope scope) {
    this.source = source;
    this.symbols = new LinkedHashMap<>(symbols);
    this.aliases = new LinkedHashMap<>(aliases);
    this.scope = scope;
  }

  /** The names that can be imported. */
  public List<String> names() {
    List<String> names = new ArrayList<>(symbols.keySet());
    names.addAll(aliases.keySet());
    return names;
  }

  SourceFile source() {
    return source;
  }

  /** The variable or function of that name, as importers see it. */
  Optional<Symbol> symbol(String name) {
    return Optional.ofNullable(symbols.get(name))
        .map(symbol ->
            switch (symbol) {
              case Symbol.Variable v -> v.imported();
              case Symbol.Function f -> f.imported();
              case Symbol.Library _, Symbol.Constant _, Symbol.NoneValue _ ->
                  throw new AssertionError(symbol);
            });
  }

  Optional<Alias> alias(String name) {
    return Optional.ofNullable(aliases.get(name));
  }

  /** Whether the module declares the name and does not export it. */
  boolean isPrivate(String name) {
    boolean declared =
        scope.variable(name).isPresent()
            || scope.function(name).isPresent()
            || scope.alias(name).isPresent();
    return declared && !names().contains(name);
  }
}
