package atlas.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The kernel and the notebooks under real Jupyter: runs the tests in Python, which start the kernel
 * through an installed kernel specification. Skipped where Jupyter is missing, except in CI.
 */
class JupyterIT {
  private static final Path PYTHON = Path.of("/usr/bin/python3");

  @Test
  void theKernelServesARealClientAndTheNotebooksRun() throws IOException, InterruptedException {
    boolean required = System.getenv("CI") != null;
    assumeTrue(required || hasJupyter(), "Debian's jupyter-nbconvert is not installed");
    Path tests = Path.of(System.getProperty("atlas.root"), "kernel/src/test/python");
    Path output = Files.createTempFile("atlas-jupyter", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(PYTHON.toString(), "-m", "unittest", "discover", "-v", "-p", "*_test.py")
            .directory(tests.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("ATLAS_LAUNCHER", System.getProperty("atlas.launcher"));
    if (required) {
      builder.environment().put("ATLAS_REQUIRE_JUPYTER", "1");
    }
    Process process = builder.start();
    boolean ended = process.waitFor(30, TimeUnit.MINUTES);
    process.destroyForcibly();
    String log = Files.readString(output);
    Files.delete(output);
    System.out.print(log);
    assertTrue(ended, "the client did not come to an end:\n" + log);
    assertEquals(0, process.exitValue(), log);
  }

  private static boolean hasJupyter() throws IOException, InterruptedException {
    if (!Files.isExecutable(PYTHON)) {
      return false;
    }
    return new ProcessBuilder(PYTHON.toString(), "-c", "import jupyter_client, nbconvert")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }
}
