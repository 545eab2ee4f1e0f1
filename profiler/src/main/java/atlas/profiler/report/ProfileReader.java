package atlas.profiler.report;

import atlas.profiler.model.Advice;
import atlas.profiler.model.Allocation;
import atlas.profiler.model.Branch;
import atlas.profiler.model.CallSite;
import atlas.profiler.model.CallTree;
import atlas.profiler.model.Details;
import atlas.profiler.model.FunctionId;
import atlas.profiler.model.FunctionProfile;
import atlas.profiler.model.FunctionTime;
import atlas.profiler.model.LibraryTime;
import atlas.profiler.model.LibraryUse;
import atlas.profiler.model.LineProfile;
import atlas.profiler.model.Location;
import atlas.profiler.model.Loop;
import atlas.profiler.model.OpcodeCount;
import atlas.profiler.model.OpcodePair;
import atlas.profiler.model.Overhead;
import atlas.profiler.model.Profile;
import atlas.profiler.model.SourceText;
import atlas.profiler.model.Stop;
import atlas.profiler.model.Times;
import atlas.profiler.model.Timing;
import atlas.profiler.model.Totals;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads what {@link JsonReport} writes. Nothing is believed: a text that is not a profile, or whose
 * sums do not agree, is refused with a {@link FormatException}.
 */
public final class ProfileReader {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /** A text is not a profile; the message says why, in one line. */
  public static final class FormatException extends Exception {
    private static final long serialVersionUID = 1;

    FormatException(String message) {
      super(message);
    }
  }

  private final JsonNode root;
  private final List<FunctionProfile> functions;

  private ProfileReader(JsonNode root) {
    this.root = root;
    this.functions = list(root, "functions", ProfileReader::function);
  }

  /** The profile that a text holds. */
  public static Profile read(String text) throws FormatException {
    try {
      JsonNode root = JSON.readTree(text);
      if (!root.path("format").asText().equals(JsonReport.FORMAT)) {
        throw new FormatException("it is not an Atlas profile");
      }
      JsonNode version = root.path("version");
      if (!version.isInt() || version.intValue() != JsonReport.VERSION) {
        throw new FormatException(
            "its version is %s, this Atlas reads %d"
                .formatted(version.isMissingNode() ? "missing" : version, JsonReport.VERSION));
      }
      return new ProfileReader(root).profile();
    } catch (JsonProcessingException e) {
      throw new FormatException("it is not an Atlas profile, which is JSON");
    } catch (IllegalArgumentException e) {
      throw new FormatException("it is damaged: " + e.getMessage());
    } catch (ArithmeticException e) {
      throw new FormatException("it is damaged: counts add up to more than there can be");
    }
  }

  private Profile profile() {
    List<LineProfile> lines = new ArrayList<>(list(root, "lines", ProfileReader::line));
    lines.addAll(list(root, "unexecuted", ProfileReader::line));
    return new Profile(
        text(root, "name"),
        new Totals(
            number(root, "instructions"),
            number(root, "calls"),
            small(root, "max_depth"),
            small(root, "max_stack_depth")),
        new Timing(
            number(root, "elapsed_ns"),
            nanos("compile_ns"),
            nanos("gc_ns"),
            nanos("counting_ns"),
            new Overhead(
                list(
                    root,
                    "overhead",
                    pair ->
                        new Overhead.Pair(number(pair, "plain_ns"), number(pair, "counted_ns"))))),
        sorted(functions, FunctionProfile.ORDER),
        sorted(lines, LineProfile.ORDER),
        sorted(
            list(root, "opcodes", o -> new OpcodeCount(text(o, "name"), number(o, "count"))),
            OpcodeCount.ORDER),
        sorted(list(root, "locations", this::location), Location.ORDER),
        root.has("stopped") ? Optional.of(stop(root.get("stopped"))) : Optional.empty(),
        details());
  }

  private static FunctionProfile function(JsonNode node) {
    int line = small(node, "line");
    return new FunctionProfile(
        new FunctionId(text(node, "name"), text(node, "file"), line),
        number(node, "calls"),
        number(node, "instructions"),
        node.has("end_line") ? small(node, "end_line") : line);
  }

  private static LineProfile line(JsonNode node) {
    return new LineProfile(
        text(node, "file"),
        small(node, "line"),
        text(node, "source"),
        text(node, "function"),
        number(node, "count"),
        number(node, "hits"));
  }

  private Location location(JsonNode node) {
    return new Location(
        functionOf(node),
        small(node, "ip"),
        text(node, "opcode"),
        small(node, "line"),
        number(node, "count"));
  }

  private static Stop stop(JsonNode node) {
    Optional<String> code = node.has("code") ? Optional.of(text(node, "code")) : Optional.empty();
    return new Stop(
        oneOf(Stop.Cause.values(), node, "cause"),
        code,
        text(node, "file"),
        small(node, "line"),
        small(node, "column"),
        text(node, "message"));
  }

  /** What an earlier Atlas did not write is not known. */
  private Details details() {
    return new Details(
        list(root, "call_sites", this::call),
        list(root, "allocations", this::allocation),
        list(root, "loops", this::loop),
        list(root, "branches", this::branch),
        list(root, "sources", ProfileReader::source),
        new CallTree(list(root, "contexts", this::context)),
        new Times(
            root.path("samples").asLong(),
            list(root, "function_times", this::functionTime),
            list(
                root,
                "library_times",
                t -> new LibraryTime(text(t, "name"), number(t, "self_ns")))),
        list(root, "library", ProfileReader::libraryUse),
        list(
            root,
            "opcode_pairs",
            p -> new OpcodePair(text(p, "first"), text(p, "second"), number(p, "count"))),
        sorted(list(root, "advice", this::advice), Advice.ORDER));
  }

  private Advice advice(JsonNode node) {
    return new Advice(
        oneOf(Advice.Rule.values(), node, "rule"),
        functionOf(node),
        small(node, "ip"),
        small(node, "line"),
        text(node, "source"),
        number(node, "count"),
        number(node, "enough"),
        number(node, "instructions"));
  }

  private FunctionTime functionTime(JsonNode node) {
    return new FunctionTime(functionOf(node), number(node, "self_ns"), number(node, "total_ns"));
  }

  private CallTree.Node context(JsonNode node) {
    return new CallTree.Node(
        node.path("parent").asInt(-1) < 0 ? -1 : small(node, "parent"),
        node.has("function_index") ? functionOf(node) : CallTree.ELSEWHERE,
        number(node, "calls"),
        number(node, "instructions"));
  }

  private static LibraryUse libraryUse(JsonNode node) {
    return new LibraryUse(
        text(node, "name"),
        number(node, "calls"),
        node.path("calls_back").asBoolean(),
        node.has("instructions_below")
            ? OptionalLong.of(number(node, "instructions_below"))
            : OptionalLong.empty());
  }

  private CallSite call(JsonNode node) {
    return new CallSite(
        functionOf(node),
        small(node, "ip"),
        small(node, "line"),
        oneOf(CallSite.Kind.values(), node, "kind"),
        text(node, "callee"),
        node.has("callee_index") ? Optional.of(functionOf(node, "callee_index")) : Optional.empty(),
        number(node, "count"));
  }

  private Allocation allocation(JsonNode node) {
    return new Allocation(
        functionOf(node), small(node, "line"), text(node, "kind"), number(node, "count"));
  }

  private Loop loop(JsonNode node) {
    return new Loop(
        functionOf(node),
        small(node, "ip"),
        small(node, "line"),
        number(node, "entries"),
        number(node, "turns"),
        node.has("least")
            ? Optional.of(new Loop.Range(number(node, "least"), number(node, "most")))
            : Optional.empty());
  }

  private Branch branch(JsonNode node) {
    return new Branch(
        functionOf(node),
        small(node, "ip"),
        small(node, "line"),
        text(node, "condition"),
        number(node, "yes"),
        number(node, "no"));
  }

  private static SourceText source(JsonNode node) {
    List<Integer> code = new ArrayList<>();
    node.path("code").forEach(line -> code.add(line.asInt()));
    return new SourceText(text(node, "file"), List.of(text(node, "text").split("\n", -1)), code);
  }

  private FunctionId functionOf(JsonNode node) {
    return functionOf(node, "function_index");
  }

  private FunctionId functionOf(JsonNode node, String field) {
    int index = small(node, field);
    if (index >= functions.size()) {
      throw new IllegalArgumentException("the '" + field + "' " + index + " is of no function");
    }
    return functions.get(index).id();
  }

  private static <E extends Enum<E>> E oneOf(E[] values, JsonNode node, String field) {
    String name = text(node, field);
    return Stream.of(values)
        .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("there is no '" + field + "' '" + name + "'"));
  }

  private OptionalLong nanos(String field) {
    return root.has(field) ? OptionalLong.of(number(root, field)) : OptionalLong.empty();
  }

  private static <T> List<T> list(JsonNode node, String field, Function<JsonNode, T> read) {
    List<T> items = new ArrayList<>();
    node.path(field).forEach(item -> items.add(read.apply(item)));
    return items;
  }

  private static <T> List<T> sorted(List<T> items, Comparator<? super T> order) {
    return items.stream().sorted(order).toList();
  }

  private static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isTextual()) {
      throw new IllegalArgumentException("the text '" + field + "' is missing");
    }
    return value.textValue();
  }

  private static long number(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
      throw new IllegalArgumentException("the count '" + field + "' is missing or none");
    }
    return value.longValue();
  }

  private static int small(JsonNode node, String field) {
    long value = number(node, field);
    if (value > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("the number '" + field + "' is too large");
    }
    return (int) value;
  }
}
