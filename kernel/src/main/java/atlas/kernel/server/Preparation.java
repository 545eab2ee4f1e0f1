package atlas.kernel.server;

/** What a kernel does while it is not needed yet, so as to be faster when it is. */
public interface Preparation {
  /** Nothing. */
  Preparation NONE =
      new Preparation() {
        @Override
        public void begin() {}

        @Override
        public void end() {}
      };

  /** A client has been told what kernel this is, and will take a while to go on. */
  void begin();

  /** A client wants something done. */
  void end();
}
