package atlas.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first thing that a new user does: start the launcher in a checkout that was never built. */
class CheckoutIT {
  private static final Path ROOT = Path.of(System.getProperty("atlas.root"));
  private static final Set<String> LEFT_OUT = Set.of(".git", "target", "test", "notebooks");

  @TempDir private Path directory;

  @Test
  void theFirstStartBuildsAndTheSecondDoesNot() throws IOException, InterruptedException {
    Path checkout = directory.resolve("a checkout");
    copy(checkout);
    Files.writeString(checkout.resolve("x.at"), "print(6 * 7);");
    Process first = start(checkout);
    assertEquals("42\n", text(first.getInputStream().readAllBytes()));
    String progress = text(first.getErrorStream().readAllBytes());
    assertEquals(0, first.waitFor(), progress);
    assertTrue(progress.startsWith("atlas: building ...\n"), progress);
    Process second = start(checkout);
    assertEquals("42\n", text(second.getInputStream().readAllBytes()));
    assertEquals("", text(second.getErrorStream().readAllBytes()));
    assertEquals(0, second.waitFor());
  }

  private static Process start(Path checkout) throws IOException {
    Process process =
        new ProcessBuilder("./atlas", "run", "x.at").directory(checkout.toFile()).start();
    process.getOutputStream().close();
    return process;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static void copy(Path to) throws IOException {
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path from, BasicFileAttributes attributes)
              throws IOException {
            if (LEFT_OUT.contains(from.getFileName().toString()) && !from.equals(ROOT)) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(to.resolve(ROOT.relativize(from).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path from, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(from, to.resolve(ROOT.relativize(from).toString()));
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
