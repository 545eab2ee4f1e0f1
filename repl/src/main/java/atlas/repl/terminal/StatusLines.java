package atlas.repl.terminal;

import atlas.profiler.LiveProgress;
import atlas.vm.runtime.Output;

/**
 * The output of a terminal with a few lines at its end that are replaced in place. What is written
 * takes them away; they are shown again when the next text for them comes, but only where a line
 * begins, so that they never end up in the middle of what a program writes.
 */
public final class StatusLines implements Output, LiveProgress.Place {
  /**
   * One by one: what is cleared as a whole, some terminals keep in what can be scrolled back to.
   */
  private static final String CLEAR_LINE_ABOVE = "\u001b[A\u001b[2K";

  private static final String NO_WRAP = "\u001b[?7l";
  private static final String WRAP = "\u001b[?7h";

  private final Output out;
  private int shown;
  private boolean startsLine = true;
  private boolean isSuspended;

  /**
   * @param out an output that ends up on a terminal
   */
  public StatusLines(Output out) {
    this.out = out;
  }

  @Override
  public synchronized void write(String text) {
    if (!text.isEmpty()) {
      erase();
      out.write(text);
      startsLine = text.endsWith("\n");
    }
  }

  @Override
  public synchronized void flush() {
    out.flush();
  }

  @Override
  public synchronized void show(String text) {
    erase();
    if (startsLine && !isSuspended) {
      out.write(NO_WRAP + text + WRAP);
      shown = (int) text.lines().count();
    }
    out.flush();
  }

  @Override
  public synchronized void clear() {
    erase();
    out.flush();
  }

  /** While suspended nothing is shown, because somebody else uses the terminal. */
  synchronized void suspend(boolean on) {
    clear();
    isSuspended = on;
  }

  private void erase() {
    if (shown > 0) {
      out.write("\r" + CLEAR_LINE_ABOVE.repeat(shown));
      shown = 0;
    }
  }
}
