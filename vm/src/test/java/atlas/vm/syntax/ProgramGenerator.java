package atlas.vm.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Generates random programs that follow the grammar (language §2), laid out at random: blanks, line
 * ends, tabs and comments between any two tokens. The same seed, the same program. Nothing but the
 * syntax is right about them: names are undeclared and types do not fit.
 */
final class ProgramGenerator {
  private static final List<String> NAMES =
      List.of("a", "b", "count", "x1", "_tmp", "größe", "変数", "Some", "number", "𝛼", "x²");
  private static final List<String> STRINGS =
      List.of(
          "\"\"",
          "\"text\"",
          "\"a\\tb\\n\"",
          "\"\\\"quoted\\\" \\\\\"",
          "\"two\nlines\"",
          "\"😀 // no comment\"",
          "\"/* nor this */ {\"");
  private static final List<String> NUMBERS =
      List.of("0", "1", "42", "3.25", "1e3", "2.5E-7", "1e+20", "0.1", "123456789012345678", "007");
  private static final List<String> SEPARATORS =
      List.of(" ", " ", " ", "\n", "\n    ", "\t", "\r\n", " /* c */ ", " // c }\n", " //// c\n");
  private static final String GLUED = "()[]{};,";

  private final Random random;
  private final List<String> tokens = new ArrayList<>();
  private int budget;

  ProgramGenerator(long seed) {
    this.random = new Random(seed);
  }

  /** A program of a few dozen to a few hundred tokens. */
  String program() {
    tokens.clear();
    budget = 60 + random.nextInt(200);
    int items = 1 + random.nextInt(8);
    for (int i = 0; i < items; i++) {
      item();
    }
    return layOut(tokens);
  }

  /** The tokens of the last program; a doc comment, with its line ends, counts as one. */
  List<String> tokens() {
    return List.copyOf(tokens);
  }

  /** Tokens as a text, with random separators between them. */
  String layOut(List<String> parts) {
    StringBuilder text = new StringBuilder();
    String previous = "";
    for (String token : parts) {
      boolean mayGlue = GLUED.contains(previous) || GLUED.contains(token);
      text.append(mayGlue && random.nextInt(3) > 0 ? "" : pick(SEPARATORS)).append(token);
      previous = token;
    }
    return text.append(pick(SEPARATORS)).toString();
  }

  private String pick(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  private void emit(String... texts) {
    for (String text : texts) {
      tokens.add(text);
      budget--;
    }
  }

  private void name() {
    emit(pick(NAMES));
  }

  /** One to three elements, or with {@code least} 0 perhaps none, with commas between. */
  private void list(int least, Runnable element) {
    int count = budget <= 0 ? least : least + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      if (i > 0) {
        emit(",");
      }
      element.run();
    }
  }

  private void trailingComma() {
    if (chance(4)) {
      emit(",");
    }
  }

  // Items

  private void item() {
    switch (random.nextInt(12)) {
      case 0 -> importDecl();
      case 1 -> {
        emit("export");
        switch (random.nextInt(3)) {
          case 0 -> function();
          case 1 -> variable();
          default -> alias();
        }
      }
      case 2 -> externDecl();
      case 3, 4 -> alias();
      case 5 -> trait();
      case 6 -> impl();
      case 7, 8 -> function();
      default -> statement();
    }
  }

  private void importDecl() {
    emit("import");
    if (chance(3)) {
      emit("*", "as");
      name();
    } else {
      emit("{");
      list(1, this::name);
      trailingComma();
      emit("}");
    }
    emit("from", "\"./m\"", ";");
  }

  private void externDecl() {
    emit("extern", "\"m\"", "fn");
    name();
    if (chance(2)) {
      emit("as", pick(STRINGS));
    }
    emit("(");
    list(
        0,
        () -> {
          name();
          emit(":", pick(List.of("CInt", "CLong", "CDouble", "CCharPtr", "CBool")));
        });
    emit(")", "->", "CVoid", ";");
  }

  private void alias() {
    if (chance(3)) {
      int last = tokens.size() - 1;
      String doc = "\n/// Says what it is.\n///\n///   @since 2\n";
      if (last >= 0 && tokens.get(last).equals("export") && chance(2)) {
        tokens.add(last, doc);
      } else {
        tokens.add(doc);
      }
    }
    emit("type");
    name();
    typeParams();
    emit("=");
    type();
    emit(";");
  }

  private void trait() {
    emit("trait");
    name();
    typeParams();
    emit("{");
    for (int i = random.nextInt(3); i > 0; i--) {
      signature();
      emit("->");
      type();
      emit(";");
    }
    emit("}");
  }

  private void impl() {
    emit("impl");
    name();
    if (chance(3)) {
      emit("<");
      list(1, this::type);
      emit(">");
    }
    emit("for");
    name();
    emit("{");
    for (int i = random.nextInt(3); i > 0; i--) {
      signature();
      emit("->");
      type();
      block();
    }
    emit("}");
  }

  private void signature() {
    emit("fn");
    name();
    typeParams();
    emit("(");
    int before = tokens.size();
    list(
        0,
        () -> {
          if (chance(4)) {
            emit(pick(List.of("own", "borrow", "shared")));
          }
          name();
          emit(":");
          type();
        });
    if (tokens.size() > before) {
      trailingComma();
    }
    emit(")");
  }

  private void function() {
    signature();
    if (chance(2)) {
      emit("->");
      if (chance(4)) {
        emit(pick(List.of("own", "borrow")));
      }
      type();
      if (chance(4)) {
        emit("is");
        name();
        emit(":");
        type();
      }
    }
    block();
  }

  private void typeParams() {
    if (!chance(4)) {
      return;
    }
    emit("<");
    list(
        1,
        () -> {
          name();
          if (chance(3)) {
            emit("extends");
            type();
          }
          if (chance(3)) {
            emit(":");
            name();
            while (chance(3)) {
              emit("+");
              name();
            }
          }
        });
    emit(">");
  }

  // Types

  private void type() {
    interType();
    while (budget > 0 && chance(6)) {
      emit("|");
      interType();
    }
  }

  private void interType() {
    postType();
    while (budget > 0 && chance(10)) {
      emit("&");
      postType();
    }
  }

  private void postType() {
    switch (budget > 0 ? random.nextInt(10) : 9) {
      case 0 -> {
        emit("(");
        list(0, this::type);
        emit(")", "->");
        type();
      }
      case 1 -> {
        emit("(");
        type();
        emit(")");
      }
      case 2 -> {
        emit("{");
        list(
            1,
            () -> {
              name();
              emit(":");
              type();
            });
        trailingComma();
        emit("}");
      }
      case 3 -> {
        name();
        emit("<");
        list(1, this::type);
        emit(">");
      }
      case 4 -> emit("null");
      default -> name();
    }
    while (chance(5)) {
      emit("[", "]");
    }
  }

  // Statements

  private void block() {
    emit("{");
    for (int i = budget > 0 ? random.nextInt(4) : 0; i > 0; i--) {
      statement();
    }
    emit("}");
  }

  private void statement() {
    switch (budget > 0 ? random.nextInt(14) : 13) {
      case 0 -> function();
      case 1 -> ifStatement();
      case 2 -> {
        emit("while", "(");
        expression();
        emit(")");
        block();
      }
      case 3 -> forStatement();
      case 4 -> {
        emit("for");
        name();
        emit("in");
        expression();
        block();
      }
      case 5 -> {
        emit("return");
        if (chance(2)) {
          expression();
        }
        emit(";");
      }
      case 6 -> emit(pick(List.of("break", "continue")), ";");
      case 7 -> block();
      case 8, 9 -> variable();
      case 10, 11 -> {
        assignment();
        emit(";");
      }
      default -> {
        expression();
        emit(";");
      }
    }
  }

  private void variable() {
    emit(pick(List.of("let", "var")));
    name();
    if (chance(3)) {
      emit(":");
      type();
    }
    emit("=");
    expression();
    emit(";");
  }

  private void assignment() {
    name();
    while (chance(3)) {
      emit("[");
      expression();
      emit("]");
    }
    if (chance(4)) {
      emit(pick(List.of("++", "--")));
    } else {
      emit(pick(List.of("=", "+=", "-=", "*=", "/=", "%=")));
      expression();
    }
  }

  private void ifStatement() {
    emit("if", "(");
    expression();
    emit(")");
    block();
    if (chance(2)) {
      emit("else");
      if (chance(2)) {
        ifStatement();
      } else {
        block();
      }
    }
  }

  private void forStatement() {
    emit("for", "(");
    switch (random.nextInt(4)) {
      case 0 -> emit(";");
      case 1 -> {
        assignment();
        emit(";");
      }
      case 2 -> {
        expression();
        emit(";");
      }
      default -> variable();
    }
    if (chance(2)) {
      expression();
    }
    emit(";");
    switch (random.nextInt(3)) {
      case 0 -> assignment();
      case 1 -> expression();
      default -> {}
    }
    emit(")");
    block();
  }

  // Expressions

  private void expression() {
    unary();
    while (budget > 0 && chance(3)) {
      emit(
          pick(
              List.of("||", "&&", "==", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "%", "+")));
      unary();
    }
  }

  private void unary() {
    while (chance(8)) {
      emit(pick(List.of("-", "!")));
    }
    primary();
    while (budget > 0 && chance(4)) {
      switch (random.nextInt(5)) {
        case 0 -> arguments();
        case 1 -> {
          emit("[");
          expression();
          emit("]");
        }
        case 2 -> {
          emit(".");
          name();
        }
        case 3 -> {
          emit(".");
          name();
          arguments();
        }
        default -> emit("?");
      }
    }
  }

  private void arguments() {
    emit("(");
    list(0, this::expression);
    emit(")");
  }

  private void primary() {
    switch (budget > 0 ? random.nextInt(12) : 11) {
      case 0, 1 -> emit(pick(NUMBERS));
      case 2 -> emit(pick(STRINGS));
      case 3 -> emit(pick(List.of("true", "false", "null")));
      case 4 -> {
        emit("(");
        expression();
        emit(")");
      }
      case 5 -> {
        emit("[");
        list(0, this::expression);
        emit("]");
      }
      case 6 -> {
        emit("match");
        expression();
        emit("{");
        list(1, this::arm);
        trailingComma();
        emit("}");
      }
      default -> name();
    }
  }

  private void arm() {
    orPattern();
    if (chance(4)) {
      emit("if");
      expression();
    }
    emit("=>");
    expression();
  }

  private void orPattern() {
    pattern();
    while (budget > 0 && chance(5)) {
      emit("|");
      pattern();
    }
  }

  private void pattern() {
    switch (budget > 0 ? random.nextInt(8) : 7) {
      case 0 -> emit(pick(NUMBERS));
      case 1 -> emit(pick(STRINGS));
      case 2 -> emit(pick(List.of("true", "false", "null")));
      case 3 -> emit("_");
      case 4 -> emit("None");
      case 5 -> {
        name();
        emit("(");
        list(0, this::orPattern);
        emit(")");
      }
      case 6 -> {
        emit("[");
        list(0, this::pattern);
        emit("]");
      }
      default -> name();
    }
  }
}
