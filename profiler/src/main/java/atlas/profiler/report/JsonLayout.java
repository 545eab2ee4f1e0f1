package atlas.profiler.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;

/**
 * Lays JSON out one record to a line, so that profiles can be compared line by line: the fields of
 * the outermost object and the elements of their arrays each begin a line.
 */
final class JsonLayout extends MinimalPrettyPrinter {
  private static final long serialVersionUID = 1;

  private int depth;

  @Override
  public void writeStartObject(JsonGenerator json) throws IOException {
    depth++;
    super.writeStartObject(json);
  }

  @Override
  public void writeEndObject(JsonGenerator json, int entries) throws IOException {
    depth--;
    super.writeEndObject(json, entries);
  }

  @Override
  public void writeObjectEntrySeparator(JsonGenerator json) throws IOException {
    json.writeRaw(',');
    json.writeRaw(depth == 1 ? '\n' : ' ');
  }

  @Override
  public void writeObjectFieldValueSeparator(JsonGenerator json) throws IOException {
    json.writeRaw(':');
    json.writeRaw(' ');
  }

  @Override
  public void beforeArrayValues(JsonGenerator json) throws IOException {
    if (depth == 1) {
      json.writeRaw("\n  ");
    }
  }

  @Override
  public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
    json.writeRaw(depth == 1 ? ",\n  " : ", ");
  }
}
