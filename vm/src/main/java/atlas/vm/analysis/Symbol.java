package atlas.vm.analysis;

import atlas.vm.source.SourceFile;
import atlas.vm.source.Span;
import atlas.vm.syntax.Ast;
import atlas.vm.types.LibraryFunction;
import atlas.vm.types.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a name stands for. Symbols are compared by identity. */
public sealed interface Symbol {
  String name();

  /** The identity of the place in a session that it has at top level; -1 if it has none. */
  default int slot() {
    return -1;
  }

  /** Where a variable lives. */
  enum Storage {
    /** A top-level variable: read and written live from anywhere, found by its slot. */
    GLOBAL,
    /** A local of a function, or of a block at top level. */
    LOCAL,
    /** A parameter, immutable binding. */
    PARAMETER
  }

  /** A variable, parameter, loop variable or match binding. */
  final class Variable implements Symbol {
    private final String name;
    private final Type type;
    private final boolean mutable;
    private final Storage storage;
    private final int slot;
    private final Optional<Function> owner;
    private final SourceFile source;
    private final Span declaration;
    private boolean imported;
    private boolean let;
    private boolean assignable;
    private Place place = new Place();

    /**
     * @param slot for {@link Storage#GLOBAL}, the identity of the variable's place in the session;
     *     else -1
     * @param owner the function whose activation holds it; empty for globals and for locals of
     *     top-level blocks
     */
    public Variable(
        String name,
        Type type,
        boolean mutable,
        Storage storage,
        int slot,
        Optional<Function> owner,
        SourceFile source,
        Span declaration) {
      this.name = name;
      this.type = type;
      this.mutable = mutable;
      this.storage = storage;
      this.slot = slot;
      this.owner = owner;
      this.source = source;
      this.declaration = declaration;
      this.assignable = mutable;
    }

    @Override
    public String name() {
      return name;
    }

    /** The declared or inferred type, fixed at the declaration. */
    public Type type() {
      return type;
    }

    public boolean mutable() {
      return mutable;
    }

    /**
     * Whether there may be code that assigns it: its own, or that of earlier inputs of a session,
     * which assigned the variable whose place it has taken.
     */
    public boolean assignable() {
      return assignable;
    }

    /** Takes the place of an earlier variable, for all the code that knows that one. */
    public void replace(Variable former) {
      assignable |= former.assignable;
      former.place.changedByFunctions |= place.changedByFunctions;
      former.place.knownToFunctions |= place.knownToFunctions;
      place = former.place;
    }

    /** Notes that there is a function that assigns it or changes its value in place. */
    public void setChangedByFunctions() {
      place.changedByFunctions = true;
    }

    /**
     * Whether calls may change it: whether that was noted, of it or of a variable that had or has
     * its place. Of an imported variable nobody knows here.
     */
    public boolean isChangedByFunctions() {
      return imported || place.changedByFunctions;
    }

    /** Notes that there is a function that refers to it. */
    public void setKnownToFunctions() {
      place.knownToFunctions = true;
    }

    /** Whether calls may do anything with its value, likewise. */
    public boolean isKnownToFunctions() {
      return imported || place.knownToFunctions;
    }

    /** What is common to all variables that had one place in a session, one after the other. */
    private static final class Place {
      private boolean changedByFunctions;
      private boolean knownToFunctions;
    }

    /** Notes that it is declared by {@code let}. */
    void setLet() {
      let = true;
    }

    /** Whether it is declared by {@code let}, so that it could be a {@code var} as well. */
    boolean isLet() {
      return let;
    }

    /** This variable as another module sees it: the same place, which cannot be assigned there. */
    Variable imported() {
      Variable view = new Variable(name, type, false, storage, slot, owner, source, declaration);
      view.imported = true;
      view.place = place;
      return view;
    }

    /** Whether it is a variable of another module. */
    public boolean isImported() {
      return imported;
    }

    public Storage storage() {
      return storage;
    }

    @Override
    public int slot() {
      return slot;
    }

    public Optional<Function> owner() {
      return owner;
    }

    public SourceFile source() {
      return source;
    }

    public Span declaration() {
      return declaration;
    }
  }

  /**
   * A declared function. Top-level functions have a slot in the session, found by every caller;
   * nested ones may capture (§8.3). {@link #captures} is known once the unit has been checked.
   */
  final class Function implements Symbol {
    private final String name;
    private final Type.FunctionType type;
    private final Ast.FunctionDecl declaration;
    private final SourceFile source;
    private final Optional<Function> owner;
    private final int slot;
    private boolean imported;
    private List<Symbol> captures = List.of();
    private Optional<Guard> guard = Optional.empty();

    /**
     * @param slot the identity of a top-level function's place in the session; -1 for nested
     *     functions
     * @param owner the enclosing function, if any
     */
    public Function(
        String name,
        Type.FunctionType type,
        Ast.FunctionDecl declaration,
        SourceFile source,
        Optional<Function> owner,
        int slot) {
      this.name = name;
      this.type = type;
      this.declaration = declaration;
      this.source = source;
      this.owner = owner;
      this.slot = slot;
    }

    @Override
    public String name() {
      return name;
    }

    public Type.FunctionType type() {
      return type;
    }

    public Ast.FunctionDecl declaration() {
      return declaration;
    }

    public SourceFile source() {
      return source;
    }

    public Optional<Function> owner() {
      return owner;
    }

    @Override
    public int slot() {
      return slot;
    }

    /** This function as another module sees it: the same place, which is not to be taken there. */
    Function imported() {
      Function view = new Function(name, type, declaration, source, owner, slot);
      view.imported = true;
      view.captures = captures;
      view.guard = guard;
      return view;
    }

    /** Whether it is a function of another module. */
    public boolean isImported() {
      return imported;
    }

    /** Whether it is a top-level function, found through its slot. */
    public boolean topLevel() {
      return slot >= 0;
    }

    /**
     * What the function captures, transitively: {@link Variable}s by value, and nested {@link
     * Function}s that capture something themselves (itself included), which are reached through the
     * enclosing activation. Empty: the function is a constant.
     */
    public List<Symbol> captures() {
      return captures;
    }

    /** The type parameters as the body sees them. */
    Map<String, Type> unknowns() {
      return type.typeParams().stream()
          .collect(Collectors.toMap(Type.TypeParameter::name, _ -> Type.UNKNOWN));
    }

    /** Set once, by the capture analysis. */
    void setCaptures(List<Symbol> found) {
      captures = List.copyOf(found);
    }

    /** What a true result says about an argument, if the function is a type guard (§12.4). */
    Optional<Guard> guard() {
      return guard;
    }

    /** Set once, when the function is declared. */
    void setGuard(Guard declared) {
      guard = Optional.of(declared);
    }
  }

  /** A library function used by its own name. */
  record Library(LibraryFunction function) implements Symbol {
    @Override
    public String name() {
      return function.name();
    }
  }

  /** {@code PI} and its like. */
  record Constant(String name, double value) implements Symbol {}

  /** {@code None}. */
  record NoneValue() implements Symbol {
    @Override
    public String name() {
      return "None";
    }
  }
}
