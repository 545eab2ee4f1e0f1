package atlas.vm.analysis;

import atlas.vm.analysis.Symbol.Function;
import atlas.vm.analysis.Symbol.Variable;
import atlas.vm.source.Span;
import atlas.vm.syntax.Ast;
import atlas.vm.types.LibraryTable;
import atlas.vm.types.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the check stands: the scopes around the place, the function it is in, the types that names
 * have there. Moves with the check; every {@code enter} has its {@code leave}.
 */
final class Environment {
  /** A declaration and where it was made. */
  record Declared(Symbol symbol, Span span) {}

  /** A function being checked; at top level, the program. */
  static final class Frame {
    private final Optional<Function> function;
    private final Type result;
    private int loops;

    Frame(Optional<Function> function, Type result) {
      this.function = function;
      this.result = result;
    }

    Optional<Function> function() {
      return function;
    }

    /** The result type as the body sees it. */
    Type result() {
      return result;
    }
  }

  private final GlobalScope global;
  private final LibraryTable library;
  private final Captures captures;
  private final Usage usage;
  private final Map<String, Declared> topVariables = new LinkedHashMap<>();
  private final Map<String, Declared> topFunctions = new LinkedHashMap<>();
  private final Deque<Map<String, Declared>> scopes = new ArrayDeque<>();
  private final Deque<Map<String, Span>> announced = new ArrayDeque<>();
  private final Deque<Frame> frames = new ArrayDeque<>();
  private final Deque<Map<Variable, Type>> narrowings = new ArrayDeque<>();
  private final Deque<Map<String, Type>> typeNames = new ArrayDeque<>();

  Environment(GlobalScope global, LibraryTable library, Captures captures, Usage usage) {
    this.global = global;
    this.library = library;
    this.captures = captures;
    this.usage = usage;
    frames.push(new Frame(Optional.empty(), Type.UNKNOWN));
    typeNames.push(Map.of());
    announced.push(new HashMap<>());
  }

  // Scopes and names.

  void enterScope() {
    scopes.push(new HashMap<>());
    announced.push(new HashMap<>());
  }

  void leaveScope() {
    scopes.pop();
    announced.pop();
  }

  /** Whether a declaration here is one of the program itself. */
  boolean atTop() {
    return scopes.isEmpty();
  }

  /**
   * Declares a name in the innermost scope; gives the declaration of it that is there already. Of
   * two, the one further down in the text stays.
   */
  Optional<Declared> declare(Symbol symbol, Span span) {
    Map<String, Declared> names =
        !scopes.isEmpty()
            ? scopes.peek()
            : symbol instanceof Function ? topFunctions : topVariables;
    Declared before = names.get(symbol.name());
    if (before == null || before.span().start() <= span.start()) {
      names.put(symbol.name(), new Declared(symbol, span));
    }
    return Optional.ofNullable(before);
  }

  /** Notes variables that the innermost scope declares further down, for better messages. */
  void announce(List<? extends Ast.Item> items) {
    for (Ast.Item item : items) {
      if (item instanceof Ast.VarDecl decl) {
        announced.peek().putIfAbsent(decl.name().name(), decl.name().span());
      }
    }
  }

  /** Where a variable is declared that is not known yet. */
  Optional<Span> declaredLater(String name) {
    return announced.stream().flatMap(s -> Stream.ofNullable(s.get(name))).findFirst();
  }

  /** What a name means here. */
  Optional<Symbol> find(String name) {
    for (Map<String, Declared> scope : scopes) {
      Declared found = scope.get(name);
      if (found != null) {
        return Optional.of(found.symbol());
      }
    }
    return findTop(name).or(() -> predefined(name));
  }

  private Optional<Symbol> findTop(String name) {
    if (topVariables.containsKey(name)) {
      return Optional.of(topVariables.get(name).symbol());
    }
    if (topFunctions.containsKey(name)) {
      return Optional.of(topFunctions.get(name).symbol());
    }
    return global.variable(name).<Symbol>map(v -> v).or(() -> global.function(name));
  }

  /** What a name means where no program says anything else. */
  Optional<Symbol> predefined(String name) {
    if (name.equals("None")) {
      return Optional.of(new Symbol.NoneValue());
    }
    return library
        .function(name)
        .<Symbol>map(Symbol.Library::new)
        .or(() -> library.constant(name).map(value -> new Symbol.Constant(name, value)));
  }

  /** Every name that is declared around this place. */
  List<String> ownNames() {
    List<String> names = new ArrayList<>();
    scopes.forEach(s -> names.addAll(s.keySet()));
    names.addAll(topVariables.keySet());
    names.addAll(topFunctions.keySet());
    global.variables().forEach(v -> names.add(v.name()));
    global.functions().forEach(f -> names.add(f.name()));
    return names;
  }

  /** The names of the library, and the words of the language that can stand for a name. */
  List<String> predefinedNames() {
    List<String> names = new ArrayList<>(library.names());
    names.addAll(List.of("true", "false", "null", "break", "continue"));
    return names;
  }

  /** Notes a mention of a symbol here, which may make it a capture. */
  void refer(Symbol symbol) {
    captures.refer(symbol, frame().function());
    usage.mention(symbol);
  }

  /** Notes that the value of a symbol is read here. */
  void read(Symbol symbol) {
    refer(symbol);
    if (symbol instanceof Variable v) {
      usage.use(v);
    }
  }

  /** Whether a variable belongs to an activation around the function that the check is in. */
  boolean captured(Variable variable) {
    return variable.storage() != Symbol.Storage.GLOBAL
        && !variable.owner().equals(frame().function());
  }

  // Functions and loops.

  Frame frame() {
    return frames.peek();
  }

  void enterFunction(Function function, Type result, Map<String, Type> typeParams) {
    frames.push(new Frame(Optional.of(function), result));
    Map<String, Type> names = new HashMap<>(typeNames.peek());
    names.putAll(typeParams);
    typeNames.push(names);
  }

  void leaveFunction() {
    frames.pop();
    typeNames.pop();
  }

  void enterLoop() {
    frame().loops++;
  }

  void leaveLoop() {
    frame().loops--;
  }

  boolean inLoop() {
    return frame().loops > 0;
  }

  /** The type parameters of the enclosing functions. */
  Map<String, Type> typeNames() {
    return typeNames.peek();
  }

  // Narrowed types.

  void enterNarrowing(Map<Variable, Type> types) {
    narrowings.push(types);
  }

  void leaveNarrowing() {
    narrowings.pop();
  }

  /** The type of a variable here. */
  Type typeOf(Variable variable) {
    for (Map<Variable, Type> narrowing : narrowings) {
      Type type = narrowing.get(variable);
      if (type != null) {
        return type;
      }
    }
    return variable.type();
  }

  /** Whether a name belongs to a part of the standard library that is yet to come. */
  boolean isReserved(String name) {
    return library.isReserved(name);
  }
}
