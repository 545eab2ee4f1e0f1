package atlas.vm.bytecode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.vm.engine.Engine;
import atlas.vm.engine.EngineKind;
import atlas.vm.source.SourceFile;
import atlas.vm.syntax.InputMode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CodeSplitterTest {
  private static Code code(String program) {
    return new Engine(EngineKind.COMPILED, false, _ -> {})
        .compile(new SourceFile("<test>", program), InputMode.FILE)
        .unit()
        .orElseThrow()
        .code()
        .codes()
        .getLast();
  }

  private static List<Integer> starts(Code code, int size) {
    return CodeSplitter.split(code, size).stream().map(Chunk::start).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "var a = 1; a = 2; a = 3; a = 4;",
        "var i = 0; while (i < 9) { i = i + 1; if (i == 3) { continue; } i = i + 2; } i;",
        "fn f(n: number) -> number { for (var i = 0; i < n; i++) { if (i > 3) { return i; } }"
            + " return match n { 1 => 2, _ => 3 }; }",
        "fn f(o: Option<number>) -> number { match o { Some(n) if n > 1 => n, _ => 0 };"
            + " let b = true && false || true; return 1; }",
      })
  void chunksCoverTheCodeAndAreEnteredAtTheirStarts(String program) {
    Code code = code(program);
    StackHeights heights = StackHeights.of(code);
    for (int size = 1; size < code.size(); size++) {
      List<Chunk> chunks = CodeSplitter.split(code, size);
      int end = 0;
      for (Chunk chunk : chunks) {
        assertEquals(end, chunk.start());
        assertEquals(0, heights.before(chunk.start()));
        end = chunk.end();
      }
      assertTrue(chunks.isEmpty() || end == code.size());
      chunks.forEach(chunk -> assertEnteredAtStart(code, chunk));
    }
  }

  private static void assertEnteredAtStart(Code code, Chunk chunk) {
    for (int pc = 0; pc < code.size(); pc++) {
      Instruction in = code.instruction(pc);
      if (in.opcode().jumps() && chunk.contains(in.a()) && !chunk.contains(pc)) {
        assertEquals(chunk.start(), in.a(), "jump from " + pc);
      }
    }
  }

  @Test
  void statementsAreKeptWhole() {
    assertEquals(List.of(0, 3, 6, 9), starts(code("var a = 1; a = 2; a = 3;"), 3));
    assertEquals(List.of(0, 12), starts(code("print([1, 2, 3, 4, 5, 6, 7, 8]);"), 3));
  }

  @Test
  void bordersAvoidLoops() {
    Code code = code("var a = 1; while (a < 9) { a = a + 1; a = a + 2; } a = 3; a = 4;");
    List<Integer> starts = starts(code, 20);
    assertEquals(2, starts.size());
    assertEquals(0, code.graph().blockAt(starts.getLast()).loopDepth());
  }
}
