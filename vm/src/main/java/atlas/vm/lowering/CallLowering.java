package atlas.vm.lowering;

import atlas.vm.analysis.MethodTarget;
import atlas.vm.analysis.Symbol;
import atlas.vm.bytecode.Constant;
import atlas.vm.bytecode.Instruction;
import atlas.vm.bytecode.Instruction.Use;
import atlas.vm.bytecode.Opcode;
import atlas.vm.source.Span;
import atlas.vm.syntax.Ast;
import atlas.vm.types.LibraryFunction;
import atlas.vm.types.Type;
import atlas.vm.types.WriteBack;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Lowers calls and method calls, and the storing back of changed collections (stdlib §3.3). */
final class CallLowering {
  /** The hidden local for a changed part of a variable's value, to be stored back. */
  static final String CHANGED = "(changed)";

  private final FunctionLowering function;
  private final Hazards hazards;

  CallLowering(FunctionLowering function, Hazards hazards) {
    this.function = function;
    this.hazards = hazards;
  }

  private CodeEmitter code() {
    return function.code;
  }

  void call(Ast.CallExpr e, Type wanted) {
    if (e.callee() instanceof Ast.NameExpr name) {
      switch (function.typed.symbolOf(name)) {
        case Symbol.Library library -> library(e, library, wanted);
        case Symbol.Function target -> declared(e, target, wanted);
        case Symbol.NoneValue _ when e.args().isEmpty() ->
            function.expressions.none(wanted, e.span());
        case Symbol.NoneValue _, Symbol.Variable _, Symbol.Constant _ -> dynamic(e, wanted);
      }
    } else {
      dynamic(e, wanted);
    }
  }

  private void library(Ast.CallExpr e, Symbol.Library library, Type wanted) {
    WriteBack writeBack = library.function().writeBack();
    Type natural =
        library.function().signature().map(s -> HeldTypes.erase(s.result())).orElse(Type.UNKNOWN);
    int constant = code().constant(new Constant.LibraryConstant(library.name()));
    Callee callee = new Callee(Opcode.GET_GLOBAL, constant, e.callee().span());
    if (writeBack == WriteBack.NONE || e.args().isEmpty()) {
      callee.push();
      libraryArguments(library.function(), e.args());
      callee.call(e.args().size(), natural, wanted, e.span());
    } else {
      List<Ast.Expr> rest = e.args().subList(1, e.args().size());
      changing(
          callee,
          reader(library.function()),
          e.args().getFirst(),
          rest,
          writeBack,
          natural,
          wanted,
          e.span());
    }
  }

  private void libraryArguments(LibraryFunction target, List<Ast.Expr> args) {
    for (int i = 0; i < args.size(); i++) {
      libraryArgument(target, args, i);
    }
  }

  private void libraryArgument(LibraryFunction target, List<Ast.Expr> args, int i) {
    Ast.Expr arg = args.get(i);
    Use use = target.reads(i) ? hazards.look(arg, args.subList(i + 1, args.size())) : Use.SHARE;
    function.expressions.lower(arg, use);
  }

  private void declared(Ast.CallExpr e, Symbol.Function target, Type wanted) {
    Type natural = HeldTypes.erase(target.type().result());
    int linked = function.linked(target);
    Type type = Lowering.erased(target);
    Use use = linked < 0 ? Use.SHARE : Use.CALLEE;
    function.read(target, type, use, e.callee().span());
    arguments(e.args(), target.type().params());
    code().push(Opcode.CALL, e.args().size(), linked, natural, wanted, Use.SHARE, e.span());
  }

  /** Arguments of a function of the program. */
  private void arguments(List<Ast.Expr> args, List<Type> params) {
    for (int i = 0; i < args.size(); i++) {
      Use use = hazards.argument(args.get(i), args.subList(i + 1, args.size()));
      function.expressions.lower(args.get(i), HeldTypes.erase(params.get(i)), use);
    }
  }

  private void dynamic(Ast.CallExpr e, Type wanted) {
    Type callee = function.staticTypeOf(e.callee());
    function.expressions.lower(e.callee(), callee, Use.SHARE);
    for (int i = 0; i < e.args().size(); i++) {
      Ast.Expr arg = e.args().get(i);
      Type type =
          callee instanceof Type.FunctionType f && i < f.params().size()
              ? f.params().get(i)
              : function.typeOf(arg);
      Use use = hazards.argument(arg, e.args().subList(i + 1, e.args().size()));
      function.expressions.lower(arg, type, use);
    }
    int count = e.args().size();
    code().push(Opcode.CALL, count, -1, Type.UNKNOWN, wanted, Use.SHARE, e.span());
  }

  void method(Ast.MethodExpr e, Type wanted) {
    switch (function.typed.methodOf(e)) {
      case MethodTarget.Library target -> {
        int constant = code().constant(new Constant.LibraryConstant(target.function()));
        Callee callee = new Callee(Opcode.CONSTANT, constant, e.name().span());
        if (target.writeBack() == WriteBack.NONE) {
          callee.push();
          List<Ast.Expr> all = new ArrayList<>(List.of(e.receiver()));
          all.addAll(e.args());
          libraryArguments(known(target.function()), all);
          callee.call(all.size(), Type.UNKNOWN, wanted, e.span());
        } else {
          changing(
              callee,
              reader(known(target.function())),
              e.receiver(),
              e.args(),
              target.writeBack(),
              Type.UNKNOWN,
              wanted,
              e.span());
        }
      }
      case MethodTarget.Implementation target -> {
        Symbol.Function symbol = target.function();
        function.read(symbol, Lowering.erased(symbol), Use.CALLEE, e.name().span());
        List<Ast.Expr> all = new ArrayList<>(List.of(e.receiver()));
        all.addAll(e.args());
        arguments(all, symbol.type().params());
        Type natural = HeldTypes.erase(symbol.type().result());
        int linked = function.linked(symbol);
        code().push(Opcode.CALL, all.size(), linked, natural, wanted, Use.SHARE, e.span());
      }
      case MethodTarget.Dynamic _ -> dynamicMethod(e, wanted);
    }
  }

  /**
   * The receiver's kind is known at run time only; a method that changes arrays stores back all the
   * same.
   */
  private void dynamicMethod(Ast.MethodExpr e, Type wanted) {
    int name = code().constant(new Constant.NameConstant(e.name().name()));
    WriteBack writeBack =
        function
            .unit
            .library()
            .arrayMethod(e.name().name())
            .map(m -> m.writeBack())
            .orElse(WriteBack.NONE);
    Callee callee = new MethodCallee(name, e.name().span());
    if (writeBack != WriteBack.NONE) {
      changing(
          callee, _ -> false, e.receiver(), e.args(), writeBack, Type.UNKNOWN, wanted, e.span());
      return;
    }
    function.expressions.lower(e.receiver(), Type.UNKNOWN, Use.SHARE);
    for (Ast.Expr arg : e.args()) {
      function.expressions.lower(arg, Type.UNKNOWN, Use.SHARE);
    }
    callee.call(e.args().size() + 1, Type.UNKNOWN, wanted, e.span());
  }

  /** What is called, pushed below the arguments. */
  private class Callee {
    private final Opcode opcode;
    private final int constant;
    private final Span span;

    Callee(Opcode opcode, int constant, Span span) {
      this.opcode = opcode;
      this.constant = constant;
      this.span = span;
    }

    void push() {
      Type type = Type.FunctionType.of(List.of(), Type.UNKNOWN);
      code().push(opcode, constant, 0, type, type, Use.CALLEE, span);
    }

    void call(int count, Type natural, Type wanted, Span place) {
      code().push(Opcode.CALL, count, constant, natural, wanted, Use.SHARE, place);
    }

    Type argumentType(Ast.Expr arg) {
      return function.typeOf(arg);
    }
  }

  /** A method found at run time: nothing is pushed below the receiver. */
  private final class MethodCallee extends Callee {
    private final int name;

    MethodCallee(int name, Span span) {
      super(Opcode.CALL_METHOD, name, span);
      this.name = name;
    }

    @Override
    void push() {}

    @Override
    void call(int count, Type natural, Type wanted, Span place) {
      code().push(Opcode.CALL_METHOD, name, count - 1, natural, wanted, Use.SHARE, place);
    }

    @Override
    Type argumentType(Ast.Expr arg) {
      return Type.UNKNOWN;
    }
  }

  private LibraryFunction known(String name) {
    return function.unit.library().function(name).orElseThrow();
  }

  /** Tells for an argument, counted without the first, whether it is only looked at. */
  private static IntPredicate reader(LibraryFunction target) {
    return i -> target.reads(i + 1);
  }

  /**
   * A call that changes its first argument, if that is a variable or a path of indices rooted in
   * one.
   */
  private void changing(
      Callee callee,
      IntPredicate reads,
      Ast.Expr target,
      List<Ast.Expr> rest,
      WriteBack writeBack,
      Type natural,
      Type wanted,
      Span span) {
    Optional<Symbol.Variable> root =
        target instanceof Ast.GroupExpr
            ? Optional.empty()
            : hazards.root(target).filter(variable -> mayChange(variable, target));
    List<Integer> path = new ArrayList<>();
    Type type = callee.argumentType(target);
    if (root.isPresent() && target instanceof Ast.IndexExpr index) {
      saveIndices(index, path);
    }
    callee.push();
    if (root.isEmpty()) {
      function.expressions.lower(target, type, Use.SHARE);
    } else {
      Use use = hazards.change(target, root.get(), rest, !(callee instanceof MethodCallee));
      readPath(root.get(), path, type, use, target.span());
    }
    for (int i = 0; i < rest.size(); i++) {
      Ast.Expr arg = rest.get(i);
      Use use = reads.test(i) ? hazards.look(arg, rest.subList(i + 1, rest.size())) : Use.SHARE;
      function.expressions.lower(arg, callee.argumentType(arg), use);
    }
    int count = rest.size() + 1;
    if (root.isEmpty()) {
      callee.call(count, natural, wanted, span);
    } else if (callee instanceof MethodCallee) {
      callee.call(count, Type.UNKNOWN, Type.UNKNOWN, span);
      storeBackInArray(root.get(), path, writeBack, span);
      function.convert(Type.UNKNOWN, wanted, span);
    } else if (writeBack == WriteBack.REPLACE) {
      Type held = wanted.equals(Type.UNKNOWN) ? type : wanted;
      Type rootType = function.typeOf(root.get());
      if (path.isEmpty() && !HeldTypes.fits(held, rootType)) {
        held = rootType;
      }
      callee.call(count, natural, held, span);
      storeBack(root.get(), path, held, span);
      function.convert(held, wanted, span);
    } else {
      Type pair = new Type.ArrayType(Type.UNKNOWN);
      callee.call(count, Type.UNKNOWN, pair, span);
      code().push(Opcode.SPLIT, 0, Type.UNKNOWN, wanted, span);
      storeBack(root.get(), path, type, span);
      code().emit(Opcode.POP, span);
    }
  }

  /** Whether a variable may hold a collection: for others, the call fails and stores nothing. */
  private boolean mayChange(Symbol.Variable variable, Ast.Expr target) {
    return target instanceof Ast.IndexExpr
        || switch (function.typeOf(variable)) {
          case Type.ArrayType _, Type.MapType _, Type.SetType _, Type.UnionType _ -> true;
          case Type.Primitive p -> p == Type.UNKNOWN;
          default -> false;
        };
  }

  /** Evaluates the indices of a path, outermost first, into hidden locals. */
  private void saveIndices(Ast.IndexExpr expr, List<Integer> path) {
    Ast.Expr target = expr.target();
    while (target instanceof Ast.GroupExpr group) {
      target = group.inner();
    }
    if (target instanceof Ast.IndexExpr inner) {
      saveIndices(inner, path);
    }
    function.expressions.lower(expr.index(), Type.NUMBER, Use.BORROW);
    int local = function.hidden("(index)", Type.NUMBER);
    function.setHidden(local, Type.NUMBER, expr.index().span());
    path.add(local);
  }

  private void readPath(Symbol.Variable root, List<Integer> path, Type type, Use use, Span span) {
    if (path.isEmpty()) {
      function.read(root, type, use, span);
      return;
    }
    Type current = function.typeOf(root);
    function.read(root, current, Use.BORROW, span);
    for (int i = 0; i < path.size(); i++) {
      function.getHidden(path.get(i), Type.NUMBER, Type.NUMBER, span);
      boolean last = i == path.size() - 1;
      current = last ? type : HeldTypes.element(current);
      code().push(Opcode.GET_INDEX, 0, 0, Type.UNKNOWN, current, last ? use : Use.UPDATE, span);
    }
  }

  /**
   * Stores back what a method found at run time has made, if the receiver is an array: methods of
   * that name for other kinds, which a trait has, change nothing. The value of the call stays.
   */
  private void storeBackInArray(
      Symbol.Variable root, List<Integer> path, WriteBack writeBack, Span span) {
    CodeEmitter.Label unchanged = new CodeEmitter.Label();
    readPath(root, path, Type.UNKNOWN, Use.BORROW, span);
    code().push(Opcode.IS_ARRAY, 0, Type.BOOL, Type.BOOL, span);
    code().jump(Opcode.JUMP_IF_FALSE, unchanged, span);
    if (writeBack == WriteBack.SPLIT) {
      code().push(Opcode.SPLIT, 0, Type.UNKNOWN, Type.UNKNOWN, span);
    }
    storeBack(root, path, Type.UNKNOWN, span);
    if (writeBack == WriteBack.SPLIT) {
      code().emit(Opcode.POP, span);
    }
    code().place(unchanged);
  }

  /** Stores the collection on the stack back; it stays there. */
  private void storeBack(Symbol.Variable root, List<Integer> path, Type type, Span span) {
    if (path.isEmpty()) {
      function.write(root, span);
      return;
    }
    int changed = function.hidden(CHANGED, type);
    function.setHidden(changed, type, span);
    for (int local : path) {
      function.getHidden(local, Type.NUMBER, Type.NUMBER, span);
    }
    function.getHidden(changed, type, type, span);
    Type rootType = function.typeOf(root);
    function.read(root, rootType, Use.BORROW, span);
    if (path.size() == 1) {
      code().push(Opcode.SET_INDEX, 0, rootType, rootType, span);
    } else {
      code().push(Opcode.SET_PATH, path.size(), rootType, rootType, span);
    }
    function.writeAndPop(root, span);
    code().emit(new Instruction(Opcode.GET_LOCAL, changed, 0, type, false, Use.SHARE), span);
  }
}
