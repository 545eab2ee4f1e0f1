package atlas.vm.builtins;

import static atlas.vm.builtins.ParamKind.ARRAY;
import static atlas.vm.builtins.ParamKind.BOOL;
import static atlas.vm.builtins.ParamKind.JSON;
import static atlas.vm.builtins.ParamKind.NULL;
import static atlas.vm.builtins.ParamKind.STRING;

import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.runtime.ArrayValue;
import atlas.vm.runtime.Context;
import atlas.vm.runtime.JsonValue;
import atlas.vm.runtime.NullValue;
import atlas.vm.runtime.Permission;
import atlas.vm.runtime.Text;
import atlas.vm.runtime.Value;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Functions on whole files (stdlib §20.1). */
public final class FileFunctions {
  /** So many characters are read or written at once. */
  private static final int CHUNK = 1 << 16;

  private static final String IN_TEMP = "let f = fsTmpfile();\nwriteFile(f, \"né\");\n";
  private static final String NEW_DIR = "let d = fsTmpdir();\n";

  private FileFunctions() {}

  static List<Builtin> table() {
    Rows rows = Rows.dynamic(FileFunctions.class, DiagnosticCode.AT0102, DiagnosticCode.AT0102);
    addFiles(rows);
    addDirectories(rows);
    return rows.list();
  }

  private static void addFiles(Rows rows) {
    rows.add("readFile", "(path: string) -> string", "The text of a file, which is UTF-8.")
        .takes(STRING)
        .gives(STRING)
        .needs(Permission.FILE_READ)
        .fails(DiagnosticCode.AT0400, "no such file, or not UTF-8")
        .example(IN_TEMP + "print(readFile(f));", "né");
    rows.add("writeFile", "(path: string, text: string) -> null", "Makes a file of a text.")
        .takes(STRING, STRING)
        .gives(NULL)
        .needs(Permission.FILE_WRITE)
        .fails(DiagnosticCode.AT0400, "no such directory")
        .example(IN_TEMP + "print(readFile(f));", "né");
    rows.add("appendFile", "(path: string, text: string) -> null", "Adds a text to a file.")
        .takes(STRING, STRING)
        .gives(NULL)
        .needs(Permission.FILE_WRITE)
        .fails(DiagnosticCode.AT0400, "no such directory")
        .example(IN_TEMP + "appendFile(f, \"!\");\nprint(readFile(f));", "né!");
    rows.add("fileExists", "(path: string) -> bool", "Whether there is a file or directory.")
        .takes(STRING)
        .gives(BOOL)
        .example("print(fileExists(\"/no/such/file\"));", "false");
    rows.add("fileInfo", "(path: string) -> json", "Size, time of change and kind of a file.")
        .takes(STRING)
        .gives(JSON)
        .needs(Permission.FILE_READ)
        .fails(DiagnosticCode.AT0400, "no such file")
        .example(IN_TEMP + "print(fileInfo(f)[\"size\"]);", "3");
    rows.add("removeFile", "(path: string) -> null", "Removes a file.")
        .takes(STRING)
        .gives(NULL)
        .needs(Permission.FILE_WRITE)
        .fails(DiagnosticCode.AT0400, "no such file, or a directory")
        .example(IN_TEMP + "removeFile(f);\nprint(fileExists(f));", "false");
  }

  private static void addDirectories(Rows rows) {
    rows.add("readDir", "(path: string) -> string[]", "The sorted names in a directory.")
        .takes(STRING)
        .gives(ARRAY)
        .needs(Permission.FILE_READ)
        .fails(DiagnosticCode.AT0400, "no such directory")
        .example(NEW_DIR + "writeFile(pathJoin(d, \"a\"), \"\");\nprint(readDir(d));", "[a]");
    rows.add("createDir", "(path: string) -> null", "Makes a directory and those above it.")
        .takes(STRING)
        .gives(NULL)
        .needs(Permission.FILE_WRITE)
        .fails(DiagnosticCode.AT0400, "something else is in the way")
        .example(NEW_DIR + "createDir(pathJoin(d, \"a\", \"b\"));\nprint(readDir(d));", "[a]");
    rows.add("removeDir", "(path: string) -> null", "Removes an empty directory.")
        .takes(STRING)
        .gives(NULL)
        .needs(Permission.FILE_WRITE)
        .fails(DiagnosticCode.AT0400, "no such directory, or not empty")
        .example(NEW_DIR + "removeDir(d);\nprint(fileExists(d));", "false");
  }

  public static Text readFile(Context context, int depth, Text path) {
    return Access.to(
        context,
        "readFile",
        path,
        access -> {
          Path file = access.read("file read");
          return Files.isRegularFile(file)
              ? readAll(context, file)
              : Waiting.on(() -> readAll(context, file)).await(context);
        });
  }

  private static Text readAll(Context context, Path file) throws IOException {
    try (Reader reader = Files.newBufferedReader(file)) {
      StringBuilder text = new StringBuilder();
      char[] chunk = new char[CHUNK];
      for (int count = reader.read(chunk); count >= 0; count = reader.read(chunk)) {
        context.poll();
        text.append(chunk, 0, count);
      }
      return Text.of(text.toString());
    }
  }

  public static NullValue writeFile(Context context, int depth, Text path, Text text) {
    return write(context, "writeFile", path, text, StandardOpenOption.TRUNCATE_EXISTING);
  }

  public static NullValue appendFile(Context context, int depth, Text path, Text text) {
    return write(context, "appendFile", path, text, StandardOpenOption.APPEND);
  }

  private static NullValue write(
      Context context, String function, Text path, Text text, StandardOpenOption how) {
    return Access.to(
        context,
        function,
        path,
        access -> {
          Path file = access.write("file write");
          String all = text.toString();
          if (Files.exists(file) && !Files.isRegularFile(file)) {
            return Waiting.on(() -> writeAll(context, file, all, how)).await(context);
          }
          return writeAll(context, file, all, how);
        });
  }

  private static NullValue writeAll(Context context, Path file, String text, StandardOpenOption how)
      throws IOException {
    try (Writer writer =
        Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
      for (int start = 0; start < text.length(); start += CHUNK) {
        context.poll();
        writer.write(text, start, Math.min(CHUNK, text.length() - start));
      }
    }
    return NullValue.NULL;
  }

  public static boolean fileExists(Text path) {
    try {
      return Files.exists(Path.of(path.toString()));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  public static JsonValue fileInfo(Context context, int depth, Text path) {
    return Access.to(
        context,
        "fileInfo",
        path,
        access -> {
          var info = Files.readAttributes(access.read("file metadata"), BasicFileAttributes.class);
          Map<String, JsonValue> members = new LinkedHashMap<>();
          members.put("size", json(info.size()));
          members.put("modified", json(Math.floorDiv(info.lastModifiedTime().toMillis(), 1000L)));
          members.put("isFile", new JsonValue.Bool(info.isRegularFile()));
          members.put("isDir", new JsonValue.Bool(info.isDirectory()));
          return new JsonValue.Obj(members);
        });
  }

  /** A whole number as json. */
  static JsonValue json(long number) {
    return new JsonValue.Num(number, Long.toString(number));
  }

  public static NullValue removeFile(Context context, int depth, Text path) {
    return Access.to(
        context,
        "removeFile",
        path,
        access -> {
          Path file = access.delete("file delete");
          if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("is a directory");
          }
          Files.delete(file);
          return NullValue.NULL;
        });
  }

  public static ArrayValue readDir(Context context, int depth, Text path) {
    return readDir(context, "readDir", path);
  }

  static ArrayValue readDir(Context context, String function, Text path) {
    return Access.to(
        context, function, path, access -> names(list(context, access.read("directory read"))));
  }

  private static ArrayValue names(List<Path> entries) {
    return ArrayValue.of(
        entries.stream().map(e -> Text.of(e.getFileName().toString())).toArray(Value[]::new));
  }

  /** The entries of a directory, sorted by name. */
  static List<Path> list(Context context, Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new NotDirectoryException(directory.toString());
    }
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      for (Path entry : stream) {
        context.poll();
        entries.add(entry);
      }
    }
    entries.sort((a, b) -> name(a).compareTo(name(b)));
    return entries;
  }

  private static Text name(Path entry) {
    return Text.of(entry.getFileName().toString());
  }

  public static NullValue createDir(Context context, int depth, Text path) {
    return createDir(context, "createDir", path);
  }

  static NullValue createDir(Context context, String function, Text path) {
    return Access.to(
        context,
        function,
        path,
        access -> {
          Path directory = access.create("directory create");
          if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new FileAlreadyExistsException(directory.toString());
          }
          Files.createDirectories(directory);
          return NullValue.NULL;
        });
  }

  public static NullValue removeDir(Context context, int depth, Text path) {
    return removeDir(context, "removeDir", path);
  }

  static NullValue removeDir(Context context, String function, Text path) {
    return Access.to(
        context,
        function,
        path,
        access -> {
          Files.delete(directory(access));
          return NullValue.NULL;
        });
  }

  /** A directory that is to be deleted; a link to one is none. */
  static Path directory(Access access) throws IOException {
    Path directory = access.delete("directory delete");
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      throw new NotDirectoryException(directory.toString());
    }
    return directory;
  }
}
