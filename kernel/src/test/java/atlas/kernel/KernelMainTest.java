package atlas.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.kernel.server.SessionInterpreter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelMainTest {
  private static final int UNREACHABLE = 70;

  /** Jupyter starts another kernel for a process that has ended, but not for one that is deaf. */
  @Test
  void theProcessEndsWithALineInTheLogIfAThreadDies(@TempDir Path directory) throws Exception {
    Path connection = directory.resolve("connection.json");
    Files.writeString(
        connection,
        """
        {"transport": "ipc", "ip": "%s", "shell_port": 1, "control_port": 2, "iopub_port": 3,
         "stdin_port": 4, "hb_port": 5, "key": "a key"}
        """
            .formatted(directory.resolve("s")));
    Process kernel =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Doomed.class.getName(),
                connection.toString())
            .redirectErrorStream(true)
            .start();
    try {
      assertTrue(kernel.waitFor(1, TimeUnit.MINUTES));
      assertEquals(UNREACHABLE, kernel.exitValue());
      String log = new String(kernel.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals("doomed died: java.lang.OutOfMemoryError: test", log.strip());
    } finally {
      kernel.destroyForcibly();
    }
  }

  /** A kernel one of whose threads dies as soon as the kernel can know. */
  static final class Doomed {
    public static void main(String[] arguments) throws IOException, InterruptedException {
      Thread.ofPlatform().name("doomed").start(Doomed::die);
      KernelMain.listen(
              Path.of(arguments[0]), SessionInterpreter.forRehearsal(), System.out::println)
          .run();
    }

    private static void die() {
      while (Thread.getDefaultUncaughtExceptionHandler() == null) {
        Thread.onSpinWait();
      }
      throw new OutOfMemoryError("test");
    }
  }
}
