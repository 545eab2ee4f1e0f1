package atlas.profiler.report;

import atlas.profiler.analysis.Growth;
import atlas.profiler.analysis.Growth.Law;
import atlas.profiler.analysis.Scaling;
import atlas.profiler.analysis.Scaling.Row;
import atlas.profiler.model.FunctionProfile;
import atlas.profiler.model.LineProfile;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** A {@link Scaling} for programs: everything, whatever is asked of the other forms. */
public final class JsonScaling {
  /** The {@code format} of the form. */
  public static final String FORMAT = "atlas-scaling";

  /** Goes up when a field changes its meaning; new fields do not count. */
  public static final int VERSION = 1;

  private static final JsonFactory FACTORY = new JsonFactory();
  private static final double HUNDRED = 100;

  private final JsonGenerator json;
  private final Scaling scaling;

  private JsonScaling(JsonGenerator json, Scaling scaling) {
    this.json = json;
    this.scaling = scaling;
  }

  /** The report. */
  public static String render(Scaling scaling) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.setPrettyPrinter(new JsonLayout());
      new JsonScaling(json, scaling).write();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out + "\n";
  }

  private void write() throws IOException {
    json.writeStartObject();
    json.writeStringField("format", FORMAT);
    json.writeNumberField("version", VERSION);
    json.writeStringField("name", scaling.largest().name());
    json.writeStringField("variable", scaling.variable());
    runs();
    growth("instructions_growth", scaling.instructions());
    growth("calls_growth", scaling.calls());
    functions();
    lines();
    json.writeEndObject();
  }

  private void runs() throws IOException {
    json.writeArrayFieldStart("runs");
    for (Scaling.Run run : scaling.runs()) {
      json.writeStartObject();
      json.writeNumberField("value", run.size());
      json.writeNumberField("instructions", run.profile().totals().instructions());
      json.writeNumberField("calls", run.profile().totals().calls());
      json.writeNumberField("max_depth", run.profile().totals().maxDepth());
      json.writeNumberField("elapsed_ns", run.profile().timing().elapsedNanos());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void functions() throws IOException {
    json.writeArrayFieldStart("functions");
    for (Row<FunctionProfile> row : scaling.functions()) {
      json.writeStartObject();
      json.writeStringField("name", row.item().id().name());
      json.writeStringField("file", row.item().id().file());
      json.writeNumberField("line", row.item().id().line());
      counts("instructions", row.counts());
      growth("instructions_growth", row.growth());
      counts("calls", row.times());
      growth("calls_growth", row.timesGrowth());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void lines() throws IOException {
    json.writeArrayFieldStart("lines");
    for (Row<LineProfile> row : scaling.lines()) {
      json.writeStartObject();
      json.writeStringField("file", row.item().file());
      json.writeNumberField("line", row.item().line());
      json.writeStringField("function", row.item().function());
      json.writeStringField("source", row.item().source());
      counts("counts", row.counts());
      growth("counts_growth", row.growth());
      counts("hits", row.times());
      growth("hits_growth", row.timesGrowth());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void counts(String field, List<Long> counts) throws IOException {
    json.writeArrayFieldStart(field);
    for (long count : counts) {
      json.writeNumber(count);
    }
    json.writeEndArray();
  }

  private void growth(String field, Growth growth) throws IOException {
    json.writeObjectFieldStart(field);
    json.writeStringField("law", growth.law().id());
    if (growth.law() == Law.EXPONENTIAL) {
      json.writeNumberField("base", growth.parameter());
    } else if (growth.law() != Law.UNKNOWN) {
      json.writeNumberField("exponent", growth.parameter());
    }
    if (growth.deviation().isPresent()) {
      json.writeNumberField("deviation_percent", growth.deviation().getAsDouble() * HUNDRED);
    }
    if (growth.formula().isPresent()) {
      json.writeStringField("formula", growth.formula().get().text(scaling.variable()));
    }
    json.writeEndObject();
  }
}
