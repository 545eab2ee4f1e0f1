package atlas.vm.analysis;

import atlas.vm.syntax.Ast;
import atlas.vm.types.Type;
import atlas.vm.types.Type.ArrayType;
import atlas.vm.types.Type.MapType;
import atlas.vm.types.Type.OptionType;
import atlas.vm.types.Type.ResultType;
import atlas.vm.types.Type.SetType;
import atlas.vm.types.Types;
import java.util.Optional;

/** What to write where types do not fit: the help of type errors. Often there is nothing to say. */
final class TypeAdvice {
  private static final String TAKE_APART =
      "'unwrap_or(value, other)' or 'match' takes an Option or a Result apart";
  private static final String NUMBER_OF_TEXT = "'toNumber(text)' makes a number of a string";
  private static final String TEXT_TIMES =
      "'repeat(text, times)' repeats a string; " + NUMBER_OF_TEXT;
  private static final String TEXT = "str(value) makes a string of any value";

  private TypeAdvice() {}

  /** Where a value is of another type than it should be. */
  static Optional<String> mismatch(Type expected, Type found) {
    Type wanted = expected.expanded();
    Type given = found.expanded();
    if (wanted instanceof OptionType option) {
      return option(option, given);
    }
    if (wanted instanceof ResultType result) {
      return Types.isAssignable(given, result.value())
          ? Optional.of("a result is made by 'Ok(…)'")
          : Optional.empty();
    }
    if (isContent(given, wanted)) {
      return Optional.of(TAKE_APART);
    }
    if (wanted == Type.BOOL) {
      return condition(given);
    }
    if (wanted == Type.NUMBER) {
      return number(given);
    }
    return wanted == Type.STRING ? text(given) : Optional.empty();
  }

  /** Where a value is indexed that cannot be. */
  static Optional<String> indexed(Type found) {
    return switch (found.expanded()) {
      case OptionType _, ResultType _ -> Optional.of(TAKE_APART);
      case MapType _ ->
          Optional.of(
              "'hashMapGet(map, key)' reads an entry, 'hashMapPut(map, key, value)' stores one");
      case SetType _ -> Optional.of("'hashSetHas(set, element)' tells whether an element is in it");
      case Type.Primitive p when p == Type.STRING ->
          Optional.of("'charAt(text, index)' is a character; to change one, build a new string");
      default -> Optional.empty();
    };
  }

  private static Optional<String> option(OptionType wanted, Type given) {
    if (given == Type.NULL) {
      return Optional.of("an empty Option is 'None'");
    }
    return Types.isAssignable(given, wanted.value())
        ? Optional.of("an Option is made by 'Some(…)'")
        : Optional.empty();
  }

  /** Whether a value of a type may have one of the wanted type in it. */
  private static boolean isContent(Type given, Type wanted) {
    return switch (given) {
      case OptionType o -> Types.isAssignable(o.value(), wanted) && wanted != Type.BOOL;
      case ResultType r -> Types.isAssignable(r.value(), wanted) && wanted != Type.BOOL;
      default -> false;
    };
  }

  private static Optional<String> condition(Type given) {
    return switch (given) {
      case OptionType _ -> Optional.of("'is_some(value)' tells whether there is a value");
      case ResultType _ -> Optional.of("'is_ok(value)' tells whether it succeeded");
      case ArrayType _ -> Optional.of("'len(value) > 0' tells whether there is something in it");
      case Type.Primitive p when p == Type.STRING ->
          Optional.of("'value != \"\"' tells whether there is something in it");
      case Type.Primitive p when p == Type.NUMBER ->
          Optional.of("nothing but a bool is true or false: compare the number");
      case Type.Primitive p when p == Type.JSON ->
          Optional.of("'.as_bool()' takes a bool out of json");
      default -> Optional.empty();
    };
  }

  private static Optional<String> number(Type given) {
    if (given == Type.JSON) {
      return Optional.of("'.as_number()' takes a number out of json");
    }
    return given == Type.STRING ? Optional.of(NUMBER_OF_TEXT) : Optional.empty();
  }

  private static Optional<String> text(Type given) {
    if (given == Type.JSON) {
      return Optional.of("'.as_string()' takes a string out of json");
    }
    return given == Type.NUMBER || given == Type.BOOL ? Optional.of(TEXT) : Optional.empty();
  }

  /** Where the operands of a binary operator do not fit. */
  static Optional<String> operands(Ast.BinaryOp op, Type left, Type right) {
    Type a = left.expanded();
    Type b = right.expanded();
    return switch (op) {
      case ADD -> sum(a, b).or(() -> contents(a, b));
      case SUB, MUL, DIV, MOD ->
          contents(a, b)
              .or(() ->
                  is(Type.STRING, a, b) && is(Type.NUMBER, a, b)
                      ? Optional.of(op == Ast.BinaryOp.MUL ? TEXT_TIMES : NUMBER_OF_TEXT)
                      : Optional.empty());
      case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL ->
          a == Type.STRING && b == Type.STRING
              ? Optional.of("strings have no order, but 'sort()' puts an array of them in one")
              : contents(a, b);
      case EQUAL, NOT_EQUAL -> equality(a, b);
      case AND, OR -> condition(a == Type.BOOL ? b : a);
    };
  }

  private static Optional<String> sum(Type a, Type b) {
    if (a instanceof ArrayType && b instanceof ArrayType) {
      return Optional.of("arrays are joined by 'concat(a, b)'");
    }
    boolean json = is(Type.JSON, a, b);
    return is(Type.STRING, a, b) && !json ? Optional.of(TEXT) : Optional.empty();
  }

  private static Optional<String> equality(Type a, Type b) {
    if (is(Type.NULL, a, b) && (a instanceof OptionType || b instanceof OptionType)) {
      return Optional.of("an empty Option is 'None'");
    }
    if (is(Type.NUMBER, a, b) && is(Type.STRING, a, b)) {
      return Optional.of(TEXT);
    }
    return contents(a, b);
  }

  /** What is to be taken out of an operand first. */
  private static Optional<String> contents(Type a, Type b) {
    if (isContent(a, b) || isContent(b, a)) {
      return Optional.of(TAKE_APART);
    }
    if (!is(Type.JSON, a, b)) {
      return Optional.empty();
    }
    return is(Type.STRING, a, b) ? text(Type.JSON) : number(Type.JSON);
  }

  private static boolean is(Type type, Type a, Type b) {
    return a == type || b == type;
  }

  /** Where something that is no array is gone over. */
  static Optional<String> iteration(Type found) {
    return switch (found.expanded()) {
      case MapType _ -> Optional.of("'hashMapKeys(map)' is the array of its keys");
      case SetType _ -> Optional.of("'hashSetToArray(set)' is the array of its elements");
      case Type.Primitive p when p == Type.STRING ->
          Optional.of("'split(text, \"\")' is the array of its characters");
      case Type.Primitive p when p == Type.NUMBER ->
          Optional.of("write 'for (var i = 0; i < n; i++) { … }'");
      default -> Optional.empty();
    };
  }
}
