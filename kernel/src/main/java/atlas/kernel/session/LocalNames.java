package atlas.kernel.session;

import atlas.kernel.session.Candidate.Kind;
import atlas.vm.syntax.TokenKind;
import atlas.vm.types.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The names that a text declares, as far as they can be seen at its end. Found by looking at the
 * tokens alone, since a text in which somebody types seldom parses.
 */
final class LocalNames {
  private static final Map<String, Type> SIMPLE =
      Map.of(
          "number", Type.NUMBER,
          "string", Type.STRING,
          "bool", Type.BOOL,
          "json", Type.JSON,
          "void", Type.VOID,
          "null", Type.NULL);

  private final Tokens tokens;
  private final Deque<Map<String, Fact>> scopes = new ArrayDeque<>();
  private final List<Fact> forNextBlock = new ArrayList<>();
  private final ExpressionTypes types;

  LocalNames(Tokens tokens, Names outer) {
    this.tokens = tokens;
    this.types = new ExpressionTypes(tokens, name -> find(name).or(() -> outer.find(name)), outer);
    scopes.push(new LinkedHashMap<>());
    for (int i = 0; i < tokens.size(); i++) {
      look(i);
    }
  }

  Optional<Fact> find(String name) {
    return scopes.stream().filter(s -> s.containsKey(name)).map(s -> s.get(name)).findFirst();
  }

  /** All of them; an inner one hides an outer one. */
  Collection<Fact> all() {
    Map<String, Fact> all = new LinkedHashMap<>();
    scopes.forEach(scope -> scope.values().forEach(fact -> all.putIfAbsent(fact.name(), fact)));
    return all.values();
  }

  ExpressionTypes types() {
    return types;
  }

  private void look(int i) {
    switch (tokens.kind(i)) {
      case LEFT_BRACE -> {
        Map<String, Fact> scope = new HashMap<>();
        forNextBlock.forEach(fact -> scope.put(fact.name(), fact));
        forNextBlock.clear();
        scopes.push(scope);
      }
      case RIGHT_BRACE -> {
        if (scopes.size() > 1) {
          scopes.pop();
        }
      }
      case LET, VAR -> variable(i);
      case FN -> function(i);
      case FOR -> {
        if (tokens.is(i + 1, TokenKind.IDENTIFIER) && tokens.is(i + 2, TokenKind.IN)) {
          forNextBlock.add(variable(tokens.text(i + 1), Type.UNKNOWN, "let"));
        }
      }
      case FAT_ARROW -> bindings(i);
      case IMPORT -> imports(i);
      default -> {}
    }
  }

  private void variable(int i) {
    if (!tokens.is(i + 1, TokenKind.IDENTIFIER)) {
      return;
    }
    Type type = Type.UNKNOWN;
    int end = i + 2;
    if (tokens.is(end, TokenKind.COLON)) {
      int from = end + 1;
      end = endOf(from, TokenKind.EQUAL, TokenKind.SEMICOLON);
      type = type(tokens.text(from, end));
    } else if (tokens.is(end, TokenKind.EQUAL)) {
      int to = endOf(end + 1, TokenKind.SEMICOLON, TokenKind.SEMICOLON);
      type = types.whole(end + 1, to);
    }
    Fact fact = variable(tokens.text(i + 1), type, tokens.text(i));
    if (tokens.is(i - 1, TokenKind.LEFT_PAREN) && tokens.is(i - 2, TokenKind.FOR)) {
      forNextBlock.add(fact);
    } else {
      scopes.peek().put(fact.name(), fact);
    }
  }

  private void function(int i) {
    if (!tokens.is(i + 1, TokenKind.IDENTIFIER)) {
      return;
    }
    int open = endOf(i + 2, TokenKind.LEFT_PAREN, TokenKind.LEFT_BRACE);
    int close = tokens.closing(open);
    int body = endOf(Math.min(close + 1, tokens.size()), TokenKind.LEFT_BRACE, TokenKind.SEMICOLON);
    Type result = Type.UNKNOWN;
    if (tokens.is(close + 1, TokenKind.ARROW)) {
      result = type(tokens.text(close + 2, body));
    }
    List<Type> params = new ArrayList<>();
    for (int at = open + 1; at < close; at = endOf(at, TokenKind.COMMA, TokenKind.COMMA) + 1) {
      Optional<Fact> param = parameter(at, close);
      param.ifPresent(p -> {
        params.add(p.type());
        forNextBlock.add(p);
      });
    }
    String name = tokens.text(i + 1);
    String signature = tokens.text(i, Math.min(body, tokens.size())).replaceAll("\\s+", " ");
    Type type = Type.FunctionType.of(params, result);
    scopes
        .peek()
        .put(
            name,
            new Fact(
                name,
                Kind.FUNCTION,
                type,
                signature,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
  }

  /** The parameter that begins at a token, which may be its ownership. */
  private Optional<Fact> parameter(int at, int close) {
    int colon = at;
    while (colon < close && !tokens.is(colon, TokenKind.COLON)) {
      colon++;
    }
    if (colon == close || !tokens.is(colon - 1, TokenKind.IDENTIFIER)) {
      return Optional.empty();
    }
    int end = Math.min(close, endOf(colon + 1, TokenKind.COMMA, TokenKind.RIGHT_PAREN));
    Type type = type(tokens.text(colon + 1, end));
    return Optional.of(variable(tokens.text(colon - 1), type, "let"));
  }

  /** The names that the pattern before an arrow binds. */
  private void bindings(int arrow) {
    int depth = 0;
    for (int i = arrow - 1; i >= 0 && depth >= 0; i--) {
      switch (tokens.kind(i)) {
        case RIGHT_PAREN, RIGHT_BRACKET -> depth++;
        case LEFT_PAREN, LEFT_BRACKET -> depth--;
        case LEFT_BRACE, RIGHT_BRACE -> depth = -1;
        case COMMA -> depth = depth == 0 ? -1 : depth;
        case IDENTIFIER -> {
          if (!tokens.is(i + 1, TokenKind.LEFT_PAREN) && !tokens.text(i).equals("None")) {
            scopes.peek().put(tokens.text(i), variable(tokens.text(i), Type.UNKNOWN, "let"));
          }
        }
        default -> {}
      }
    }
  }

  private void imports(int i) {
    int end = endOf(i + 1, TokenKind.FROM, TokenKind.SEMICOLON);
    for (int at = i + 1; at < end; at++) {
      if (tokens.is(at, TokenKind.IDENTIFIER)) {
        Fact fact = variable(tokens.text(at), Type.UNKNOWN, "import");
        scopes.peekLast().put(fact.name(), fact);
      }
    }
  }

  /** The index of the first token of one of two kinds that is in no bracket opened since. */
  private int endOf(int from, TokenKind first, TokenKind second) {
    int depth = 0;
    for (int i = from; i < tokens.size(); i++) {
      TokenKind kind = tokens.kind(i);
      if (depth == 0 && (kind == first || kind == second)) {
        return i;
      }
      switch (kind) {
        case LEFT_PAREN, LEFT_BRACKET, LEFT_BRACE -> depth++;
        case RIGHT_PAREN, RIGHT_BRACKET, RIGHT_BRACE -> depth--;
        default -> {}
      }
      if (depth < 0) {
        return i;
      }
    }
    return tokens.size();
  }

  private static Type type(String written) {
    String text = written.strip();
    if (text.endsWith("[]")) {
      return new Type.ArrayType(type(text.substring(0, text.length() - 2)));
    }
    return SIMPLE.getOrDefault(text, Type.UNKNOWN);
  }

  private static Fact variable(String name, Type type, String word) {
    String signature = word + " " + name;
    if (type != Type.UNKNOWN) {
      signature += ": " + atlas.vm.types.TypePrinter.print(type);
    }
    return new Fact(
        name, Kind.VARIABLE, type, signature, Optional.empty(), Optional.empty(), Optional.empty());
  }
}
