package atlas.repl.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Reports faults of Atlas itself: in one line, and in full for those who ask. */
final class Faults {
  private static final String DEBUG = "ATLAS_DEBUG";

  private Faults() {}

  static void report(Throwable fault, Streams streams) {
    String what = String.valueOf(fault).lines().findFirst().orElse("");
    streams.say(
        "internal error: "
            + what
            + "; please report it together with the program ("
            + DEBUG
            + "=1 shows details)");
    details(fault, streams);
  }

  /** What a developer wants to know, if {@code ATLAS_DEBUG} is set. */
  static void details(Throwable fault, Streams streams) {
    if ("1".equals(System.getenv(DEBUG))) {
      StringWriter trace = new StringWriter();
      fault.printStackTrace(new PrintWriter(trace));
      streams.complain(trace.toString());
    }
  }
}
