package atlas.vm.lowering;

import atlas.vm.analysis.Symbol;
import atlas.vm.bytecode.Constant;
import atlas.vm.bytecode.Instruction.Use;
import atlas.vm.bytecode.Opcode;
import atlas.vm.source.Span;
import atlas.vm.syntax.Ast;
import atlas.vm.types.Type;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Lowers {@code match} (language §9): the value is kept in a hidden local, arms are tested from top
 * to bottom, parts that are looked at more closely get hidden locals of their own.
 */
final class MatchLowering {
  /** The hidden local for a matched value that belongs to a variable. */
  static final String BORROWED = "(matched)";

  private final FunctionLowering function;

  MatchLowering(FunctionLowering function) {
    this.function = function;
  }

  private CodeEmitter code() {
    return function.code;
  }

  void lower(Ast.MatchExpr e, Type wanted) {
    Type type = function.typeOf(e.scrutinee());
    List<Ast.Expr> guards = e.arms().stream().flatMap(arm -> arm.guard().stream()).toList();
    Use use = function.expressions.hazards().match(e.scrutinee(), guards);
    function.expressions.lower(e.scrutinee(), type, use);
    int local = function.hidden(use == Use.BORROW ? BORROWED : "(match)", type);
    function.setHidden(local, type, e.scrutinee().span());
    CodeEmitter.Label end = new CodeEmitter.Label();
    for (Ast.MatchArm arm : e.arms()) {
      CodeEmitter.Label next = new CodeEmitter.Label();
      defineUncertain(arm.pattern());
      pattern(arm.pattern(), local, type, next);
      if (arm.guard().isPresent()) {
        function.expressions.lower(arm.guard().get(), Type.BOOL, Use.BORROW);
        code().jump(Opcode.JUMP_IF_FALSE, next, arm.guard().get().span());
      }
      function.expressions.lower(arm.body(), wanted, Use.SHARE);
      code().jump(Opcode.JUMP, end, arm.span());
      code().place(next);
    }
    code().emit(Opcode.MATCH_FAIL, e.span());
    code().place(end);
  }

  /** Cells for the names that some alternative lacks: to use one is an error when that matched. */
  private void defineUncertain(Ast.Pattern pattern) {
    Set<Symbol.Variable> uncertain = bound(pattern, false);
    uncertain.removeAll(bound(pattern, true));
    uncertain.forEach(variable -> function.defineCell(variable, pattern.span()));
  }

  /** The names that a pattern binds: always if it matches, or in some case. */
  private Set<Symbol.Variable> bound(Ast.Pattern pattern, boolean always) {
    Set<Symbol.Variable> found = new LinkedHashSet<>();
    switch (pattern) {
      case Ast.WildcardPattern _, Ast.LiteralPattern _ -> {}
      case Ast.BindingPattern p -> found.add((Symbol.Variable) function.typed.symbolOf(p));
      case Ast.ConstructorPattern p -> p.args().forEach(arg -> found.addAll(bound(arg, always)));
      case Ast.ArrayPattern p -> p.elements().forEach(part -> found.addAll(bound(part, always)));
      case Ast.OrPattern p -> {
        p.alternatives().forEach(each -> found.addAll(bound(each, always)));
        if (always) {
          p.alternatives().forEach(each -> found.retainAll(bound(each, true)));
        }
      }
    }
    return found;
  }

  /**
   * Tests a pattern against the value in a local, and binds; goes to {@code fail} if it does not
   * match.
   */
  private void pattern(Ast.Pattern pattern, int local, Type type, CodeEmitter.Label fail) {
    Span span = pattern.span();
    switch (pattern) {
      case Ast.WildcardPattern _ -> {}
      case Ast.LiteralPattern p -> literal(p, local, type, fail);
      case Ast.BindingPattern p -> {
        Symbol.Variable variable = (Symbol.Variable) function.typed.symbolOf(p);
        get(local, type, function.typeOf(variable), span);
        function.localOf(variable);
        function.writeAndPop(variable, span);
      }
      case Ast.ConstructorPattern p -> constructor(p, local, type, fail);
      case Ast.ArrayPattern p -> array(p, local, type, fail);
      case Ast.OrPattern p -> alternatives(p.alternatives(), local, type, fail);
    }
  }

  /** Pushes the value of a hidden local; it lives on there, so what it leads to is shared. */
  private void get(int local, Type type, Type wanted, Span span) {
    code().push(Opcode.GET_LOCAL, local, 0, type, wanted, Use.SHARE, span);
  }

  private void literal(Ast.LiteralPattern p, int local, Type type, CodeEmitter.Label fail) {
    Type operands =
        switch (p.literal()) {
          case Ast.NumberExpr _ -> ExpressionLowering.operandType(type, Type.NUMBER);
          case Ast.StringExpr _ -> ExpressionLowering.operandType(type, Type.STRING);
          case Ast.BoolExpr _ -> ExpressionLowering.operandType(type, Type.BOOL);
          default -> Type.UNKNOWN;
        };
    function.getHidden(local, type, operands, p.span());
    function.expressions.lower(p.literal(), operands, Use.BORROW);
    code().push(Opcode.EQUAL, 0, Type.BOOL, Type.BOOL, p.span());
    code().jump(Opcode.JUMP_IF_FALSE, fail, p.span());
  }

  private void constructor(Ast.ConstructorPattern p, int local, Type type, CodeEmitter.Label fail) {
    Opcode test =
        switch (p.name().name()) {
          case "Some" -> Opcode.IS_OPTION_SOME;
          case "None" -> Opcode.IS_OPTION_NONE;
          case "Ok" -> Opcode.IS_RESULT_OK;
          case "Err" -> Opcode.IS_RESULT_ERR;
          default -> null;
        };
    int arity = test == Opcode.IS_OPTION_NONE ? 0 : 1;
    if (test == null || p.args().size() != arity) {
      // Against a value of unknown type such a pattern is allowed (§9), and never matches.
      code().push(Opcode.FALSE, 0, Type.BOOL, Type.BOOL, p.span());
      code().jump(Opcode.JUMP_IF_FALSE, fail, p.span());
      bindNothing(p);
      return;
    }
    function.getHidden(local, type, type, p.span());
    code().push(test, 0, Type.BOOL, Type.BOOL, p.span());
    code().jump(Opcode.JUMP_IF_FALSE, fail, p.span());
    if (p.args().isEmpty()) {
      return;
    }
    boolean option = test == Opcode.IS_OPTION_SOME;
    Opcode extract = option ? Opcode.EXTRACT_OPTION_VALUE : Opcode.EXTRACT_RESULT_VALUE;
    Type content = content(type, test);
    part(
        p.args().getFirst(),
        content,
        fail,
        wanted -> {
          function.getHidden(local, type, type, p.span());
          code().push(extract, 0, Type.UNKNOWN, wanted, p.span());
        });
  }

  /**
   * Makes the locals of a pattern that never matches, so that the code behind it, which is never
   * reached, has them.
   */
  private void bindNothing(Ast.Pattern pattern) {
    switch (pattern) {
      case Ast.BindingPattern p -> {
        Symbol.Variable variable = (Symbol.Variable) function.typed.symbolOf(p);
        code().push(Opcode.NULL, 0, Type.NULL, function.typeOf(variable), p.span());
        function.localOf(variable);
        function.writeAndPop(variable, p.span());
      }
      case Ast.ConstructorPattern p -> p.args().forEach(this::bindNothing);
      case Ast.ArrayPattern p -> p.elements().forEach(this::bindNothing);
      case Ast.OrPattern p -> p.alternatives().forEach(this::bindNothing);
      case Ast.WildcardPattern _, Ast.LiteralPattern _ -> {}
    }
  }

  private static Type content(Type type, Opcode test) {
    return switch (type) {
      case Type.OptionType o when test == Opcode.IS_OPTION_SOME -> o.value();
      case Type.ResultType r when test == Opcode.IS_RESULT_OK -> r.value();
      case Type.ResultType r when test == Opcode.IS_RESULT_ERR -> r.error();
      default -> Type.UNKNOWN;
    };
  }

  private void array(Ast.ArrayPattern p, int local, Type type, CodeEmitter.Label fail) {
    Span span = p.span();
    if (!(type instanceof Type.ArrayType)) {
      function.getHidden(local, type, type, span);
      code().push(Opcode.IS_ARRAY, 0, Type.BOOL, Type.BOOL, span);
      code().jump(Opcode.JUMP_IF_FALSE, fail, span);
    }
    function.getHidden(local, type, type, span);
    code().push(Opcode.GET_ARRAY_LEN, 0, Type.NUMBER, Type.NUMBER, span);
    number(p.elements().size(), span);
    code().push(Opcode.EQUAL, 0, Type.BOOL, Type.BOOL, span);
    code().jump(Opcode.JUMP_IF_FALSE, fail, span);
    for (int i = 0; i < p.elements().size(); i++) {
      int index = i;
      part(
          p.elements().get(i),
          HeldTypes.element(type),
          fail,
          wanted -> {
            function.getHidden(local, type, type, span);
            number(index, span);
            code().push(Opcode.GET_INDEX, 0, Type.UNKNOWN, wanted, span);
          });
    }
  }

  private void number(double value, Span span) {
    function.expressions.constant(
        new Constant.NumberConstant(value), Type.NUMBER, Type.NUMBER, span);
  }

  /** Pushes a part of the value, as a type. */
  private interface PartReader {
    void push(Type wanted);
  }

  private void part(Ast.Pattern pattern, Type type, CodeEmitter.Label fail, PartReader reader) {
    switch (pattern) {
      case Ast.WildcardPattern _ -> {}
      case Ast.BindingPattern p -> {
        Symbol.Variable variable = (Symbol.Variable) function.typed.symbolOf(p);
        reader.push(function.typeOf(variable));
        function.localOf(variable);
        function.writeAndPop(variable, p.span());
      }
      default -> {
        reader.push(type);
        int local = function.hidden("(part)", type);
        function.setHidden(local, type, pattern.span());
        pattern(pattern, local, type, fail);
      }
    }
  }

  private void alternatives(
      List<Ast.Pattern> alternatives, int local, Type type, CodeEmitter.Label fail) {
    CodeEmitter.Label matched = new CodeEmitter.Label();
    for (Ast.Pattern alternative : alternatives.subList(0, alternatives.size() - 1)) {
      CodeEmitter.Label next = new CodeEmitter.Label();
      pattern(alternative, local, type, next);
      code().jump(Opcode.JUMP, matched, alternative.span());
      code().place(next);
    }
    pattern(alternatives.getLast(), local, type, fail);
    code().place(matched);
  }
}
