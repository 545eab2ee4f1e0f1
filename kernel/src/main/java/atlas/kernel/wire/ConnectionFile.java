package atlas.kernel.wire;

import atlas.kernel.json.JsonTrees;
import atlas.kernel.protocol.Channel;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a client expects the kernel's sockets, and the key to sign with. */
public record ConnectionFile(
    String transport,
    String ip,
    int shellPort,
    int controlPort,
    int iopubPort,
    int stdinPort,
    int hbPort,
    String key,
    String signatureScheme) {

  /**
   * Reads a connection file.
   *
   * @throws IOException if it cannot be read or is none; the message names the file and is one line
   */
  public static ConnectionFile read(Path file) throws IOException {
    JsonNode json;
    try {
      json = JsonTrees.read(Files.readAllBytes(file));
    } catch (JacksonException e) {
      throw new IOException(file + " is not a connection file: no JSON", e);
    } catch (IOException e) {
      throw new IOException("cannot read the connection file " + file, e);
    }
    return new ConnectionFile(
        json.path("transport").asText("tcp"),
        json.path("ip").asText("127.0.0.1"),
        port(file, json, "shell_port"),
        port(file, json, "control_port"),
        port(file, json, "iopub_port"),
        port(file, json, "stdin_port"),
        port(file, json, "hb_port"),
        json.path("key").asText(""),
        json.path("signature_scheme").asText(Signer.DEFAULT_SCHEME));
  }

  /** Writes a connection file, for a kernel to read. */
  public void write(Path file) throws IOException {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("transport", transport).put("ip", ip);
    json.put("shell_port", shellPort).put("control_port", controlPort).put("iopub_port", iopubPort);
    json.put("stdin_port", stdinPort).put("hb_port", hbPort);
    json.put("key", key).put("signature_scheme", signatureScheme);
    Files.writeString(file, json.toString());
  }

  /** The ZeroMQ address to bind a channel's socket to. */
  String address(Channel channel) {
    return address(
        switch (channel) {
          case SHELL -> shellPort;
          case CONTROL -> controlPort;
          case IOPUB -> iopubPort;
          case STDIN -> stdinPort;
        });
  }

  String heartbeatAddress() {
    return address(hbPort);
  }

  private String address(int port) {
    String separator = transport.equals("ipc") ? "-" : ":";
    return transport + "://" + ip + separator + port;
  }

  private static int port(Path file, JsonNode json, String field) throws IOException {
    JsonNode port = json.path(field);
    if (!port.isInt() || port.intValue() < 1 || port.intValue() > 65_535) {
      throw new IOException(file + " is not a connection file: no port number in " + field);
    }
    return port.intValue();
  }
}
