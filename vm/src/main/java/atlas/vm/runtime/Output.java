package atlas.vm.runtime;

/** Where a program's output goes. */
@FunctionalInterface
public interface Output {
  /** Writes text, line ends included. */
  void write(String text);
}
