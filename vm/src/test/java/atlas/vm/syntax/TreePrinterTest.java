package atlas.vm.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TreePrinterTest {
  static LongStream seeds() {
    return LongStream.rangeClosed(1, 300);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatIsPrintedParsesToTheSameTree(long seed) {
    Ast.Program program = Parsing.valid(new ProgramGenerator(seed).program());
    String printed = TreePrinter.print(program);
    Ast.Program again = Parsing.valid(printed);
    assertEquals(printed, TreePrinter.print(again));
    assertEquals(Trees.withoutSpans(program), Trees.withoutSpans(again));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '‖',
      value = {
        "1 ‖ 1",
        "1.50 ‖ 1.5",
        "1e3 ‖ 1000",
        "1e21 ‖ 1e21",
        "1.5e-10 ‖ 1.5e-10",
        "123456789012345678 ‖ 1.2345678901234568e17",
        "5e-324 ‖ 4.9e-324",
        "1e-400 ‖ 0",
        "- -x ‖ - -x",
        "-!-x ‖ -!-x",
        "a.len ‖ a.len()",
        "((a)) ‖ ((a))",
        "a[0][1](2)? ‖ a[0][1](2)?",
      })
  void expressionsAreCanonical(String text, String printed) {
    assertEquals(printed, TreePrinter.print(Parsing.expression(text)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '‖',
      value = {
        "(A) ‖ A",
        "((A | B))[] ‖ (A | B)[]",
        "A | (B | C) ‖ A | (B | C)",
        "A & (B | C) ‖ A & (B | C)",
        "(A & B) | C ‖ A & B | C",
        "A & B | C ‖ A & B | C",
        "((A) -> B) | C ‖ ((A) -> B) | C",
        "(A) -> B | C ‖ (A) -> B | C",
        "((A) -> B)[] ‖ ((A) -> B)[]",
        "(A) -> B[] ‖ (A) -> B[]",
        "(A[])[] ‖ A[][]",
        "{ a: A, b: B, } ‖ { a: A, b: B }",
        "Map<K, List<V>> ‖ Map<K, List<V>>",
      })
  void typesKeepTheParenthesesTheyNeed(String text, String printed) {
    String canonical = Parsing.reprint("type T = " + text + ";");
    assertEquals("type T = " + printed + ";", canonical);
    assertEquals(canonical, Parsing.reprint(canonical));
  }

  @Test
  void layoutIsFixed() {
    String text =
        """
        import {a,b,} from "./m";let x=1;
        /// Doc.
        ///   More.
        export type P = {a:number};
        fn f<T extends N:A+B>(own a:T,b:number,)->own T is a:T{if(a){return;}else if(b){}else{x++;}}
        for(;;){break;} for(var i=0;i<3;i++){continue;} for v in [1]{{}}
        trait S{fn s(self:S)->string;} impl S for number{fn s(self:number)->string{return "\\"";}}
        match x{1|2=>a,Some(y) if y=>b,None=>[],};
        """;
    assertEquals(
        """
        import { a, b } from "./m";
        let x = 1;
        /// Doc.
        ///   More.
        export type P = { a: number };

        fn f<T extends N: A + B>(own a: T, b: number) -> own T is a: T {
            if (a) {
                return;
            } else if (b) { } else {
                x++;
            }
        }

        for (;;) {
            break;
        }
        for (var i = 0; i < 3; i++) {
            continue;
        }
        for v in [1] {
            { }
        }

        trait S {
            fn s(self: S) -> string;
        }

        impl S for number {
            fn s(self: number) -> string {
                return "\\"";
            }
        }

        match x { 1 | 2 => a, Some(y) if y => b, None => [] };
        """,
        TreePrinter.print(Parsing.valid(text)));
  }
}
