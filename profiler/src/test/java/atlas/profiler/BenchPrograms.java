package atlas.profiler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The programs of {@code bench/programs}, made small enough for the interpreter. */
final class BenchPrograms {
  /** Constants by program; {@code REPS} is 2 where nothing else is said. */
  private static final Map<String, Map<String, Integer>> SIZES =
      Map.ofEntries(
          Map.entry("collatz", Map.of("N", 200)),
          Map.entry("editdist", Map.of("N", 18)),
          Map.entry("fannkuch", Map.of("N", 5)),
          Map.entry("fib", Map.of("N", 14)),
          Map.entry("hof", Map.of("N", 250)),
          Map.entry("knapsack", Map.of("CAPACITY", 120, "ITEMS", 8, "CHAIN", 7)),
          Map.entry("loops", Map.of("N", 25)),
          Map.entry("mandelbrot", Map.of("SIZE", 12, "LIMIT", 30)),
          Map.entry("matmul", Map.of("N", 7)),
          Map.entry("nbody", Map.of("STEPS", 15)),
          Map.entry("nqueens", Map.of("N", 5)),
          Map.entry("particles", Map.of("N", 12, "STEPS", 4)),
          Map.entry("quicksort", Map.of("N", 150)),
          Map.entry("results", Map.of("N", 300)),
          Map.entry("sieve", Map.of("N", 300)),
          Map.entry("spectral", Map.of("N", 7)),
          Map.entry("strings", Map.of("N", 30)),
          Map.entry("toplevel", Map.of("N", 14)),
          Map.entry("wordcount", Map.of("LINES", 6)));

  private BenchPrograms() {}

  /** The names of all programs, in order. */
  static List<String> names() {
    try (Stream<Path> files = Files.list(directory())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".atl"))
          .map(name -> name.substring(0, name.length() - 4))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A program with small sizes. */
  static String small(String name) {
    String program = text(name);
    for (Map.Entry<String, Integer> size : SIZES.getOrDefault(name, Map.of()).entrySet()) {
      program = withConstant(program, size.getKey(), size.getValue());
    }
    return withConstant(program, "REPS", 2).replace("x += 50)", "x += 9000)");
  }

  private static String withConstant(String program, String constant, int value) {
    Matcher matcher = Pattern.compile("(let " + constant + ": number = )\\d+;").matcher(program);
    if (!matcher.find()) {
      throw new AssertionError("no constant " + constant + " in " + program);
    }
    return matcher.replaceFirst("$1" + value + ";");
  }

  private static String text(String name) {
    try {
      return Files.readString(directory().resolve(name + ".atl"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From the root of the build, or the nearest folder upwards that has the programs. */
  private static Path directory() {
    String root = System.getProperty("maven.multiModuleProjectDirectory");
    Path start = Path.of(root == null ? System.getProperty("user.dir") : root).toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      Path programs = folder.resolve("bench").resolve("programs");
      if (Files.isDirectory(programs)) {
        return programs;
      }
    }
    throw new AssertionError("no bench/programs in or above " + start);
  }
}
