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
 * Lowers assignments, in the order of §7.3: indices, value, and only then the variable's current
 * value.
 */
final class AssignmentLowering {
  private final FunctionLowering function;

  AssignmentLowering(FunctionLowering function) {
    this.function = function;
  }

  private CodeEmitter code() {
    return function.code;
  }

  void lower(Ast.AssignStmt s) {
    Symbol.Variable root = (Symbol.Variable) function.typed.symbolOf(s.target());
    List<Ast.Expr> indices = s.target().indices();
    Span span = s.target().span();
    if (indices.isEmpty()) {
      Type type = function.typeOf(root);
      value(s, type, operand -> function.read(root, operand, Use.BORROW, span));
      function.writeAndPop(root, span);
      return;
    }
    // What an index is matters only when it is used: after the value, or by reading the old one.
    boolean numbers = indices.stream().allMatch(i -> function.typeOf(i) == Type.NUMBER);
    Type element = function.typeOf(root);
    for (Ast.Expr index : indices) {
      function.expressions.lower(index, numbers ? Type.NUMBER : Type.UNKNOWN, Use.BORROW);
      element = HeldTypes.element(element);
    }
    if (s.op() == Ast.AssignOp.SET) {
      element = HeldTypes.unchecked(function.typeOf(s.value().orElseThrow()), element);
    }
    Type stored = element;
    Type rootType = function.typeOf(root);
    int depth = indices.size();
    value(
        s,
        stored,
        operand -> {
          function.read(root, rootType, Use.BORROW, span);
          code().push(Opcode.GET_PATH, depth, Type.UNKNOWN, operand, span);
        });
    function.read(root, rootType, Use.BORROW, span);
    if (depth == 1) {
      code().push(Opcode.SET_INDEX, 0, rootType, rootType, span);
    } else {
      code().push(Opcode.SET_PATH, depth, rootType, rootType, span);
    }
    function.writeAndPop(root, span);
  }

  /** Pushes the value of the target. */
  private interface Reader {
    void read(Type wanted);
  }

  /**
   * Pushes the value to store, of the target's type; {@code old} pushes the target's value first
   * where the operator needs it.
   */
  private void value(Ast.AssignStmt s, Type type, Reader old) {
    if (s.op() == Ast.AssignOp.SET) {
      function.expressions.lower(s.value().orElseThrow(), type, Use.SHARE);
      return;
    }
    Type valueType = s.value().map(function::typeOf).orElse(Type.NUMBER);
    Type operands = ExpressionLowering.operandType(type, valueType);
    old.read(operands);
    if (s.value().isPresent()) {
      function.expressions.lower(s.value().get(), operands, Use.BORROW);
    } else {
      Constant one = new Constant.NumberConstant(1);
      function.expressions.constant(one, Type.NUMBER, operands, s.opSpan());
    }
    Opcode opcode = opcode(s.op());
    // Only numbers are allowed here (§5), so of two unknown operands the sum is a number, too.
    Type natural = operands == Type.NUMBER || opcode != Opcode.ADD ? Type.NUMBER : Type.UNKNOWN;
    code().push(opcode, 0, natural, type, s.span());
  }

  private static Opcode opcode(Ast.AssignOp op) {
    return switch (op) {
      case ADD, INCREMENT -> Opcode.ADD;
      case SUB, DECREMENT -> Opcode.SUB;
      case MUL -> Opcode.MUL;
      case DIV -> Opcode.DIV;
      case MOD -> Opcode.MOD;
      case SET -> throw new AssertionError(op);
    };
  }
}
