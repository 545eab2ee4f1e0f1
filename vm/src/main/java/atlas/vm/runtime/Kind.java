package atlas.vm.runtime;

import atlas.vm.types.Type;

/** The kinds of values that a program can tell apart (language §20, stdlib §9.1). */
public enum Kind {
  NUMBER("number"),
  STRING("string"),
  BOOL("bool"),
  NULL("null"),
  ARRAY("array"),
  FUNCTION("function"),
  BUILTIN("builtin"),
  JSON("json"),
  OPTION("option"),
  RESULT("result"),
  HASHMAP("hashmap"),
  HASHSET("hashset"),
  QUEUE("queue"),
  STACK("stack"),
  REGEX("regex"),
  DATETIME("datetime"),
  /** Internal: a function cell; no program ever sees one. */
  CELL("cell");

  /** The mask to which every value belongs. */
  public static final int ANY = -1;

  private final String word;

  Kind(String word) {
    this.word = word;
  }

  /** The name that {@code typeof} gives. */
  public String word() {
    return word;
  }

  /** The name in messages. */
  public String inMessages() {
    return switch (this) {
      case OPTION -> "Option";
      case RESULT -> "Result";
      default -> word;
    };
  }

  /** The bit of this kind in a mask of kinds. */
  public int bit() {
    return 1 << ordinal();
  }

  /**
   * The kinds of values that a type's values can have, as a mask: what an engine checks where a
   * value of unknown type flows to a place of known type. Only the outermost kind is checked;
   * elements are checked when they are read.
   */
  public static int mask(Type type) {
    Type t = type.expanded();
    if (t == Type.NUMBER) {
      return NUMBER.bit();
    } else if (t == Type.STRING) {
      return STRING.bit();
    } else if (t == Type.BOOL) {
      return BOOL.bit();
    } else if (t == Type.NULL || t == Type.VOID) {
      return NULL.bit();
    } else if (t == Type.JSON) {
      return JSON.bit();
    } else if (t == Type.NEVER) {
      return 0;
    }
    return switch (t) {
      case Type.ArrayType _ -> ARRAY.bit();
      case Type.FunctionType _ -> FUNCTION.bit() | BUILTIN.bit();
      case Type.OptionType _ -> OPTION.bit();
      case Type.ResultType _ -> RESULT.bit();
      case Type.MapType _ -> HASHMAP.bit();
      case Type.SetType _ -> HASHSET.bit();
      case Type.UnionType u -> u.members().stream().mapToInt(Kind::mask).reduce(0, (a, b) -> a | b);
      case Type.IntersectionType i ->
          i.members().stream().mapToInt(Kind::mask).reduce(ANY, (a, b) -> a & b);
      case Type.Primitive _, Type.TypeVariable _, Type.StructType _, Type.AliasType _ -> ANY;
    };
  }

  /** The kinds of a mask in words, such as {@code number or string}. */
  public static String describe(int mask) {
    StringBuilder text = new StringBuilder();
    for (Kind kind : values()) {
      if ((mask & kind.bit()) != 0 && (kind != BUILTIN || (mask & FUNCTION.bit()) == 0)) {
        text.append(text.isEmpty() ? "" : " or ").append(kind.inMessages());
      }
    }
    return text.toString();
  }
}
