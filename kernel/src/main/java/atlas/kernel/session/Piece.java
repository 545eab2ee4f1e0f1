package atlas.kernel.session;

import atlas.vm.analysis.Symbol;
import atlas.vm.analysis.TypedUnit;
import atlas.vm.source.Span;
import atlas.vm.syntax.Ast;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One item at the top level of an input, with the top-level names that it declares and uses. Two
 * declarations are the same thing for those who use it if they have the same slot.
 */
final class Piece {
  private final int input;
  private final Ast.Item item;
  private final Span span;
  private final Optional<Symbol> symbol;
  private final List<Use> uses = new ArrayList<>();

  /** A place where a top-level variable or function is used. */
  record Use(String name, int slot, boolean isVariable, Span span) {
    /** Whether it is the last value that is used. */
    boolean isLast() {
      return name.equals(Session.LAST);
    }
  }

  private Piece(int input, Ast.Item whole, TypedUnit unit) {
    this.input = input;
    this.item = whole instanceof Ast.ExportDecl(Ast.Item declaration, Span _) ? declaration : whole;
    this.span = whole.span();
    this.symbol = Optional.ofNullable(unit.symbolOf(item)).filter(s -> s.slot() >= 0);
  }

  /**
   * The pieces of an input, in source order.
   *
   * @param input its place among the inputs
   */
  static List<Piece> of(int input, TypedUnit unit) {
    NavigableMap<Integer, Piece> pieces = new TreeMap<>();
    for (Ast.Item item : unit.program().items()) {
      pieces.put(item.span().start(), new Piece(input, item, unit));
    }
    unit.forEachSymbol((node, symbol) -> {
      Optional<Span> name = nameIn(node);
      if (name.isPresent() && symbol.slot() >= 0) {
        boolean isVariable = symbol instanceof Symbol.Variable;
        Use use = new Use(symbol.name(), symbol.slot(), isVariable, name.get());
        Optional.ofNullable(pieces.floorEntry(use.span().start()))
            .map(Map.Entry::getValue)
            .filter(piece -> piece.covers(use.span()))
            .ifPresent(piece -> piece.uses.add(use));
      }
    });
    return List.copyOf(pieces.values());
  }

  private static Optional<Span> nameIn(Ast.Node node) {
    return switch (node) {
      case Ast.NameExpr name -> Optional.of(name.span());
      case Ast.Target target -> Optional.of(target.root().span());
      default -> Optional.empty();
    };
  }

  /** The place of its input among the inputs. */
  int input() {
    return input;
  }

  /** What it is, without {@code export}. */
  Ast.Item item() {
    return item;
  }

  Span span() {
    return span;
  }

  List<Use> uses() {
    return uses;
  }

  private boolean covers(Span other) {
    return span.start() <= other.start() && other.end() <= span.end();
  }

  /** The slot of the variable or function that it declares; -1 if it declares none. */
  int slot() {
    return symbol.map(Symbol::slot).orElse(-1);
  }

  /** The name of the variable or function that it declares. */
  String name() {
    return symbol.map(Symbol::name).orElse("");
  }

  boolean declares(Symbol other) {
    return symbol.filter(other::equals).isPresent();
  }

  boolean isVariable() {
    return item instanceof Ast.VarDecl;
  }

  boolean isFunction() {
    return item instanceof Ast.FunctionDecl;
  }

  /** Whether it happens at its place, unlike what is declared for all of the program. */
  boolean isStatement() {
    return item instanceof Ast.Stmt && !isFunction();
  }

  /** Where the declared name stands. */
  Span nameSpan() {
    return switch (item) {
      case Ast.VarDecl variable -> variable.name().span();
      case Ast.FunctionDecl function -> function.name().span();
      default -> throw new IllegalStateException("declares no variable or function");
    };
  }

  /** What cannot be there twice, other than variables and functions; empty for all else. */
  String staticKey() {
    return switch (item) {
      case Ast.AliasDecl alias -> "type " + alias.name().name();
      case Ast.TraitDecl trait -> "trait " + trait.name().name();
      case Ast.ImplDecl impl -> "impl " + impl.trait().name() + " for " + impl.target().name();
      default -> "";
    };
  }
}
