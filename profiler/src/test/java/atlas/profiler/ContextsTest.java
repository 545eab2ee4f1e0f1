package atlas.profiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.profiler.analysis.FunctionTotals;
import atlas.profiler.generator.ProgramGenerator;
import atlas.profiler.model.CallTree;
import atlas.profiler.model.FunctionId;
import atlas.profiler.model.FunctionProfile;
import atlas.profiler.model.Profile;
import atlas.profiler.model.Stop;
import atlas.profiler.report.Format;
import atlas.profiler.report.ProfileReader;
import atlas.profiler.report.ReportOptions;
import atlas.profiler.report.TextReport;
import atlas.vm.engine.EngineKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calling contexts: both engines agree on them, and only what ran is a path. */
final class ContextsTest {
  private static final int PROGRAMS = 150;

  @TestFactory
  Stream<DynamicTest> benchPrograms() {
    return BenchPrograms.names().stream()
        .map(name ->
            DynamicTest.dynamicTest(
                name, () -> Runs.assertContextsAgree(BenchPrograms.small(name))));
  }

  @TestFactory
  Stream<DynamicTest> generatedPrograms() {
    return LongStream.range(1000, 1000 + PROGRAMS)
        .mapToObj(seed ->
            DynamicTest.dynamicTest(
                "seed " + seed,
                () -> {
                  String program = ProgramGenerator.program(seed);
                  try {
                    Runs.assertContextsAgree(program);
                  } catch (AssertionError | RuntimeException e) {
                    throw new AssertionError("seed " + seed + "\n" + program, e);
                  }
                }));
  }

  private static List<String> tree(Profile profile) {
    CallTree tree = profile.details().contexts();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < tree.nodes().size(); i++) {
      List<String> path = tree.path(i).stream().map(FunctionId::name).toList();
      lines.add(String.join(";", path) + " " + tree.nodes().get(i).calls());
    }
    return lines;
  }

  @Test
  void onlyPathsThatRanAreShown() {
    Profile profile =
        Runs.assertContextsAgree(
                """
                fn a() -> number { return 1; }
                fn b() -> number { return 2; }
                fn dispatch(f: () -> number) -> number { return f(); }
                fn a_caller() -> number { return dispatch(a); }
                fn b_caller() -> number { return dispatch(b); }
                a_caller() + b_caller();
                """)
            .profile();
    assertEquals(
        List.of(
            "<main> 1",
            "<main>;a_caller 1",
            "<main>;a_caller;dispatch 1",
            "<main>;a_caller;dispatch;a 1",
            "<main>;b_caller 1",
            "<main>;b_caller;dispatch 1",
            "<main>;b_caller;dispatch;b 1"),
        tree(profile));
  }

  @Test
  void recursionIsOneContext() {
    Profile fib =
        Runs.assertContextsAgree(
                """
                fn fib(n: number) -> number {
                    if (n < 2) { return n; }
                    return fib(n - 1) + fib(n - 2);
                }
                fib(20);
                """)
            .profile();
    assertEquals(List.of("<main> 1", "<main>;fib 21891"), tree(fib));
    Profile mutual =
        Runs.assertContextsAgree(
                """
                fn even(n: number) -> bool { if (n == 0) { return true; } return odd(n - 1); }
                fn odd(n: number) -> bool { if (n == 0) { return false; } return even(n - 1); }
                even(1000); odd(10);
                """)
            .profile();
    assertEquals(
        List.of(
            "<main> 1",
            "<main>;even 501",
            "<main>;even;odd 500",
            "<main>;odd 6",
            "<main>;odd;even 5"),
        tree(mutual));
  }

  @Test
  void callsThroughTheLibraryBelongToTheCaller() {
    Profile profile =
        Runs.assertContextsAgree(
                """
                fn double(x: number) -> number { return 2 * x; }
                fn all(xs: number[]) -> number[] { return map(xs, double); }
                fn odd(x: number) -> bool { return x % 2 == 1; }
                all([1, 2, 3]);
                filter(map([1, 2], double), odd);
                print(1);
                """)
            .profile();
    assertEquals(
        List.of(
            "<main> 1", "<main>;double 2", "<main>;all 1", "<main>;all;double 3", "<main>;odd 2"),
        tree(profile));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fn f(n: number) -> number { return 1 + 10 / n; } map([2, 1, 0, 5], f);",
        "fn g(n: number) -> number { return [1, 2][n]; }"
            + " fn f(n: number) -> number { if (n > 3) { return g(n); } return f(n + 1); } f(0);",
        "fn down(n: number) -> number { return down(n + 1) + 1; } down(1);",
        "fn g() -> number { fn late() -> number { return h(); } let x: number = late();"
            + " fn h() -> number { return x; } return 1; } g();",
        "fn a(n: number) -> bool { if (n == 0) { return 1 / n > 0; } return b(n - 1); }"
            + " fn b(n: number) -> bool { return n > 90 || !a(n - 1) && true; } a(21);",
      })
  void errorsEndContextsWhereTheyStand(String program) {
    assertTrue(Runs.assertContextsAgree(program).profile().stopped().isPresent());
  }

  @Test
  void anInterruptKeepsContextsUpToThere() {
    String program =
        """
        fn turn(n: number) -> number {
          print(n);
          var sum = 0;
          for (var i = 0; i < 1000; i++) { sum = sum + i; }
          return sum;
        }
        for (var n = 0; n < 1000000; n++) { turn(n); }
        """;
    ProfiledRun run = Runs.interrupted(program, "3", RunOptions.DEFAULT.withContexts(true));
    Profile profile = run.profile();
    assertEquals(Stop.Cause.INTERRUPT, profile.stopped().orElseThrow().reason());
    assertEquals(List.of("<main> 1", "<main>;turn 4"), tree(profile));
    assertEquals(profile.totals().instructions(), profile.details().contexts().totals()[0]);
  }

  @Test
  void contextsBeyondTheLimitAreCountedTogether() {
    StringBuilder program = new StringBuilder("fn f0(n: number) -> number { return n; }\n");
    for (int i = 1; i <= 13; i++) {
      program.append(
          "fn f%d(n: number) -> number { return g%d(n) + h%d(n); }\n".formatted(i, i, i));
      program.append("fn g%d(n: number) -> number { return f%d(n); }\n".formatted(i, i - 1));
      program.append("fn h%d(n: number) -> number { return f%d(n); }\n".formatted(i, i - 1));
    }
    program.append("f13(1);");
    Profile profile = Runs.assertContextsAgree(program.toString()).profile();
    CallTree tree = profile.details().contexts();
    assertTrue(tree.nodes().stream().anyMatch(n -> n.function().equals(CallTree.ELSEWHERE)));
    assertTrue(tree.nodes().size() <= 4100, "contexts: " + tree.nodes().size());
    // What was not followed is missing below the contexts, so they tell no totals.
    Profile counted = profile.withoutContexts();
    for (FunctionProfile each : profile.functions()) {
      assertEquals(
          FunctionTotals.of(counted).of(each.id()), FunctionTotals.of(profile).of(each.id()));
    }
    FunctionId f13 =
        profile.functions().stream()
            .map(FunctionProfile::id)
            .filter(f -> f.name().equals("f13"))
            .findFirst()
            .orElseThrow();
    long main =
        profile.functions().stream()
            .filter(f -> f.id().isMain())
            .findFirst()
            .orElseThrow()
            .instructions();
    assertEquals(
        profile.totals().instructions() - main, FunctionTotals.of(profile).of(f13).getAsLong());
    String text = new TextReport().render(profile, ReportOptions.DEFAULT);
    assertTrue(text.contains("<elsewhere>: calls when there were too many"), text);
  }

  /** What takes work for all pairs of contexts on a path, or worse, does not end in time. */
  @Test
  @Timeout(60)
  void contextsThousandsDeep() throws Exception {
    int deep = 3000;
    StringBuilder program = new StringBuilder();
    for (int i = 0; i < deep; i++) {
      program.append("fn f%d(x: number) -> number { return f%d(x) + 1; }\n".formatted(i, i + 1));
    }
    program.append("fn f%d(x: number) -> number { return x; }\nf0(1);".formatted(deep));
    Profile profile = Runs.contexts(EngineKind.COMPILED, program.toString()).profile();
    CallTree tree = profile.details().contexts();
    assertEquals(deep + 2, tree.nodes().size());
    assertEquals(profile.totals().instructions(), tree.totals()[0]);
    assertEquals(deep + 2, tree.path(deep + 1).size());
    Profile twice = profile.merge(profile);
    assertEquals(2 * tree.totals()[deep], twice.details().contexts().totals()[deep]);
    assertEquals(profile, ProfileReader.read(Runs.json(profile)));
    for (Format format : Format.values()) {
      format.writer().render(profile, ReportOptions.DEFAULT);
    }
  }
}
