package atlas.vm.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.vm.source.SourceFile;
import atlas.vm.syntax.InputMode;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Library functions box no numbers on their way to and from compiled callbacks whose types are
 * known. A box takes 24 bytes for each element; the budgets, in bytes for each element, hold what
 * the results and the indices of sorting take, and no box.
 */
class UnboxedCallbacksTest {
  private static final int ELEMENTS = 100_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final String PROGRAM =
      """
      let numbers = map(split(repeat("a", ELEMENTS), ""), len).sort();
      var words: string[] = [];
      let byNumber = hashMapNew();
      let byWord = hashMapNew();
      let texts = hashMapNew();
      let elements = hashSetNew();
      var i = 0;
      while (i < ELEMENTS) {
        numbers[i] = 5000.5 + i;
        words.push("w" + str(i));
        hashMapPut(byNumber, 5000.5 + i, 5000.5 + i);
        hashMapPut(byWord, words[i], 5000.5 + i);
        hashMapPut(texts, 5000.5 + i, words[i]);
        hashSetAdd(elements, 5000.5 + i);
        i += 1;
      }
      fn up(x: number) -> number { return x + 1; }
      fn add(a: number, b: number) -> number { return a + b; }
      fn less(a: number, b: number) -> number { return a - b; }
      fn big(x: number) -> bool { return x > 0; }
      fn nothing(x: number) -> void {}
      fn name(x: number) -> string { return "x"; }
      fn size(w: string) -> number { return len(w) + 5000.5; }
      fn long(w: string) -> bool { return len(w) > 9; }
      fn addSize(a: number, w: string) -> number { return a + len(w); }
      fn last(w: string, x: number) -> string { return w; }
      fn order(a: string, b: string) -> number { return len(a) - len(b) - 0.5; }
      fn entry(v: number, k: number) -> number { return v + k; }
      fn isEntry(v: number, k: number) -> bool { return v > k; }
      fn seen(v: number, k: number) -> void {}
      fn word(v: number, k: string) -> number { return v + len(k); }
      fn isWord(v: number, k: string) -> bool { return v < 0; }
      fn seenWord(v: number, k: string) -> void {}
      fn text(v: string, k: number) -> number { return k + len(v); }
      fn isText(v: string, k: number) -> bool { return k < 0; }
      fn seenText(v: string, k: number) -> void {}
      fn run() -> void { CALL; }
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          map(numbers, up)              | 8
          map(numbers, big)             | 1
          map(numbers, name)            | 4
          map(words, size)              | 8
          filter(numbers, big)          | 16
          filter(words, long)           | 4
          find(words, long)             | 0
          some(words, long)             | 0
          every(numbers, big)           | 0
          findIndex(words, long)        | 0
          forEach(numbers, nothing)     | 0
          reduce(numbers, add, 0.5)     | 0
          reduce(words, addSize, 0.5)   | 0
          reduce(numbers, last, "a")    | 0
          sort(numbers, less)           | 24
          sort(words, order)            | 16
          sortBy(numbers, up)           | 32
          sortBy(words, size)           | 24
          hashMapForEach(byNumber, seen)     | 0
          hashMapForEach(byWord, seenWord)   | 0
          hashMapForEach(texts, seenText)    | 0
          hashMapFilter(byWord, isWord)      | 0
          hashMapFilter(texts, isText)       | 0
          hashMapMap(byNumber, entry)        | 70
          hashMapMap(byWord, word)           | 60
          hashMapMap(texts, text)            | 70
          hashSetForEach(elements, nothing)  | 0
          hashSetMap(elements, up)           | 16
          """)
  void boxesNothing(String call, int budget) {
    String program = PROGRAM.replace("ELEMENTS", "" + ELEMENTS).replace("CALL", call);
    long bytes = DeepStack.call(() -> allocated(program));
    assertTrue(bytes < (budget + 6L) * ELEMENTS, () -> bytes / (double) ELEMENTS + " bytes");
  }

  /** What the second call takes: the first one also loads classes. */
  private static long allocated(String program) {
    Engine engine = new Engine(EngineKind.COMPILED, false, _ -> {});
    run(engine, program + "run();");
    long before = THREADS.getCurrentThreadAllocatedBytes();
    run(engine, "run();");
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  private static void run(Engine engine, String text) {
    Compilation compilation = engine.compile(new SourceFile("<test>", text), InputMode.FILE);
    Outcome outcome = engine.run(compilation.unit().orElseThrow(), Optional.empty());
    assertTrue(outcome instanceof Outcome.Success, outcome::toString);
  }
}
