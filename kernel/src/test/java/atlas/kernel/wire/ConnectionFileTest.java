package atlas.kernel.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.kernel.protocol.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionFileTest {
  private static final String GOOD =
      """
      {"shell_port": 1, "iopub_port": 2, "stdin_port": 3, "control_port": 4, "hb_port": 5,
       "ip": "127.0.0.1", "key": "k", "transport": "tcp", "signature_scheme": "hmac-sha256",
       "kernel_name": "atlas"}
      """;

  @TempDir Path directory;

  @Test
  void itNamesTheAddressOfEveryChannel() throws IOException {
    ConnectionFile connection = ConnectionFile.read(write(GOOD));

    assertEquals("tcp://127.0.0.1:1", connection.address(Channel.SHELL));
    assertEquals("tcp://127.0.0.1:2", connection.address(Channel.IOPUB));
    assertEquals("tcp://127.0.0.1:3", connection.address(Channel.STDIN));
    assertEquals("tcp://127.0.0.1:4", connection.address(Channel.CONTROL));
    assertEquals("tcp://127.0.0.1:5", connection.heartbeatAddress());
    assertEquals("k", connection.key());
  }

  @Test
  void whatIsNoConnectionFileIsRefusedInOneLineWithItsName() throws IOException {
    assertTrue(refusal(directory.resolve("absent")).contains("cannot read"));
    assertTrue(refusal(directory).contains("cannot read"));
    assertTrue(refusal(write("hello")).contains("no JSON"));
    assertTrue(refusal(write("[]")).contains("shell_port"));
    assertTrue(refusal(write(GOOD.replace(": 4,", ": 0,"))).contains("control_port"));
    assertTrue(refusal(write(GOOD.replace(": 5,", ": \"5\","))).contains("hb_port"));
  }

  private String refusal(Path file) {
    String message = assertThrows(IOException.class, () -> ConnectionFile.read(file)).getMessage();
    assertTrue(message.contains(file.toString()) && message.lines().count() == 1, message);
    return message;
  }

  private Path write(String text) throws IOException {
    return Files.writeString(directory.resolve("connection.json"), text);
  }
}
