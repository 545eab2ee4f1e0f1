package atlas.vm.builtins;

import static atlas.vm.builtins.ParamKind.ARRAY;
import static atlas.vm.builtins.ParamKind.BOOL;
import static atlas.vm.builtins.ParamKind.MAP;
import static atlas.vm.builtins.ParamKind.REST;
import static atlas.vm.builtins.ParamKind.STRING;

import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.runtime.ArrayValue;
import atlas.vm.runtime.AtlasError;
import atlas.vm.runtime.MapValue;
import atlas.vm.runtime.Text;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Functions on the text of paths (stdlib §21). Only those of the second part look at the disk. */
public final class PathFunctions {
  private PathFunctions() {}

  static List<Builtin> table() {
    Rows rows = Rows.dynamic(PathFunctions.class, DiagnosticCode.AT0102, DiagnosticCode.AT0102);
    addJoining(rows);
    addParts(rows);
    addChecks(rows);
    addSystem(rows);
    return rows.list();
  }

  private static void addJoining(Rows rows) {
    rows.add("pathJoin", "(first: string, ...rest: string) -> string", "Parts with / between them.")
        .takes(STRING, REST)
        .gives(STRING)
        .example("print(pathJoin(\"a\", \"b\", \"c.txt\"));", "a/b/c.txt");
    rows.add("pathJoinArray", "(parts: string[]) -> string", "The same for an array.")
        .takes(ARRAY)
        .gives(STRING)
        .fails(DiagnosticCode.AT0001, "an element is not a string")
        .example("print(pathJoinArray([\"a\", \"\", \"b\"]));", "a/b");
    text(
        rows,
        "pathNormalize",
        "Without . and .. and superfluous separators.",
        "/x/./y/../z",
        "/x/z");
    text(rows, "pathToPlatform", "With the separators of this system.", "a\\\\b", "a/b");
    text(rows, "pathToPosix", "With / for every \\.", "a\\\\b", "a/b");
    text(rows, "pathToWindows", "With \\ for every /.", "a/b", "a\\b");
  }

  private static Rows.Row text(Rows rows, String name, String doc, String path, String output) {
    return rows.add(name, "(p: string) -> string", doc)
        .takes(STRING)
        .gives(STRING)
        .example("print(" + name + "(\"" + path + "\"));", output);
  }

  private static void addParts(Rows rows) {
    rows.add("pathParse", "(p: string) -> Map", "Its root, dir, base, ext and name.")
        .takes(STRING)
        .gives(MAP)
        .example(
            "print(hashMapValues(pathParse(\"/a/b.tar.gz\")));", "[/, /a, b.tar.gz, gz, b.tar]");
    text(rows, "pathParent", "What is before the last component.", "a/b/c", "a/b");
    text(rows, "pathDirname", "The same as pathParent.", "/a", "/").by("pathParent");
    text(rows, "pathBasename", "The last component.", "a/b.txt", "b.txt");
    text(rows, "pathExtension", "What is after the last dot of the name.", "a/b.tar.gz", "gz");
    rows.add("pathDrive", "(p: string) -> string", "The drive, which only Windows has.")
        .takes(STRING)
        .gives(STRING)
        .example("print(\"<\" + pathDrive(\"/a\") + \">\");", "<>");
  }

  private static void addChecks(Rows rows) {
    check(rows, "pathIsAbsolute", "Whether it begins at the root.", "/a", "true");
    check(rows, "pathIsRelative", "Whether it does not begin at the root.", "/a", "false");
    check(rows, "pathExists", "Whether it exists on the disk.", "/no/such/file", "false");
    rows.add("pathEquals", "(a: string, b: string) -> bool", "Whether the components are the same.")
        .takes(STRING, STRING)
        .gives(BOOL)
        .example("print(pathEquals(\"a//b/\", \"a/./b\"));", "true");
  }

  private static void check(Rows rows, String name, String doc, String path, String output) {
    rows.add(name, "(p: string) -> bool", doc)
        .takes(STRING)
        .gives(BOOL)
        .example("print(" + name + "(\"" + path + "\"));", output);
  }

  private static void addSystem(Rows rows) {
    String failure = "the working directory is gone";
    rows.add("pathAbsolute", "(p: string) -> string", "After the working directory, if relative.")
        .takes(STRING)
        .gives(STRING)
        .fails(DiagnosticCode.AT0001, failure)
        .example("print(pathAbsolute(\"/a/../b\"));", "/a/../b");
    rows.add("pathRelative", "(from: string, to: string) -> string", "The way from one to another.")
        .takes(STRING, STRING)
        .gives(STRING)
        .fails(DiagnosticCode.AT0001, failure)
        .example("print(pathRelative(\"/a/b\", \"/a/c/d\"));", "../c/d");
    rows.add("pathCanonical", "(p: string) -> string", "Absolute, with all links resolved.")
        .takes(STRING)
        .gives(STRING)
        .fails(DiagnosticCode.AT0001, "it does not exist")
        .example("print(pathCanonical(\"/.//\"));", "/");
    constant(
        rows, "pathHomedir", "The directory of the user.", "pathIsAbsolute(pathHomedir())", "true");
    constant(rows, "pathCwd", "The working directory.", "pathIsAbsolute(pathCwd())", "true")
        .fails(DiagnosticCode.AT0001, failure);
    constant(
        rows,
        "pathTempdir",
        "The directory for temporary files.",
        "fsIsDir(pathTempdir())",
        "true");
    constant(rows, "pathSeparator", "What separates components.", "pathSeparator()", "/");
    constant(rows, "pathDelimiter", "What separates paths in a list.", "pathDelimiter()", ":");
    constant(rows, "pathExtSeparator", "What separates the extension.", "pathExtSeparator()", ".");
  }

  private static Rows.Row constant(
      Rows rows, String name, String doc, String example, String output) {
    return rows.add(name, "() -> string", doc)
        .gives(STRING)
        .example("print(" + example + ");", output);
  }

  private static AtlasError failed(String function, String what) {
    return new AtlasError(DiagnosticCode.AT0001, function + "(): " + what);
  }

  public static Text pathJoin(Text first, Text[] rest) {
    StringBuilder path = new StringBuilder(first.toString());
    for (Text part : rest) {
      PathText.push(path, part.toString());
    }
    return Text.of(path.toString());
  }

  public static Text pathJoinArray(ArrayValue parts) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < parts.length(); i++) {
      if (!(parts.get(i) instanceof Text part)) {
        throw Arguments.mismatch(
            parts.get(i), "pathJoinArray", "string elements", DiagnosticCode.AT0001);
      }
      if (!part.isEmpty()) {
        PathText.push(path, part.toString());
      }
    }
    return Text.of(path.isEmpty() ? "." : path.toString());
  }

  public static Text pathNormalize(Text path) {
    return Text.of(PathText.normalize(path.toString()));
  }

  public static Text pathToPlatform(Text path) {
    return Text.of(path.toString().replace('\\', '/').replace('/', File.separatorChar));
  }

  public static Text pathToPosix(Text path) {
    return Text.of(path.toString().replace('\\', '/'));
  }

  public static Text pathToWindows(Text path) {
    return Text.of(path.toString().replace('/', '\\'));
  }

  public static MapValue pathParse(Text path) {
    String base = PathText.base(path.toString());
    String extension = PathText.extension(base);
    boolean dotted = base.lastIndexOf('.') > 0;
    String name = dotted ? base.substring(0, base.lastIndexOf('.')) : base;
    return new MapValue()
        .put(Text.of("root"), Text.of(PathText.isAbsolute(path.toString()) ? "/" : ""))
        .put(Text.of("dir"), pathParent(path))
        .put(Text.of("base"), Text.of(base))
        .put(Text.of("ext"), Text.of(extension))
        .put(Text.of("name"), Text.of(name));
  }

  public static Text pathParent(Text path) {
    return Text.of(PathText.parent(path.toString()));
  }

  public static Text pathBasename(Text path) {
    return Text.of(PathText.base(path.toString()));
  }

  public static Text pathExtension(Text path) {
    return Text.of(PathText.extension(PathText.base(path.toString())));
  }

  public static Text pathDrive(Text path) {
    String text = path.toString();
    boolean hasDrive = File.separatorChar == '\\' && text.matches("(?s)[A-Za-z]:.*");
    return Text.of(hasDrive ? text.substring(0, 2) : "");
  }

  public static boolean pathIsAbsolute(Text path) {
    return PathText.isAbsolute(path.toString());
  }

  public static boolean pathIsRelative(Text path) {
    return !pathIsAbsolute(path);
  }

  public static boolean pathExists(Text path) {
    return FileFunctions.fileExists(path);
  }

  public static boolean pathEquals(Text a, Text b) {
    return PathText.isAbsolute(a.toString()) == PathText.isAbsolute(b.toString())
        && PathText.components(a.toString()).equals(PathText.components(b.toString()));
  }

  public static Text pathAbsolute(Text path) {
    return Text.of(absolute("pathAbsolute", path));
  }

  private static String absolute(String function, Text path) {
    StringBuilder absolute = new StringBuilder();
    if (!pathIsAbsolute(path)) {
      absolute.append(workingDirectory(function));
    }
    PathText.push(absolute, path.toString());
    return absolute.toString();
  }

  public static Text pathRelative(Text from, Text to) {
    return Text.of(PathText.relative(absolute("pathRelative", from), absolute("pathRelative", to)));
  }

  public static Text pathCanonical(Text path) {
    try {
      return Text.of(Path.of(path.toString()).toRealPath().toString());
    } catch (IOException | InvalidPathException e) {
      throw failed("pathCanonical", "there is no " + path);
    }
  }

  public static Text pathHomedir() {
    String home = System.getenv("HOME");
    boolean usable = home != null && !home.isEmpty();
    return Text.of(usable ? home : System.getProperty("user.home"));
  }

  public static Text pathCwd() {
    return Text.of(workingDirectory("pathCwd"));
  }

  private static String workingDirectory(String function) {
    Path directory = Path.of("").toAbsolutePath();
    if (!Files.isDirectory(directory)) {
      throw failed(function, "the working directory is gone");
    }
    return directory.toString();
  }

  public static Text pathTempdir() {
    return FileSystemFunctions.fsGetTempDir();
  }

  public static Text pathSeparator() {
    return Text.of(File.separator);
  }

  public static Text pathDelimiter() {
    return Text.of(File.pathSeparator);
  }

  public static Text pathExtSeparator() {
    return Text.of(".");
  }
}
