package atlas.repl.cli;

/** What the process ends with. */
final class ExitStatus {
  static final int SUCCESS = 0;

  /** The program, or a part of the session, failed. */
  static final int FAILURE = 1;

  /** The command line or a file named in it is wrong. */
  static final int USAGE = 2;

  /** A fault of Atlas itself, as in {@code sysexits.h}. */
  static final int FAULT = 70;

  /** Stopped by Ctrl-C. */
  static final int INTERRUPTED = 130;

  /** Nobody reads the output any more: what a process ended by SIGPIPE leaves. */
  static final int BROKEN_PIPE = 141;

  private ExitStatus() {}
}
