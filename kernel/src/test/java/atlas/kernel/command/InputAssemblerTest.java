package atlas.kernel.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InputAssemblerTest {
  private final InputAssembler assembler = new InputAssembler(Commands.ofTerminal());

  @Test
  void everyLineThatBalancesIsAnInput() {
    assertEquals(List.of("1", "2; 3"), inputs("1", "2; 3"));
  }

  @Test
  void aBlockEndsWhenItBalances() {
    assertEquals(
        List.of("fn f() {\n  if (a[\n0]) { }\n}", "f()"),
        inputs("fn f() {", "  if (a[", "0]) { }", "}", "f()"));
  }

  @Test
  void bracketsInStringsAndCommentsDoNotCount() {
    assertEquals(
        List.of("\"{\"", "1 // (", "/* { */ 2", "\"\\\"{\""),
        inputs("\"{\"", "1 // (", "/* { */ 2", "\"\\\"{\""));
  }

  @Test
  void stringsAndCommentsMaySpanLines() {
    assertEquals(List.of("\"a\nb\""), inputs("\"a", "b\""));
    assertEquals(List.of("/* a\nb */ 1"), inputs("/* a", "b */ 1"));
  }

  @Test
  void blankLinesAndCommentsBetweenInputsAreDropped() {
    assertEquals(List.of("1", "2"), inputs("", "// x", "1", "  ", "\r", "2"));
  }

  @Test
  void docCommentsBelongToTheCodeBelow() {
    assertEquals(
        List.of("/// Says.\n  /// More.\nfn f() {\n}", "1", ":help", "2"),
        inputs(
            "/// Says.", "  /// More.", "fn f() {", "}", "/// x", "", "1", "/// x", ":help", "2"));
    assertEquals(List.of(), inputs("/// nothing below"));
  }

  @Test
  void blankLinesInsideAnInputAreKept() {
    assertEquals(List.of("f(\n\n1)"), inputs("f(", "", "1)"));
  }

  @Test
  void tooManyClosingBracketsCompleteAnInput() {
    assertEquals(List.of("1)", "}", "2"), inputs("1)", "}", "2"));
  }

  @Test
  void aProfileTakesTheInputThatFollows() {
    assertEquals(List.of("%profile --top 3\nsq(2)", "3"), inputs("%profile --top 3", "sq(2)", "3"));
    assertEquals(List.of(":profile\n\n// x\nf(\n1)"), inputs(":profile", "", "// x", "f(", "1)"));
  }

  @Test
  void aProfileWithCodeIsBalancedLikeCode() {
    assertEquals(List.of(":profile sq(2)", "1"), inputs(":profile sq(2)", "1"));
    assertEquals(List.of(":profile {\n1;\n}"), inputs(":profile {", "1;", "}"));
  }

  @Test
  void aProfileWithWrongOptionsDoesNotWait() {
    assertEquals(List.of("%profile --bogus", "1"), inputs("%profile --bogus", "1"));
  }

  @Test
  void aCommandIsNotTheCodeOfAnother() {
    assertEquals(List.of(":time", ":vars", "1"), inputs(":time", ":vars", "1"));
    assertEquals(List.of(":profile --tree", ":time 1"), inputs(":profile --tree", ":time 1"));
    assertEquals(List.of(":time\n", ":profile\n1"), inputs(":time", "", ":profile", "1"));
  }

  @Test
  void argumentsThatAreNoCodeNeedNotBalance() {
    assertEquals(List.of(":help (", ":nope {", "1"), inputs(":help (", ":nope {", "1"));
  }

  @Test
  void whatIsLeftOverIsNotEmpty() {
    assertTrue(assembler.isEmpty());
    assembler.add("f(");
    assertTrue(!assembler.isEmpty());
    assertEquals("f(", assembler.take());
    assertTrue(assembler.isEmpty());
  }

  @Test
  void theWorkIsLinear() {
    assertTimeoutPreemptively(
        Duration.ofMinutes(1),
        () -> {
          assembler.add("f(");
          for (int i = 0; i < 200_000; i++) {
            assembler.add("  [1, 2, \"three\"],");
          }
          assertEquals(1, assembler.add(")").size());
          String line = "1 + ".repeat(250_000) + "1";
          assertEquals(List.of(line), assembler.add(line));
        });
  }

  private List<String> inputs(String... lines) {
    List<String> inputs = new ArrayList<>();
    for (String line : lines) {
      inputs.addAll(assembler.add(line));
    }
    assertTrue(assembler.isEmpty(), "left over: " + assembler);
    return inputs;
  }
}
