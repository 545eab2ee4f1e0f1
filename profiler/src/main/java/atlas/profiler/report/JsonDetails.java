package atlas.profiler.report;

import atlas.profiler.model.Advice;
import atlas.profiler.model.Allocation;
import atlas.profiler.model.Branch;
import atlas.profiler.model.CallSite;
import atlas.profiler.model.CallTree;
import atlas.profiler.model.Details;
import atlas.profiler.model.FunctionId;
import atlas.profiler.model.FunctionTime;
import atlas.profiler.model.LibraryTime;
import atlas.profiler.model.LibraryUse;
import atlas.profiler.model.Loop;
import atlas.profiler.model.OpcodePair;
import atlas.profiler.model.SourceText;
import atlas.profiler.model.Times;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/** The {@link Details} of a profile in {@link JsonReport}; functions are named by their index. */
final class JsonDetails {
  private JsonDetails() {}

  static void write(JsonGenerator json, Details details, Map<FunctionId, Integer> index)
      throws IOException {
    json.writeArrayFieldStart("call_sites");
    for (CallSite call : details.calls()) {
      place(json, index.get(call.caller()), call.ip(), call.line());
      json.writeStringField("kind", call.kind().name().toLowerCase(Locale.ROOT));
      json.writeStringField("callee", call.callee());
      if (call.function().isPresent()) {
        json.writeNumberField("callee_index", index.get(call.function().get()));
      }
      json.writeNumberField("count", call.count());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("allocations");
    for (Allocation made : details.allocations()) {
      json.writeStartObject();
      json.writeNumberField("function_index", index.get(made.function()));
      json.writeNumberField("line", made.line());
      json.writeStringField("kind", made.kind());
      json.writeNumberField("count", made.count());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("loops");
    for (Loop loop : details.loops()) {
      place(json, index.get(loop.function()), loop.ip(), loop.line());
      json.writeNumberField("entries", loop.entries());
      json.writeNumberField("turns", loop.turns());
      if (loop.range().isPresent()) {
        json.writeNumberField("least", loop.range().get().least());
        json.writeNumberField("most", loop.range().get().most());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("branches");
    for (Branch branch : details.branches()) {
      place(json, index.get(branch.function()), branch.ip(), branch.line());
      json.writeStringField("condition", branch.condition());
      json.writeNumberField("yes", branch.yes());
      json.writeNumberField("no", branch.no());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("library");
    for (LibraryUse use : details.library()) {
      json.writeStartObject();
      json.writeStringField("name", use.name());
      json.writeNumberField("calls", use.calls());
      json.writeBooleanField("calls_back", use.callsBack());
      if (use.below().isPresent()) {
        json.writeNumberField("instructions_below", use.below().getAsLong());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("opcode_pairs");
    for (OpcodePair pair : details.pairs()) {
      json.writeStartObject();
      json.writeStringField("first", pair.first());
      json.writeStringField("second", pair.second());
      json.writeNumberField("count", pair.count());
      json.writeEndObject();
    }
    json.writeEndArray();
    advice(json, details, index);
    contexts(json, details.contexts(), index);
    times(json, details.times(), index);
    sources(json, details);
  }

  private static void advice(JsonGenerator json, Details details, Map<FunctionId, Integer> index)
      throws IOException {
    json.writeArrayFieldStart("advice");
    for (Advice advice : details.advice()) {
      place(json, index.get(advice.function()), advice.ip(), advice.line());
      json.writeStringField("rule", advice.rule().name().toLowerCase(Locale.ROOT));
      json.writeStringField("source", advice.source());
      json.writeNumberField("count", advice.count());
      json.writeNumberField("enough", advice.enough());
      json.writeNumberField("instructions", advice.instructions());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void contexts(JsonGenerator json, CallTree tree, Map<FunctionId, Integer> index)
      throws IOException {
    if (tree.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("contexts");
    for (CallTree.Node node : tree.nodes()) {
      json.writeStartObject();
      json.writeNumberField("parent", node.parent());
      if (!node.function().equals(CallTree.ELSEWHERE)) {
        json.writeNumberField("function_index", index.get(node.function()));
      }
      json.writeNumberField("calls", node.calls());
      json.writeNumberField("instructions", node.instructions());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void times(JsonGenerator json, Times times, Map<FunctionId, Integer> index)
      throws IOException {
    if (times.isEmpty()) {
      return;
    }
    json.writeNumberField("samples", times.samples());
    json.writeArrayFieldStart("function_times");
    for (FunctionTime time : times.functions()) {
      json.writeStartObject();
      json.writeNumberField("function_index", index.get(time.function()));
      json.writeNumberField("self_ns", time.selfNanos());
      json.writeNumberField("total_ns", time.totalNanos());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("library_times");
    for (LibraryTime time : times.library()) {
      json.writeStartObject();
      json.writeStringField("name", time.name());
      json.writeNumberField("self_ns", time.nanos());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void place(JsonGenerator json, int function, int ip, int line) throws IOException {
    json.writeStartObject();
    json.writeNumberField("function_index", function);
    json.writeNumberField("ip", ip);
    json.writeNumberField("line", line);
  }

  private static void sources(JsonGenerator json, Details details) throws IOException {
    json.writeArrayFieldStart("sources");
    for (SourceText source : details.sources()) {
      json.writeStartObject();
      json.writeStringField("file", source.file());
      json.writeArrayFieldStart("code");
      for (int line : source.code()) {
        json.writeNumber(line);
      }
      json.writeEndArray();
      json.writeStringField("text", String.join("\n", source.lines()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
