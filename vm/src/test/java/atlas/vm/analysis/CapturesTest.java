package atlas.vm.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import atlas.vm.syntax.Ast;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What functions capture (§8.3), shown as {@code function[captures]} for each that does. */
final class CapturesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        // Nothing to capture.
        "let g = 1; fn f() -> number { return g; } # ''",
        "fn f() -> number { let x = 1; return x; } # ''",
        "fn f() -> number { return g(); } fn g() -> number { return f(); } # ''",
        "fn o() { fn i(x: number) -> number { return x; } i(1); } # ''",
        "fn o() { fn i() { print(1); PI; None; } i(); } # ''",
        "{ fn i() -> number { let x = 1; return x; } i(); } # ''",
        // Variables, in the order of their first use.
        "fn o(a: number, b: number) { fn i() -> number { return b + a + b; } i(); } # i[b a]",
        "fn o() { let x = 1; fn i() { let y = x; y; } i(); } # i[x]",
        "fn o() { var x = 1; fn i() { x = 2; } x; i(); } # i[x]",
        "fn o() { let x = [1]; fn i() { x[0] = 2; } i(); } # i[x]",
        "fn o() { for e in [1] { fn i() -> number { return e; } i(); } } # i[e]",
        "fn o() { for (var e = 0; e < 1; e++) { fn i() -> number { return e; } i(); } } # i[e]",
        "fn o() { let x = 1; fn i() -> number { let x = 2; return x; } i(); x; } # ''",
        "fn o() { let x = 1; fn i(x: number) -> number { return x; } i(x); } # ''",
        // Locals of blocks at top level.
        "{ let x = 1; fn i() -> number { return x; } i(); } # i[x]",
        "for e in [1] { fn i() -> number { return e; } i(); } # i[e]",
        "let g = 1; { fn i() -> number { return g; } i(); } # ''",
        "{ let x = 1; fn i() { fn j() -> number { return x; } j(); } i(); } # i[x] j[x]",
        // Through several levels.
        "fn o(a: number) { fn i() { fn j() -> number { return a; } j(); } i(); } # i[a] j[a]",
        "fn o(a: number) { fn i(b: number) { fn j() -> number { return a + b; } j(); } i(1); }"
            + " # i[a] j[a b]",
        "fn o(a: number) { fn i() { fn j() { fn k() -> number { return a; } k(); } j(); } i(); }"
            + " # i[a] j[a] k[a]",
        // Functions: only those that capture something themselves.
        "fn o() -> number { fn f(n: number) -> number { return f(n - 1); } return f(5); } # ''",
        "fn o() { fn a() { b(); } fn b() { a(); } a(); } # ''",
        "fn o(x: number) { fn a() { b(); } fn b() { a(); x; } a(); } # a[b] b[a x]",
        "fn o(x: number) { fn f(n: number) -> number { return f(n - x); } f(5); } # f[f x]",
        "fn o(x: number) { fn a() { c(); } fn b() { x; } fn c() { b(); } a(); } # a[c] b[x] c[b]",
        "fn o(x: number) { fn a() { x; } fn b() { fn c() { a(); } c(); } b(); } # a[x] b[a] c[a]",
        "fn o(x: number) { fn a() { x; } fn b() { let f = a; f(); } b(); } # a[x] b[a]",
        "fn o(x: number) { fn a() { fn b() { a(); x; } b(); } a(); } # a[a x] b[a x]",
        "fn o(x: number) { fn a() { g(); } a(); x; } fn g() { } # ''",
        "{ let x = 1; fn a() { b(); } fn b() { x; } a(); } # a[b] b[x]",
        // The inner function is a local of the one that calls it.
        "fn o() { fn a() { let x = 1; fn b() -> number { return x; } b(); } a(); } # b[x]",
        // Match bindings.
        "fn o() -> number { return match 1 { n => n }; } # ''",
        "fn o(a: number) { fn i() -> number { return match 1 { n => n + a }; } i(); } # i[a]",
      })
  void captures(String program, String expected) {
    TypedUnit unit = Checks.check(program).valid();
    List<String> found = new ArrayList<>();
    collect(unit, unit.program(), found);
    assertEquals(expected, String.join(" ", found));
  }

  private static void collect(TypedUnit unit, Object value, List<String> found) {
    switch (value) {
      case Ast.Node node -> {
        if (node instanceof Ast.FunctionDecl decl) {
          Symbol.Function function = (Symbol.Function) unit.symbolOf(decl);
          List<String> names = function.captures().stream().map(Symbol::name).toList();
          if (!names.isEmpty()) {
            found.add(function.name() + "[" + String.join(" ", names) + "]");
          }
        }
        for (RecordComponent part : node.getClass().getRecordComponents()) {
          try {
            collect(unit, part.getAccessor().invoke(node), found);
          } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
          }
        }
      }
      case List<?> list -> list.forEach(e -> collect(unit, e, found));
      case Optional<?> optional -> optional.ifPresent(e -> collect(unit, e, found));
      default -> {
        // A leaf.
      }
    }
  }
}
