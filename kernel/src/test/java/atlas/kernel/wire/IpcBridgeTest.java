package atlas.kernel.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class IpcBridgeTest {
  @TempDir Path directory;

  @RepeatedTest(100)
  void bytesGoBothWaysAndNothingIsLeftBehind() throws Exception {
    Path file = directory.resolve("kernel-1");
    IpcBridge bridge = new IpcBridge();
    try (ServerSocket kernel = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      bridge.listen(file, kernel.getLocalPort());
      try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(file));
          Socket accepted = kernel.accept()) {
        client.write(ByteBuffer.wrap("question".getBytes(StandardCharsets.UTF_8)));
        byte[] question = accepted.getInputStream().readNBytes(8);
        accepted.getOutputStream().write("answer".getBytes(StandardCharsets.UTF_8));
        accepted.shutdownOutput();
        bridge.close();

        ByteBuffer answer = ByteBuffer.allocate(20);
        int read = client.read(answer);
        while (read >= 0) {
          read = client.read(answer);
        }
        assertEquals("question", new String(question, StandardCharsets.UTF_8));
        assertEquals("answer", new String(answer.array(), 0, 6, StandardCharsets.UTF_8));
      }
    }
    assertFalse(Files.exists(file));
  }

  @Test
  void aFileThatNobodyListensAtIsReplaced() throws Exception {
    Path file = Files.createFile(directory.resolve("kernel-2"));
    try (IpcBridge bridge = new IpcBridge()) {
      bridge.listen(file, 1);
    }
    assertFalse(Files.exists(file));
  }
}
