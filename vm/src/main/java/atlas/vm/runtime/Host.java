package atlas.vm.runtime;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The world around a program: what it may do there, where its input comes from, what it shows
 * things on, its arguments, and the environment variables, which it changes for itself and its
 * child processes only. The contexts of one session share one.
 */
public final class Host {
  private final Permissions permissions;
  private final Input input;
  private final Screen screen;
  private final List<String> arguments;

  /** What the program changed; an empty value is a variable that it removed. */
  private final Map<String, Optional<String>> changed = new TreeMap<>();

  /** Surroundings in which only text can be shown. */
  public Host(Permissions permissions, Input input, List<String> arguments) {
    this(permissions, input, Screen.none(), arguments);
  }

  public Host(Permissions permissions, Input input, Screen screen, List<String> arguments) {
    this.permissions = permissions;
    this.input = input;
    this.screen = screen;
    this.arguments = List.copyOf(arguments);
  }

  /** Everything is allowed; there are no input and no arguments. */
  public static Host standard() {
    return new Host(Permissions.ALL, Input.NONE, List.of());
  }

  public Permissions permissions() {
    return permissions;
  }

  public Input input() {
    return input;
  }

  public Screen screen() {
    return screen;
  }

  public List<String> arguments() {
    return arguments;
  }

  /** The value of an environment variable. */
  public Optional<String> variable(String name) {
    Optional<String> change = changed.get(name);
    return change != null ? change : Optional.ofNullable(System.getenv(name));
  }

  /** Sets an environment variable, or removes it. */
  public void setVariable(String name, Optional<String> value) {
    changed.put(name, value);
  }

  /** All environment variables, by name. */
  public Map<String, String> variables() {
    Map<String, String> all = new TreeMap<>(System.getenv());
    changed.forEach((name, value) -> {
      all.remove(name);
      value.ifPresent(v -> all.put(name, v));
    });
    return all;
  }
}
