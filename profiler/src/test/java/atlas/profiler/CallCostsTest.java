package atlas.profiler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import atlas.profiler.analysis.CallCosts;
import atlas.profiler.analysis.Cut;
import atlas.profiler.analysis.FunctionTotals;
import atlas.profiler.analysis.Query;
import atlas.profiler.analysis.Rankings;
import atlas.profiler.model.CallSite;
import atlas.profiler.model.Profile;
import atlas.profiler.report.CallgrindReport;
import atlas.profiler.report.ReportOptions;
import atlas.vm.engine.EngineKind;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What calls cost, with all that they lead to. */
final class CallCostsTest {
  private static final String PROGRAM =
      """
      fn leaf(n: number) -> number { return n + 1; }
      fn twice(n: number) -> number { return leaf(n) + leaf(n); }
      fn many(n: number) -> number {
        var sum = 0;
        for (var i = 0; i < n; i++) { sum = sum + leaf(i); }
        return sum;
      }
      fn fib(n: number) -> number {
        if (n < 2) { return n; }
        return fib(n - 1) + fib(n - 2);
      }
      twice(1) + many(10) + fib(10);
      map([1, 2, 3], twice);
      """;

  private static final long LEAF = 4;

  private static Map<String, String> costs(Profile profile) {
    CallCosts costs = CallCosts.of(profile);
    Map<String, String> found = new TreeMap<>();
    for (var row : Rankings.calls(profile, Query.ALL, Cut.NONE).rows()) {
      Rankings.Call call = row.item();
      if (call.kind() == CallSite.Kind.FUNCTION) {
        var cost = costs.of(call);
        found.put(
            call.caller().name() + ":" + call.line() + ">" + call.callee(),
            cost.isPresent() ? Long.toString(cost.getAsLong()) : "-");
      }
    }
    return found;
  }

  private static long total(Profile profile, String name) {
    return profile.functions().stream()
        .filter(f -> f.id().name().equals(name))
        .findFirst()
        .orElseThrow()
        .instructions();
  }

  @Test
  void withContextsAllButThoseOfRecursionAreKnown() {
    Profile profile = Runs.contexts(EngineKind.COMPILED, PROGRAM).profile();
    Map<String, String> costs = costs(profile);
    assertEquals(Long.toString(10 * LEAF), costs.get("many:5>leaf"));
    assertEquals(Long.toString(8 * LEAF), costs.get("twice:2>leaf"));
    assertEquals(Long.toString(total(profile, "fib")), costs.get("<main>:12>fib"));
    assertEquals(Long.toString(total(profile, "many") + 10 * LEAF), costs.get("<main>:12>many"));
    assertEquals("-", costs.get("fib:10>fib"));
  }

  @Test
  void withoutThemThoseThatLeaveNoChoice() {
    Profile profile = Runs.profile(PROGRAM.replace("map([1, 2, 3], twice);", ""));
    Map<String, String> costs = costs(profile);
    assertEquals(Long.toString(total(profile, "fib")), costs.get("<main>:12>fib"));
    assertEquals("-", costs.get("many:5>leaf"));
    assertEquals("-", costs.get("fib:10>fib"));
  }

  /** What calls only library functions that call nothing back has a total, whatever others do. */
  @Test
  void theLibraryHidesNoCallsUnlessItCallsBack() {
    String program =
        """
        fn double(x: number) -> number { return 2 * x; }
        fn count(text: string) -> number { return len(split(text, " ")); }
        fn all(text: string) -> number { return count(text) + count(text); }
        fn mapped(xs: number[]) -> number { return len(map(xs, double)); }
        all("a b c") + mapped([1, 2, 3]) + count("a");
        """;
    Profile plain = Runs.profile(program);
    FunctionTotals known = FunctionTotals.of(plain);
    FunctionTotals exact = FunctionTotals.of(Runs.contexts(EngineKind.COMPILED, program).profile());
    Map<String, Boolean> told = new TreeMap<>();
    plain
        .functions()
        .forEach(f -> {
          told.put(f.id().name(), known.of(f.id()).isPresent());
          if (known.of(f.id()).isPresent()) {
            assertEquals(exact.of(f.id()), known.of(f.id()), f.id().name());
          }
        });
    assertEquals(
        Map.of("<main>", true, "all", false, "count", true, "double", true, "mapped", false), told);
  }

  @Test
  void callgrindGetsInclusiveCosts() {
    Profile profile = Runs.contexts(EngineKind.COMPILED, PROGRAM).profile();
    String file = new CallgrindReport().render(profile, ReportOptions.DEFAULT);
    String main = file.substring(file.indexOf("fn=<main>"));
    int next = main.indexOf("\nfl=");
    main = next < 0 ? main.substring(0, main.indexOf("\ntotals")) : main.substring(0, next);
    long inclusive =
        main.lines()
            .filter(line -> line.matches("[0-9]+ [0-9]+"))
            .mapToLong(line -> Long.parseLong(line.split(" ")[1]))
            .sum();
    assertEquals(profile.totals().instructions(), inclusive, file);
  }
}
