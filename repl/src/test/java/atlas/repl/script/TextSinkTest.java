package atlas.repl.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextSinkTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final List<IOException> failures = new ArrayList<>();
  private final TextSink sink = new TextSink(bytes, failures::add);

  @Test
  void textIsKeptUntilItIsFlushed() {
    sink.write("grün ");
    sink.line("✓");
    assertEquals("", written());
    sink.flush();
    assertEquals("grün ✓\n", written());
  }

  @Test
  void textOfAnyLengthComesThroughInOrder() {
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      String text = i + ":" + "x".repeat(i * 997);
      expected.append(text);
      sink.write(text);
    }
    sink.flush();
    assertEquals(expected.toString(), written());
  }

  @Test
  void textAppearsSoonIfThatIsWanted() throws InterruptedException {
    sink.flushSoon();
    sink.write("now");
    for (int i = 0; i < 500 && bytes.size() == 0; i++) {
      Thread.sleep(10);
    }
    assertEquals("now", written());
  }

  @Test
  void aFailureIsToldOnceAndEndsTheMatter() {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    TextSink failing = new TextSink(broken, failures::add);
    failing.write("a");
    failing.flush();
    failing.write("b");
    failing.flush();
    assertEquals(1, failures.size());
    assertTrue(failures.getFirst().getMessage().contains("Broken pipe"));
  }

  private String written() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
