package atlas.repl.script;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The lines of a stream of UTF-8, each as soon as it has arrived. Lines are decoded one by one and
 * strictly, so that everything before a line with a bad byte is still seen.
 */
final class LineSource {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final InputStream stream;
  private final byte[] chunk = new byte[1 << 16];
  private int next;
  private int end;
  private byte[] line = new byte[256];
  private int length;
  private long number;

  LineSource(InputStream stream) {
    this.stream = stream;
  }

  /** The number of the line read last, from 1. */
  long number() {
    return number;
  }

  /**
   * The next line without its line feed, and the first one without a byte order mark; nothing at
   * the end of the stream.
   *
   * @throws CharacterCodingException if it is not UTF-8
   */
  Optional<String> next() throws IOException {
    length = 0;
    boolean any = false;
    while (next < end || fill()) {
      any = true;
      int from = next;
      while (next < end && chunk[next] != '\n') {
        next++;
      }
      append(from, next);
      if (next < end) {
        next++;
        break;
      }
    }
    if (!any) {
      return Optional.empty();
    }
    number++;
    return Optional.of(decode());
  }

  /** Whether something has arrived that was not taken yet. */
  boolean isReady() throws IOException {
    return next < end || stream.available() > 0;
  }

  private boolean fill() throws IOException {
    next = 0;
    end = Math.max(0, stream.read(chunk));
    return end > 0;
  }

  private void append(int from, int to) {
    int count = to - from;
    if (length + count > line.length) {
      line = Arrays.copyOf(line, Math.max(length + count, 2 * line.length));
    }
    System.arraycopy(chunk, from, line, length, count);
    length += count;
  }

  private String decode() throws CharacterCodingException {
    ByteBuffer bytes = ByteBuffer.wrap(line, 0, length);
    String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    return number == 1 && text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }
}
