package atlas.vm.builtins;

import atlas.vm.runtime.Context;
import atlas.vm.runtime.Interruption;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Passes what a child process writes on to the output of a program, as it comes. It is read on a
 * thread of its own and written on the program's, no faster than the output takes it.
 */
final class Relay {
  private static final int MOST_CHARACTERS = 8_192;
  private static final int MOST_CHUNKS = 16;
  private static final long INTERVAL_MS = 10;
  private static final String END = "";

  private final BlockingQueue<String> chunks = new ArrayBlockingQueue<>(MOST_CHUNKS);

  private Relay() {}

  /** Returns at the end of the stream; what is not UTF-8 is replaced. */
  static void pass(InputStream stream, Context context) throws IOException {
    Relay relay = new Relay();
    var reading = Waiting.on(() -> relay.read(stream));
    try {
      String chunk = relay.next(context);
      while (!chunk.equals(END)) {
        context.output().write(chunk);
        chunk = relay.next(context);
      }
      reading.await(context);
    } finally {
      reading.abandon();
    }
  }

  private String next(Context context) {
    try {
      while (true) {
        context.poll();
        String chunk = chunks.poll(INTERVAL_MS, TimeUnit.MILLISECONDS);
        if (chunk != null) {
          return chunk;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Interruption();
    }
  }

  private Void read(InputStream stream) throws IOException, InterruptedException {
    char[] buffer = new char[MOST_CHARACTERS];
    try {
      Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8);
      for (int n = reader.read(buffer); n > 0; n = reader.read(buffer)) {
        chunks.put(new String(buffer, 0, n));
      }
    } finally {
      chunks.put(END);
    }
    return null;
  }
}
