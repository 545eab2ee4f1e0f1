package atlas.vm.lowering;

import atlas.vm.analysis.Symbol;
import atlas.vm.bytecode.Constant;
import atlas.vm.bytecode.Instruction.Use;
import atlas.vm.bytecode.Opcode;
import atlas.vm.source.Span;
import atlas.vm.syntax.Ast;
import atlas.vm.types.Type;
import java.util.List;

/**
 * Lowers expressions. Each leaves one value on the stack, of the type that the place it goes to
 * wants: the last instruction converts or checks it, so there are no instructions for that alone.
 */
final class ExpressionLowering {
  private final FunctionLowering function;
  private final Hazards hazards;
  private final CallLowering calls;

  ExpressionLowering(FunctionLowering function) {
    this.function = function;
    this.hazards = new Hazards(function.typed, function.isMain());
    this.calls = new CallLowering(function, hazards);
  }

  Hazards hazards() {
    return hazards;
  }

  private CodeEmitter code() {
    return function.code;
  }

  /**
   * Lowers an expression.
   *
   * @param wanted the erased type that what follows relies on
   * @param use what becomes of the value, where it is read from a variable or container
   */
  void lower(Ast.Expr expr, Type wanted, Use use) {
    Span span = expr.span();
    switch (expr) {
      case Ast.ErrorExpr e -> throw new AssertionError(e);
      case Ast.NumberExpr e ->
          constant(new Constant.NumberConstant(e.value()), Type.NUMBER, wanted, span);
      case Ast.StringExpr e ->
          constant(new Constant.StringConstant(e.value()), Type.STRING, wanted, span);
      case Ast.BoolExpr e ->
          code().push(e.value() ? Opcode.TRUE : Opcode.FALSE, 0, Type.BOOL, wanted, span);
      case Ast.NullExpr _ -> code().push(Opcode.NULL, 0, Type.NULL, wanted, span);
      case Ast.NameExpr e -> name(e, wanted, use);
      case Ast.GroupExpr e -> lower(e.inner(), wanted, use);
      case Ast.ArrayExpr e -> array(e, wanted);
      case Ast.UnaryExpr e -> unary(e, wanted);
      case Ast.BinaryExpr e -> binary(e, wanted);
      case Ast.CallExpr e -> calls.call(e, wanted);
      case Ast.IndexExpr e -> index(e, wanted, use);
      case Ast.MethodExpr e -> calls.method(e, wanted);
      case Ast.TryExpr e -> tryOperator(e, wanted);
      case Ast.MatchExpr e -> new MatchLowering(function).lower(e, wanted);
    }
  }

  /** Lowers an expression to a value of its own static type. */
  Type lower(Ast.Expr expr, Use use) {
    Type type = function.typeOf(expr);
    lower(expr, type, use);
    return type;
  }

  void constant(Constant constant, Type natural, Type wanted, Span span) {
    code().push(Opcode.CONSTANT, code().constant(constant), natural, wanted, span);
  }

  private void name(Ast.NameExpr e, Type wanted, Use use) {
    switch (function.typed.symbolOf(e)) {
      case Symbol.Variable v -> function.read(v, wanted, use, e.span());
      case Symbol.Function f -> function.read(f, wanted, use, e.span());
      case Symbol.Library l -> {
        int constant = code().constant(new Constant.LibraryConstant(l.name()));
        Type type = Type.FunctionType.of(List.of(), Type.UNKNOWN);
        code().push(Opcode.GET_GLOBAL, constant, type, wanted, e.span());
      }
      case Symbol.Constant c ->
          constant(new Constant.NumberConstant(c.value()), Type.NUMBER, wanted, e.span());
      case Symbol.NoneValue _ -> none(wanted, e.span());
    }
  }

  void none(Type wanted, Span span) {
    constant(new Constant.NoneConstant(), new Type.OptionType(Type.UNKNOWN), wanted, span);
  }

  private void array(Ast.ArrayExpr e, Type wanted) {
    Type element = HeldTypes.element(function.typeOf(e));
    for (Ast.Expr item : e.elements()) {
      element = HeldTypes.unchecked(function.typeOf(item), element);
    }
    for (Ast.Expr item : e.elements()) {
      lower(item, element, Use.SHARE);
    }
    Type natural = new Type.ArrayType(element);
    // An empty literal takes the storage that its place suggests.
    Type held = e.elements().isEmpty() && wanted instanceof Type.ArrayType ? wanted : natural;
    code().push(Opcode.ARRAY, e.elements().size(), held, wanted, e.span());
  }

  private void unary(Ast.UnaryExpr e, Type wanted) {
    switch (e.op()) {
      case NEGATE -> {
        lower(e.operand(), Type.NUMBER, Use.BORROW);
        code().push(Opcode.NEGATE, 0, Type.NUMBER, wanted, e.span());
      }
      case NOT -> {
        lower(e.operand(), Type.BOOL, Use.BORROW);
        code().push(Opcode.NOT, 0, Type.BOOL, wanted, e.span());
      }
    }
  }

  private void binary(Ast.BinaryExpr e, Type wanted) {
    switch (e.op()) {
      case AND, OR -> logical(e, wanted);
      case ADD -> operation(Opcode.ADD, e, wanted);
      case SUB -> operation(Opcode.SUB, e, wanted);
      case MUL -> operation(Opcode.MUL, e, wanted);
      case DIV -> operation(Opcode.DIV, e, wanted);
      case MOD -> operation(Opcode.MOD, e, wanted);
      case EQUAL -> operation(Opcode.EQUAL, e, wanted);
      case NOT_EQUAL -> operation(Opcode.NOT_EQUAL, e, wanted);
      case LESS -> operation(Opcode.LESS, e, wanted);
      case LESS_EQUAL -> operation(Opcode.LESS_EQUAL, e, wanted);
      case GREATER -> operation(Opcode.GREATER, e, wanted);
      case GREATER_EQUAL -> operation(Opcode.GREATER_EQUAL, e, wanted);
    }
  }

  private void operation(Opcode opcode, Ast.BinaryExpr e, Type wanted) {
    Type operands = operandType(function.typeOf(e.left()), function.typeOf(e.right()));
    lower(e.left(), operands, hazards.look(e.left(), List.of(e.right())));
    lower(e.right(), operands, Use.BORROW);
    code().push(opcode, 0, resultType(opcode, operands), wanted, e.span());
  }

  /** The type as which both operands are held: a primitive that they have in common, or unknown. */
  static Type operandType(Type left, Type right) {
    boolean primitive = left == Type.NUMBER || left == Type.STRING || left == Type.BOOL;
    return primitive && left == right ? left : Type.UNKNOWN;
  }

  static Type resultType(Opcode opcode, Type operands) {
    return switch (opcode) {
      case ADD -> operands;
      case SUB, MUL, DIV, MOD -> Type.NUMBER;
      default -> Type.BOOL;
    };
  }

  private void logical(Ast.BinaryExpr e, Type wanted) {
    Type held = wanted == Type.BOOL ? Type.BOOL : HeldTypes.BOOL_REFERENCE;
    CodeEmitter.Label end = new CodeEmitter.Label();
    lower(e.left(), held, Use.BORROW);
    code().push(Opcode.DUP, 0, held, held, e.opSpan());
    if (e.op() == Ast.BinaryOp.OR) {
      code().push(Opcode.NOT, 0, Type.BOOL, Type.BOOL, e.opSpan());
    }
    code().jump(Opcode.JUMP_IF_FALSE, end, e.left().span());
    code().emit(Opcode.POP, e.opSpan());
    lower(e.right(), held, Use.BORROW);
    code().place(end);
    function.convert(held, wanted, e.span());
  }

  private void index(Ast.IndexExpr e, Type wanted, Use use) {
    Type target = function.staticTypeOf(e.target());
    Type index = function.typeOf(e.index()) == Type.NUMBER ? Type.NUMBER : Type.UNKNOWN;
    Use targetUse = use == Use.UPDATE ? Use.UPDATE : hazards.look(e.target(), List.of(e.index()));
    lower(e.target(), target, targetUse);
    lower(e.index(), index, Use.BORROW);
    code().push(Opcode.GET_INDEX, 0, 0, Type.UNKNOWN, wanted, use, e.span());
  }

  private void tryOperator(Ast.TryExpr e, Type wanted) {
    Type result = new Type.ResultType(Type.UNKNOWN, Type.UNKNOWN);
    CodeEmitter.Label error = new CodeEmitter.Label();
    CodeEmitter.Label end = new CodeEmitter.Label();
    lower(e.operand(), result, Use.SHARE);
    code().push(Opcode.DUP, 0, result, result, e.span());
    code().push(Opcode.IS_RESULT_OK, 0, Type.BOOL, Type.BOOL, e.span());
    code().jump(Opcode.JUMP_IF_FALSE, error, e.span());
    code().push(Opcode.EXTRACT_RESULT_VALUE, 0, Type.UNKNOWN, wanted, e.span());
    code().jump(Opcode.JUMP, end, e.span());
    code().place(error);
    returnError(result, e.span());
    code().place(end);
  }

  /**
   * Returns the Err on the stack; where the function cannot, which only run time tells, that is
   * AT0001.
   */
  private void returnError(Type result, Span span) {
    Type wanted = function.isMain() ? Type.NULL : function.result();
    function.convert(result, wanted, span);
    // At top level the check has failed by now.
    code().emit(function.isMain() ? Opcode.MATCH_FAIL : Opcode.RETURN, span);
  }
}
