package atlas.repl.cli;

import atlas.profiler.Profiler;
import atlas.vm.builtins.Library;

/**
 * What takes some milliseconds, is needed soon, and depends on nothing that is known later: done in
 * a thread of its own while the command line is read and the program is compiled. Who comes to need
 * it before it is done waits for that, as the JVM sees to it that a class is initialized once.
 */
record Preparation(boolean forProfile) implements Runnable {

  /** Begins. */
  static void start(String[] args) {
    boolean forProfile = args.length > 0 && args[0].equals("profile");
    Thread thread = new Thread(new Preparation(forProfile), "atlas-preparation");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void run() {
    Library.standard();
    if (forProfile) {
      Profiler.prepare();
    }
  }
}
