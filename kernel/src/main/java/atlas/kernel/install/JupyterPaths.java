package atlas.kernel.install;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where Jupyter looks for kernelspecs, by its own rules.
 *
 * @param environment the environment variables
 * @param osName the system property {@code os.name}
 * @param userHome the system property {@code user.home}, for when the environment does not tell
 */
record JupyterPaths(Map<String, String> environment, String osName, Path userHome) {
  static JupyterPaths ofThisProcess() {
    return new JupyterPaths(
        System.getenv(),
        System.getProperty("os.name", ""),
        Path.of(System.getProperty("user.home", "")));
  }

  Path kernels(InstallOptions.Location location) {
    return switch (location) {
      case InstallOptions.Location.User() -> userData().resolve("kernels");
      case InstallOptions.Location.Prefix(Path directory) ->
          directory.resolve("share/jupyter/kernels");
    };
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
