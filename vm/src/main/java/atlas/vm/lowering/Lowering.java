package atlas.vm.lowering;

import atlas.vm.analysis.KnownTypes;
import atlas.vm.analysis.Symbol;
import atlas.vm.analysis.TypedUnit;
import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.CodeUnit;
import atlas.vm.bytecode.Constant;
import atlas.vm.syntax.Ast;
import atlas.vm.types.LibraryTable;
import atlas.vm.types.Type;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lowers a checked unit to bytecode: the top-level code first, then every function in the order of
 * the declarations.
 */
public final class Lowering {
  private final TypedUnit typed;
  private final KnownTypes known;
  private final LibraryTable library;
  private final List<Symbol.Function> functions = new ArrayList<>();
  private final Map<Symbol.Function, Integer> indices = new IdentityHashMap<>();

  private Lowering(TypedUnit typed, LibraryTable library, boolean lasting) {
    this.typed = typed;
    this.known = KnownTypes.of(typed, lasting);
    this.library = library;
  }

  /**
   * Translates a unit.
   *
   * @param lasting whether no later input of a session shares the unit's top-level variables
   */
  public static CodeUnit lower(TypedUnit typed, LibraryTable library, boolean lasting) {
    Lowering lowering = new Lowering(typed, library, lasting);
    for (Ast.Item item : typed.program().items()) {
      lowering.collect(item);
    }
    List<Code> codes = new ArrayList<>();
    for (Symbol.Function function : lowering.functions) {
      codes.add(new FunctionLowering(lowering, Optional.of(function)).lowerFunction(function));
    }
    // Last, when it is known what the functions change.
    codes.addFirst(new FunctionLowering(lowering, Optional.empty()).lowerMain());
    return new CodeUnit(typed.source(), codes);
  }

  TypedUnit typed() {
    return typed;
  }

  KnownTypes known() {
    return known;
  }

  LibraryTable library() {
    return library;
  }

  /** The constant for a function of this unit. */
  Constant.CodeConstant code(Symbol.Function function) {
    return new Constant.CodeConstant(indices.get(function), function.name(), erased(function));
  }

  static Type.FunctionType erased(Symbol.Function function) {
    return (Type.FunctionType) HeldTypes.erase(function.type());
  }

  static Constant.FunctionConstant global(Symbol.Function function) {
    return new Constant.FunctionConstant(function.name(), function.slot(), erased(function));
  }

  private void collect(Ast.Item item) {
    switch (item) {
      case Ast.ExportDecl export -> collect(export.declaration());
      case Ast.ImplDecl impl -> impl.methods().forEach(this::collect);
      case Ast.FunctionDecl function -> {
        Symbol.Function symbol = (Symbol.Function) typed.symbolOf(function);
        functions.add(symbol);
        indices.put(symbol, functions.size());
        collect(function.body());
      }
      case Ast.Block block -> block.statements().forEach(this::collect);
      case Ast.IfStmt s -> {
        collect(s.then());
        s.otherwise().ifPresent(this::collect);
      }
      case Ast.WhileStmt s -> collect(s.body());
      case Ast.ForStmt s -> collect(s.body());
      case Ast.ForInStmt s -> collect(s.body());
      case Ast.VarDecl _,
          Ast.AssignStmt _,
          Ast.ExprStmt _,
          Ast.ReturnStmt _,
          Ast.BreakStmt _,
          Ast.ContinueStmt _,
          Ast.ImportDecl _,
          Ast.ExternDecl _,
          Ast.AliasDecl _,
          Ast.TraitDecl _ -> {}
    }
  }
}
