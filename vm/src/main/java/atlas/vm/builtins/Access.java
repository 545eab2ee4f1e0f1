package atlas.vm.builtins;

import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.runtime.AtlasError;
import atlas.vm.runtime.Context;
import atlas.vm.runtime.Permission;
import atlas.vm.runtime.Permissions;
import atlas.vm.runtime.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;

/**
 * How a library function gets at files: the path is made canonical, checked against the grants of
 * the run (stdlib §25), and only that canonical path is then used. Whatever fails is AT0400.
 */
final class Access {
  private final Context context;
  private final String function;
  private final Text given;

  private Access(Context context, String function, Text given) {
    this.context = context;
    this.function = function;
    this.given = given;
  }

  /** What is done with a path. */
  @FunctionalInterface
  interface Work<T> {
    T on(Access access) throws IOException;
  }

  /** Does something with a path. */
  static <T> T to(Context context, String function, Text path, Work<T> work) {
    try {
      return work.on(new Access(context, function, path));
    } catch (UncheckedIOException e) {
      throw failed(function, path, reason(e.getCause()));
    } catch (IOException e) {
      throw failed(function, path, reason(e));
    } catch (InvalidPathException e) {
      throw failed(function, path, "not a path");
    } catch (UnsupportedOperationException e) {
      throw failed(function, path, "not supported by this file system");
    }
  }

  /** The error of an operation that failed. */
  static AtlasError failed(String function, Text path, String reason) {
    return new AtlasError(DiagnosticCode.AT0400, function + "(): " + path + ": " + reason);
  }

  /** Why something could not be read or written. */
  static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "no such file or directory";
      case AccessDeniedException _ -> "the operating system denies access";
      case FileAlreadyExistsException _ -> "exists already";
      case DirectoryNotEmptyException _ -> "the directory is not empty";
      case NotDirectoryException _ -> "not a directory";
      case NotLinkException _ -> "not a link";
      case CharacterCodingException _ -> "not UTF-8";
      default -> String.valueOf(e.getMessage());
    };
  }

  Context context() {
    return context;
  }

  /** The path as it was given. */
  Path path() {
    return Path.of(given.toString());
  }

  /** The canonical path of what exists, to read it. */
  Path read(String operation) throws IOException {
    return mayRead(existing(Permissions.canonical(path())), operation);
  }

  /** The same, but a link is the link itself. */
  Path readLink(String operation) throws IOException {
    return mayRead(existing(link()), operation);
  }

  private Path mayRead(Path canonical, String operation) {
    if (!context.host().permissions().mayRead(canonical)) {
      throw Permission.FILE_READ.denied(operation + " access to " + canonical);
    }
    return canonical;
  }

  /** The canonical path of what exists, to delete it; a link is the link itself. */
  Path delete(String operation) throws IOException {
    Path canonical = existing(link());
    mayWrite(canonical, operation);
    return canonical;
  }

  /** The canonical path of a file, to write it; if it is new, its directory counts. */
  Path write(String operation) throws IOException {
    Path canonical = Permissions.canonical(path());
    boolean isNew = !Files.exists(canonical) && canonical.getParent() != null;
    mayWrite(isNew ? canonical.getParent() : canonical, operation);
    return canonical;
  }

  /** The canonical path of what is to be made; what exists of the path counts. */
  Path create(String operation) throws IOException {
    return create(Permissions.canonical(path()), operation);
  }

  /** The same, but a link that exists already is the link itself. */
  Path createLink(String operation) throws IOException {
    return create(link(), operation);
  }

  private Path create(Path canonical, String operation) {
    Path ancestor = canonical;
    while (!Files.exists(ancestor) && ancestor.getParent() != null) {
      ancestor = ancestor.getParent();
    }
    mayWrite(ancestor, operation);
    return canonical;
  }

  private void mayWrite(Path canonical, String operation) {
    if (!context.host().permissions().mayWrite(canonical)) {
      throw Permission.FILE_WRITE.denied(operation + " access to " + canonical);
    }
  }

  private Path existing(Path canonical) throws IOException {
    if (!Files.exists(canonical, LinkOption.NOFOLLOW_LINKS)) {
      throw new NoSuchFileException(given.toString());
    }
    return canonical;
  }

  /** The canonical path but for its last name. */
  private Path link() throws IOException {
    Path absolute = path().toAbsolutePath();
    Path name = absolute.getFileName();
    if (name == null || name.toString().equals("..") || name.toString().equals(".")) {
      return Permissions.canonical(absolute);
    }
    return Permissions.canonical(absolute.getParent()).resolve(name);
  }
}
