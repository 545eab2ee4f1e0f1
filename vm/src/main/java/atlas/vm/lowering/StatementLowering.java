package atlas.vm.lowering;

import atlas.vm.analysis.Symbol;
import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.Constant;
import atlas.vm.bytecode.Instruction.Use;
import atlas.vm.bytecode.Opcode;
import atlas.vm.source.Span;
import atlas.vm.syntax.Ast;
import atlas.vm.types.Type;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Lowers statements. The operand stack is empty before and after each of them. */
final class StatementLowering {
  /** The hidden local for the array that a loop goes through. */
  static final String ARRAY = "(array)";

  /** Where {@code break} and {@code continue} go; a loop without a step continues backward. */
  private record Loop(CodeEmitter.Label end, CodeEmitter.Label next, boolean nextIsBehind) {}

  private final FunctionLowering function;
  private final Deque<Loop> loops = new ArrayDeque<>();

  StatementLowering(FunctionLowering function) {
    this.function = function;
  }

  private CodeEmitter code() {
    return function.code;
  }

  private void expr(Ast.Expr expr, Type wanted) {
    function.expressions.lower(expr, wanted, Use.SHARE);
  }

  /**
   * The top level of a unit: functions first (§3.2), and the value of the last statement is the
   * result (§22.1); an exported declaration is none.
   */
  void topLevel(List<Ast.Item> items) {
    for (Ast.Item item : items) {
      hoist(item);
    }
    Ast.Item last = null;
    for (Ast.Item item : items) {
      if (item instanceof Ast.Stmt s && !(s instanceof Ast.FunctionDecl)) {
        last = s;
      }
    }
    for (Ast.Item item : items) {
      if (unwrap(item) instanceof Ast.Stmt s) {
        statement(s, s == last);
      }
    }
  }

  private static Ast.Item unwrap(Ast.Item item) {
    return item instanceof Ast.ExportDecl e ? e.declaration() : item;
  }

  private void hoist(Ast.Item item) {
    switch (unwrap(item)) {
      case Ast.FunctionDecl f -> bind((Symbol.Function) function.typed.symbolOf(f));
      case Ast.ImplDecl impl -> impl.methods().forEach(this::hoist);
      default -> {}
    }
  }

  private void bind(Symbol.Function symbol) {
    Span span = symbol.declaration().name().span();
    Type type = Lowering.erased(symbol);
    code().push(Opcode.CONSTANT, code().constant(function.unit.code(symbol)), type, type, span);
    code().push(Opcode.SET_GLOBAL, code().constant(Lowering.global(symbol)), type, type, span);
    code().emit(Opcode.POP, span);
  }

  /**
   * @param result whether the value of the block's last statement is the result of the unit
   */
  void block(Ast.Block block, boolean result) {
    function.defineCells(block.statements());
    List<Ast.Stmt> statements = block.statements();
    int last = statements.size() - 1;
    for (int i = 0; i < statements.size(); i++) {
      statement(statements.get(i), result && i == last);
    }
  }

  void statement(Ast.Stmt statement, boolean result) {
    switch (statement) {
      case Ast.VarDecl s -> declaration(s);
      case Ast.FunctionDecl s ->
          function.declare((Symbol.Function) function.typed.symbolOf(s), s.name().span());
      case Ast.Block s -> block(s, result);
      case Ast.IfStmt s -> ifStatement(s, result);
      case Ast.WhileStmt s -> whileLoop(s);
      case Ast.ForStmt s -> forLoop(s);
      case Ast.ForInStmt s -> forIn(s);
      case Ast.ReturnStmt s -> returnStatement(s);
      case Ast.BreakStmt s -> code().jump(Opcode.JUMP, loops.peek().end(), s.span());
      case Ast.ContinueStmt s -> {
        Loop loop = loops.peek();
        code().jump(loop.nextIsBehind() ? Opcode.LOOP : Opcode.JUMP, loop.next(), s.span());
      }
      case Ast.AssignStmt s -> new AssignmentLowering(function).lower(s);
      case Ast.ExprStmt s -> {
        if (result) {
          expr(s.expr(), Type.UNKNOWN);
          code().emit(Opcode.SET_RESULT, s.span());
        } else {
          // What is dropped may be anything: an arm of a match need not be of the type of others.
          boolean isMatch = s.expr() instanceof Ast.MatchExpr;
          expr(s.expr(), isMatch ? Type.UNKNOWN : function.typeOf(s.expr()));
          code().emit(Opcode.POP, s.span());
        }
      }
    }
  }

  private void declaration(Ast.VarDecl s) {
    Symbol.Variable variable = (Symbol.Variable) function.typed.symbolOf(s);
    expr(s.init(), function.typeOf(variable));
    if (variable.storage() != Symbol.Storage.GLOBAL) {
      function.define(variable);
    }
    function.writeAndPop(variable, s.name().span());
  }

  private void condition(Ast.Expr condition, CodeEmitter.Label otherwise) {
    expr(condition, Type.BOOL);
    code().jump(Opcode.JUMP_IF_FALSE, otherwise, condition.span());
  }

  private void ifStatement(Ast.IfStmt s, boolean result) {
    CodeEmitter.Label otherwise = new CodeEmitter.Label();
    condition(s.condition(), otherwise);
    block(s.then(), result);
    if (s.otherwise().isEmpty()) {
      code().place(otherwise);
      return;
    }
    CodeEmitter.Label end = new CodeEmitter.Label();
    code().jump(Opcode.JUMP, end, s.condition().span());
    code().place(otherwise);
    statement(s.otherwise().get(), result);
    code().place(end);
  }

  private void whileLoop(Ast.WhileStmt s) {
    CodeEmitter.Label start = new CodeEmitter.Label();
    CodeEmitter.Label end = new CodeEmitter.Label();
    code().place(start);
    condition(s.condition(), end);
    loops.push(new Loop(end, start, true));
    block(s.body(), false);
    loops.pop();
    code().jump(Opcode.LOOP, start, s.condition().span());
    code().place(end);
  }

  private void forLoop(Ast.ForStmt s) {
    CodeEmitter.Label start = new CodeEmitter.Label();
    CodeEmitter.Label next = new CodeEmitter.Label();
    CodeEmitter.Label end = new CodeEmitter.Label();
    s.init().ifPresent(init -> statement(init, false));
    code().place(start);
    s.condition().ifPresent(condition -> condition(condition, end));
    loops.push(new Loop(end, next, false));
    block(s.body(), false);
    loops.pop();
    code().place(next);
    s.step().ifPresent(step -> statement(step, false));
    code().jump(Opcode.LOOP, start, header(s));
    code().place(end);
  }

  private static Span header(Ast.ForStmt s) {
    return new Span(s.span().start(), Math.min(s.span().start() + 3, s.span().end()));
  }

  /** Hidden locals hold the array as it was, its length, and the index. */
  private void forIn(Ast.ForInStmt s) {
    Span span = s.iterable().span();
    Type arrayType = function.staticTypeOf(s.iterable());
    if (!(arrayType instanceof Type.ArrayType)) {
      arrayType = new Type.ArrayType(Type.UNKNOWN);
    }
    Symbol.Variable variable = (Symbol.Variable) function.typed.symbolOf(s);
    int array = function.hidden(ARRAY, arrayType);
    int length = function.hidden(Code.Local.LENGTH, Type.NUMBER);
    int index = function.hidden("(index)", Type.NUMBER);
    Use use = function.expressions.hazards().iterate(s.iterable(), s.body());
    function.expressions.lower(s.iterable(), arrayType, use);
    function.setHidden(array, arrayType, span);
    function.getHidden(array, arrayType, arrayType, span);
    code().push(Opcode.GET_ARRAY_LEN, 0, Type.NUMBER, Type.NUMBER, span);
    function.setHidden(length, Type.NUMBER, span);
    number(0, span);
    function.setHidden(index, Type.NUMBER, span);
    CodeEmitter.Label start = new CodeEmitter.Label();
    CodeEmitter.Label next = new CodeEmitter.Label();
    CodeEmitter.Label end = new CodeEmitter.Label();
    code().place(start);
    function.getHidden(index, Type.NUMBER, Type.NUMBER, span);
    function.getHidden(length, Type.NUMBER, Type.NUMBER, span);
    code().push(Opcode.LESS, 0, Type.BOOL, Type.BOOL, span);
    code().jump(Opcode.JUMP_IF_FALSE, end, span);
    function.getHidden(array, arrayType, arrayType, span);
    function.getHidden(index, Type.NUMBER, Type.NUMBER, span);
    code().push(Opcode.GET_INDEX, 0, Type.UNKNOWN, function.typeOf(variable), span);
    function.define(variable);
    function.writeAndPop(variable, s.variable().span());
    loops.push(new Loop(end, next, false));
    block(s.body(), false);
    loops.pop();
    code().place(next);
    function.getHidden(index, Type.NUMBER, Type.NUMBER, span);
    number(1, span);
    code().push(Opcode.ADD, 0, Type.NUMBER, Type.NUMBER, span);
    function.setHidden(index, Type.NUMBER, span);
    code().jump(Opcode.LOOP, start, span);
    code().place(end);
  }

  private void number(double value, Span span) {
    int constant = code().constant(new Constant.NumberConstant(value));
    code().push(Opcode.CONSTANT, constant, Type.NUMBER, Type.NUMBER, span);
  }

  private void returnStatement(Ast.ReturnStmt s) {
    if (s.value().isPresent()) {
      expr(s.value().get(), function.result());
    } else {
      code().push(Opcode.NULL, 0, Type.NULL, function.result(), s.span());
    }
    code().emit(Opcode.RETURN, s.span());
  }
}
