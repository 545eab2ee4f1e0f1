package atlas.kernel.session;

/** The memory of the JVM, as far as it concerns how long a run may go on. */
interface Heap {
  /** What is used, garbage included, as a share of all there may ever be. */
  double used();

  /** How its collections have gone so far; more work than {@link #used}. */
  MemoryPressure.Reading read();

  /** As much as a run should not have. */
  byte[] take();
}
