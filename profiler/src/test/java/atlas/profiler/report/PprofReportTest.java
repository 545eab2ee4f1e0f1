package atlas.profiler.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.profiler.model.Profile;
import atlas.profiler.model.Profiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** The message is read by field numbers, as any reader of its schema does. */
final class PprofReportTest {
  private static final int SAMPLE = 2;
  private static final int LOCATION = 4;
  private static final int FUNCTION = 5;
  private static final int STRING_TABLE = 6;

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  /** The contents of a field, which is always one with a length. */
  private static List<ByteBuffer> fields(ByteBuffer message, int wanted) {
    List<ByteBuffer> found = new ArrayList<>();
    ByteBuffer in = message.duplicate();
    while (in.hasRemaining()) {
      long tag = varint(in);
      long value = varint(in);
      if ((tag & 7) == 2) {
        if (tag >> 3 == wanted) {
          found.add(in.slice(in.position(), (int) value));
        }
        in.position(in.position() + (int) value);
      }
    }
    return found;
  }

  @Test
  void samplesAddUpToTheTotal() throws Exception {
    Profile profile = Profiles.detailed();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PprofReport.write(profile, out);
    byte[] bytes = new GZIPInputStream(new ByteArrayInputStream(out.toByteArray())).readAllBytes();
    ByteBuffer message = ByteBuffer.wrap(bytes);
    long sum = 0;
    for (ByteBuffer sample : fields(message, SAMPLE)) {
      sum += varint(fields(sample, 2).getFirst());
    }
    assertEquals(profile.totals().instructions(), sum);
    assertEquals(fields(message, LOCATION).size(), fields(message, FUNCTION).size());
    List<String> strings =
        fields(message, STRING_TABLE).stream()
            .map(text -> StandardCharsets.UTF_8.decode(text).toString())
            .toList();
    assertEquals("", strings.getFirst());
    assertTrue(strings.containsAll(List.of("instructions", "count", "next", "[main]")));
  }
}
