package atlas.kernel.session;

import atlas.vm.syntax.TokenKind;
import atlas.vm.types.Type;
import java.util.Optional;
import java.util.function.Function;

/**
 * The types of the expressions that a dot can follow: names, calls, indices, members and literals.
 * Where the tokens do not tell, a type is unknown.
 */
final class ExpressionTypes {
  private static final int DEEPEST = 30;

  private final Tokens tokens;
  private final Function<String, Optional<Fact>> names;
  private final Names members;

  ExpressionTypes(Tokens tokens, Function<String, Optional<Fact>> names, Names members) {
    this.tokens = tokens;
    this.names = names;
    this.members = members;
  }

  /** The type of the expression that is all there is between two tokens. */
  Type whole(int from, int to) {
    Found found = endingAt(to - 1, DEEPEST);
    return found.start() == from ? found.type() : Type.UNKNOWN;
  }

  /** The type of the longest expression without an operator that ends with a token. */
  Type endingAt(int index) {
    return endingAt(index, DEEPEST).type();
  }

  private record Found(Type type, int start) {}

  private Found endingAt(int i, int room) {
    if (i < 0 || room == 0) {
      return new Found(Type.UNKNOWN, i);
    }
    return switch (tokens.kind(i)) {
      case STRING -> new Found(Type.STRING, i);
      case NUMBER -> new Found(Type.NUMBER, i);
      case TRUE, FALSE -> new Found(Type.BOOL, i);
      case IDENTIFIER -> name(i, room);
      case RIGHT_PAREN -> parenthesis(i, room);
      case RIGHT_BRACKET -> bracket(i, room);
      default -> new Found(Type.UNKNOWN, i);
    };
  }

  private Found name(int i, int room) {
    if (tokens.is(i - 1, TokenKind.DOT)) {
      Found receiver = endingAt(i - 2, room - 1);
      return new Found(result(member(receiver.type(), i)), receiver.start());
    }
    return new Found(names.apply(tokens.text(i)).map(Fact::type).orElse(Type.UNKNOWN), i);
  }

  private Type member(Type receiver, int i) {
    return members.member(receiver, tokens.text(i)).map(Fact::type).orElse(Type.UNKNOWN);
  }

  private Found parenthesis(int close, int room) {
    int open = tokens.opening(close);
    int before = open - 1;
    switch (tokens.kind(before)) {
      case IDENTIFIER -> {
        if (tokens.is(before - 1, TokenKind.DOT)) {
          return name(before, room);
        }
        Found callee = name(before, room);
        return new Found(result(callee.type()), callee.start());
      }
      case RIGHT_PAREN, RIGHT_BRACKET -> {
        Found callee = endingAt(before, room - 1);
        return new Found(result(callee.type()), callee.start());
      }
      default -> {
        Found inner = endingAt(close - 1, room - 1);
        return new Found(inner.start() == open + 1 ? inner.type() : Type.UNKNOWN, open);
      }
    }
  }

  private Found bracket(int close, int room) {
    int open = tokens.opening(close);
    switch (tokens.kind(open - 1)) {
      case IDENTIFIER, RIGHT_PAREN, RIGHT_BRACKET, STRING -> {
        Found target = endingAt(open - 1, room - 1);
        return new Found(element(target.type()), target.start());
      }
      default -> {
        boolean single = close == open + 2 || tokens.is(open + 2, TokenKind.COMMA);
        Type first = single ? endingAt(open + 1, room - 1).type() : Type.UNKNOWN;
        return new Found(new Type.ArrayType(first), open);
      }
    }
  }

  private static Type result(Type callee) {
    return callee.expanded() instanceof Type.FunctionType function
        ? function.result()
        : Type.UNKNOWN;
  }

  private static Type element(Type target) {
    return switch (target.expanded()) {
      case Type.ArrayType array -> array.element();
      case Type.MapType map -> map.value();
      case Type.Primitive primitive when primitive == Type.STRING -> Type.STRING;
      case Type.Primitive primitive when primitive == Type.JSON -> Type.JSON;
      default -> Type.UNKNOWN;
    };
  }
}
