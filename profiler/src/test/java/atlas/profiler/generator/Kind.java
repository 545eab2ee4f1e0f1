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
  /** Any value: a type name that nothing declares stands for the unknown type. */
  UNKNOWN("Thing", "0");

  static final List<Kind> ALL = List.of(values());

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
