package atlas.vm.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** What texts take, told by the memory that is allocated: to copy characters is to allocate. */
class TextMemoryTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final Text PIECE = Text.of("ab");
  private static final int FEW = 100_000;

  private static long bytes(Runnable work) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    work.run();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  /** Four times the pieces take about four times the memory, not sixteen times. */
  private static void isLinear(IntConsumer build) {
    build.accept(FEW);
    long few = bytes(() -> build.accept(FEW));
    long many = bytes(() -> build.accept(4 * FEW));
    assertTrue(many < 6 * few, few + " and then " + many + " bytes");
  }

  @Test
  void appendingIsLinear() {
    isLinear(pieces -> {
      Text text = Text.EMPTY;
      for (int i = 0; i < pieces; i++) {
        text = text.concat(PIECE);
      }
      assertEquals(2 * pieces, text.toString().length());
    });
  }

  @Test
  void prependingIsLinear() {
    isLinear(pieces -> {
      Text text = Text.EMPTY;
      for (int i = 0; i < pieces; i++) {
        text = PIECE.concat(text);
      }
      assertEquals(2 * pieces, text.toString().length());
    });
  }

  /** The builder and the string that it makes. */
  @Test
  void asciiTakesOneByteForEachCharacter() {
    Text half = Text.of("a".repeat(FEW));
    Text text = half.concat(half).concat(half.concat(half));
    long taken = bytes(text::toString);
    assertTrue(taken < 2 * text.length() + FEW, taken + " bytes");
  }

  @Test
  void aCharacterOfPlainTextTakesNothing() {
    Text text = Text.of("ab".repeat(FEW));
    long taken =
        bytes(() -> {
          for (int i = 0; i < text.length(); i++) {
            text.charAt(i);
          }
        });
    assertTrue(taken < FEW, taken + " bytes");
  }
}
