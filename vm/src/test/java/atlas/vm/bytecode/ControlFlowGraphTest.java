package atlas.vm.bytecode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.vm.bytecode.ControlFlowGraph.Edge;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ControlFlowGraphTest {
  private static List<Integer> depths(ControlFlowGraph graph) {
    return graph.blocks().stream().map(BasicBlock::loopDepth).toList();
  }

  @Test
  void straightCodeIsOneBlock() {
    ControlFlowGraph graph =
        CodeBuilder.function("f").op(Opcode.NULL).op(Opcode.RETURN).build().graph();
    assertEquals(List.of(new BasicBlock(0, 0, 2, 0)), graph.blocks());
    assertEquals(List.of(), graph.edges());
    assertEquals(graph.blocks(), graph.exits());
    assertEquals(Opcode.RETURN, graph.last(0).opcode());
  }

  @Test
  void conditionalJumpHasFallThroughBeforeTaken() {
    ControlFlowGraph graph =
        CodeBuilder.function("f")
            .op(Opcode.TRUE)
            .jump(Opcode.JUMP_IF_FALSE, "else")
            .op(Opcode.TRUE)
            .jump(Opcode.JUMP, "end")
            .label("else")
            .op(Opcode.FALSE)
            .label("end")
            .op(Opcode.RETURN)
            .build()
            .graph();
    assertEquals(List.of(0, 2, 4, 5), graph.blocks().stream().map(BasicBlock::start).toList());
    assertEquals(List.of(new Edge(0, 1, false), new Edge(0, 2, true)), graph.successors(0));
    assertEquals(List.of(new Edge(1, 3, true)), graph.successors(1));
    assertEquals(List.of(new Edge(2, 3, false)), graph.successors(2));
    assertEquals(List.of(new Edge(1, 3, true), new Edge(2, 3, false)), graph.predecessors(3));
    assertSame(graph.block(1), graph.blockAt(3));
    assertFalse(graph.isExit(1));
    assertTrue(graph.isExit(3));
  }

  @Test
  void jumpToTheNextInstructionGivesTwoEdges() {
    ControlFlowGraph graph =
        CodeBuilder.function("f")
            .op(Opcode.TRUE)
            .jump(Opcode.JUMP_IF_FALSE, "next")
            .label("next")
            .op(Opcode.NULL)
            .op(Opcode.RETURN)
            .build()
            .graph();
    assertEquals(List.of(new Edge(0, 1, false), new Edge(0, 1, true)), graph.successors(0));
    assertEquals(2, graph.predecessors(1).size());
  }

  @Test
  void unreachableBlockHasNoEdges() {
    ControlFlowGraph graph =
        CodeBuilder.function("f")
            .op(Opcode.NULL)
            .op(Opcode.RETURN)
            .jump(Opcode.JUMP, "end")
            .label("end")
            .op(Opcode.NULL)
            .op(Opcode.RETURN)
            .build()
            .graph();
    assertEquals(3, graph.blocks().size());
    assertTrue(graph.isReachable(0));
    assertFalse(graph.isReachable(1));
    assertEquals(List.of(), graph.edges());
    assertEquals(List.of(graph.block(0)), graph.exits());
  }

  @Test
  void nestedLoopsWithContinue() {
    ControlFlowGraph graph =
        CodeBuilder.main()
            .label("outer")
            .op(Opcode.TRUE)
            .jump(Opcode.JUMP_IF_FALSE, "end")
            .label("inner")
            .op(Opcode.TRUE)
            .jump(Opcode.JUMP_IF_FALSE, "after")
            .op(Opcode.FALSE)
            .jump(Opcode.JUMP_IF_FALSE, "more")
            .jump(Opcode.LOOP, "inner")
            .label("more")
            .jump(Opcode.LOOP, "inner")
            .label("after")
            .jump(Opcode.LOOP, "outer")
            .label("end")
            .op(Opcode.HALT)
            .build()
            .graph();
    assertEquals(List.of(1, 2, 2, 2, 2, 1, 0), depths(graph));
  }

  @Test
  void breakLeavesTheLoop() {
    ControlFlowGraph graph =
        CodeBuilder.function("f")
            .label("loop")
            .op(Opcode.TRUE)
            .jump(Opcode.JUMP_IF_FALSE, "end")
            .op(Opcode.FALSE)
            .jump(Opcode.JUMP_IF_FALSE, "more")
            .op(Opcode.NULL)
            .op(Opcode.RETURN)
            .label("more")
            .jump(Opcode.LOOP, "loop")
            .label("end")
            .op(Opcode.NULL)
            .op(Opcode.RETURN)
            .build()
            .graph();
    assertEquals(List.of(1, 1, 0, 1, 0), depths(graph));
  }

  @Test
  void bigCodeTakesLittleTime() {
    int nesting = 1_000;
    CodeBuilder builder = CodeBuilder.main();
    for (int i = 0; i < nesting; i++) {
      builder.label("head" + i).op(Opcode.TRUE).jump(Opcode.JUMP_IF_FALSE, "end" + i);
    }
    for (int i = 0; i < 50_000; i++) {
      builder.op(Opcode.TRUE).jump(Opcode.JUMP_IF_FALSE, "next" + i).label("next" + i);
    }
    for (int i = nesting - 1; i >= 0; i--) {
      builder.jump(Opcode.LOOP, "head" + i).label("end" + i);
    }
    Code code = builder.op(Opcode.HALT).build();
    ControlFlowGraph graph = assertTimeout(Duration.ofSeconds(5), () -> code.graph());
    assertEquals(nesting, graph.blockAt(2 * nesting + 1_000).loopDepth());
    assertEquals(1, graph.block(0).loopDepth());
    assertEquals(0, graph.blocks().getLast().loopDepth());
  }

  @Test
  void malformedCodeIsRefused() {
    Code empty = CodeBuilder.main().build();
    Code open = CodeBuilder.main().op(Opcode.NULL).build();
    Code wild = CodeBuilder.main().op(Opcode.JUMP, 7).op(Opcode.HALT).build();
    for (Code code : List.of(empty, open, wild)) {
      assertThrows(IllegalArgumentException.class, () -> code.graph());
    }
  }
}
