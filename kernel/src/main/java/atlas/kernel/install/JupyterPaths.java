package atlas.kernel.install;

import atlas.kernel.install.InstallOptions.Location;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * Where Jupyter looks for kernelspecs, by its own rules.
 *
 * @param environment the environment variables
 * @param osName the system property {@code os.name}
 * @param userHome the system property {@code user.home}, for when the environment does not tell
 */
record JupyterPaths(Map<String, String> environment, String osName, Path userHome) {
  private static final String KERNELS = "kernels";
  private static final List<String> SYSTEM = List.of("/usr/local", "/usr");

  static JupyterPaths ofThisProcess() {
    return new JupyterPaths(
        System.getenv(),
        System.getProperty("os.name", ""),
        Path.of(System.getProperty("user.home", "")));
  }

  /**
   * Where the kernels of a location are.
   *
   * @throws IOException if it is the active Python environment and there is none
   */
  Path kernels(Location location) throws IOException {
    return switch (location) {
      case Location.User() -> userData().resolve(KERNELS);
      case Location.Prefix(Path prefix) -> kernelsBelow(prefix);
      case Location.Environment() ->
          kernelsBelow(
              activeEnvironment()
                  .orElseThrow(() ->
                      new IOException(
                          "no Python environment is active: neither VIRTUAL_ENV nor CONDA_PREFIX"
                              + " is set; use --prefix")));
    };
  }

  /** All directories in which Jupyter looks for kernels, the first to be preferred. */
  List<Path> searchPath() {
    SequencedSet<Path> path = new LinkedHashSet<>();
    for (String directory : environment.getOrDefault("JUPYTER_PATH", "").split(separator())) {
      if (!directory.isEmpty()) {
        path.add(Path.of(directory).resolve(KERNELS));
      }
    }
    path.add(userData().resolve(KERNELS));
    activeEnvironment().map(JupyterPaths::kernelsBelow).ifPresent(path::add);
    SYSTEM.forEach(prefix -> path.add(kernelsBelow(Path.of(prefix))));
    return List.copyOf(path);
  }

  private static Path kernelsBelow(Path prefix) {
    return prefix.resolve("share/jupyter").resolve(KERNELS);
  }

  private Optional<Path> activeEnvironment() {
    return directory("VIRTUAL_ENV").or(() -> directory("CONDA_PREFIX"));
  }

  private String separator() {
    return osName.toLowerCase(Locale.ROOT).startsWith("windows") ? ";" : ":";
  }

  private Path userData() {
    return directory("JUPYTER_DATA_DIR").orElseGet(this::systemUserData);
  }

  private Path systemUserData() {
    String os = osName.toLowerCase(Locale.ROOT);
    if (os.startsWith("mac")) {
      return home().resolve("Library/Jupyter");
    }
    if (os.startsWith("windows")) {
      return directory("APPDATA").orElse(home()).resolve("jupyter");
    }
    return directory("XDG_DATA_HOME").orElse(home().resolve(".local/share")).resolve("jupyter");
  }

  private Path home() {
    return directory("HOME").orElse(userHome);
  }

  private Optional<Path> directory(String variable) {
    return Optional.ofNullable(environment.get(variable))
        .filter(value -> !value.isEmpty())
        .map(Path::of);
  }
}
