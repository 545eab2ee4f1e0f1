package atlas.vm.link;

import atlas.vm.runtime.Value;

/**
 * The way in to generated code: a generated class extends it, and runs the top-level code of its
 * unit.
 */
public abstract class MainProgram {
  /** Runs the top-level code and gives the result of the program (language §22.1). */
  public abstract Value run();
}
