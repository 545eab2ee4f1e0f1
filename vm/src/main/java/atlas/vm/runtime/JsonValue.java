package atlas.vm.runtime;

import java.util.List;
import java.util.Map;

/** A {@code json} value (stdlib §10). Immutable. */
public abstract sealed class JsonValue extends Value {
  /** JSON null. */
  public static final JsonValue NULL = new Null();

  /** JSON null; {@link #NULL} is the only one. */
  public static final class Null extends JsonValue {
    private Null() {}
  }

  /** True or false. */
  public static final class Bool extends JsonValue {
    private final boolean value;

    public Bool(boolean value) {
      this.value = value;
    }

    public boolean value() {
      return value;
    }
  }

  /** A number. */
  public static final class Num extends JsonValue {
    private final double value;
    private final String lexeme;

    /**
     * A number.
     *
     * @param lexeme as it was written
     */
    public Num(double value, String lexeme) {
      this.value = value;
      this.lexeme = lexeme;
    }

    public double value() {
      return value;
    }

    public String lexeme() {
      return lexeme;
    }
  }

  /** A string. */
  public static final class Str extends JsonValue {
    private final Text value;

    public Str(Text value) {
      this.value = value;
    }

    public Text value() {
      return value;
    }
  }

  /** An array. */
  public static final class Arr extends JsonValue {
    private final List<JsonValue> elements;

    public Arr(List<JsonValue> elements) {
      this.elements = List.copyOf(elements);
    }

    public List<JsonValue> elements() {
      return elements;
    }
  }

  /** An object. */
  public static final class Obj extends JsonValue {
    private final Map<String, JsonValue> members;

    /**
     * An object.
     *
     * @param members in order; not to be changed any more
     */
    public Obj(Map<String, JsonValue> members) {
      this.members = members;
    }

    public Map<String, JsonValue> members() {
      return members;
    }
  }

  @Override
  public final Kind kind() {
    return Kind.JSON;
  }

  /** The member of an object; JSON null if there is none, or this is no object. */
  public final JsonValue member(Text key) {
    return this instanceof Obj o ? o.members.getOrDefault(key.toString(), NULL) : NULL;
  }

  /** The element of an array; JSON null if there is none, or this is no array. */
  public final JsonValue element(double index) {
    int i = (int) index;
    return this instanceof Arr a && i == index && i >= 0 && i < a.elements.size()
        ? a.elements.get(i)
        : NULL;
  }

  /** Structural equality; the order of members does not matter, nor how a number is written. */
  static boolean equal(JsonValue a, JsonValue b) {
    return switch (a) {
      case Null _ -> b instanceof Null;
      case Bool x -> b instanceof Bool y && x.value == y.value;
      case Num x -> b instanceof Num y && x.value == y.value;
      case Str x -> b instanceof Str y && x.value.equals(y.value);
      case Arr x -> b instanceof Arr y && equalElements(x.elements, y.elements);
      case Obj x -> b instanceof Obj y && equalMembers(x.members, y.members);
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
