package atlas.kernel.session;

/** The memory of the JVM, as far as it concerns how long a run may go on. */
interface Heap {
  /** What is used, garbage included, as a share of all there may ever be. */
  double used();

  /** How long the fastest of runs takes to fill all of it. */
  long millisToFill();

  /** How its collections have gone so far. */
  MemoryPressure.Reading read();

  /**
   * Takes what a run should not have.
   *
   * @param share of all there may ever be; less than that, if it is much
   */
  Reserve setAside(double share);

  /** Memory that is held, half of it only as long as there is any other left. */
  interface Reserve {
    /** Whether there is no other left; waits for that for so long, and no longer. */
    boolean isNeeded(long millis);

    /** Whether there is no other left, as it is now. Makes no objects. */
    boolean isTaken();

    /** Gives back the half that is held only as long as there is any other left. */
    void giveHalfBack();

    /** Gives back all of it. */
    void giveBack();
  }
}
