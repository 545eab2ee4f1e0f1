package atlas.kernel.session;

import atlas.kernel.session.Piece.Use;
import atlas.vm.engine.CompiledUnit;
import atlas.vm.source.Span;
import atlas.vm.syntax.Ast;
import atlas.vm.syntax.InputMode;
import atlas.vm.syntax.TokenKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Decides what of a session's inputs makes up one program, in which a name is declared once.
 *
 * <p>Everything that happened is in it, in order, but for questions: inputs that were no more than
 * an expression, and left nothing but its value. Of what was declared again with the same type, the
 * last function counts, and a variable is assigned. What was declared again with another type is in
 * it only if something needs it that is, and under another name.
 */
final class SavedPieces {
  private final List<PastInput> inputs;
  private final List<Optional<CompiledUnit>> units;
  private final List<List<Piece>> pieces = new ArrayList<>();
  private final Map<Integer, List<Piece>> bySlot = new HashMap<>();
  private final Map<String, Integer> holders = new HashMap<>();
  private final Map<String, Piece> lastStatic = new HashMap<>();
  private final Map<String, Ast.ImportDecl> imported = new HashMap<>();
  private final Set<Piece> harmless = new HashSet<>();
  private final Set<Piece> lost = new HashSet<>();
  private final Set<Piece> live = new LinkedHashSet<>();
  private final Set<String> taken = new HashSet<>();
  private final Map<Integer, String> newNames = new HashMap<>();
  private final Map<Piece, String> answers = new HashMap<>();
  private final Set<String> remarks = new LinkedHashSet<>();

  private SavedPieces(List<PastInput> inputs, List<Optional<CompiledUnit>> units) {
    this.inputs = inputs;
    this.units = units;
  }

  static SavedPieces of(List<PastInput> inputs, List<Optional<CompiledUnit>> units) {
    SavedPieces all = new SavedPieces(inputs, units);
    all.collect();
    all.decide();
    return all;
  }

  List<Piece> ofInput(int index) {
    return pieces.get(index);
  }

  /** Where running the program could lead elsewhere, in one line each. */
  Set<String> remarks() {
    return remarks;
  }

  private void collect() {
    Effects effects = new Effects();
    for (int i = 0; i < inputs.size(); i++) {
      Tokens tokens = new Tokens(inputs.get(i).text());
      IntStream.range(0, tokens.size())
          .filter(t -> tokens.is(t, TokenKind.IDENTIFIER))
          .forEach(t -> taken.add(tokens.text(t)));
      pieces.add(new ArrayList<>());
      if (units.get(i).isPresent()) {
        CompiledUnit unit = units.get(i).get();
        effects.add(unit);
        unit.typed().imported().forEach(symbol -> holders.put(symbol.name(), symbol.slot()));
        pieces.get(i).addAll(Piece.of(i, unit.typed()));
        pieces.get(i).forEach(piece -> collect(piece, effects.none(unit, piece)));
      }
    }
  }

  private void collect(Piece piece, boolean isHarmless) {
    PastInput input = inputs.get(piece.input());
    if (piece.isStatement() && piece.span().end() > input.reached()) {
      lost.add(piece);
      if (piece.span().start() <= input.reached() && !isHarmless) {
        remarks.add("what input %d did before it was ended is not in it".formatted(input.number()));
      }
      return;
    }
    if (isHarmless) {
      harmless.add(piece);
    }
    if (piece.slot() >= 0) {
      bySlot.computeIfAbsent(piece.slot(), slot -> new ArrayList<>()).add(piece);
      holders.put(piece.name(), piece.slot());
    }
    if (!piece.staticKey().isEmpty()) {
      lastStatic.put(piece.staticKey(), piece);
    }
    if (piece.item() instanceof Ast.ImportDecl decl) {
      decl.names().forEach(name -> imported.put(name.name(), decl));
    }
  }

  private void decide() {
    Deque<Piece> open = new ArrayDeque<>();
    pieces.stream().flatMap(List::stream).filter(this::isRoot).forEach(open::add);
    while (!open.isEmpty()) {
      Piece piece = open.remove();
      if (live.add(piece)) {
        piece.uses().forEach(use -> open.addAll(needed(piece, use)));
      }
    }
    live.stream().filter(p -> !p.isFunction()).forEach(this::remarkOnEarlierFunctions);
  }

  /** Whether a piece is part of the program even if no other one needs it. */
  private boolean isRoot(Piece piece) {
    if (lost.contains(piece) || isQuestion(piece)) {
      return false;
    }
    if (piece.slot() >= 0) {
      boolean happens = piece.isVariable() && !harmless.contains(piece);
      boolean isLast = bySlot.get(piece.slot()).getLast() == piece;
      return happens || isLast && holders.get(piece.name()) == piece.slot();
    }
    return piece.staticKey().isEmpty() || lastStatic.get(piece.staticKey()) == piece;
  }

  /** Whether a piece is all of an input, and nothing remains of it but an answer. */
  boolean isQuestion(Piece piece) {
    return piece.item() instanceof Ast.ExprStmt
        && harmless.contains(piece)
        && pieces.get(piece.input()).size() == 1
        && inputs.get(piece.input()).mode() == InputMode.INTERACTIVE;
  }

  /** What must be in the program for a use to mean there what it meant. */
  private List<Piece> needed(Piece user, Use use) {
    if (use.isLast()) {
      return answer(user).stream().toList();
    }
    List<Piece> all = bySlot.getOrDefault(use.slot(), List.of());
    if (all.isEmpty() || !use.isVariable()) {
      return all.stream().skip(Math.max(0, all.size() - 1)).toList();
    }
    return user.isFunction()
        ? all
        : latest(all, user.input() - (user.slot() == use.slot() ? 1 : 0)).stream().toList();
  }

  private static Optional<Piece> latest(List<Piece> declarations, int input) {
    return declarations.stream().filter(d -> d.input() <= input).reduce((a, b) -> b);
  }

  /** What the value of {@code _} came from. */
  private Optional<Piece> answer(Piece user) {
    for (int i = user.input() - 1; i >= 0; i--) {
      if (inputs.get(i).answered() && !pieces.get(i).isEmpty()) {
        Piece piece = pieces.get(i).getLast();
        if (!(piece.item() instanceof Ast.ExprStmt)) {
          return Optional.empty();
        }
        answers.computeIfAbsent(piece, p -> fresh("_", inputs.get(p.input()).number()));
        return Optional.of(piece);
      }
    }
    return Optional.empty();
  }

  boolean isLive(Piece piece) {
    return live.contains(piece);
  }

  /** Whether a declaration is written as an assignment, since there is one before. */
  boolean isAssignment(Piece piece) {
    return bySlot.get(piece.slot()).stream().filter(live::contains).findFirst().orElseThrow()
        != piece;
  }

  /** Whether a declaration is followed by one that is written as an assignment. */
  boolean isAssignedLater(Piece piece) {
    return bySlot.get(piece.slot()).stream().filter(live::contains).count() > 1;
  }

  /** The name that a declared variable or function has in the program. */
  String nameOf(Piece piece) {
    return nameOf(piece.name(), piece.slot());
  }

  /** The name of what a piece uses. */
  String nameOf(Piece user, Use use) {
    return use.isLast()
        ? answer(user).map(answers::get).orElse(use.name())
        : nameOf(use.name(), use.slot());
  }

  private String nameOf(String name, int slot) {
    return bySlot.containsKey(slot) && holders.get(name) != slot
        ? newNames.computeIfAbsent(slot, s -> fresh(name + "_", 1))
        : name;
  }

  /** The name under which others use the value of an expression, if there are any. */
  Optional<String> nameOfAnswer(Piece piece) {
    return Optional.ofNullable(answers.get(piece));
  }

  private String fresh(String beginning, int from) {
    int number = from;
    while (!taken.add(beginning + number)) {
      number++;
    }
    return beginning + number;
  }

  /** The names that a program imports at this place: not those that mean something else later. */
  List<Ast.Ident> names(Ast.ImportDecl decl) {
    return decl.names().stream()
        .filter(name -> imported.get(name.name()) == decl)
        .filter(name -> !bySlot.containsKey(holders.get(name.name())))
        .toList();
  }

  /** What ran with a function that is another one in the program. */
  private void remarkOnEarlierFunctions(Piece piece) {
    Deque<Piece> open = new ArrayDeque<>(List.of(piece));
    Set<Piece> reached = new HashSet<>(open);
    while (!open.isEmpty()) {
      for (Use use : open.remove().uses()) {
        Optional<Piece> then = latest(bySlot.getOrDefault(use.slot(), List.of()), piece.input());
        if (then.map(this::isOutdated).orElse(isHidden(use))) {
          int number = inputs.get(piece.input()).number();
          remarks.add("input %d ran with an earlier '%s'".formatted(number, use.name()));
        }
        then.filter(Piece::isFunction).filter(reached::add).ifPresent(open::add);
      }
    }
  }

  /** Whether a piece is a function that is not in the program as it is. */
  private boolean isOutdated(Piece piece) {
    return piece.isFunction() && !textOf(piece).equals(textOf(bySlot.get(piece.slot()).getLast()));
  }

  /** Whether what was imported under a name is another thing in the program. */
  private boolean isHidden(Use use) {
    return !use.isLast() && holders.getOrDefault(use.name(), use.slot()) != use.slot();
  }

  private String textOf(Piece piece) {
    Span span = piece.span();
    return inputs.get(piece.input()).text().substring(span.start(), span.end());
  }
}
