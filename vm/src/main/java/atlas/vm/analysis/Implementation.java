package atlas.vm.analysis;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An {@code impl} (language §13).
 *
 * @param target the name of the type that it is for; an alias is replaced by what it stands for
 * @param methods functions with a slot each, the receiver being their first parameter
 */
public record Implementation(String trait, String target, List<Symbol.Function> methods) {
  public Implementation {
    methods = List.copyOf(methods);
  }

  /** The kind of value whose methods these are, as {@code typeof} calls it: {@code hashmap}. */
  public String kind() {
    return target.toLowerCase(Locale.ROOT);
  }

  /** The method of that name. */
  public Optional<Symbol.Function> method(String name) {
    return methods.stream().filter(m -> m.name().equals(name)).findFirst();
  }
}
