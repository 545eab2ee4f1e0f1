package atlas.vm.runtime;

import atlas.vm.diagnostics.DiagnosticCode;

/** What a run can be denied (stdlib §25). */
public enum Permission {
  FILE_READ("file read", DiagnosticCode.AT0300, "--allow-file"),
  FILE_WRITE("file write", DiagnosticCode.AT0300, "--allow-file"),
  NETWORK("network", DiagnosticCode.AT0301, "--allow-network"),
  PROCESS("process", DiagnosticCode.AT0302, "--allow-process"),
  ENVIRONMENT("environment", DiagnosticCode.AT0303, "--allow-env");

  private final String word;
  private final DiagnosticCode code;
  private final String flag;

  Permission(String word, DiagnosticCode code, String flag) {
    this.word = word;
    this.code = code;
    this.flag = flag;
  }

  /** Its name for people. */
  public String word() {
    return word;
  }

  /** The error when it is denied. */
  public DiagnosticCode code() {
    return code;
  }

  /**
   * The error of a denied call.
   *
   * @param what what was denied, such as {@code file read access to /etc/passwd}
   */
  public AtlasError denied(String what) {
    return new AtlasError(
        code, "Permission denied: " + what, "start Atlas with " + flag + " to allow it");
  }
}
