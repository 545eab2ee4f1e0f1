package atlas.vm.engine;

/**
 * Memory that is kept for the worst moment: what a run has left in variables may fill all the rest,
 * and to say so takes some, too.
 */
final class MemoryReserve {
  private static final int BYTES = 1 << 20;
  private static final long ENOUGH = 8L * BYTES;

  private byte[] reserve;

  /** Takes it, unless there is so little that the run which begins needs all of it. */
  void take() {
    if (reserve == null && free() > ENOUGH) {
      try {
        reserve = new byte[BYTES];
      } catch (OutOfMemoryError e) {
        // What seemed to be free was in pieces.
      }
    }
  }

  private static long free() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
  }

  void release() {
    reserve = null;
  }
}
