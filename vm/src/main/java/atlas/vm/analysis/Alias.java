package atlas.vm.analysis;

import atlas.vm.source.SourceFile;
import atlas.vm.source.Span;
import atlas.vm.types.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
  private static final Pattern DEPRECATED =
      Pattern.compile("(?:@deprecated|^deprecated)[\\s:,–-]*(.*)");

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

  /** What the doc comment says behind the word that makes each use worth a warning. */
  Optional<String> deprecation() {
    return lines()
        .flatMap(line -> DEPRECATED.matcher(line).results())
        .map(m -> m.group(1))
        .findFirst();
  }

  /** The line that says since when the alias exists. */
  Optional<String> since() {
    return lines().filter(line -> line.startsWith("@since")).findFirst();
  }

  private Stream<String> lines() {
    return doc.stream().flatMap(String::lines).map(String::strip);
  }
}
