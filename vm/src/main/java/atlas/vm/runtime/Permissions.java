package atlas.vm.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a run may do: five sets of grants (stdlib §25). Nothing is allowed that is not granted.
 *
 * <p>Paths are canonical on both sides: {@link #canonical} makes them so before they are compared,
 * and the caller must then use that same path, and not the one that the program gave.
 *
 * @param read what may be read
 * @param write what may be written
 * @param network hosts, {@code *.domain} or {@code *}
 * @param process names of programs, or {@code *}
 * @param environment names of variables, or {@code *}
 */
public record Permissions(
    Set<PathGrant> read,
    Set<PathGrant> write,
    Set<String> network,
    Set<String> process,
    Set<String> environment) {
  private static final String ANY = "*";
  private static final int MOST_LINKS = 40;

  /** Nothing. */
  public static final Permissions NONE =
      new Permissions(Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

  /** Everything. */
  public static final Permissions ALL =
      new Permissions(everywhere(), everywhere(), Set.of(ANY), Set.of(ANY), Set.of(ANY));

  public Permissions {
    read = Set.copyOf(read);
    write = Set.copyOf(write);
    network = Set.copyOf(network);
    process = Set.copyOf(process);
    environment = Set.copyOf(environment);
  }

  /**
   * A path.
   *
   * @param path in canonical form
   * @param recursive whether what lies below it is granted, too
   */
  public record PathGrant(Path path, boolean recursive) {
    boolean covers(Path canonical) {
      return recursive ? canonical.startsWith(path) : canonical.equals(path);
    }
  }

  private static Set<PathGrant> everywhere() {
    Set<PathGrant> roots = new HashSet<>();
    Path.of("")
        .getFileSystem()
        .getRootDirectories()
        .forEach(r -> roots.add(new PathGrant(r, true)));
    return roots;
  }

  /** Whether a canonical path may be read. */
  public boolean mayRead(Path canonical) {
    return read.stream().anyMatch(grant -> grant.covers(canonical));
  }

  /** Whether a canonical path may be written. */
  public boolean mayWrite(Path canonical) {
    return write.stream().anyMatch(grant -> grant.covers(canonical));
  }

  public boolean mayConnect(String host) {
    return network.stream()
        .anyMatch(grant ->
            grant.equals(ANY)
                || grant.equalsIgnoreCase(host)
                || (grant.startsWith("*.")
                    && ("." + host)
                        .regionMatches(
                            true,
                            host.length() + 2 - grant.length(),
                            grant,
                            1,
                            grant.length() - 1)));
  }

  public boolean mayRun(String program) {
    return process.contains(ANY) || process.contains(program);
  }

  /** Whether an environment variable may be used; {@code *} stands for all of them. */
  public boolean mayUseVariable(String name) {
    return environment.contains(ANY) || environment.contains(name);
  }

  /**
   * What the switches of a command line grant: without any, everything. {@code --deny-…} empties a
   * family, then {@code --allow-…} adds to it, whatever their order.
   *
   * @throws IllegalArgumentException says what is wrong with a switch
   */
  public static Permissions parse(List<String> switches) {
    Permissions granted = ALL;
    for (String option : switches) {
      if (!option.startsWith("--allow-")) {
        granted = granted.without(option);
      }
    }
    for (String option : switches) {
      if (option.startsWith("--allow-")) {
        granted = granted.with(option);
      }
    }
    return granted;
  }

  private Permissions without(String option) {
    return switch (option) {
      case "--deny-all" -> NONE;
      case "--deny-file" -> new Permissions(Set.of(), Set.of(), network, process, environment);
      case "--deny-network" -> new Permissions(read, write, Set.of(), process, environment);
      case "--deny-process" -> new Permissions(read, write, network, Set.of(), environment);
      case "--deny-env" -> new Permissions(read, write, network, process, Set.of());
      default -> throw new IllegalArgumentException("unknown permission switch: " + option);
    };
  }

  private Permissions with(String option) {
    int sign = option.indexOf('=');
    String name = sign < 0 ? option : option.substring(0, sign);
    String items = sign < 0 ? null : option.substring(sign + 1);
    return switch (name) {
      case "--allow-file" ->
          new Permissions(
              both(read, paths(items)), both(write, paths(items)), network, process, environment);
      case "--allow-read" ->
          new Permissions(both(read, paths(items)), write, network, process, environment);
      case "--allow-write" ->
          new Permissions(read, both(write, paths(items)), network, process, environment);
      case "--allow-network" ->
          new Permissions(read, write, both(network, names(items)), process, environment);
      case "--allow-process" ->
          new Permissions(read, write, network, both(process, names(items)), environment);
      case "--allow-env" ->
          new Permissions(read, write, network, process, both(environment, names(items)));
      default -> throw new IllegalArgumentException("unknown permission switch: " + option);
    };
  }

  private static <T> Set<T> both(Set<T> a, Set<T> b) {
    Set<T> all = new HashSet<>(a);
    all.addAll(b);
    return all;
  }

  private static Set<String> names(String items) {
    return items == null ? Set.of(ANY) : new HashSet<>(split(items));
  }

  private static Set<PathGrant> paths(String items) {
    if (items == null) {
      return everywhere();
    }
    Set<PathGrant> grants = new HashSet<>();
    for (String item : split(items)) {
      try {
        grants.add(new PathGrant(canonical(Path.of(item)), true));
      } catch (IOException | InvalidPathException e) {
        throw new IllegalArgumentException("not a usable path: " + item, e);
      }
    }
    return grants;
  }

  private static List<String> split(String items) {
    List<String> list = Arrays.stream(items.split(",")).filter(item -> !item.isBlank()).toList();
    if (list.isEmpty()) {
      throw new IllegalArgumentException("nothing is named after '='");
    }
    return list;
  }

  /**
   * The path, absolute and with all links and {@code ..} resolved in the order in which they occur.
   * What does not exist is taken as it is written; a link to what does not exist is followed.
   *
   * @throws IOException if links go round in a circle
   */
  public static Path canonical(Path path) throws IOException {
    Path at = path.toAbsolutePath().getRoot();
    Deque<Path> names = new ArrayDeque<>();
    path.toAbsolutePath().forEach(names::add);
    int links = 0;
    while (!names.isEmpty()) {
      Path name = names.pop();
      Path next = at.resolve(name);
      if (name.toString().equals("..")) {
        at = at.getParent() == null ? at : at.getParent();
      } else if (Files.isSymbolicLink(next)) {
        if (++links > MOST_LINKS) {
          throw new IOException("too many links: " + path);
        }
        Path target = Files.readSymbolicLink(next);
        at = target.isAbsolute() ? target.getRoot() : at;
        for (int i = target.getNameCount() - 1; i >= 0; i--) {
          names.push(target.getName(i));
        }
      } else if (!name.toString().equals(".") && !name.toString().isEmpty()) {
        at = next;
      }
    }
    return at;
  }
}
