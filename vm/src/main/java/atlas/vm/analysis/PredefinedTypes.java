package atlas.vm.analysis;

import atlas.vm.types.Type;
import atlas.vm.types.Type.ArrayType;
import atlas.vm.types.Types;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The types that every program finds declared (language §4.1). */
public final class PredefinedTypes {
  static final Map<String, Type> PREDEFINED =
      Map.ofEntries(
          Map.entry("number", Type.NUMBER),
          Map.entry("string", Type.STRING),
          Map.entry("bool", Type.BOOL),
          Map.entry("void", Type.VOID),
          Map.entry("null", Type.NULL),
          Map.entry("json", Type.JSON),
          Map.entry("array", new ArrayType(Type.UNKNOWN)),
          Map.entry("Numeric", Type.NUMBER),
          Map.entry("Comparable", Type.NUMBER),
          Map.entry("Iterable", new ArrayType(Type.UNKNOWN)),
          Map.entry(
              "Equatable", Types.union(List.of(Type.NUMBER, Type.STRING, Type.BOOL, Type.NULL))),
          Map.entry(
              "Serializable",
              Types.union(List.of(Type.NUMBER, Type.STRING, Type.BOOL, Type.NULL, Type.JSON))));

  static final Map<String, Integer> GENERIC =
      Map.of("Option", 1, "Result", 2, "Array", 1, "HashMap", 2, "HashSet", 1);

  /** Types of the library that have no structure here: {@code ?}, but known. */
  static final Set<String> LIBRARY =
      Set.of(
          "Queue",
          "Stack",
          "Regex",
          "DateTime",
          "JsonValue",
          "Duration",
          "HttpRequest",
          "HttpResponse",
          "Future",
          "any");

  private PredefinedTypes() {}

  /** Their names, in alphabetical order. */
  public static List<String> names() {
    return Stream.of(PREDEFINED.keySet(), GENERIC.keySet(), LIBRARY)
        .flatMap(Set::stream)
        .sorted()
        .toList();
  }
}
