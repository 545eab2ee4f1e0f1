package atlas.profiler.report;

import atlas.profiler.model.FunctionId;
import atlas.profiler.model.Profile;
import atlas.profiler.report.CollapsedReport.Stack;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;

/**
 * The file format of the speedscope viewer. As in {@link CollapsedReport} a stack is a function and
 * one of its lines, never a caller and a callee; the name of the profile says so.
 */
public final class SpeedscopeReport implements ReportWriter {
  private static final String SCHEMA = "https://www.speedscope.app/file-format-schema.json";
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private record Frame(String name, String file, int line) {
    static Frame of(FunctionId id) {
      return new Frame(id.name(), id.file(), id.line());
    }

    static Frame of(Stack stack) {
      return new Frame(stack.place(), stack.id().file(), stack.line());
    }
  }

  @Override
  public void write(Profile profile, ReportOptions options, Writer out) throws IOException {
    SortedMap<Stack, Long> stacks = CollapsedReport.stacks(profile);
    Map<Frame, Integer> frames = new LinkedHashMap<>();
    for (Stack stack : stacks.keySet()) {
      frames.putIfAbsent(Frame.of(stack.id()), frames.size());
      frames.putIfAbsent(Frame.of(stack), frames.size());
    }
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("$schema", SCHEMA);
      json.writeStringField("name", profile.name());
      json.writeStringField("exporter", "atlas");
      json.writeNumberField("activeProfileIndex", 0);
      json.writeObjectFieldStart("shared");
      json.writeArrayFieldStart("frames");
      for (Frame frame : frames.keySet()) {
        json.writeStartObject();
        json.writeStringField("name", frame.name());
        json.writeStringField("file", frame.file());
        json.writeNumberField("line", frame.line());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeArrayFieldStart("profiles");
      samples(json, profile, stacks, frames);
      json.writeEndArray();
      json.writeEndObject();
    }
    out.write('\n');
  }

  private static void samples(
      JsonGenerator json,
      Profile profile,
      SortedMap<Stack, Long> stacks,
      Map<Frame, Integer> frames)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "sampled");
    json.writeStringField(
        "name", "instructions of " + profile.name() + " by function and line (no call stacks)");
    json.writeStringField("unit", "none");
    json.writeNumberField("startValue", 0);
    json.writeNumberField("endValue", profile.totals().instructions());
    json.writeArrayFieldStart("samples");
    for (Stack stack : stacks.keySet()) {
      json.writeStartArray();
      json.writeNumber(frames.get(Frame.of(stack.id())));
      json.writeNumber(frames.get(Frame.of(stack)));
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("weights");
    for (long weight : stacks.values()) {
      json.writeNumber(weight);
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
