package atlas.repl.cli;

import atlas.kernel.KernelMain;
import atlas.profiler.Profiler;
import atlas.vm.builtins.Library;
import java.util.List;

/**
 * What takes some milliseconds, is needed soon, and depends on nothing that is known later: done in
 * a thread of its own while the command line is read and the program is compiled. Who comes to need
 * it before it is done waits for that, as the JVM sees to it that a class is initialized once.
 */
record Preparation(String command) implements Runnable {

  /** Begins. */
  static void start(String[] args) {
    String command = String.join(" ", List.of(args).subList(0, Math.min(args.length, 2)));
    Thread thread = new Thread(new Preparation(command), "atlas-preparation");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void run() {
    Library.standard();
    if (command.equals("kernel run")) {
      KernelMain.prepare();
    } else if (command.startsWith("profile")) {
      Profiler.prepare();
    }
  }
}
