package atlas.kernel.install;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * What to install, and where.
 *
 * @param launcher the command that starts Atlas; made absolute
 * @param name the name of the kernelspec, by which clients ask for it
 * @param switches options that the kernel is started with
 * @param environment variables that the kernel is started with
 */
public record InstallOptions(
    Path launcher,
    Location location,
    String name,
    List<String> switches,
    SequencedMap<String, String> environment) {
  /** The kernelspec's name if the user does not give one. */
  public static final String DEFAULT_NAME = "atlas";

  /** Where kernelspecs are kept. */
  public sealed interface Location {
    /** The user's own Jupyter data directory. */
    record User() implements Location {}

    /** The Python environment that is active. */
    record Environment() implements Location {}

    /** Below a directory such as {@code /usr/local} or a Python environment. */
    record Prefix(Path directory) implements Location {}
  }

  public InstallOptions {
    launcher = launcher.toAbsolutePath().normalize();
    switches = List.copyOf(switches);
    environment = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(environment));
  }
}
