package atlas.vm.runtime;

import java.util.List;
import java.util.Map;

/** A {@code json} value (stdlib §10). Immutable. */
public sealed interface JsonValue extends Value {
  /** JSON null. */
  JsonValue NULL = new Null();

  /** JSON null; {@link #NULL} is the only one. */
  record Null() implements JsonValue {}

  record Bool(boolean value) implements JsonValue {}

  /**
   * A number.
   *
   * @param lexeme as it was written
   */
  record Num(double value, String lexeme) implements JsonValue {}

  record Str(Text value) implements JsonValue {}

  record Arr(List<JsonValue> elements) implements JsonValue {
    public Arr {
      elements = List.copyOf(elements);
    }
  }

  /**
   * An object.
   *
   * @param members in order; not to be changed any more
   */
  record Obj(Map<String, JsonValue> members) implements JsonValue {}

  @Override
  default Kind kind() {
    return Kind.JSON;
  }

  /** The member of an object; JSON null if there is none, or this is no object. */
  default JsonValue member(Text key) {
    return this instanceof Obj(var members) ? members.getOrDefault(key.toString(), NULL) : NULL;
  }

  /** The element of an array; JSON null if there is none, or this is no array. */
  default JsonValue element(double index) {
    int i = (int) index;
    return this instanceof Arr(var elements) && i == index && i >= 0 && i < elements.size()
        ? elements.get(i)
        : NULL;
  }

  /** Structural equality; the order of members does not matter, nor how a number is written. */
  static boolean equal(JsonValue a, JsonValue b) {
    return switch (a) {
      case Null _ -> b instanceof Null;
      case Bool(boolean x) -> b instanceof Bool(boolean y) && x == y;
      case Num(double x, _) -> b instanceof Num(double y, _) && x == y;
      case Str(Text x) -> b instanceof Str(Text y) && x.equals(y);
      case Arr(var x) -> b instanceof Arr(var y) && equalElements(x, y);
      case Obj(var x) -> b instanceof Obj(var y) && equalMembers(x, y);
    };
  }

  private static boolean equalElements(List<JsonValue> a, List<JsonValue> b) {
    boolean equal = a.size() == b.size();
    for (int i = 0; equal && i < a.size(); i++) {
      equal = equal(a.get(i), b.get(i));
    }
    return equal;
  }

  private static boolean equalMembers(Map<String, JsonValue> a, Map<String, JsonValue> b) {
    return a.size() == b.size()
        && a.entrySet().stream()
            .allMatch(member -> {
              JsonValue other = b.get(member.getKey());
              return other != null && equal(member.getValue(), other);
            });
  }
}
