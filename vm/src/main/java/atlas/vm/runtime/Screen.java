package atlas.vm.runtime;

import java.util.Optional;

/** Where a program shows what is more than text, if its surroundings can. */
@FunctionalInterface
public interface Screen {
  /** There is nothing but the output. */
  static Screen none() {
    return (_, _) -> false;
  }

  /**
   * Shows something after what was written so far.
   *
   * @param place if given, it replaces what was shown under that name before
   * @return false if it cannot: then its text is to be written to the output
   */
  boolean show(Exhibit exhibit, Optional<String> place);

  /**
   * Takes away what the input that runs has shown and written so far.
   *
   * @param later only when it shows or writes something again
   */
  default void clear(boolean later) {}
}
