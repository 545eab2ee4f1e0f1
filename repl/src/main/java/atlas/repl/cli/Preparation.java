package atlas.repl.cli;

import atlas.profiler.Profiler;
import atlas.vm.builtins.Library;

/**
 * What takes some milliseconds, is needed soon, and depends on nothing that is known later: done in
 * a thread of its own while the command line is read and the program is compiled. Who comes to need
 * it before it is done waits for that, as the JVM sees to it that a class is initialized once.
 */
final class Preparation {
  private Preparation() {}

  /** Begins. */
  static void start(String[] args) {
    boolean profile = args.length > 0 && args[0].equals("profile");
    Thread thread =
        new Thread(profile ? Preparation::forProfile : Library::standard, "atlas-preparation");
    thread.setDaemon(true);
    thread.start();
  }

  private static void forProfile() {
    Library.standard();
    Profiler.prepare();
  }
}
