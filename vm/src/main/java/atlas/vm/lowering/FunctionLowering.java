package atlas.vm.lowering;

import atlas.vm.analysis.Symbol;
import atlas.vm.analysis.TypedUnit;
import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.Constant;
import atlas.vm.bytecode.Instruction;
import atlas.vm.bytecode.Instruction.Use;
import atlas.vm.bytecode.Opcode;
import atlas.vm.source.Span;
import atlas.vm.syntax.Ast;
import atlas.vm.types.Type;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The state that lowering one function, or the top level, shares between statements and
 * expressions: where its variables live, and how they are read and written.
 */
final class FunctionLowering {
  final Lowering unit;
  final TypedUnit typed;
  final CodeEmitter code = new CodeEmitter();
  final ExpressionLowering expressions;
  final StatementLowering statements;
  private final Optional<Symbol.Function> function;
  private final Map<Symbol, Integer> locals = new IdentityHashMap<>();
  private final List<Symbol> captures;

  FunctionLowering(Lowering unit, Optional<Symbol.Function> function) {
    this.unit = unit;
    this.typed = unit.typed();
    this.function = function;
    this.captures = function.map(Symbol.Function::captures).orElse(List.of());
    this.expressions = new ExpressionLowering(this);
    this.statements = new StatementLowering(this);
  }

  Code lowerMain() {
    List<Ast.Item> items = typed.program().items();
    Span end = items.isEmpty() ? Span.at(0) : lastOf(items.getLast().span());
    statements.topLevel(items);
    code.emit(Opcode.HALT, end);
    return code.finish(
        Code.MAIN, typed.source(), typed.program().span(), List.of(), Type.UNKNOWN, List.of());
  }

  Code lowerFunction(Symbol.Function symbol) {
    Ast.FunctionDecl declaration = symbol.declaration();
    List<Type> params = new ArrayList<>();
    for (Ast.Param param : declaration.params()) {
      Symbol.Variable variable = (Symbol.Variable) typed.symbolOf(param);
      params.add(typeOf(variable));
      define(variable);
    }
    statements.block(declaration.body(), false);
    Span end = lastOf(declaration.span());
    code.push(Opcode.NULL, 0, Type.NULL, result(), end);
    code.emit(Opcode.RETURN, end);
    List<Code.Local> captured = new ArrayList<>();
    for (Symbol capture : captures) {
      captured.add(
          switch (capture) {
            case Symbol.Variable v -> new Code.Local(v.name(), typeOf(v), false);
            case Symbol.Function f -> new Code.Local(f.name(), Lowering.erased(f), true);
            default -> throw new AssertionError(capture);
          });
    }
    return code.finish(
        symbol.name(), symbol.source(), declaration.span(), params, result(), captured);
  }

  private static Span lastOf(Span span) {
    return new Span(Math.max(span.start(), span.end() - 1), span.end());
  }

  /** Whether this is the top level of the unit. */
  boolean isMain() {
    return function.isEmpty();
  }

  /** The result type of the function. */
  Type result() {
    return function.map(f -> HeldTypes.erase(f.type().result())).orElse(Type.UNKNOWN);
  }

  /** What code can rely on of a value. */
  Type typeOf(Ast.Expr expr) {
    return HeldTypes.erase(unit.known().of(expr));
  }

  /** The same, as far as the rules of the language say it; only this decides what code is made. */
  Type staticTypeOf(Ast.Expr expr) {
    return HeldTypes.erase(typed.typeOf(expr));
  }

  /** How a variable is held. */
  Type typeOf(Symbol.Variable variable) {
    return HeldTypes.erase(unit.known().of(variable));
  }

  /** Makes a local for a variable of this activation. */
  int define(Symbol.Variable variable) {
    int local = code.local(variable.name(), typeOf(variable), false);
    locals.put(variable, local);
    return local;
  }

  /**
   * The local of a variable, made when it is first needed: alternatives of a pattern share their
   * variables.
   */
  int localOf(Symbol.Variable variable) {
    Integer local = locals.get(variable);
    return local != null ? local : define(variable);
  }

  /** A local that no name stands for. */
  int hidden(String name, Type type) {
    return code.local(name, type, false);
  }

  void getHidden(int local, Type type, Type wanted, Span span) {
    code.push(Opcode.GET_LOCAL, local, 0, type, wanted, Use.BORROW, span);
  }

  void setHidden(int local, Type type, Span span) {
    code.push(Opcode.SET_LOCAL, local, type, type, span);
    code.emit(Opcode.POP, span);
  }

  /** Makes the value on the stack, held as one type, one that is held as another. */
  void convert(Type held, Type wanted, Span span) {
    if (!HeldTypes.fits(held, wanted)) {
      int local = hidden("(value)", held);
      setHidden(local, held, span);
      getHidden(local, held, wanted, span);
    }
  }

  private boolean isOwn(Symbol.Variable variable) {
    return variable.owner().orElse(null) == function.orElse(null);
  }

  void read(Symbol.Variable variable, Type wanted, Use use, Span span) {
    Type type = typeOf(variable);
    if (variable.storage() == Symbol.Storage.GLOBAL) {
      if (!isMain()) {
        variable.setKnownToFunctions();
      }
      code.push(Opcode.GET_GLOBAL, global(variable), 0, type, wanted, use, span);
    } else if (isOwn(variable)) {
      code.push(Opcode.GET_LOCAL, localOf(variable), 0, type, wanted, use, span);
    } else {
      code.push(Opcode.GET_UPVALUE, capture(variable), 0, type, wanted, use, span);
    }
  }

  /** Stores the value on the stack, which stays there. */
  void write(Symbol.Variable variable, Span span) {
    Type type = typeOf(variable);
    if (variable.storage() == Symbol.Storage.GLOBAL) {
      code.push(Opcode.SET_GLOBAL, global(variable), type, type, span);
      if (!isMain()) {
        variable.setChangedByFunctions();
        variable.setKnownToFunctions();
      }
    } else if (isOwn(variable)) {
      code.push(Opcode.SET_LOCAL, localOf(variable), type, type, span);
    } else {
      code.push(Opcode.SET_UPVALUE, capture(variable), type, type, span);
    }
  }

  void writeAndPop(Symbol.Variable variable, Span span) {
    write(variable, span);
    code.emit(Opcode.POP, span);
  }

  private int global(Symbol.Variable variable) {
    return code.constant(
        new Constant.VariableConstant(
            variable.name(), variable.slot(), typeOf(variable), variable.assignable()));
  }

  private int capture(Symbol symbol) {
    int index = captures.indexOf(symbol);
    if (index < 0) {
      throw new AssertionError("not captured: " + symbol.name());
    }
    return index;
  }

  /** Pushes a declared function as a value. */
  void read(Symbol.Function symbol, Type wanted, Use use, Span span) {
    Type.FunctionType type = Lowering.erased(symbol);
    if (symbol.topLevel()) {
      int constant = code.constant(Lowering.global(symbol));
      code.push(Opcode.GET_GLOBAL, constant, 0, type, wanted, use, span);
    } else if (symbol.captures().isEmpty()) {
      code.push(Opcode.CONSTANT, code.constant(unit.code(symbol)), 0, type, wanted, use, span);
    } else if (locals.containsKey(symbol)) {
      code.push(Opcode.GET_LOCAL, locals.get(symbol), 0, type, wanted, use, span);
    } else {
      code.push(Opcode.GET_UPVALUE, capture(symbol), 0, type, wanted, use, span);
    }
  }

  /**
   * The pool index by which engines can link a call of the function, or -1 if it is known only as a
   * value.
   */
  int linked(Symbol.Function symbol) {
    if (symbol.topLevel()) {
      return code.constant(Lowering.global(symbol));
    }
    return symbol.captures().isEmpty() ? code.constant(unit.code(symbol)) : -1;
  }

  /** A fresh cell for a name that only some alternatives of a pattern bind. */
  void defineCell(Symbol.Variable variable, Span span) {
    int local = code.local(variable.name(), typeOf(variable), true);
    locals.put(variable, local);
    code.emit(Instruction.of(Opcode.NEW_CELL, local, 0), span);
  }

  /** On entry to a block: fresh cells for its functions that capture something. */
  void defineCells(List<? extends Ast.Item> statements) {
    for (Ast.Item item : statements) {
      if (item instanceof Ast.FunctionDecl f
          && typed.symbolOf(f) instanceof Symbol.Function symbol
          && !symbol.topLevel()
          && !symbol.captures().isEmpty()) {
        int local = code.local(symbol.name(), Lowering.erased(symbol), true);
        locals.put(symbol, local);
        code.emit(Instruction.of(Opcode.NEW_CELL, local, 0), f.name().span());
      }
    }
  }

  /** Where a nested function is declared: captures what it captures. */
  void declare(Symbol.Function symbol, Span span) {
    if (symbol.topLevel() || symbol.captures().isEmpty()) {
      return;
    }
    for (Symbol capture : symbol.captures()) {
      switch (capture) {
        case Symbol.Variable v -> read(v, typeOf(v), Use.SHARE, span);
        case Symbol.Function f -> readCell(f, span);
        default -> throw new AssertionError(capture);
      }
    }
    Type.FunctionType type = Lowering.erased(symbol);
    int constant = code.constant(unit.code(symbol));
    int count = symbol.captures().size();
    code.push(Opcode.MAKE_CLOSURE, constant, count, type, type, Use.SHARE, span);
    code.push(Opcode.SET_LOCAL, locals.get(symbol), type, type, span);
    code.emit(Opcode.POP, span);
  }

  private void readCell(Symbol.Function symbol, Span span) {
    Type type = Lowering.erased(symbol);
    if (locals.containsKey(symbol)) {
      code.push(Opcode.GET_CELL, locals.get(symbol), type, type, span);
    } else {
      code.push(Opcode.GET_UPVALUE_CELL, capture(symbol), type, type, span);
    }
  }
}
