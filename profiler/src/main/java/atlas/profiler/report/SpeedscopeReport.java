package atlas.profiler.report;

import atlas.profiler.model.Profile;
import atlas.profiler.report.Stacks.Frame;
import atlas.profiler.report.Stacks.Stack;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The file format of the speedscope viewer. As in {@link CollapsedReport} a stack is a calling
 * context, or else a function and one of its lines; the name of the profile says so.
 */
public final class SpeedscopeReport implements ReportWriter {
  private static final String SCHEMA = "https://www.speedscope.app/file-format-schema.json";
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  @Override
  public void write(Profile profile, ReportOptions options, Writer out) throws IOException {
    List<Stack> stacks = Stacks.of(profile);
    Map<Frame, Integer> frames = new LinkedHashMap<>();
    for (Stack stack : stacks) {
      stack.frames().forEach(frame -> frames.putIfAbsent(frame, frames.size()));
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
      JsonGenerator json, Profile profile, List<Stack> stacks, Map<Frame, Integer> frames)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "sampled");
    json.writeStringField(
        "name",
        "instructions of "
            + profile.name()
            + (Stacks.areContexts(profile) ? "" : " by function and line (no call stacks)"));
    json.writeStringField("unit", "none");
    json.writeNumberField("startValue", 0);
    json.writeNumberField("endValue", profile.totals().instructions());
    json.writeArrayFieldStart("samples");
    for (Stack stack : stacks) {
      json.writeStartArray();
      for (Frame frame : stack.frames()) {
        json.writeNumber(frames.get(frame));
      }
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("weights");
    for (Stack stack : stacks) {
      json.writeNumber(stack.count());
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
