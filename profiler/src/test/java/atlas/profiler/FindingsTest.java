package atlas.profiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.profiler.analysis.Annotated;
import atlas.profiler.analysis.Annotated.Status;
import atlas.profiler.model.Allocation;
import atlas.profiler.model.Branch;
import atlas.profiler.model.CallSite;
import atlas.profiler.model.FunctionProfile;
import atlas.profiler.model.LibraryUse;
import atlas.profiler.model.Loop;
import atlas.profiler.model.OpcodePair;
import atlas.profiler.model.Profile;
import atlas.profiler.report.JsonReport;
import atlas.profiler.report.ProfileReader;
import atlas.profiler.report.ReportOptions;
import atlas.profiler.report.TextReport;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Calls, values made, loops and branches that can be worked out by hand, the same in both engines.
 */
final class FindingsTest {
  private static long calls(Profile profile, int line, String callee) {
    return profile.details().calls().stream()
        .filter(c -> c.line() == line && c.callee().equals(callee))
        .mapToLong(CallSite::count)
        .sum();
  }

  private static long made(Profile profile, String kind) {
    return profile.details().allocations().stream()
        .filter(a -> a.kind().equals(kind))
        .mapToLong(Allocation::count)
        .sum();
  }

  private static String library(String program) {
    StringBuilder uses = new StringBuilder();
    for (LibraryUse use : Runs.assertAgree(program).profile().details().library()) {
      String below = use.below().isPresent() ? "" + use.below().getAsLong() : "?";
      uses.append(use.name()).append(' ').append(use.calls());
      uses.append(use.callsBack() ? " " + below : "").append(", ");
    }
    return uses.toString();
  }

  private static final String FUNCTIONS =
      """
      fn sq(x: number) -> number { return x * x; }
      fn inc(x: number) -> number { return x + 1; }
      fn even(x: number) -> bool { return inc(x) % 2 == 1; }
      fn evens(a: number[]) -> number { return len(filter(a, even)); }
      """;

  /** {@code sq} and {@code inc} are four instructions, {@code even} eight, {@code evens} seven. */
  @Test
  void instructionsBelowTheLibrary() {
    assertEquals("map 1 12, ", library(FUNCTIONS + "map([1, 2, 3], sq);"));
    assertEquals("map 2 20, ", library(FUNCTIONS + "map([1, 2, 3], sq); map([1, 2], sq);"));
    assertEquals("map 2 20, ", library(FUNCTIONS + "map([1, 2, 3], sq); map([1, 2], inc);"));
    assertEquals(
        "filter 1 24, map 1 8, ", library(FUNCTIONS + "filter([1, 2], even); map([1, 2], sq);"));
    assertEquals(
        "filter 2 48, len 2, map 1 62, ", library(FUNCTIONS + "map([[1, 2], [3, 4]], evens);"));
    assertEquals(
        "map 2 8, sqrt 1, ", library(FUNCTIONS + "sqrt(4); map([1, 4], sqrt); map([1, 2], sq);"));
    assertEquals("map 1 0, ", library(FUNCTIONS + "let none: number[] = []; map(none, sq);"));
    assertEquals(
        "map 1 12, ",
        library(
            "fn main(by: number) -> void { fn add(x: number) -> number { return x + by; }"
                + " map([1, 2, 3], add); } main(2);"));
    assertEquals(
        "assertThrows 1 3, ", library("fn bad() -> number { return 1 / 0; } assertThrows(bad);"));
  }

  /** Nothing is said where somebody else can have called the same functions. */
  @Test
  void instructionsBelowTheLibraryAreExactOrUnknown() {
    assertEquals("map 1 ?, ", library(FUNCTIONS + "map([1, 2, 3], sq); sq(3);"));
    assertEquals(
        "filter 1 ?, map 1 ?, ", library(FUNCTIONS + "filter([1, 2], even); map([1, 2], inc);"));
    assertEquals("map 1 ?, ", library(FUNCTIONS + "let f = sq; map([1, 2], f); f(3);"));
    assertEquals(
        "map 1 ?, ",
        library(
            FUNCTIONS
                + "fn pick(b: bool) -> void { map([1], match b { true => sq, _ => inc }); } pick(true);"));
    assertEquals(
        "map 1 ?, ",
        library(FUNCTIONS + "fn with(f: (number) -> number) -> void { map([1], f); } with(sq);"));
  }

  @Test
  void callsOfRecursion() {
    Profile profile =
        Runs.assertAgree(
                """
                fn fib(n: number) -> number {
                    if (n < 2) {
                        return n;
                    }
                    return fib(n - 1) + fib(n - 2);
                }
                fib(20);
                """)
            .profile();
    assertEquals(21_890, calls(profile, 5, "fib"));
    assertEquals(1, calls(profile, 7, "fib"));
    Branch branch = profile.details().branches().getFirst();
    assertEquals(List.of(10_946L, 10_945L), List.of(branch.yes(), branch.no()));
    assertEquals("n < 2", branch.condition());
  }

  @Test
  void callsOfMutualRecursionAndThroughValues() {
    Profile profile =
        Runs.assertAgree(
                """
                fn even(n: number) -> bool { if (n == 0) { return true; } return odd(n - 1); }
                fn odd(n: number) -> bool { if (n == 0) { return false; } return even(n - 1); }
                fn apply(f: (number) -> bool, n: number) -> bool {
                    return f(n);
                }
                apply(even, 10);
                """)
            .profile();
    assertEquals(5, calls(profile, 1, "odd"));
    assertEquals(5, calls(profile, 2, "even"));
    CallSite byValue =
        profile.details().calls().stream().filter(c -> c.line() == 4).findFirst().orElseThrow();
    assertEquals(CallSite.Kind.VALUE, byValue.kind());
    assertTrue(byValue.function().isEmpty());
    FunctionProfile even =
        profile.functions().stream().filter(f -> f.id().name().equals("even")).findFirst().get();
    assertEquals(even.calls(), calls(profile, 2, "even") + byValue.count());
  }

  /** Each operand by its own text, and held or not as it stands there. */
  @Test
  void operandsOfAndAndOr() {
    Profile profile =
        Runs.assertAgree(
                """
                for (var i: number = 0; i < 10; i++) {
                    if (i < 3 || i % 2 == 0) { print("or"); }
                    if (i < 4 && i != 1) { print("and"); }
                }
                """)
            .profile();
    assertEquals(
        List.of(
            "i < 10 10 1",
            "i < 3 3 7",
            "i < 3 || i % 2 == 0 6 4",
            "i < 4 4 6",
            "i < 4 && i != 1 3 7"),
        profile.details().branches().stream()
            .map(b -> b.condition() + " " + b.yes() + " " + b.no())
            .toList());
  }

  /** By hand: a turn of the loop is 12 operations, and the last test 5. */
  @Test
  void pairsOfOpcodes() {
    Profile profile =
        Runs.assertAgree(
                """
                fn f() -> void {
                    var i: number = 0;
                    while (i < 5) { i = i + 1; }
                }
                f();
                """)
            .profile();
    Map<String, Long> pairs =
        profile.details().pairs().stream()
            .collect(Collectors.toMap(p -> p.first() + " " + p.second(), OpcodePair::count));
    assertEquals(6, pairs.get("Less JumpIfFalse"));
    assertEquals(5, pairs.get("JumpIfFalse GetLocal"));
    assertEquals(5, pairs.get("Add SetLocal"));
    assertEquals(5, pairs.get("Loop GetLocal"));
    assertEquals(
        profile.totals().instructions() - 2,
        pairs.values().stream().mapToLong(Long::longValue).sum());
  }

  /** In a merge with a profile that does not know them, they would not add up. */
  @Test
  void pairsAreKnownOfAllOrOfNone() throws Exception {
    Profile one = Runs.profile("let x: number = 1; print(str(x));");
    String json = new JsonReport().render(one, ReportOptions.DEFAULT);
    Profile old =
        ProfileReader.read(
            json.replaceFirst("(?s)\"opcode_pairs\": \\[.*?\\]", "\"opcode_pairs\": []"));
    assertTrue(old.details().pairs().isEmpty());
    assertTrue(one.merge(old).details().pairs().isEmpty());
    assertEquals(
        2 * one.totals().instructions() - 2,
        one.merge(one).details().pairs().stream().mapToLong(OpcodePair::count).sum());
  }

  @Test
  void turnsOfLoops() {
    Profile profile =
        Runs.assertAgree(
                """
                var i = 0;
                while (i < 3) {
                    var j = 0;
                    while (true) {
                        j = j + 1;
                        if (j > 7) { break; }
                        if (j == 2) { continue; }
                    }
                    i = i + 1;
                }
                """)
            .profile();
    List<Loop> loops = profile.details().loops();
    assertEquals(List.of(2, 4), loops.stream().map(Loop::line).toList());
    assertEquals(List.of(1L, 3L), loops.stream().map(Loop::entries).toList());
    assertEquals(List.of(3L, 21L), loops.stream().map(Loop::turns).toList());
  }

  @Test
  void valuesMade() {
    Profile profile =
        Runs.assertAgree(
                """
                var s = "";
                var n = 0;
                for (var i: number = 0; i < 1000; i = i + 1) {
                    let a = [i];
                    s = str(i);
                    let o = Some(i);
                    n = n + len(a);
                }
                """)
            .profile();
    assertEquals(1000, made(profile, "array"));
    assertEquals(1000, made(profile, "string"));
    assertEquals(1000, made(profile, "Some"));
  }

  /** They share the storage of the array, so that they are calls and no values made. */
  @Test
  void aThousandPushesAreAThousandCallsAndOneArray() {
    String program = "var a: number[] = [];\nfor (var i = 0; i < 1000; i++) { a.push(i); }\n";
    Profile profile = Runs.assertAgree(program).profile();
    assertEquals("arrayPush 1000, ", library(program));
    assertEquals(1, made(profile, "array"));
  }

  @Test
  void anErrorLeavesBranchesAndLoopsExact() {
    Profile profile =
        Runs.assertAgree(
                """
                fn f(a: number[], i: number) -> number {
                    if (i < 100) { return a[i]; }
                    return 0;
                }
                let a = [1, 2, 3];
                var i = 0;
                while (i < 10) {
                    if (f(a, i) > 1) { i = i + 1; } else { i = i + 1; }
                }
                """)
            .profile();
    assertTrue(profile.stopped().isPresent());
    Loop loop = profile.details().loops().getFirst();
    assertEquals(List.of(1L, 3L), List.of(loop.entries(), loop.turns()));
    Branch inner =
        profile.details().branches().stream().filter(b -> b.line() == 8).findFirst().orElseThrow();
    assertEquals(List.of(2L, 1L), List.of(inner.yes(), inner.no()));
  }

  @Test
  void annotatedSourceMarksWhatNeverRan() {
    Profile profile =
        Runs.profile(
            """
            // a comment
            fn f(x: number) -> number {
                if (x > 0) {
                    return 1;
                }
                return 2;
            }
            fn unused() -> void {
                print("no");
            }
            f(1);
            f(2);
            """);
    List<Annotated> lines = Annotated.file(profile, "test.atl");
    assertEquals(12, lines.size());
    assertEquals(Status.NO_CODE, lines.get(0).status());
    assertEquals(2, lines.get(2).hits());
    assertEquals(2, lines.get(3).hits());
    assertEquals(Status.NEVER, lines.get(5).status());
    assertEquals(Status.NEVER, lines.get(8).status());
    assertEquals(profile.totals().instructions(), lines.stream().mapToLong(Annotated::count).sum());
    FunctionProfile f =
        profile.functions().stream().filter(g -> g.id().name().equals("f")).findFirst().get();
    assertEquals(6, Annotated.function(profile, f).size());
  }

  @Test
  void tenThousandFunctions() {
    StringBuilder program = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      program.append("fn f%d(x: number) -> number { return x + %d; }\n".formatted(i, i));
    }
    program.append("f0(1) + f9999(2);\n");
    Profile profile = Runs.profile(program.toString());
    assertEquals(2, profile.totals().calls());
    assertEquals(1, calls(profile, 10_001, "f9999"));
    String report = new TextReport().render(profile, atlas.profiler.report.ReportOptions.DEFAULT);
    assertTrue(report.contains("f9999"), report);
  }
}
