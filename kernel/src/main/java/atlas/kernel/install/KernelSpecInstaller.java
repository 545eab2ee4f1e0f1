package atlas.kernel.install;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Keeps the directories by which Jupyter knows the kernel: {@code kernel.json} and logos. An Atlas
 * kernel that is there already under that name is replaced, no other. Each file appears whole or
 * not at all, {@code kernel.json}, which makes the directory a kernelspec, last.
 */
public final class KernelSpecInstaller {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String LANGUAGE = "atlas";
  private static final String SPEC = "kernel.json";
  private static final List<String> LOGOS =
      List.of("logo-32x32.png", "logo-64x64.png", "logo-svg.svg");

  /** All that makes a kernelspec; without the first, it is none. */
  private static final List<String> FILES = Stream.concat(Stream.of(SPEC), LOGOS.stream()).toList();

  /** What Jupyter accepts as a name. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9._-]+");

  private final JupyterPaths paths;

  /** An installer that follows this process's environment. */
  public KernelSpecInstaller() {
    this(JupyterPaths.ofThisProcess());
  }

  KernelSpecInstaller(JupyterPaths paths) {
    this.paths = paths;
  }

  /**
   * Installs the kernelspec.
   *
   * @return its directory
   * @throws IllegalArgumentException if the name is none that Jupyter accepts
   * @throws IOException if the directory cannot be written, or is that of another kernel; the
   *     message is one line for the user
   */
  public Path install(InstallOptions options) throws IOException {
    Path directory = directory(options.location(), options.name());
    String language = language(directory);
    if (!language.isEmpty() && !language.equals(LANGUAGE)) {
      throw new IOException(
          directory + " is a kernel for " + language + ": choose another name, or remove it first");
    }
    try {
      Files.createDirectories(directory);
      for (String logo : LOGOS) {
        write(directory.resolve(logo), resource(logo));
      }
      write(directory.resolve(SPEC), json(options));
    } catch (FileSystemException e) {
      throw new IOException("cannot write " + e.getFile() + ": " + reason(e), e);
    }
    return directory;
  }

  /**
   * All kernels of this language that Jupyter would find, in the order in which it looks.
   *
   * @throws IOException if a directory that is there cannot be read
   */
  public List<Path> installed() throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path kernels : paths.searchPath()) {
      if (Files.isDirectory(kernels)) {
        try (Stream<Path> entries = Files.list(kernels)) {
          entries.filter(KernelSpecInstaller::isAtlas).sorted().forEach(found::add);
        }
      }
    }
    return found;
  }

  /**
   * Removes a kernelspec of this language, with what {@link #install} wrote and nothing else.
   *
   * @return its directory
   * @throws IllegalArgumentException if the name is none that Jupyter accepts
   * @throws IOException if there is none, or it cannot be removed; the message is one line
   */
  public Path uninstall(InstallOptions.Location location, String name) throws IOException {
    Path directory = directory(location, name);
    if (!isAtlas(directory)) {
      throw new IOException("there is no Atlas kernel in " + directory + elsewhere(directory));
    }
    try {
      for (String file : FILES) {
        Files.deleteIfExists(directory.resolve(file));
      }
      Files.delete(directory);
    } catch (DirectoryNotEmptyException e) {
      // Somebody has put something beside it, which stays.
    } catch (FileSystemException e) {
      throw new IOException("cannot remove " + e.getFile() + ": " + reason(e), e);
    }
    return directory;
  }

  /** Where a kernel of the same name is instead, as a clause; empty if there is none. */
  private String elsewhere(Path directory) throws IOException {
    return installed().stream()
        .filter(other -> other.endsWith(directory.getFileName()))
        .findFirst()
        .map(other -> "; there is one in " + other)
        .orElse("");
  }

  private Path directory(InstallOptions.Location location, String given) throws IOException {
    String name = given.toLowerCase(Locale.ROOT);
    if (!NAME.matcher(name).matches() || name.equals(".") || name.equals("..")) {
      throw new IllegalArgumentException(
          "'" + given + "' cannot name a kernel: use letters, digits, '.', '_' and '-'");
    }
    return paths.kernels(location).resolve(name).toAbsolutePath().normalize();
  }

  private static boolean isAtlas(Path directory) {
    return language(directory).equals(LANGUAGE);
  }

  /** What the kernel in a directory is for; empty if there is none that Jupyter can read. */
  private static String language(Path directory) {
    try {
      byte[] spec = Files.readAllBytes(directory.resolve(SPEC));
      return JSON.readTree(spec).path("language").asText();
    } catch (IOException e) {
      return "";
    }
  }

  private static String reason(FileSystemException e) {
    return switch (e) {
      case AccessDeniedException _ -> "permission denied";
      case NoSuchFileException _ -> "there is no such directory";
      case FileAlreadyExistsException _ -> "there is a file of that name";
      case FileSystemException other when other.getReason() != null -> other.getReason();
      case FileSystemException other -> other.getClass().getSimpleName();
    };
  }

  private static byte[] json(InstallOptions options) throws IOException {
    ObjectNode spec = JSON.createObjectNode();
    ArrayNode command = spec.putArray("argv");
    command.add(options.launcher().toString()).add("kernel").add("run");
    options.switches().forEach(command::add);
    command.add("{connection_file}");
    spec.put("display_name", displayName(options))
        .put("language", LANGUAGE)
        .put("interrupt_mode", "message");
    ObjectNode environment = spec.putObject("env");
    options.environment().forEach(environment::put);
    spec.putObject("metadata").put("debugger", false);
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(spec);
  }

  /** Kernels installed side by side are told apart by their names. */
  private static String displayName(InstallOptions options) {
    boolean isDefault = options.name().equalsIgnoreCase(InstallOptions.DEFAULT_NAME);
    return isDefault ? "Atlas" : "Atlas (" + options.name() + ")";
  }

  private static void write(Path file, byte[] content) throws IOException {
    Path whole = Files.createTempFile(file.getParent(), ".", ".new");
    try {
      Files.write(whole, content);
      makeReadable(whole);
      Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  /** Temporary files are their owner's alone; a kernelspec below a prefix is for all users. */
  private static void makeReadable(Path file) {
    file.toFile().setReadable(true, false);
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream resource = KernelSpecInstaller.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IOException("the installation of Atlas is incomplete: no " + name);
      }
      return resource.readAllBytes();
    }
  }
}
