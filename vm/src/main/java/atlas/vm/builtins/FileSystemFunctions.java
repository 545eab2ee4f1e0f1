package atlas.vm.builtins;

import static atlas.vm.builtins.ParamKind.ARRAY;
import static atlas.vm.builtins.ParamKind.BOOL;
import static atlas.vm.builtins.ParamKind.NULL;
import static atlas.vm.builtins.ParamKind.NUMBER;
import static atlas.vm.builtins.ParamKind.STRING;

import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.runtime.ArrayValue;
import atlas.vm.runtime.Context;
import atlas.vm.runtime.NullValue;
import atlas.vm.runtime.Permission;
import atlas.vm.runtime.Text;
import atlas.vm.runtime.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Functions on the file system (stdlib §20.2). */
public final class FileSystemFunctions {
  private static final String DIR =
      "let d = fsTmpdir();\nlet f = pathJoin(d, \"a\");\nwriteFile(f, \"né\");\n";
  private static final int MODE = 0777;

  private FileSystemFunctions() {}

  static List<Builtin> table() {
    Rows rows =
        Rows.dynamic(FileSystemFunctions.class, DiagnosticCode.AT0102, DiagnosticCode.AT0102);
    addDirectories(rows);
    addListings(rows);
    addMetadata(rows);
    addTemporary(rows);
    addLinks(rows);
    return rows.list();
  }

  private static void addDirectories(Rows rows) {
    change(rows, "fsMkdir", "Makes a directory in one that exists.", "exists, or none above it")
        .example(DIR + "fsMkdir(pathJoin(d, \"b\"));\nprint(readDir(d));", "[a, b]");
    change(rows, "fsMkdirp", "Makes a directory and those above it.", "something is in the way")
        .example(DIR + "fsMkdirp(pathJoin(d, \"b\", \"c\"));\nprint(fsWalk(d));", "[a, b, b/c]");
    change(rows, "fsRmdir", "Removes an empty directory.", "no such directory, or not empty")
        .example(DIR + "removeFile(f);\nfsRmdir(d);\nprint(fileExists(d));", "false");
    change(rows, "fsRmdirRecursive", "Removes a directory with all below it.", "no such directory")
        .example(DIR + "fsRmdirRecursive(d);\nprint(fileExists(d));", "false");
  }

  private static Rows.Row change(Rows rows, String name, String doc, String when) {
    return rows.add(name, "(path: string) -> null", doc)
        .takes(STRING)
        .gives(NULL)
        .needs(Permission.FILE_WRITE)
        .fails(DiagnosticCode.AT0400, when);
  }

  private static void addListings(Rows rows) {
    rows.add("fsReaddir", "(path: string) -> string[]", "The sorted names in a directory.")
        .takes(STRING)
        .gives(ARRAY)
        .needs(Permission.FILE_READ)
        .fails(DiagnosticCode.AT0400, "no such directory")
        .example(DIR + "print(fsReaddir(d));", "[a]");
    rows.add("fsWalk", "(path: string) -> string[]", "All below a directory, as relative paths.")
        .takes(STRING)
        .gives(ARRAY)
        .needs(Permission.FILE_READ)
        .fails(DiagnosticCode.AT0400, "no such directory")
        .example(DIR + "print(fsWalk(d));", "[a]");
    rows.add(
            "fsFilterEntries",
            "(names: string[], glob: string) -> string[]",
            "The names that match a pattern, in which * is anything.")
        .takes(ARRAY, STRING)
        .gives(ARRAY)
        .withContext()
        .example("print(fsFilterEntries([\"a.at\", \"b.txt\"], \"*.at\"));", "[a.at]");
    rows.add("fsSortEntries", "(names: string[]) -> string[]", "Sorted regardless of case.")
        .takes(ARRAY)
        .withContext()
        .gives(ARRAY)
        .example("print(fsSortEntries([\"b\", \"A\"]));", "[A, b]");
  }

  private static void addMetadata(Rows rows) {
    metadata(rows, "fsSize", "number", "The number of bytes.")
        .gives(NUMBER)
        .example(DIR + "print(fsSize(f));", "3");
    time(rows, "fsMtime", "When it was changed, in seconds since 1970.");
    time(rows, "fsCtime", "When it was made, in seconds since 1970.");
    time(rows, "fsAtime", "When it was read, in seconds since 1970.");
    metadata(rows, "fsPermissions", "number", "The nine bits of its mode.")
        .gives(NUMBER)
        .example(DIR + "print(fsPermissions(f) >= 256);", "true");
    metadata(rows, "fsInode", "number", "The number of its inode.")
        .gives(NUMBER)
        .example(DIR + "print(fsInode(f) > 0);", "true");
    metadata(rows, "fsIsSymlink", "bool", "Whether it is a link.")
        .gives(BOOL)
        .example(DIR + "print(fsIsSymlink(f));", "false");
    rows.add("fsIsDir", "(path: string) -> bool", "Whether there is such a directory.")
        .takes(STRING)
        .gives(BOOL)
        .example(DIR + "print(fsIsDir(d));", "true");
    rows.add("fsIsFile", "(path: string) -> bool", "Whether there is such a file.")
        .takes(STRING)
        .gives(BOOL)
        .example(DIR + "print(fsIsFile(d));", "false");
  }

  private static Rows.Row metadata(Rows rows, String name, String result, String doc) {
    return rows.add(name, "(path: string) -> " + result, doc)
        .takes(STRING)
        .needs(Permission.FILE_READ)
        .fails(DiagnosticCode.AT0400, "no such file");
  }

  private static void time(Rows rows, String name, String doc) {
    metadata(rows, name, "number", doc)
        .gives(NUMBER)
        .example(DIR + "print(" + name + "(f) > 1600000000);", "true");
  }

  private static void addTemporary(Rows rows) {
    rows.add("fsTmpfile", "() -> string", "Makes an empty temporary file; its path.")
        .gives(STRING)
        .needs(Permission.FILE_WRITE)
        .fails(DiagnosticCode.AT0400, "the file cannot be made")
        .example("let f = fsTmpfile();\nprint(readFile(f) + pathExtension(f));", "tmp");
    rows.add("fsTmpdir", "() -> string", "Makes a temporary directory; its path.")
        .gives(STRING)
        .needs(Permission.FILE_WRITE)
        .fails(DiagnosticCode.AT0400, "the directory cannot be made")
        .example("print(readDir(fsTmpdir()));", "[]");
    rows.add("fsTmpfileNamed", "(prefix: string) -> string", "The same with a name that begins so.")
        .takes(STRING)
        .gives(STRING)
        .needs(Permission.FILE_WRITE)
        .fails(DiagnosticCode.AT0400, "the file cannot be made, or the prefix is no plain name")
        .example(
            "let f = fsTmpfileNamed(\"job\");\nprint(startsWith(pathBasename(f), \"job_\"));",
            "true");
    rows.add("fsGetTempDir", "() -> string", "The directory for temporary files.")
        .gives(STRING)
        .example("print(fsIsDir(fsGetTempDir()));", "true");
  }

  private static void addLinks(Rows rows) {
    String link = DIR + "let l = pathJoin(d, \"l\");\nfsSymlink(\"a\", l);\n";
    rows.add("fsSymlink", "(target: string, link: string) -> null", "Makes a link.")
        .takes(STRING, STRING)
        .gives(NULL)
        .needs(Permission.FILE_WRITE)
        .fails(DiagnosticCode.AT0400, "the link exists, or cannot be made")
        .example(link + "print(readFile(l));", "né");
    rows.add("fsReadlink", "(path: string) -> string", "What a link says.")
        .takes(STRING)
        .gives(STRING)
        .needs(Permission.FILE_READ)
        .fails(DiagnosticCode.AT0400, "not a link")
        .example(link + "print(fsReadlink(l));", "a");
    rows.add("fsResolveSymlink", "(path: string) -> string", "The path with all links resolved.")
        .takes(STRING)
        .gives(STRING)
        .needs(Permission.FILE_READ)
        .fails(DiagnosticCode.AT0400, "no such file")
        .example(link + "print(fsResolveSymlink(l) == fsResolveSymlink(f));", "true");
  }

  public static NullValue fsMkdir(Context context, int depth, Text path) {
    return Access.to(
        context,
        "fsMkdir",
        path,
        access -> {
          Files.createDirectory(access.create("directory create"));
          return NullValue.NULL;
        });
  }

  public static NullValue fsMkdirp(Context context, int depth, Text path) {
    return FileFunctions.createDir(context, "fsMkdirp", path);
  }

  public static NullValue fsRmdir(Context context, int depth, Text path) {
    return FileFunctions.removeDir(context, "fsRmdir", path);
  }

  public static NullValue fsRmdirRecursive(Context context, int depth, Text path) {
    return Access.to(
        context,
        "fsRmdirRecursive",
        path,
        access -> {
          removeAll(context, FileFunctions.directory(access));
          return NullValue.NULL;
        });
  }

  /** Links are removed and not followed. */
  private static void removeAll(Context context, Path path) throws IOException {
    context.poll();
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      for (Path entry : FileFunctions.list(context, path)) {
        removeAll(context, entry);
      }
    }
    Files.delete(path);
  }

  public static ArrayValue fsReaddir(Context context, int depth, Text path) {
    return FileFunctions.readDir(context, "fsReaddir", path);
  }

  public static ArrayValue fsWalk(Context context, int depth, Text path) {
    return Access.to(
        context,
        "fsWalk",
        path,
        access -> {
          Path root = access.read("directory read");
          List<Value> found = new ArrayList<>();
          walk(context, root, root, found);
          return ArrayValue.of(found.toArray(Value[]::new));
        });
  }

  private static void walk(Context context, Path root, Path directory, List<Value> found)
      throws IOException {
    for (Path entry : FileFunctions.list(context, directory)) {
      found.add(Text.of(root.relativize(entry).toString()));
      if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
        walk(context, root, entry, found);
      }
    }
  }

  public static ArrayValue fsFilterEntries(
      Context context, int depth, ArrayValue names, Text glob) {
    String[] pieces = glob.toString().split("\\*", -1);
    List<Value> kept = new ArrayList<>();
    for (int i = 0; i < names.length(); i++) {
      context.poll();
      if (names.get(i) instanceof Text name && matches(name.toString(), pieces)) {
        kept.add(name);
      }
    }
    return ArrayValue.of(kept.toArray(Value[]::new));
  }

  /** Whether a name consists of those pieces in that order, with anything between them. */
  private static boolean matches(String name, String[] pieces) {
    String last = pieces[pieces.length - 1];
    if (pieces.length == 1) {
      return name.equals(last);
    }
    int at = pieces[0].length();
    boolean matches = name.startsWith(pieces[0]);
    for (int i = 1; matches && i < pieces.length - 1; i++) {
      int found = name.indexOf(pieces[i], at);
      matches = found >= 0;
      at = found + pieces[i].length();
    }
    return matches && name.length() - last.length() >= at && name.endsWith(last);
  }

  public static ArrayValue fsSortEntries(Context context, int depth, ArrayValue names) {
    Value[] unsorted = names.toValues();
    Text[] lower = new Text[unsorted.length];
    for (int i = 0; i < lower.length; i++) {
      Callback.poll(context, i);
      if (!(unsorted[i] instanceof Text name)) {
        throw Arguments.mismatch(unsorted[i], "fsSortEntries", "array of strings");
      }
      lower[i] = Text.of(name.toString().toLowerCase(Locale.ROOT));
    }
    return Sorting.pick(unsorted, Sorting.byText(context, lower));
  }

  public static double fsSize(Context context, int depth, Text path) {
    return Access.to(
        context, "fsSize", path, access -> (double) Files.size(access.read("file metadata")));
  }

  private static double time(
      Context context, String function, Text path, Function<BasicFileAttributes, FileTime> time) {
    return Access.to(
        context,
        function,
        path,
        access -> {
          var attributes =
              Files.readAttributes(access.read("file metadata"), BasicFileAttributes.class);
          return time.apply(attributes).to(TimeUnit.MICROSECONDS) / 1e6;
        });
  }

  public static double fsMtime(Context context, int depth, Text path) {
    return time(context, "fsMtime", path, BasicFileAttributes::lastModifiedTime);
  }

  public static double fsCtime(Context context, int depth, Text path) {
    return time(context, "fsCtime", path, BasicFileAttributes::creationTime);
  }

  public static double fsAtime(Context context, int depth, Text path) {
    return time(context, "fsAtime", path, BasicFileAttributes::lastAccessTime);
  }

  public static double fsPermissions(Context context, int depth, Text path) {
    return Access.to(
        context,
        "fsPermissions",
        path,
        access -> {
          Object mode = Files.getAttribute(access.read("file metadata"), "unix:mode");
          return (double) ((Integer) mode & MODE);
        });
  }

  public static double fsInode(Context context, int depth, Text path) {
    return Access.to(
        context,
        "fsInode",
        path,
        access -> {
          Object inode = Files.getAttribute(access.read("file metadata"), "unix:ino");
          return ((Long) inode).doubleValue();
        });
  }

  public static boolean fsIsSymlink(Context context, int depth, Text path) {
    return Access.to(
        context,
        "fsIsSymlink",
        path,
        access -> Files.isSymbolicLink(access.readLink("file metadata")));
  }

  public static boolean fsIsDir(Text path) {
    try {
      return Files.isDirectory(Path.of(path.toString()));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  public static boolean fsIsFile(Text path) {
    try {
      return Files.isRegularFile(Path.of(path.toString()));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  public static Text fsGetTempDir() {
    String chosen = System.getenv("TMPDIR");
    boolean usable = chosen != null && !chosen.isEmpty();
    return Text.of(usable ? chosen : System.getProperty("java.io.tmpdir"));
  }

  public static Text fsTmpfile(Context context, int depth) {
    return temporaryFile(context, "fsTmpfile", "atlas_tmp");
  }

  public static Text fsTmpfileNamed(Context context, int depth, Text prefix) {
    String plain = prefix.toString();
    if (plain.indexOf('/') >= 0 || plain.indexOf('\\') >= 0 || plain.indexOf('\0') >= 0) {
      throw Access.failed("fsTmpfileNamed", prefix, "not a plain name");
    }
    return temporaryFile(context, "fsTmpfileNamed", plain);
  }

  private static Text temporaryFile(Context context, String function, String prefix) {
    return Access.to(
        context,
        function,
        fsGetTempDir(),
        access -> {
          Path directory = access.create("file write");
          return Text.of(Files.createTempFile(directory, prefix + "_", ".tmp").toString());
        });
  }

  public static Text fsTmpdir(Context context, int depth) {
    return Access.to(
        context,
        "fsTmpdir",
        fsGetTempDir(),
        access -> {
          Path directory = access.create("directory create");
          return Text.of(Files.createTempDirectory(directory, "atlas_tmp_dir_").toString());
        });
  }

  public static NullValue fsSymlink(Context context, int depth, Text target, Text link) {
    return Access.to(
        context,
        "fsSymlink",
        link,
        access -> {
          Files.createSymbolicLink(access.createLink("file write"), Path.of(target.toString()));
          return NullValue.NULL;
        });
  }

  public static Text fsReadlink(Context context, int depth, Text path) {
    return Access.to(
        context,
        "fsReadlink",
        path,
        access -> Text.of(Files.readSymbolicLink(access.readLink("file metadata")).toString()));
  }

  public static Text fsResolveSymlink(Context context, int depth, Text path) {
    return Access.to(
        context,
        "fsResolveSymlink",
        path,
        access -> Text.of(access.read("file metadata").toString()));
  }
}
