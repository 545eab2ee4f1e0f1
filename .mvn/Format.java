import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Checks or applies google-java-format, for the build: {@code Format check|apply DIRECTORY...}.
 *
 * <p>The formatter parses with the compiler of the JDK that it runs on, so it has to run on the JDK
 * of the toolchain and not on Maven's own. A plain program, started by the exec plugin, does.
 */
final class Format {
  private static final Formatter FORMATTER =
      new Formatter(JavaFormatterOptions.builder().reorderModifiers(true).build());

  private Format() {}

  public static void main(String[] args) throws IOException {
    boolean apply = args[0].equals("apply");
    int wrong = 0;
    for (String directory : List.of(args).subList(1, args.length)) {
      for (Path file : sources(Path.of(directory))) {
        wrong += isFormatted(file, apply) ? 0 : 1;
      }
    }
    if (wrong > 0) {
      System.err.println("To format: mvn -q validate exec:exec@format");
      System.exit(1);
    }
  }

  private static List<Path> sources(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (var files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  /** True if the file is well formatted now; says what is wrong otherwise. */
  private static boolean isFormatted(Path file, boolean apply) throws IOException {
    String source = Files.readString(file);
    String formatted;
    try {
      formatted =
          FORMATTER.formatSource(
              RemoveUnusedImports.removeUnusedImports(
                  ImportOrderer.reorderImports(source, JavaFormatterOptions.Style.GOOGLE)));
    } catch (FormatterException e) {
      System.err.println(file + ": " + e.getMessage());
      return false;
    }
    if (formatted.equals(source)) {
      return true;
    }
    if (apply) {
      Files.writeString(file, formatted);
      System.out.println("formatted " + file);
      return true;
    }
    System.err.println("not formatted: " + file);
    return false;
  }
}
