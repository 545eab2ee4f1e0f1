package atlas.repl.cli;

import atlas.vm.diagnostics.Diagnostic;
import atlas.vm.source.Position;
import atlas.vm.source.SourceFile;
import atlas.vm.source.Span;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Diagnostics in their JSON form (language §23.3), one object on one line. */
final class DiagnosticJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private DiagnosticJson() {}

  static String of(Diagnostic diagnostic) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      write(diagnostic, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(Diagnostic diagnostic, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("diag_version", 1);
    json.writeStringField("level", diagnostic.severity().word());
    json.writeStringField("code", diagnostic.code().id());
    json.writeStringField("message", diagnostic.message());
    writePlace(diagnostic.source(), diagnostic.span(), json);
    json.writeStringField("snippet", diagnostic.source().lineText(diagnostic.position().line()));
    json.writeStringField("label", diagnostic.label());
    if (!diagnostic.notes().isEmpty()) {
      json.writeArrayFieldStart("notes");
      for (String note : diagnostic.notes()) {
        json.writeString(note);
      }
      json.writeEndArray();
    }
    if (!diagnostic.related().isEmpty()) {
      json.writeArrayFieldStart("related");
      for (Diagnostic.Related related : diagnostic.related()) {
        json.writeStartObject();
        writePlace(related.source(), related.span(), json);
        json.writeStringField("message", related.message());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    if (diagnostic.help().isPresent()) {
      json.writeStringField("help", diagnostic.help().get());
    }
    json.writeEndObject();
  }

  private static void writePlace(SourceFile source, Span span, JsonGenerator json)
      throws IOException {
    Position position = source.position(span.start());
    json.writeStringField("file", source.name());
    json.writeNumberField("line", position.line());
    json.writeNumberField("column", position.column());
    json.writeNumberField("length", source.text(span).codePoints().count());
  }
}
