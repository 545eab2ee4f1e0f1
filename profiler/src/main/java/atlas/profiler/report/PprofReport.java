package atlas.profiler.report;

import atlas.profiler.model.Profile;
import atlas.profiler.report.Stacks.Frame;
import atlas.profiler.report.Stacks.Stack;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * The format of pprof: a message of its {@code profile.proto}, compressed. A sample is a stack, the
 * innermost frame first, with the instructions executed in it; as in {@link CollapsedReport} a
 * stack is a calling context, or else a function and one of its lines. Bytes, not text.
 *
 * <p>The few kinds of fields that the message needs are written here rather than by a library.
 * Source: github.com/google/pprof, proto/profile.proto.
 */
public final class PprofReport {
  // Fields of Profile.
  private static final int SAMPLE_TYPE = 1;
  private static final int SAMPLE = 2;
  private static final int LOCATION = 4;
  private static final int FUNCTION = 5;
  private static final int STRING_TABLE = 6;

  private final Map<String, Long> strings = new LinkedHashMap<>();
  private final Map<Frame, Long> frames = new LinkedHashMap<>();

  private PprofReport() {
    string("");
  }

  /** Writes a profile; does not close the output. */
  public static void write(Profile profile, OutputStream out) throws IOException {
    GZIPOutputStream compressed = new GZIPOutputStream(out);
    compressed.write(new PprofReport().message(profile));
    compressed.finish();
  }

  private byte[] message(Profile profile) {
    Message message = new Message();
    message.bytes(
        SAMPLE_TYPE, new Message().number(1, string("instructions")).number(2, string("count")));
    for (Stack stack : Stacks.of(profile)) {
      List<Long> locations = new ArrayList<>();
      for (Frame frame : stack.frames().reversed()) {
        locations.add(frames.computeIfAbsent(frame, _ -> frames.size() + 1L));
      }
      message.bytes(SAMPLE, new Message().packed(1, locations).packed(2, List.of(stack.count())));
    }
    frames.forEach((frame, id) -> {
      Message line = new Message().number(1, id).number(2, frame.line());
      message.bytes(LOCATION, new Message().number(1, id).bytes(4, line));
      message.bytes(
          FUNCTION,
          new Message()
              .number(1, id)
              .number(2, string(readable(frame.name())))
              .number(3, string(frame.title()))
              .number(4, string(frame.file()))
              .number(5, frame.line()));
    });
    for (String text : strings.keySet()) {
      message.bytes(STRING_TABLE, text.getBytes(StandardCharsets.UTF_8));
    }
    return message.toByteArray();
  }

  private long string(String text) {
    return strings.computeIfAbsent(text, _ -> (long) strings.size());
  }

  /** A message as it grows. */
  private static final class Message {
    private static final int VARINT = 0;
    private static final int LENGTH = 2;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Message number(int field, long value) {
      varint(field << 3 | VARINT);
      varint(value);
      return this;
    }

    Message packed(int field, List<Long> values) {
      Message content = new Message();
      values.forEach(content::varint);
      return bytes(field, content);
    }

    Message bytes(int field, Message content) {
      return bytes(field, content.toByteArray());
    }

    Message bytes(int field, byte[] content) {
      varint(field << 3 | LENGTH);
      varint(content.length);
      out.writeBytes(content);
      return this;
    }

    private void varint(long value) {
      long rest = value;
      while ((rest & ~0x7FL) != 0) {
        out.write((int) (rest & 0x7F | 0x80));
        rest >>>= 7;
      }
      out.write((int) rest);
    }

    byte[] toByteArray() {
      return out.toByteArray();
    }
  }

  /** The tool takes what stands in angle brackets for arguments of templates, and leaves it out. */
  private static String readable(String name) {
    return name.replace('<', '[').replace('>', ']');
  }
}
