package atlas.vm.analysis;

import atlas.vm.source.SourceFile;
import atlas.vm.source.Span;
import atlas.vm.types.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A type alias (language §12.1), resolved: {@code target} has a type variable for each parameter.
 *
 * @param doc the text of the doc comment before it
 */
record Alias(
    String name,
    List<Type.TypeParameter> params,
    Type target,
    Optional<String> doc,
    SourceFile source,
    Span declaration) {
  Alias {
    params = List.copyOf(params);
  }

  /** The parameters with arguments in their order. */
  Map<String, Type> bindings(List<Type> args) {
    Map<String, Type> bindings = new HashMap<>();
    for (int i = 0; i < args.size(); i++) {
      bindings.put(params.get(i).name(), args.get(i));
    }
    return bindings;
  }

  /** Whether each use is worth a warning. */
  boolean deprecated() {
    return doc.stream()
        .flatMap(String::lines)
        .map(String::strip)
        .anyMatch(line -> line.contains("@deprecated") || line.startsWith("deprecated"));
  }

  /** The line that says since when the alias exists. */
  Optional<String> since() {
    return doc.stream()
        .flatMap(String::lines)
        .map(String::strip)
        .filter(line -> line.startsWith("@since"))
        .findFirst();
  }
}
