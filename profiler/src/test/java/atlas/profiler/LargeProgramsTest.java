package atlas.profiler;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Programs that do not fit a JVM class or call are left to the interpreter, and count the same. */
final class LargeProgramsTest {
  @Test
  void callsWithMoreArgumentsThanTheJvmPasses() {
    String params =
        IntStream.range(0, 200)
            .mapToObj(i -> "a" + i + ": number")
            .collect(Collectors.joining(", "));
    String args = IntStream.range(0, 200).mapToObj(i -> "" + i).collect(Collectors.joining(", "));
    Runs.assertAgree(
        "fn small(n: number) -> number { return 10 / n; } fn wide("
            + params
            + ") -> number { return small(a0); } map([1, 2], small); wide("
            + args
            + ");");
  }

  @Test
  void moreFunctionsThanAClassHolds() {
    String functions =
        IntStream.range(0, 25_000)
            .mapToObj(
                i -> "fn f" + i + "(n: number) -> number { let m = n * 2; return m + " + i + "; } ")
            .collect(Collectors.joining());
    Runs.assertAgree(functions + "f1(f24999(3));");
  }
}
