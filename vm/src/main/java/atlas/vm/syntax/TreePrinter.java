package atlas.vm.syntax;

import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Consumer;

/**
 * Writes a tree as source text in canonical layout: four blanks per level, one statement a line, a
 * blank line around top-level functions, traits and implementations.
 *
 * <p>Parsing what was printed yields an equal tree, spans aside. Of the source, only its layout,
 * plain comments, trailing commas, and redundant parentheses in types are lost; parentheses in
 * expressions are part of the tree ({@link Ast.GroupExpr}) and never added.
 */
public final class TreePrinter {
  private static final String INDENT = "    ";
  private static final double EXACT_INTEGERS = 1e15;

  private final StringBuilder out = new StringBuilder();
  private int level;

  private TreePrinter() {}

  /** A program as source text. */
  public static String print(Ast.Program program) {
    TreePrinter printer = new TreePrinter();
    Ast.Item previous = null;
    for (Ast.Item item : program.items()) {
      if (previous != null && (isLarge(previous) || isLarge(item))) {
        printer.out.append('\n');
      }
      printer.line(item);
      previous = item;
    }
    return printer.out.toString();
  }

  /** An expression as source text, in one line. */
  public static String print(Ast.Expr expr) {
    TreePrinter printer = new TreePrinter();
    printer.expr(expr);
    return printer.out.toString();
  }

  /** A type as it could be written. */
  public static String print(Ast.TypeExpr type) {
    TreePrinter printer = new TreePrinter();
    printer.type(type);
    return printer.out.toString();
  }

  private static boolean isLarge(Ast.Item item) {
    return switch (item) {
      case Ast.FunctionDecl function -> true;
      case Ast.TraitDecl trait -> true;
      case Ast.ImplDecl impl -> true;
      case Ast.ExportDecl export -> isLarge(export.declaration());
      default -> false;
    };
  }

  // Items

  private void line(Ast.Item item) {
    docOf(item).ifPresent(this::doc);
    indent();
    item(item);
    out.append('\n');
  }

  private void indent() {
    out.repeat(INDENT, level);
  }

  private static Optional<String> docOf(Ast.Item item) {
    return switch (item) {
      case Ast.AliasDecl alias -> alias.doc();
      case Ast.ExportDecl(Ast.AliasDecl alias, _) -> alias.doc();
      default -> Optional.empty();
    };
  }

  private void doc(String text) {
    for (String line : text.split("\n", -1)) {
      indent();
      out.append("/// ".concat(line).stripTrailing()).append('\n');
    }
  }

  private void item(Ast.Item item) {
    switch (item) {
      case Ast.ImportDecl decl -> importDecl(decl);
      case Ast.ExportDecl decl -> {
        out.append("export ");
        item(decl.declaration());
      }
      case Ast.ExternDecl decl -> externDecl(decl);
      case Ast.AliasDecl decl -> {
        out.append("type ").append(decl.name().name());
        typeParams(decl.typeParams());
        out.append(" = ");
        type(decl.target());
        out.append(';');
      }
      case Ast.TraitDecl decl -> {
        out.append("trait ").append(decl.name().name());
        typeParams(decl.typeParams());
        out.append(' ');
        braces(decl.methods(), this::traitMethod);
      }
      case Ast.ImplDecl decl -> {
        out.append("impl ").append(decl.trait().name());
        typeArgs(decl.typeArgs());
        out.append(" for ").append(decl.target().name()).append(' ');
        braces(decl.methods(), this::function);
      }
      case Ast.Stmt stmt -> stmt(stmt);
    }
  }

  private void importDecl(Ast.ImportDecl decl) {
    StringJoiner names = new StringJoiner(", ", "{ ", " }");
    decl.names().forEach(name -> names.add(name.name()));
    out.append("import ")
        .append(decl.namespace().map(name -> "* as " + name.name()).orElseGet(names::toString))
        .append(" from ");
    string(decl.path().value());
    out.append(';');
  }

  private void externDecl(Ast.ExternDecl decl) {
    out.append("extern ");
    string(decl.library().value());
    out.append(" fn ").append(decl.name().name());
    decl.symbol()
        .ifPresent(symbol -> {
          out.append(" as ");
          string(symbol.value());
        });
    StringJoiner params = new StringJoiner(", ", "(", ")");
    decl.params().forEach(param -> params.add(param.name().name() + ": " + param.type().name()));
    out.append(params).append(" -> ").append(decl.result().name()).append(';');
  }

  private void traitMethod(Ast.TraitMethod method) {
    out.append("fn ").append(method.name().name());
    typeParams(method.typeParams());
    params(method.params());
    out.append(" -> ");
    type(method.result());
    out.append(';');
  }

  private void function(Ast.FunctionDecl function) {
    out.append("fn ").append(function.name().name());
    typeParams(function.typeParams());
    params(function.params());
    function
        .result()
        .ifPresent(result -> {
          out.append(" -> ").append(ownership(function.resultOwnership()));
          type(result);
        });
    function
        .guard()
        .ifPresent(guard -> {
          out.append(" is ").append(guard.parameter().name()).append(": ");
          type(guard.type());
        });
    out.append(' ');
    block(function.body());
  }

  private void params(List<Ast.Param> params) {
    out.append('(');
    separated(
        params,
        param -> {
          out.append(ownership(param.ownership())).append(param.name().name()).append(": ");
          type(param.type());
        });
    out.append(')');
  }

  private static String ownership(Ast.Ownership ownership) {
    return switch (ownership) {
      case NONE -> "";
      case OWN -> "own ";
      case BORROW -> "borrow ";
      case SHARED -> "shared ";
    };
  }

  private void typeParams(List<Ast.TypeParam> params) {
    if (params.isEmpty()) {
      return;
    }
    out.append('<');
    separated(
        params,
        param -> {
          out.append(param.name().name());
          param
              .bound()
              .ifPresent(bound -> {
                out.append(" extends ");
                type(bound);
              });
          String separator = ": ";
          for (Ast.Ident trait : param.traits()) {
            out.append(separator).append(trait.name());
            separator = " + ";
          }
        });
    out.append('>');
  }

  // Statements

  private void stmt(Ast.Stmt stmt) {
    switch (stmt) {
      case Ast.FunctionDecl function -> function(function);
      case Ast.Block block -> block(block);
      case Ast.IfStmt branch -> ifStmt(branch);
      case Ast.WhileStmt loop -> {
        out.append("while (");
        expr(loop.condition());
        out.append(") ");
        block(loop.body());
      }
      case Ast.ForStmt loop -> forStmt(loop);
      case Ast.ForInStmt loop -> {
        out.append("for ").append(loop.variable().name()).append(" in ");
        expr(loop.iterable());
        out.append(' ');
        block(loop.body());
      }
      case Ast.ReturnStmt(var value, _) -> {
        out.append("return");
        value.ifPresent(expr -> {
          out.append(' ');
          expr(expr);
        });
        out.append(';');
      }
      case Ast.BreakStmt _ -> out.append("break;");
      case Ast.ContinueStmt _ -> out.append("continue;");
      default -> {
        simple(stmt);
        out.append(';');
      }
    }
  }

  /** A declaration, assignment or expression without its semicolon. */
  private void simple(Ast.Stmt stmt) {
    switch (stmt) {
      case Ast.VarDecl decl -> {
        out.append(decl.mutable() ? "var " : "let ").append(decl.name().name());
        decl.type()
            .ifPresent(type -> {
              out.append(": ");
              type(type);
            });
        out.append(" = ");
        expr(decl.init());
      }
      case Ast.AssignStmt assign -> {
        out.append(assign.target().root().name());
        assign.target().indices().forEach(this::index);
        out.append(assign.value().isPresent() ? " " : "").append(assign.op().text());
        assign
            .value()
            .ifPresent(value -> {
              out.append(' ');
              expr(value);
            });
      }
      case Ast.ExprStmt(Ast.Expr expr, _) -> expr(expr);
      default -> throw new IllegalArgumentException("not a simple statement: " + stmt);
    }
  }

  private void ifStmt(Ast.IfStmt branch) {
    out.append("if (");
    expr(branch.condition());
    out.append(") ");
    block(branch.then());
    branch
        .otherwise()
        .ifPresent(otherwise -> {
          out.append(" else ");
          stmt(otherwise);
        });
  }

  private void forStmt(Ast.ForStmt loop) {
    out.append("for (");
    loop.init().ifPresent(this::simple);
    out.append(';');
    loop.condition()
        .ifPresent(condition -> {
          out.append(' ');
          expr(condition);
        });
    out.append(';');
    loop.step()
        .ifPresent(step -> {
          out.append(' ');
          simple(step);
        });
    out.append(") ");
    block(loop.body());
  }

  private void block(Ast.Block block) {
    braces(block.statements(), this::stmt);
  }

  /** Elements in braces, one a line. */
  private <T> void braces(List<T> elements, Consumer<T> element) {
    if (elements.isEmpty()) {
      out.append("{ }");
      return;
    }
    out.append("{\n");
    level++;
    for (T each : elements) {
      indent();
      element.accept(each);
      out.append('\n');
    }
    level--;
    indent();
    out.append('}');
  }

  // Expressions

  private void expr(Ast.Expr expr) {
    switch (expr) {
      case Ast.ErrorExpr _ -> out.append("<error>");
      case Ast.NumberExpr(double value, _) -> out.append(number(value));
      case Ast.StringExpr(String value, _) -> string(value);
      case Ast.BoolExpr(boolean value, _) -> out.append(value);
      case Ast.NullExpr _ -> out.append("null");
      case Ast.NameExpr(String name, _) -> out.append(name);
      case Ast.GroupExpr(Ast.Expr inner, _) -> {
        out.append('(');
        expr(inner);
        out.append(')');
      }
      case Ast.ArrayExpr(var elements, _) -> {
        out.append('[');
        separated(elements, this::expr);
        out.append(']');
      }
      case Ast.UnaryExpr unary -> unary(unary);
      case Ast.BinaryExpr binary -> {
        expr(binary.left());
        out.append(' ').append(binary.op().text()).append(' ');
        expr(binary.right());
      }
      case Ast.CallExpr(Ast.Expr callee, var args, _) -> {
        expr(callee);
        args(args);
      }
      case Ast.IndexExpr(Ast.Expr target, Ast.Expr index, _) -> {
        expr(target);
        index(index);
      }
      case Ast.MethodExpr(Ast.Expr receiver, Ast.Ident name, var args, _) -> {
        expr(receiver);
        out.append('.').append(name.name());
        args(args);
      }
      case Ast.TryExpr(Ast.Expr operand, _) -> {
        expr(operand);
        out.append('?');
      }
      case Ast.MatchExpr match -> match(match);
    }
  }

  private void args(List<Ast.Expr> args) {
    out.append('(');
    separated(args, this::expr);
    out.append(')');
  }

  private void index(Ast.Expr index) {
    out.append('[');
    expr(index);
    out.append(']');
  }

  private void unary(Ast.UnaryExpr unary) {
    out.append(unary.op().text());
    boolean wouldMerge =
        unary.op() == Ast.UnaryOp.NEGATE
            && unary.operand() instanceof Ast.UnaryExpr inner
            && inner.op() == Ast.UnaryOp.NEGATE;
    out.append(wouldMerge ? " " : "");
    expr(unary.operand());
  }

  private void match(Ast.MatchExpr match) {
    out.append("match ");
    expr(match.scrutinee());
    out.append(" { ");
    separated(
        match.arms(),
        arm -> {
          pattern(arm.pattern());
          arm.guard()
              .ifPresent(guard -> {
                out.append(" if ");
                expr(guard);
              });
          out.append(" => ");
          expr(arm.body());
        });
    out.append(" }");
  }

  private void pattern(Ast.Pattern pattern) {
    switch (pattern) {
      case Ast.WildcardPattern _ -> out.append('_');
      case Ast.LiteralPattern(Ast.Expr literal, _) -> expr(literal);
      case Ast.BindingPattern(Ast.Ident name, _) -> out.append(name.name());
      case Ast.ConstructorPattern(Ast.Ident name, var args, _) -> {
        out.append(name.name());
        if (!args.isEmpty() || !name.name().equals("None")) {
          out.append('(');
          separated(args, this::pattern);
          out.append(')');
        }
      }
      case Ast.ArrayPattern(var elements, _) -> {
        out.append('[');
        separated(elements, this::pattern);
        out.append(']');
      }
      case Ast.OrPattern(var alternatives, _) -> joined(" | ", alternatives, this::pattern);
    }
  }

  /** The shortest decimal literal with the value of {@code number}, which is not negative. */
  private static String number(double number) {
    if (number == Math.rint(number) && number < EXACT_INTEGERS) {
      return Long.toString((long) number);
    }
    return Double.toString(number).replace(".0E", "e").replace('E', 'e');
  }

  private void string(String value) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\\', '"' -> out.append('\\').append(c);
        default -> out.append(c);
      }
    }
    out.append('"');
  }

  // Types

  private void type(Ast.TypeExpr type) {
    switch (type) {
      case Ast.NamedTypeExpr(Ast.Ident name, var args, _) -> {
        out.append(name.name());
        typeArgs(args);
      }
      case Ast.ArrayTypeExpr(Ast.TypeExpr element, _) -> {
        typeIn(type, element);
        out.append("[]");
      }
      case Ast.FunctionTypeExpr(var params, Ast.TypeExpr result, _) -> {
        out.append('(');
        separated(params, this::type);
        out.append(") -> ");
        type(result);
      }
      case Ast.UnionTypeExpr(var members, _) ->
          joined(" | ", members, member -> typeIn(type, member));
      case Ast.IntersectionTypeExpr(var members, _) ->
          joined(" & ", members, member -> typeIn(type, member));
      case Ast.StructTypeExpr(var members, _) -> {
        out.append("{ ");
        separated(
            members,
            member -> {
              out.append(member.name().name()).append(": ");
              type(member.type());
            });
        out.append(" }");
      }
    }
  }

  /** A type within another, in parentheses where it would not hold together. */
  private void typeIn(Ast.TypeExpr outer, Ast.TypeExpr inner) {
    if (tightness(inner) > tightness(outer)
        || inner instanceof Ast.ArrayTypeExpr && outer instanceof Ast.ArrayTypeExpr) {
      type(inner);
    } else {
      out.append('(');
      type(inner);
      out.append(')');
    }
  }

  private static int tightness(Ast.TypeExpr type) {
    return switch (type) {
      case Ast.FunctionTypeExpr _ -> 0;
      case Ast.UnionTypeExpr _ -> 1;
      case Ast.IntersectionTypeExpr _ -> 2;
      case Ast.ArrayTypeExpr _ -> 3;
      case Ast.NamedTypeExpr _, Ast.StructTypeExpr _ -> 4;
    };
  }

  private void typeArgs(List<Ast.TypeExpr> args) {
    if (!args.isEmpty()) {
      out.append('<');
      separated(args, this::type);
      out.append('>');
    }
  }

  // Lists

  private <T> void separated(List<T> elements, Consumer<T> element) {
    joined(", ", elements, element);
  }

  private <T> void joined(String separator, List<T> elements, Consumer<T> element) {
    boolean first = true;
    for (T each : elements) {
      out.append(first ? "" : separator);
      first = false;
      element.accept(each);
    }
  }
}
