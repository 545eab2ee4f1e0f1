package atlas.profiler.report;

import atlas.profiler.model.FunctionId;
import atlas.profiler.model.FunctionProfile;
import atlas.profiler.model.LineProfile;
import atlas.profiler.model.Location;
import atlas.profiler.model.OpcodeCount;
import atlas.profiler.model.Overhead;
import atlas.profiler.model.Profile;
import atlas.profiler.model.Stop;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The report for programs (design §5, Profile JSON): everything that the profile holds, whatever
 * the options say. Counts are integers of any size up to 2^63-1, never rounded. Opcodes, lines and
 * functions are the executed ones, the most executed first; locations are in the order of the
 * listing. Two runs of a deterministic program differ in the fields that end in {@code _ns} only.
 */
public final class JsonReport implements ReportWriter {
  /** The {@code format} of the form. */
  public static final String FORMAT = "atlas-profile";

  /** Goes up when a field changes its meaning; new fields do not count. */
  public static final int VERSION = 1;

  private static final int TYPICAL_BYTES = 1 << 16;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .build();

  @Override
  public void write(Profile profile, ReportOptions options, Writer out) throws IOException {
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      write(json, profile);
    }
    out.write('\n');
  }

  /** The same as the text of {@link #render}, which is not made for it. */
  @Override
  public byte[] encode(Profile profile, ReportOptions options) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(TYPICAL_BYTES);
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      write(json, profile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.write('\n');
    return out.toByteArray();
  }

  private static void write(JsonGenerator json, Profile profile) throws IOException {
    json.setPrettyPrinter(new JsonLayout());
    json.writeStartObject();
    header(json, profile);
    opcodes(json, JsonOrder.opcodes(profile));
    List<FunctionProfile> functions = JsonOrder.functions(profile);
    functions(json, functions);
    lines(json, "lines", JsonOrder.lines(profile));
    lines(json, "unexecuted", profile.lines().stream().filter(l -> !l.isExecuted()).toList());
    Map<FunctionId, Integer> index = new HashMap<>();
    functions.forEach(f -> index.put(f.id(), index.size()));
    locations(json, profile, index);
    JsonDetails.write(json, profile.details(), index);
    json.writeEndObject();
  }

  private static void header(JsonGenerator json, Profile profile) throws IOException {
    json.writeStringField("format", FORMAT);
    json.writeNumberField("version", VERSION);
    json.writeStringField("name", profile.name());
    json.writeNumberField("instructions", profile.totals().instructions());
    json.writeNumberField("elapsed_ns", profile.timing().elapsedNanos());
    if (profile.timing().compileNanos().isPresent()) {
      json.writeNumberField("compile_ns", profile.timing().compileNanos().getAsLong());
    }
    if (profile.timing().gcNanos().isPresent()) {
      json.writeNumberField("gc_ns", profile.timing().gcNanos().getAsLong());
    }
    if (profile.timing().countingNanos().isPresent()) {
      json.writeNumberField("counting_ns", profile.timing().countingNanos().getAsLong());
    }
    if (profile.timing().overhead().isMeasured()) {
      overhead(json, profile.timing().overhead());
    }
    json.writeNumberField("max_depth", profile.totals().maxDepth());
    json.writeNumberField("max_stack_depth", profile.totals().maxStackDepth());
    json.writeNumberField("calls", profile.totals().calls());
    if (profile.stopped().isPresent()) {
      stopped(json, profile.stopped().get());
    }
  }

  private static void overhead(JsonGenerator json, Overhead overhead) throws IOException {
    json.writeArrayFieldStart("overhead");
    for (Overhead.Pair pair : overhead.pairs()) {
      json.writeStartObject();
      json.writeNumberField("plain_ns", pair.plainNanos());
      json.writeNumberField("counted_ns", pair.countedNanos());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void stopped(JsonGenerator json, Stop stop) throws IOException {
    json.writeObjectFieldStart("stopped");
    json.writeStringField("cause", stop.reason().name().toLowerCase(Locale.ROOT));
    if (stop.code().isPresent()) {
      json.writeStringField("code", stop.code().get());
    }
    json.writeStringField("file", stop.file());
    json.writeNumberField("line", stop.line());
    json.writeNumberField("column", stop.column());
    json.writeStringField("message", stop.message());
    json.writeEndObject();
  }

  private static void opcodes(JsonGenerator json, List<OpcodeCount> opcodes) throws IOException {
    json.writeArrayFieldStart("opcodes");
    for (OpcodeCount opcode : opcodes) {
      json.writeStartObject();
      json.writeStringField("name", opcode.name());
      json.writeNumberField("count", opcode.count());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void functions(JsonGenerator json, List<FunctionProfile> functions)
      throws IOException {
    json.writeArrayFieldStart("functions");
    for (FunctionProfile function : functions) {
      json.writeStartObject();
      json.writeStringField("name", function.id().name());
      json.writeStringField("file", function.id().file());
      json.writeNumberField("line", function.id().line());
      json.writeNumberField("end_line", function.endLine());
      json.writeNumberField("calls", function.calls());
      json.writeNumberField("instructions", function.instructions());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void lines(JsonGenerator json, String field, List<LineProfile> lines)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (LineProfile line : lines) {
      json.writeStartObject();
      json.writeStringField("file", line.file());
      json.writeNumberField("line", line.line());
      json.writeNumberField("count", line.count());
      json.writeNumberField("hits", line.hits());
      json.writeStringField("function", line.function());
      json.writeStringField("source", line.source());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void locations(JsonGenerator json, Profile profile, Map<FunctionId, Integer> index)
      throws IOException {
    json.writeArrayFieldStart("locations");
    for (Location location : profile.locations()) {
      json.writeStartObject();
      json.writeStringField("function", location.function().name());
      json.writeNumberField("function_index", index.get(location.function()));
      json.writeNumberField("ip", location.ip());
      json.writeStringField("opcode", location.opcode());
      json.writeStringField("file", location.function().file());
      json.writeNumberField("line", location.line());
      json.writeNumberField("count", location.count());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
