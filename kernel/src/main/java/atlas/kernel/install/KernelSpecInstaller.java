package atlas.kernel.install;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Writes the directory by which Jupyter knows the kernel: {@code kernel.json} and logos. A kernel
 * that is there already under that name is replaced. Each file appears whole or not at all, {@code
 * kernel.json}, which makes the directory a kernelspec, last.
 */
public final class KernelSpecInstaller {
  private static final List<String> LOGOS =
      List.of("logo-32x32.png", "logo-64x64.png", "logo-svg.svg");

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
   * @throws IOException if the directory cannot be written; the message is one line for the user
   */
  public Path install(InstallOptions options) throws IOException {
    String name = options.name().toLowerCase(Locale.ROOT);
    if (!NAME.matcher(name).matches() || name.equals(".") || name.equals("..")) {
      throw new IllegalArgumentException(
          "'" + options.name() + "' cannot name a kernel: use letters, digits, '.', '_' and '-'");
    }
    Path directory = paths.kernels(options.location()).resolve(name).toAbsolutePath().normalize();
    try {
      Files.createDirectories(directory);
      for (String logo : LOGOS) {
        write(directory.resolve(logo), resource(logo));
      }
      write(directory.resolve("kernel.json"), json(options).getBytes(StandardCharsets.UTF_8));
    } catch (FileSystemException e) {
      throw new IOException("cannot write " + e.getFile() + ": " + reason(e), e);
    }
    return directory;
  }

  private static String reason(FileSystemException e) {
    return switch (e) {
      case AccessDeniedException _ -> "permission denied";
      case FileAlreadyExistsException _ -> "there is a file of that name";
      case FileSystemException other when other.getReason() != null -> other.getReason();
      case FileSystemException other -> other.getClass().getSimpleName();
    };
  }

  private static String json(InstallOptions options) {
    return """
    {
      "argv": [%s, "kernel", "run", "{connection_file}"],
      "display_name": %s,
      "language": "atlas",
      "interrupt_mode": "message",
      "env": {},
      "metadata": {"debugger": false}
    }
    """
        .formatted(quoted(options.launcher().toString()), quoted(displayName(options)));
  }

  /** Kernels installed side by side are told apart by their names. */
  private static String displayName(InstallOptions options) {
    boolean isDefault = options.name().equalsIgnoreCase(InstallOptions.DEFAULT_NAME);
    return isDefault ? "Atlas" : "Atlas (" + options.name() + ")";
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append("\\u%04x".formatted((int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
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
