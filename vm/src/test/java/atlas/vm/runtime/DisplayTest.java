package atlas.vm.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DisplayTest {
  private static void check(String display, String literal, Value value) {
    assertEquals(display, Display.display(value));
    assertEquals(literal, Display.literal(value));
  }

  @Test
  void everyKind() {
    check("a\tb", "\"a\\tb\"", Text.of("a\tb"));
    check("\"\\\n\r", "\"\\\"\\\\\\n\\r\"", Text.of("\"\\\n\r"));
    check("true", "true", BoolValue.TRUE);
    check("null", "null", NullValue.NULL);
    check("[]", "[]", ArrayValue.empty());
    check("[a, b]", "[\"a\", \"b\"]", ArrayValue.of(Text.of("a"), Text.of("b")));
    check("Some(hi)", "Some(\"hi\")", OptionValue.some(Text.of("hi")));
    check("None", "None", OptionValue.NONE);
    check("Err(None)", "Err(None)", ResultValue.err(OptionValue.NONE));
    Value pair = ArrayValue.of(NumberValue.of(1), NullValue.NULL);
    check("Ok([1, null])", "Ok([1, null])", ResultValue.ok(pair));
    check("<HashMap size=0>", "<HashMap size=0>", new MapValue());
    check("<HashSet size=0>", "<HashSet size=0>", new SetValue());
    check("<Queue size=1>", "<Queue size=1>", new QueueValue().withLast(pair));
    check("<Stack size=0>", "<Stack size=0>", new StackValue());
    check("<builtin len>", "<builtin len>", new BuiltinValue("len", (_, _, _) -> pair));
    Value rows =
        ArrayValue.of(
            new NumberArray(new double[] {1, 2}),
            ArrayValue.empty(),
            new NumberArray(new double[] {0.5}));
    check("[[1, 2], [], [0.5]]", "[[1, 2], [], [0.5]]", rows);
  }

  @Test
  void nestingMayBeDeep() {
    Value value = NumberValue.of(1);
    int levels = 200_000;
    for (int i = 0; i < levels; i++) {
      value = i % 2 == 0 ? OptionValue.some(value) : ArrayValue.of(value);
    }
    String text = Display.display(value);
    assertTrue(text.startsWith("[Some([Some("));
    assertEquals(levels / 2 * 8 + 1, text.length());
  }

  @Test
  void literalsAreShortenedWithACount() {
    Value numbers = new NumberArray(IntStream.range(0, 1000).asDoubleStream().toArray());
    assertEquals("[0, 1, 2, … 997 more]", Display.literal(numbers, 10));
    assertEquals("\"aaaa\"… 996 more", Display.literal(Text.of("a".repeat(1000)), 5));
    assertEquals("\"ab\"", Display.literal(Text.of("ab"), 100));
    assertEquals("[[0, … 999 more]]", Display.literal(ArrayValue.of(numbers), 3));
    assertEquals("\"🚀\"… 3 more", Display.literal(Text.of("🚀🚀🚀🚀"), 4));
  }
}
