package atlas.kernel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class IdleCollectorTest {
  private static final long MILLI = 1_000_000;
  private static final long MEGABYTE = 1 << 20;

  private long now = -5 * MILLI;
  private long used = 20 * MEGABYTE;
  private long alive = 5 * MEGABYTE;
  private int collections;
  private final IdleCollector collector =
      new IdleCollector(
          () -> now,
          () -> used,
          () -> {
            collections++;
            used = alive;
          });

  private int collectionsAfter(long millis) {
    now += millis * MILLI;
    collections = 0;
    collector.look();
    return collections;
  }

  @Test
  void waitsUntilNothingWasDoneForAWhile() {
    assertEquals(0, collectionsAfter(499));
    assertEquals(1, collectionsAfter(1));
    used = 60 * MEGABYTE;
    collector.begin();
    collector.begin();
    now += 1000 * MILLI;
    collector.end();
    assertEquals(0, collectionsAfter(1000));
    collector.end();
    assertEquals(0, collectionsAfter(499));
    assertEquals(1, collectionsAfter(1));
  }

  @Test
  void leavesLittleAlone() {
    assertEquals(1, collectionsAfter(500));
    used += 15 * MEGABYTE;
    assertEquals(0, collectionsAfter(500));
    used += MEGABYTE;
    assertEquals(1, collectionsAfter(500));
  }

  @Test
  void waitsLongerWithWhatMayTakeLong() {
    used = 129 * MEGABYTE;
    assertEquals(0, collectionsAfter(4999));
    assertEquals(1, collectionsAfter(1));
    kernelIsAsked();
    used = 3000 * MEGABYTE;
    alive = 2000 * MEGABYTE;
    assertEquals(0, collectionsAfter(4999));
    assertEquals(1, collectionsAfter(1));
    used = 3999 * MEGABYTE;
    assertEquals(0, collectionsAfter(5000));
    used += MEGABYTE;
    assertEquals(1, collectionsAfter(5000));
  }

  private void kernelIsAsked() {
    collector.begin();
    collector.end();
  }

  @Test
  void doesItSoonWhereItIsSoonDone() {
    used = 128 * MEGABYTE;
    alive = 50 * MEGABYTE;
    assertEquals(1, collectionsAfter(500));
    used += 49 * MEGABYTE;
    assertEquals(0, collectionsAfter(500));
    used += MEGABYTE;
    assertEquals(1, collectionsAfter(500));
  }

  @Test
  void noticesWhatTheJvmHasCollectedItself() {
    alive = 60 * MEGABYTE;
    used = 100 * MEGABYTE;
    assertEquals(1, collectionsAfter(500));
    used = 5 * MEGABYTE;
    assertEquals(0, collectionsAfter(500));
    used = 21 * MEGABYTE;
    assertEquals(1, collectionsAfter(500));
  }
}
