package atlas.profiler.generator;

import java.util.List;

/** The types of generated variables. */
enum Kind {
  NUMBER("number", "0"),
  BOOL("bool", "false"),
  STRING("string", "\"\""),
  NUMBERS("number[]", "[0]"),
  STRINGS("string[]", "[\"\"]"),
  GRID("number[][]", "[[0]]"),
  CUBE("number[][][]", "[[[0]]]"),
  OPTION("Option<number>", "None"),
  RESULT("Result<number, string>", "Err(\"none\")"),
  TABLE("HashMap<string, number>", "hashMapNew()"),
  /** A number or a text, by the name of an alias. */
  ID("Id", "0"),
  MAYBE("number | null", "null"),
  NEST("Option<Result<number, string>>", "None"),
  FUNCTION("Step", "twice"),
  LISTS("HashMap<string, number[]>", "hashMapNew()"),
  SET("HashSet<number>", "hashSetNew()"),
  JSON("json", "parseJSON(\"null\")"),
  /** Any value: a type name that nothing declares stands for the unknown type. */
  UNKNOWN("Thing", "0"),
  NULL("null", "null");

  /** All but null, which is the type of variables only where a condition has narrowed them. */
  static final List<Kind> ALL = List.of(values()).stream().filter(kind -> kind != NULL).toList();

  private final String type;
  private final String simplest;

  Kind(String type, String simplest) {
    this.type = type;
    this.simplest = simplest;
  }

  String type() {
    return type;
  }

  /** A literal of the type. */
  String simplest() {
    return simplest;
  }
}
