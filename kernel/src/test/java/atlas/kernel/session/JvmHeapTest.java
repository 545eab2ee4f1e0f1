package atlas.kernel.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class JvmHeapTest {
  @Test
  void whatIsSetAsideIsNeededWhenThereIsNoOtherMemoryLeft() throws Exception {
    Process hoarder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Hoarder.class.getName())
            .redirectErrorStream(true)
            .start();
    try {
      assertTrue(hoarder.waitFor(1, TimeUnit.MINUTES));
      String said = new String(hoarder.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals("needed, collected true", said.strip());
    } finally {
      hoarder.destroyForcibly();
    }
  }

  /** Fills the heap until what was set aside is needed. */
  static final class Hoarder {
    public static void main(String[] arguments) {
      JvmHeap heap = new JvmHeap();
      Heap.Reserve reserve = heap.setAside(0.06);
      System.gc();
      long collections = heap.read().collections();
      List<byte[]> hoard = new ArrayList<>();
      while (!reserve.isNeeded(1)) {
        hoard.add(new byte[100_000]);
      }
      hoard.clear();
      System.out.println("needed, collected " + (heap.read().collections() > collections));
    }
  }
}
