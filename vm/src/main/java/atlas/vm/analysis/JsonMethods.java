package atlas.vm.analysis;

import atlas.vm.types.Type;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The methods of {@code json} values (language §7.5) and the library functions behind them. */
public final class JsonMethods {
  /** The function takes the receiver and nothing else. */
  record Method(String function, Type result) {}

  private static final Map<String, Method> METHODS =
      Map.of(
          "as_string", new Method("jsonAsString", Type.STRING),
          "as_number", new Method("jsonAsNumber", Type.NUMBER),
          "as_bool", new Method("jsonAsBool", Type.BOOL),
          "is_null", new Method("jsonIsNull", Type.BOOL));

  private JsonMethods() {}

  static Map<String, Method> all() {
    return METHODS;
  }

  public static Set<String> names() {
    return METHODS.keySet();
  }

  /** The library function that does the work of a method. */
  public static Optional<String> function(String method) {
    return Optional.ofNullable(METHODS.get(method)).map(Method::function);
  }
}
