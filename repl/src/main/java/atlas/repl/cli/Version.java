package atlas.repl.cli;

/** Which Atlas this is. */
final class Version {
  private Version() {}

  /** The version's number, from the jar that this is in. */
  static String number() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "(development)" : version;
  }
}
