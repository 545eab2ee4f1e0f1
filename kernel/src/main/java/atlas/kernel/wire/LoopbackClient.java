package atlas.kernel.wire;

import atlas.kernel.protocol.Channel;
import atlas.kernel.protocol.MalformedMessageException;
import atlas.kernel.protocol.Message;
import atlas.kernel.protocol.MessageCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** The least client there can be, for a kernel in the same process. For one thread. */
public final class LoopbackClient implements AutoCloseable {
  /** A machine that stands still for some seconds is no reason to do without a rehearsal. */
  private static final int PATIENCE_MILLIS = 20_000;

  private final ConnectionFile connection;
  private final Framing framing;
  private final ZContext context = new ZContext();
  private final Map<Channel, ZMQ.Socket> sockets = new EnumMap<>(Channel.class);

  /** Chooses ports, to which a kernel is then to be bound. */
  public LoopbackClient() throws IOException {
    List<Integer> ports = freePorts();
    String key = UUID.randomUUID().toString();
    connection =
        new ConnectionFile(
            "tcp",
            InetAddress.getLoopbackAddress().getHostAddress(),
            ports.get(0),
            ports.get(1),
            ports.get(2),
            ports.get(3),
            ports.get(4),
            key,
            Signer.DEFAULT_SCHEME);
    framing = new Framing(new Signer(Signer.DEFAULT_SCHEME, key));
  }

  /** Where the kernel has to listen. */
  public ConnectionFile connection() {
    return connection;
  }

  /** Connects to the kernel, which listens by now. */
  public void connect() {
    for (Channel channel : List.of(Channel.SHELL, Channel.CONTROL, Channel.IOPUB)) {
      ZMQ.Socket socket =
          context.createSocket(channel == Channel.IOPUB ? SocketType.SUB : SocketType.DEALER);
      socket.setReceiveTimeOut(PATIENCE_MILLIS);
      socket.setLinger(0);
      if (channel == Channel.IOPUB) {
        socket.subscribe(ZMQ.SUBSCRIPTION_ALL);
      }
      socket.connect(connection.address(channel));
      sockets.put(channel, socket);
    }
  }

  /** Sends a request and waits for its reply. */
  public void ask(Channel channel, Message request) throws IOException {
    ZMQ.Socket socket = sockets.get(channel);
    List<byte[]> frames = framing.frame(MessageCodec.encode(request));
    for (int i = 0; i < frames.size(); i++) {
      socket.send(frames.get(i), i < frames.size() - 1 ? ZMQ.SNDMORE : 0);
    }
    List<byte[]> reply = new ArrayList<>();
    do {
      byte[] frame = socket.recv();
      if (frame == null) {
        throw new IOException("no reply to " + request.header().msgType());
      }
      reply.add(frame);
    } while (socket.hasReceiveMore());
    try {
      MessageCodec.decode(framing.unframe(reply));
    } catch (MalformedMessageException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    context.close();
  }

  private static List<Integer> freePorts() throws IOException {
    List<ServerSocket> taken = new ArrayList<>();
    try {
      for (int i = 0; i < 5; i++) {
        taken.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return taken.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : taken) {
        socket.close();
      }
    }
  }
}
