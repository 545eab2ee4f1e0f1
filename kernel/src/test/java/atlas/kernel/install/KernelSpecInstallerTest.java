package atlas.kernel.install;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.kernel.install.InstallOptions.Location;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelSpecInstallerTest {
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};

  @TempDir Path home;

  @Test
  void aUsersKernelGoesIntoTheUsersDataDirectory() throws IOException {
    Path directory = installer(Map.of("HOME", home.toString())).install(options("atlas"));

    assertEquals(home.resolve(".local/share/jupyter/kernels/atlas"), directory);
    assertEquals(
        List.of("kernel.json", "logo-32x32.png", "logo-64x64.png", "logo-svg.svg"),
        files(directory));
  }

  @Test
  void theEnvironmentMovesTheUsersDataDirectory() throws IOException {
    String home = this.home.resolve("home").toString();
    Path data = this.home.resolve("data");
    Path xdg = this.home.resolve("xdg");

    assertEquals(
        data.resolve("kernels/atlas"),
        installer(
                Map.of(
                    "HOME", home, "JUPYTER_DATA_DIR", data.toString(), "XDG_DATA_HOME", "/unused"))
            .install(options("atlas")));
    assertEquals(
        xdg.resolve("jupyter/kernels/atlas"),
        installer(Map.of("HOME", home, "XDG_DATA_HOME", xdg.toString(), "JUPYTER_DATA_DIR", ""))
            .install(options("atlas")));
    assertEquals(
        this.home.resolve("home/Library/Jupyter/kernels/atlas"),
        new KernelSpecInstaller(new JupyterPaths(Map.of("HOME", home), "Mac OS X", this.home))
            .install(options("atlas")));
    assertEquals(
        this.home.resolve(".local/share/jupyter/kernels/atlas"),
        installer(Map.of()).install(options("atlas")));
  }

  @Test
  void aPrefixHasItsOwnPlaceForKernels() throws IOException {
    Location prefix = new Location.Prefix(home.resolve("env"));

    Path directory =
        installer(Map.of())
            .install(
                new InstallOptions(
                    Path.of("/opt/atlas/bin/atlas"),
                    prefix,
                    "My-Atlas.2",
                    List.of(),
                    new TreeMap<>()));

    assertEquals(home.resolve("env/share/jupyter/kernels/my-atlas.2"), directory);
    assertEquals("Atlas (My-Atlas.2)", spec(directory).path("display_name").asText());
  }

  @Test
  void theSpecificationStartsTheLauncherAndWantsInterruptsAsMessages() throws IOException {
    JsonNode spec = spec(installer(Map.of()).install(options("atlas")));

    assertEquals(
        "[\"/opt/a \\\"b\\\" \\\\c/atlas\",\"kernel\",\"run\",\"{connection_file}\"]",
        spec.path("argv").toString());
    assertEquals("Atlas", spec.path("display_name").asText());
    assertEquals("atlas", spec.path("language").asText());
    assertEquals("message", spec.path("interrupt_mode").asText());
    assertTrue(spec.path("metadata").isObject());
  }

  @Test
  void optionsOfTheKernelComeBeforeTheConnectionFile() throws IOException {
    List<String> switches = List.of("--deny-all", "--allow-read=/a b");
    InstallOptions options =
        new InstallOptions(
            Path.of("/atlas"), new Location.User(), "atlas", switches, new TreeMap<>());

    assertEquals(
        "[\"/atlas\",\"kernel\",\"run\",\"--deny-all\",\"--allow-read=/a b\",\"{connection_file}\"]",
        spec(installer(Map.of()).install(options)).path("argv").toString());
  }

  @Test
  void theLogosAreImages() throws IOException {
    Path directory = installer(Map.of()).install(options("atlas"));

    for (String logo : List.of("logo-32x32.png", "logo-64x64.png")) {
      assertArrayEquals(
          PNG, Arrays.copyOf(Files.readAllBytes(directory.resolve(logo)), PNG.length));
    }
    assertTrue(Files.readString(directory.resolve("logo-svg.svg")).startsWith("<svg"));
  }

  @Test
  void installingAgainReplacesWhatIsThere() throws IOException {
    Path directory = installer(Map.of()).install(options("atlas"));
    Files.writeString(directory.resolve("kernel.json"), "old");

    installer(Map.of()).install(options("atlas"));

    assertEquals("atlas", spec(directory).path("language").asText());
    assertEquals(4, files(directory).size());
  }

  @Test
  void environmentVariablesAreHandedToTheKernel() throws IOException {
    var environment = new TreeMap<>(Map.of("ATLAS_JAVA_OPTS", "-Xmx1g"));
    var options =
        new InstallOptions(Path.of("/atlas"), new Location.User(), "atlas", List.of(), environment);

    JsonNode spec = spec(installer(Map.of()).install(options));

    assertEquals("{\"ATLAS_JAVA_OPTS\":\"-Xmx1g\"}", spec.path("env").toString());
  }

  @Test
  void anActiveEnvironmentHasAPlaceForKernels() throws IOException {
    var options =
        new InstallOptions(
            Path.of("/atlas"), new Location.Environment(), "a", List.of(), new TreeMap<>());
    String venv = home.resolve("venv").toString();

    assertEquals(
        home.resolve("venv/share/jupyter/kernels/a"),
        installer(Map.of("VIRTUAL_ENV", venv, "CONDA_PREFIX", "/nowhere")).install(options));
    String message =
        assertThrows(IOException.class, () -> installer(Map.of()).install(options)).getMessage();
    assertTrue(message.startsWith("no Python environment is active"), message);
  }

  @Test
  void whatIsInstalledIsListedAndRemovedButNoOtherKernels() throws IOException {
    KernelSpecInstaller installer =
        installer(Map.of("JUPYTER_PATH", home.resolve("more") + ":" + home.resolve("none")));
    Path user = installer.install(options("atlas"));
    Location prefix = new Location.Prefix(home.resolve("prefix"));
    installer.install(new InstallOptions(home, prefix, "elsewhere", List.of(), new TreeMap<>()));
    Path other = Files.createDirectories(user.resolveSibling("python3"));
    Files.writeString(other.resolve("kernel.json"), "{\"language\": \"python\"}");
    Path more = Files.createDirectories(home.resolve("more/kernels/atlas-dev"));
    Files.writeString(more.resolve("kernel.json"), "{\"language\": \"atlas\"}");

    List<Path> mine = installer.installed().stream().filter(p -> p.startsWith(home)).toList();
    assertEquals(List.of(more, user), mine);

    assertEquals(user, installer.uninstall(new Location.User(), "atlas"));
    assertTrue(Files.notExists(user));
    for (String name : List.of("atlas", "python3")) {
      assertThrows(IOException.class, () -> installer.uninstall(new Location.User(), name));
    }
    assertTrue(Files.exists(other.resolve("kernel.json")));
    String message =
        assertThrows(IOException.class, () -> installer.uninstall(new Location.User(), "Atlas-dev"))
            .getMessage();
    assertTrue(message.endsWith("; there is one in " + more), message);
  }

  @Test
  void whatOthersPutBesideAKernelStays() throws IOException {
    Path directory = installer(Map.of()).install(options("atlas"));
    Files.writeString(directory.resolve("notes"), "mine");

    installer(Map.of()).uninstall(new Location.User(), "atlas");

    assertEquals(List.of("notes"), files(directory));
  }

  @Test
  void aNameThatJupyterWouldNotFindIsRefused() {
    for (String name : List.of("", "a b", "../x", "ä", "..")) {
      String message =
          assertThrows(
                  IllegalArgumentException.class, () -> installer(Map.of()).install(options(name)))
              .getMessage();
      assertTrue(message.startsWith("'" + name + "' cannot name a kernel"), message);
    }
  }

  @Test
  void anAtlasKernelIsReplacedAndAnotherIsNot() throws IOException {
    KernelSpecInstaller installer = installer(Map.of());
    Path atlas = installer.install(options("atlas"));
    Files.writeString(atlas.resolve("kernel.json"), "cut o");
    assertEquals(atlas, installer.install(options("atlas")));
    assertEquals("atlas", spec(installer.install(options("atlas"))).path("language").asText());

    Path python = Files.createDirectories(atlas.resolveSibling("python3"));
    Files.writeString(python.resolve("kernel.json"), "{\"language\": \"python\"}");
    String message =
        assertThrows(IOException.class, () -> installer.install(options("python3"))).getMessage();

    assertTrue(message.startsWith(python + " is a kernel for python: "), message);
    assertEquals(List.of("kernel.json"), files(python));
  }

  @Test
  void aPlaceThatCannotBeWrittenIsNamedInOneLine() throws IOException {
    Path file = Files.writeString(home.resolve("file"), "");
    Location prefix = new Location.Prefix(file);

    String message =
        assertThrows(
                IOException.class,
                () ->
                    installer(Map.of())
                        .install(
                            new InstallOptions(file, prefix, "atlas", List.of(), new TreeMap<>())))
            .getMessage();

    assertTrue(message.startsWith("cannot write " + file), message);
    assertEquals(1, message.lines().count());
  }

  private KernelSpecInstaller installer(Map<String, String> environment) {
    return new KernelSpecInstaller(new JupyterPaths(environment, "Linux", home));
  }

  private static InstallOptions options(String name) {
    return new InstallOptions(
        Path.of("/opt/a \"b\" \\c/atlas"), new Location.User(), name, List.of(), new TreeMap<>());
  }

  private static JsonNode spec(Path directory) throws IOException {
    return new JsonMapper().readTree(Files.readAllBytes(directory.resolve("kernel.json")));
  }

  private static List<String> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
