package atlas.vm.builtins;

import java.util.ArrayList;
import java.util.List;

/**
 * Paths as text with {@code /} between components. A path has the same components with doubled and
 * trailing separators and with {@code .} inside, but a leading {@code .} is one.
 */
final class PathText {
  private PathText() {}

  static boolean isAbsolute(String path) {
    return path.startsWith("/");
  }

  /** The components, the root not among them. */
  static List<String> components(String path) {
    List<String> components = new ArrayList<>();
    String[] names = path.split("/");
    for (int i = 0; i < names.length; i++) {
      boolean inner = names[i].equals(".") && (i > 0 || isAbsolute(path));
      if (!names[i].isEmpty() && !inner) {
        components.add(names[i]);
      }
    }
    return components;
  }

  /** Adds a part to a path, which it replaces if it is absolute. */
  static void push(StringBuilder path, String part) {
    if (isAbsolute(part)) {
      path.setLength(0);
    } else if (!path.isEmpty() && path.charAt(path.length() - 1) != '/') {
      path.append('/');
    }
    path.append(part);
  }

  static String normalize(String path) {
    List<String> kept = new ArrayList<>();
    for (String name : components(path)) {
      boolean after =
          !kept.isEmpty() && !kept.getLast().equals("..") && !kept.getLast().equals(".");
      if (!name.equals("..")) {
        kept.add(name);
      } else if (after) {
        kept.removeLast();
      } else if (!isAbsolute(path)) {
        kept.add(name);
      }
    }
    String joined = (isAbsolute(path) ? "/" : "") + String.join("/", kept);
    return joined.isEmpty() ? "." : joined;
  }

  /** Without separators and {@code /.} at the end; the root stays. */
  private static String trimmed(String path) {
    String rest = path;
    while (rest.length() > 1 && (rest.endsWith("/") || rest.endsWith("/."))) {
      rest = rest.substring(0, rest.length() - 1);
    }
    return rest;
  }

  static String parent(String path) {
    String whole = trimmed(path);
    int slash = whole.lastIndexOf('/');
    if (slash < 0 || whole.equals("/")) {
      return "";
    }
    return trimmed(whole.substring(0, slash + 1));
  }

  static String base(String path) {
    String whole = trimmed(path);
    String name = whole.substring(whole.lastIndexOf('/') + 1);
    return name.equals("..") || name.equals(".") ? "" : name;
  }

  /** What is after the last dot of a name, unless that is its first character. */
  static String extension(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(dot + 1) : "";
  }

  /** The way from one absolute path to another. */
  static String relative(String from, String to) {
    List<String> a = components(from);
    List<String> b = components(to);
    int common = 0;
    while (common < a.size() && common < b.size() && a.get(common).equals(b.get(common))) {
      common++;
    }
    List<String> way = new ArrayList<>();
    for (int i = common; i < a.size(); i++) {
      way.add("..");
    }
    way.addAll(b.subList(common, b.size()));
    return String.join("/", way);
  }
}
