package atlas.repl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** One call of the command line, in this process. */
record Run(int exit, String out, String err) {
  static Run of(String... args) {
    return withInput("", args);
  }

  static Run withInput(String input, String... args) {
    return withInput(input.getBytes(StandardCharsets.UTF_8), args);
  }

  static Run withInput(byte[] input, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit = Main.execute(args, new ByteArrayInputStream(input), out, err);
    return new Run(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** It ended with one clear line on the error stream, which holds some text, and status 2. */
  void assertRefused(String text) {
    assertEquals("", out);
    assertEquals(1, err.lines().count(), err);
    assertTrue(err.startsWith("atlas: "), err);
    assertTrue(err.contains(text), err);
    assertEquals(2, exit);
  }

  /** It ended well and printed something. */
  void assertPrinted(String text) {
    assertEquals("", err);
    assertEquals(text, out);
    assertEquals(0, exit);
  }

  /** It ended with diagnostics, of which the first has some code. */
  void assertFailed(String code) {
    assertTrue(err.startsWith("error[" + code + "]: "), err);
    assertFalse(err.contains("\tat "), err);
    assertEquals(1, exit);
  }
}
