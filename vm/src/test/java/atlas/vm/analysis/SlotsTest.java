package atlas.vm.analysis;

import static atlas.vm.analysis.Checks.check;
import static atlas.vm.analysis.Checks.function;
import static atlas.vm.analysis.Checks.variable;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import atlas.vm.analysis.Symbol.Storage;
import atlas.vm.source.SourceFile;
import atlas.vm.syntax.Ast;
import atlas.vm.types.Type;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The places of top-level symbols in a session, and which declaration takes whose (§22.3). */
final class SlotsTest {
  private static TypedUnit unit(String text) {
    return check(text).valid();
  }

  private static TypedUnit then(TypedUnit before, String text) {
    return check(text, before.scopeAfter()).valid();
  }

  private static List<String> slots(TypedUnit unit) {
    return unit.declared().stream()
        .map(s ->
            switch (s) {
              case Symbol.Variable v -> v.name() + v.slot();
              case Symbol.Function f -> f.name() + "()" + f.slot();
              case Symbol.Library _, Symbol.Constant _, Symbol.NoneValue _ -> "?";
            })
        .toList();
  }

  @Test
  void variablesAndFunctionsShareOneRowOfSlots() {
    TypedUnit unit = unit("let a = 1; fn f() { } export let b = 2; fn g() { }");
    assertEquals(List.of("a2", "f()0", "b3", "g()1"), slots(unit));
    assertEquals(4, unit.scopeAfter().nextSlot());
    assertEquals(List.of("c4"), slots(then(unit, "let c = 1;")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "let x = 1; # let x = 2; # true",
        "let x = 1; # var x = 2; # true",
        "let x = 1; # let x = \"a\"; # false",
        "type N = number; let x: N = 1; # let x = 1; # true",
        "let x: number | string = 1; # let x: string | number = 1; # true",
        "let x = []; # let x = [1]; # false",
      })
  void aVariableOfTheSameTypeTakesTheOldPlace(String first, String second, boolean same) {
    TypedUnit before = unit(first);
    Symbol.Variable after = variable(then(before, second), "x");
    assertEquals(same, variable(before, "x").slot() == after.slot());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "fn f() { } # fn f() { print(1); } # true",
        "fn f(a: number) { a; } # fn f(b: number) { b; } # true",
        "fn f(a: number) { a; } # fn f(a: string) { a; } # false",
        "fn f() { } # fn f() -> number { return 1; } # false",
        "fn f<T>(a: T) { a; } # fn f<U>(a: U) { a; } # true",
        "fn f<T>(a: T) { a; } # fn f<U extends number>(a: U) { a; } # false",
      })
  void aFunctionOfTheSameTypeTakesTheOldPlace(String first, String second, boolean same) {
    TypedUnit before = unit(first);
    Symbol.Function after = function(then(before, second), "f");
    assertEquals(same, function(before, "f").slot() == after.slot());
  }

  @Test
  void aVariableNeverTakesThePlaceOfAFunction() {
    TypedUnit before = unit("fn f() { }");
    TypedUnit after = then(before, "let f = f;");
    assertNotEquals(function(before, "f").slot(), variable(after, "f").slot());
    Symbol seen = after.symbolOf(((Ast.VarDecl) after.program().items().getFirst()).init());
    assertSame(function(before, "f"), seen);
  }

  @Test
  void aPlaceIsTakenFromTheLastDeclarationOnly() {
    TypedUnit first = unit("let x = 1;");
    TypedUnit second = then(first, "let x = \"a\";");
    TypedUnit third = then(second, "let x = 2;");
    assertEquals(List.of("x0", "x1", "x2"), List.of(name(first), name(second), name(third)));
  }

  private static String name(TypedUnit unit) {
    return slots(unit).getFirst();
  }

  @Test
  void aRedeclarationSeesTheOldVariableInItsInitialiser() {
    TypedUnit first = unit("let x = 1;");
    TypedUnit second = then(first, "let x = x + 1;");
    Ast.VarDecl decl = (Ast.VarDecl) second.program().items().getFirst();
    assertSame(variable(first, "x"), second.symbolOf(((Ast.BinaryExpr) decl.init()).left()));
    assertNotSame(variable(first, "x"), second.symbolOf(decl));
  }

  @Test
  void aLaterFunctionHidesAnOlderVariable() {
    TypedUnit second = then(unit("let f = 1;"), "fn f() -> string { return \"\"; }");
    TypedUnit third = then(second, "f() + \"a\";");
    assertEquals(Type.STRING, third.resultType());
    assertEquals(Optional.empty(), second.scopeAfter().variable("f"));
  }

  @Test
  void withinOneInputANameIsDeclaredOnce() {
    assertEquals(List.of("AT2003"), check("let x = 1; let x = 2;").codes());
    TypedUnit before = unit("let x = 1;");
    assertEquals(List.of("AT2003"), check("let x = 1; let x = 2;", before.scopeAfter()).codes());
  }

  @Test
  void whatFailedIsLeftOutAndItsSlotIsNotUsedAgain() {
    TypedUnit unit = unit("let a = 1; let b = 2; type N = number;");
    GlobalScope scope = unit.scopeAfter(List.of(variable(unit, "a")));
    assertEquals(Optional.empty(), scope.variable("b"));
    assertEquals(2, scope.nextSlot());
    assertEquals(List.of("AT2002"), check("b;", scope).codes());
    assertEquals(List.of("b2"), slots(check("let b: N = a;", scope).valid()));
  }

  @Test
  void onlyWhatIsDeclaredDirectlyAtTopLevelIsGlobal() {
    TypedUnit unit =
        unit(
            "let g = 1; { let b = 1; b; } for (var i = 0; i < 1; i++) { } for e in [1] { e; }"
                + " match 1 { m => m }; fn f(p: number) { let l = p; l; }");
    assertEquals(List.of("g1", "f()0"), slots(unit));
    assertEquals(Storage.GLOBAL, variable(unit, "g").storage());
    for (String text : List.of("b", "i", "e", "m", "l")) {
      Symbol.Variable local = local(unit, text);
      assertEquals(Storage.LOCAL, local.storage(), text);
      assertEquals(-1, local.slot(), text);
      assertEquals(text.equals("l"), local.owner().isPresent(), text);
    }
    Symbol.Variable param = local(unit, "p");
    assertEquals(Storage.PARAMETER, param.storage());
    assertSame(function(unit, "f"), param.owner().orElseThrow());
  }

  /** The variable that an expression statement or initialiser mentions by name. */
  private static Symbol.Variable local(TypedUnit unit, String name) {
    return (Symbol.Variable) Mentions.in(unit.program(), name).map(unit::symbolOf).orElseThrow();
  }

  @Test
  void methodsOfImplementationsAreTopLevelFunctionsWithoutAName() {
    String text =
        "trait D { fn d(self: D) -> string; }"
            + " impl D for number { fn d(self: number) -> string { return str(self); } }";
    TypedUnit unit = unit(text);
    Implementation found = unit.implementations().getFirst();
    assertEquals("number", found.kind());
    Symbol.Function method = found.method("d").orElseThrow();
    assertEquals("d", method.name());
    assertEquals(true, method.topLevel());
    assertEquals(List.of(), unit.declared());
    assertEquals(1, unit.scopeAfter().nextSlot());
    assertEquals(List.of("AT2002"), check("d(1);", unit.scopeAfter()).codes());
    Symbol.Function again = then(unit, text).implementations().getFirst().methods().getFirst();
    assertEquals(method.slot(), again.slot());
  }

  @Test
  void aSymbolKnowsWhereItIsDeclared() {
    TypedUnit unit = unit("let abc = 1;");
    Symbol.Variable variable = variable(unit, "abc");
    SourceFile source = variable.source();
    assertEquals("abc", source.text(variable.declaration()));
    assertEquals(false, variable.mutable());
  }
}
