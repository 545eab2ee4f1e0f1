package atlas.vm.runtime;

/** Where a program's output goes. */
@FunctionalInterface
public interface Output {
  /** Writes text, line ends included. */
  void write(String text);

  /** Makes sure that all is out, because a child process is about to write to the same place. */
  default void flush() {}

  /** Whether it is the standard output of this process, which its children may write to as well. */
  default boolean isStandard() {
    return true;
  }
}
