package atlas.vm.syntax;

import atlas.vm.source.Span;
import java.util.List;
import java.util.Optional;

/**
 * The syntax tree (language §2): sealed families of records, immutable, every node with the span it
 * covers. Nodes that look alike are told apart by identity, so later phases keep what they find in
 * identity maps.
 */
public final class Ast {
  private Ast() {}

  /** Anything in the tree. */
  public sealed interface Node {
    Span span();
  }

  /** A whole source text. */
  public record Program(List<Item> items, Span span) implements Node {}

  /** A name where it is written. */
  public record Ident(String name, Span span) implements Node {}

  /** What may stand at top level. */
  public sealed interface Item extends Node {}

  /**
   * {@code import { a, b } from "path";}, or {@code import * as ns from "path";} when {@code
   * namespace} is present.
   */
  public record ImportDecl(List<Ident> names, Optional<Ident> namespace, StringExpr path, Span span)
      implements Item {}

  /** {@code export} before a function, variable or alias. */
  public record ExportDecl(Item declaration, Span span) implements Item {}

  /** {@code extern "library" fn name as "symbol" (…) -> type;}. */
  public record ExternDecl(
      StringExpr library,
      Ident name,
      Optional<StringExpr> symbol,
      List<ExternParam> params,
      Ident result,
      Span span)
      implements Item {}

  public record ExternParam(Ident name, Ident type, Span span) implements Node {}

  /** {@code type Name<T> = …;}; {@code doc} is the text of the doc comment before it, if any. */
  public record AliasDecl(
      Ident name, List<TypeParam> typeParams, TypeExpr target, Optional<String> doc, Span span)
      implements Item {}

  public record TraitDecl(
      Ident name, List<TypeParam> typeParams, List<TraitMethod> methods, Span span)
      implements Item {}

  public record TraitMethod(
      Ident name, List<TypeParam> typeParams, List<Param> params, TypeExpr result, Span span)
      implements Node {}

  public record ImplDecl(
      Ident trait, List<TypeExpr> typeArgs, Ident target, List<FunctionDecl> methods, Span span)
      implements Item {}

  /** What may stand in a block, and at top level. */
  public sealed interface Stmt extends Item {}

  public record VarDecl(boolean mutable, Ident name, Optional<TypeExpr> type, Expr init, Span span)
      implements Stmt {}

  /** How a parameter or result is annotated (language §14). */
  public enum Ownership {
    NONE,
    OWN,
    BORROW,
    SHARED
  }

  public record Param(Ownership ownership, Ident name, TypeExpr type, Span span) implements Node {}

  /** {@code T extends B : Tr1 + Tr2}. */
  public record TypeParam(Ident name, Optional<TypeExpr> bound, List<Ident> traits, Span span)
      implements Node {}

  /** {@code -> bool is x: T}: the declaration of a type guard (language §12.4). */
  public record GuardClause(Ident parameter, TypeExpr type, Span span) implements Node {}

  /** A function; {@code span} covers it whole, {@link #name} its name. */
  public record FunctionDecl(
      Ident name,
      List<TypeParam> typeParams,
      List<Param> params,
      Ownership resultOwnership,
      Optional<TypeExpr> result,
      Optional<GuardClause> guard,
      Block body,
      Span span)
      implements Stmt {}

  public record Block(List<Stmt> statements, Span span) implements Stmt {}

  /** {@code otherwise} is a {@link Block} or, for {@code else if}, an {@link IfStmt}. */
  public record IfStmt(Expr condition, Block then, Optional<Stmt> otherwise, Span span)
      implements Stmt {}

  public record WhileStmt(Expr condition, Block body, Span span) implements Stmt {}

  /**
   * The three-part loop; {@code init} is a {@link VarDecl}, {@link AssignStmt} or {@link ExprStmt}.
   */
  public record ForStmt(
      Optional<Stmt> init, Optional<Expr> condition, Optional<Stmt> step, Block body, Span span)
      implements Stmt {}

  public record ForInStmt(Ident variable, Expr iterable, Block body, Span span) implements Stmt {}

  public record ReturnStmt(Optional<Expr> value, Span span) implements Stmt {}

  public record BreakStmt(Span span) implements Stmt {}

  public record ContinueStmt(Span span) implements Stmt {}

  public record ExprStmt(Expr expr, Span span) implements Stmt {}

  /** What is assigned to: a name and zero or more indices. */
  public record Target(Ident root, List<Expr> indices, Span span) implements Node {}

  /** {@code =}, the compound assignments, {@code ++} and {@code --}. */
  public enum AssignOp {
    SET("="),
    ADD("+="),
    SUB("-="),
    MUL("*="),
    DIV("/="),
    MOD("%="),
    INCREMENT("++"),
    DECREMENT("--");

    private final String text;

    AssignOp(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  /** An assignment; {@code value} is absent for {@code ++} and {@code --}. */
  public record AssignStmt(Target target, AssignOp op, Span opSpan, Optional<Expr> value, Span span)
      implements Stmt {}

  /** An expression. */
  public sealed interface Expr extends Node {}

  /** Stands where the parser found no expression; every later phase is silent about it. */
  public record ErrorExpr(Span span) implements Expr {}

  public record NumberExpr(double value, Span span) implements Expr {}

  /** {@code value} has its escapes resolved. */
  public record StringExpr(String value, Span span) implements Expr {}

  public record BoolExpr(boolean value, Span span) implements Expr {}

  public record NullExpr(Span span) implements Expr {}

  public record NameExpr(String name, Span span) implements Expr {}

  /**
   * An expression in parentheses: kept, since {@code (a)} is not a plain variable (stdlib §3.3).
   */
  public record GroupExpr(Expr inner, Span span) implements Expr {}

  public record ArrayExpr(List<Expr> elements, Span span) implements Expr {}

  public enum UnaryOp {
    NEGATE("-"),
    NOT("!");

    private final String text;

    UnaryOp(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  public record UnaryExpr(UnaryOp op, Expr operand, Span span) implements Expr {}

  /** The binary operators, with the precedence of §2 (higher binds tighter). */
  public enum BinaryOp {
    OR("||", 1),
    AND("&&", 2),
    EQUAL("==", 3),
    NOT_EQUAL("!=", 3),
    LESS("<", 4),
    LESS_EQUAL("<=", 4),
    GREATER(">", 4),
    GREATER_EQUAL(">=", 4),
    ADD("+", 5),
    SUB("-", 5),
    MUL("*", 6),
    DIV("/", 6),
    MOD("%", 6);

    private final String text;
    private final int precedence;

    BinaryOp(String text, int precedence) {
      this.text = text;
      this.precedence = precedence;
    }

    public String text() {
      return text;
    }

    public int precedence() {
      return precedence;
    }
  }

  public record BinaryExpr(BinaryOp op, Expr left, Expr right, Span opSpan, Span span)
      implements Expr {}

  public record CallExpr(Expr callee, List<Expr> args, Span span) implements Expr {}

  public record IndexExpr(Expr target, Expr index, Span span) implements Expr {}

  /** {@code r.name(args)}; {@code r.name} is the same with no arguments. */
  public record MethodExpr(Expr receiver, Ident name, List<Expr> args, Span span) implements Expr {}

  /** {@code e?}. */
  public record TryExpr(Expr operand, Span span) implements Expr {}

  public record MatchExpr(Expr scrutinee, List<MatchArm> arms, Span span) implements Expr {}

  public record MatchArm(Pattern pattern, Optional<Expr> guard, Expr body, Span span)
      implements Node {}

  /** A pattern of a match arm (language §9). */
  public sealed interface Pattern extends Node {}

  public record WildcardPattern(Span span) implements Pattern {}

  /** {@code literal} is a number, string, bool or null expression. */
  public record LiteralPattern(Expr literal, Span span) implements Pattern {}

  public record BindingPattern(Ident name, Span span) implements Pattern {}

  /** {@code Some(p)}, {@code None}, {@code None()}, …. */
  public record ConstructorPattern(Ident name, List<Pattern> args, Span span) implements Pattern {}

  public record ArrayPattern(List<Pattern> elements, Span span) implements Pattern {}

  public record OrPattern(List<Pattern> alternatives, Span span) implements Pattern {}

  /** A type as written (language §4). */
  public sealed interface TypeExpr extends Node {}

  /** Also {@code null}. */
  public record NamedTypeExpr(Ident name, List<TypeExpr> args, Span span) implements TypeExpr {}

  public record ArrayTypeExpr(TypeExpr element, Span span) implements TypeExpr {}

  public record FunctionTypeExpr(List<TypeExpr> params, TypeExpr result, Span span)
      implements TypeExpr {}

  public record UnionTypeExpr(List<TypeExpr> members, Span span) implements TypeExpr {}

  public record IntersectionTypeExpr(List<TypeExpr> members, Span span) implements TypeExpr {}

  public record StructTypeExpr(List<StructMember> members, Span span) implements TypeExpr {}

  public record StructMember(Ident name, TypeExpr type, Span span) implements Node {}
}
