package atlas.vm.engine;

/** How code is executed. Both give the same output, errors and counts. */
public enum EngineKind {
  /** Translated to JVM bytecode. */
  COMPILED,
  /**
   * The reference: a plain loop over the bytecode, which copies where the language says that a
   * value is copied.
   */
  INTERPRETER
}
