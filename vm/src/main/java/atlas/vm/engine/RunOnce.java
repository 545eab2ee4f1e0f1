package atlas.vm.engine;

import atlas.vm.bytecode.Code;

/**
 * Which top-level code is interpreted when it runs for the first time: to make, verify and load a
 * class takes longer than to run straight code once. The functions that it calls are compiled.
 */
final class RunOnce {
  private RunOnce() {}

  /**
   * Whether nothing in the code can take long or change a container in place. Interpretation would
   * copy the container.
   */
  static boolean isBest(Code main) {
    return main.instructions().stream()
        .noneMatch(instruction ->
            switch (instruction.opcode()) {
              case LOOP, SET_INDEX, SET_PATH, SPLIT -> true;
              default -> false;
            });
  }
}
