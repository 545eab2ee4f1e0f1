package atlas.profiler.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * What the tables of a report must say, worked out from its JSON form alone, by other code than
 * that of the reports.
 */
final class JsonFigures {
  private final JsonNode json;

  JsonFigures(String json) {
    try {
      this.json = new JsonMapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError(json, e);
    }
  }

  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  static String percent(long part, long whole) {
    return ratio(100, part, whole, 2);
  }

  private static String average(long sum, long count) {
    String plain = ratio(1, sum, count, 1);
    int point = plain.indexOf('.');
    return count(Long.parseLong(plain.substring(0, point))) + plain.substring(point);
  }

  private static String ratio(long times, long part, long whole, int decimals) {
    return BigDecimal.valueOf(part)
        .multiply(BigDecimal.valueOf(times))
        .divide(BigDecimal.valueOf(whole), decimals, RoundingMode.HALF_UP)
        .toPlainString();
  }

  /** Per cent of what may happen or not; never rounded to none or all. */
  private static String choice(long yes, long no) {
    String share = percent(yes, yes + no);
    if (yes > 0 && share.equals("0.00")) {
      return "0.01";
    }
    return no > 0 && share.equals("100.00") ? "99.99" : share;
  }

  private List<JsonNode> records(String field) {
    return StreamSupport.stream(json.path(field).spliterator(), false).toList();
  }

  private static long sum(List<JsonNode> records, String field) {
    return records.stream().mapToLong(each -> each.get(field).asLong()).sum();
  }

  private long instructions() {
    return json.get("instructions").asLong();
  }

  private JsonNode function(JsonNode record) {
    return json.get("functions").get(record.get("function_index").asInt());
  }

  private String where(JsonNode record) {
    return function(record).get("name").asText() + ":" + record.get("line").asInt();
  }

  private String source(JsonNode record) {
    String text = json.get("sources").get(0).get("text").asText();
    return text.split("\n", -1)[record.get("line").asInt() - 1].strip();
  }

  /** What the header says. */
  Map<String, String> facts() {
    return Map.of(
        "instructions", count(instructions()),
        "calls", count(json.get("calls").asLong()),
        "max call depth", count(json.get("max_depth").asLong()),
        "max value-stack depth", count(json.get("max_stack_depth").asLong()),
        "allocations", count(sum(records("allocations"), "count")));
  }

  /** Lines: instructions, per cent, cumulative per cent, hits, where, source. */
  List<List<String>> lines() {
    List<List<String>> rows = new ArrayList<>();
    long cumulative = 0;
    for (JsonNode line : records("lines")) {
      long count = line.get("count").asLong();
      cumulative += count;
      rows.add(
          List.of(
              count(count),
              percent(count, instructions()),
              percent(cumulative, instructions()),
              count(line.get("hits").asLong()),
              line.get("function").asText() + ":" + line.get("line").asInt(),
              line.get("source").asText().strip()));
    }
    return rows;
  }

  /** Functions: name, line, calls, own instructions, per cent, per call. */
  List<List<String>> functions() {
    return records("functions").stream()
        .map(f -> {
          long self = f.get("instructions").asLong();
          long calls = f.get("calls").asLong();
          boolean isMain = f.get("name").asText().equals("<main>");
          return List.of(
              f.get("name").asText(),
              f.get("line").asText(),
              count(calls),
              count(self),
              percent(self, instructions()),
              isMain ? "-" : average(self, calls));
        })
        .toList();
  }

  boolean hasContexts() {
    return json.has("contexts");
  }

  /** What each context executed, with those below it. */
  private long[] contextTotals() {
    List<JsonNode> contexts = records("contexts");
    long[] totals = contexts.stream().mapToLong(c -> c.get("instructions").asLong()).toArray();
    for (int i = totals.length - 1; i >= 0; i--) {
      int parent = contexts.get(i).get("parent").asInt();
      if (parent >= 0) {
        totals[parent] += totals[i];
      }
    }
    return totals;
  }

  /** Functions: all instructions with those of what they called, and per cent. */
  List<List<String>> totals() {
    long[] below = contextTotals();
    long[] totals = new long[json.get("functions").size()];
    for (int i = 0; i < below.length; i++) {
      totals[json.get("contexts").get(i).get("function_index").asInt()] += below[i];
    }
    List<List<String>> rows = new ArrayList<>();
    for (long total : totals) {
      rows.add(List.of(count(total), percent(total, instructions())));
    }
    return rows;
  }

  /** Contexts: instructions with those below, per cent, own per cent, calls, function. */
  List<List<String>> contexts() {
    long[] totals = contextTotals();
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < totals.length; i++) {
      JsonNode context = json.get("contexts").get(i);
      rows.add(
          List.of(
              count(totals[i]),
              percent(totals[i], instructions()),
              percent(context.get("instructions").asLong(), instructions()),
              count(context.get("calls").asLong()),
              function(context).get("name").asText()));
    }
    return rows;
  }

  /** Calls: caller, callee, kind, calls, per cent, instructions in the callee. */
  List<List<String>> calls() {
    Map<List<String>, Long> sums = new LinkedHashMap<>();
    records("call_sites")
        .forEach(site -> sums.merge(callKey(site), site.get("count").asLong(), Long::sum));
    long all = sum(records("call_sites"), "count");
    List<List<String>> rows = new ArrayList<>();
    sums.forEach((key, count) -> {
      List<String> row = new ArrayList<>(key.subList(0, 3));
      row.addAll(List.of(count(count), percent(count, all), key.get(3)));
      rows.add(row);
    });
    return rows;
  }

  private List<String> callKey(JsonNode site) {
    String kind = site.get("kind").asText();
    return List.of(
        where(site),
        (kind.equals("method") ? "." : "") + site.get("callee").asText(),
        kind.equals("function") ? "" : kind.equals("value") ? "by value" : kind,
        cost(site));
  }

  /** What the calls of one function by another led to, if one line has all of them. */
  private String cost(JsonNode site) {
    int caller = site.get("function_index").asInt();
    int callee = site.path("callee_index").asInt(-1);
    Set<Integer> lines = new HashSet<>();
    records("call_sites").stream()
        .filter(s -> s.get("function_index").asInt() == caller)
        .filter(s -> s.path("callee_index").asInt(-1) == callee)
        .forEach(s -> lines.add(s.get("line").asInt()));
    if (callee < 0 || caller == callee || lines.size() != 1) {
      return "-";
    }
    long[] totals = contextTotals();
    long sum = 0;
    for (int i = 0; i < totals.length; i++) {
      JsonNode context = json.get("contexts").get(i);
      int parent = context.get("parent").asInt();
      if (parent >= 0
          && context.get("function_index").asInt() == callee
          && json.get("contexts").get(parent).get("function_index").asInt() == caller) {
        sum += totals[i];
      }
    }
    return count(sum);
  }

  /** A function between its callers and callees: how, calls, per cent, place with the callee. */
  List<List<String>> peek(String name) {
    List<List<String>> rows = new ArrayList<>();
    rows.addAll(
        around("called by", s -> s.path("callee").asText().equals(name) && isDirect(s), false));
    JsonNode function =
        records("functions").stream()
            .filter(f -> f.get("name").asText().equals(name))
            .findFirst()
            .orElseThrow();
    rows.add(
        List.of(
            "itself",
            count(function.get("calls").asLong()),
            "",
            function.get("file").asText() + ":" + function.get("line").asInt()));
    rows.addAll(around("calls", s -> function(s).get("name").asText().equals(name), true));
    return rows;
  }

  private static boolean isDirect(JsonNode site) {
    return site.get("kind").asText().equals("function");
  }

  private List<List<String>> around(
      String how, java.util.function.Predicate<JsonNode> wanted, boolean named) {
    List<JsonNode> sites = records("call_sites").stream().filter(wanted).toList();
    Map<String, Long> sums = new LinkedHashMap<>();
    for (JsonNode site : sites) {
      String callee = named ? " " + callKey(site).get(1) : "";
      sums.merge(where(site) + callee, site.get("count").asLong(), Long::sum);
    }
    return sums.entrySet().stream()
        .map(e ->
            List.of(
                how, count(e.getValue()), percent(e.getValue(), sum(sites, "count")), e.getKey()))
        .toList();
  }

  /** Library functions: name, calls, per cent, instructions below, per cent of all. */
  List<List<String>> library() {
    long all = sum(records("library"), "calls");
    return records("library").stream()
        .map(use -> {
          long calls = use.get("calls").asLong();
          boolean back = use.get("calls_back").asBoolean();
          JsonNode below = use.get("instructions_below");
          String known = below == null ? "-" : count(below.asLong());
          String share = below == null ? "-" : percent(below.asLong(), instructions());
          return List.of(
              use.get("name").asText(),
              count(calls),
              percent(calls, all),
              back ? known : "",
              back ? share : "");
        })
        .toList();
  }

  /** Values made: kind, count, per cent, where, source. */
  List<List<String>> allocations() {
    long all = sum(records("allocations"), "count");
    return records("allocations").stream()
        .map(made ->
            List.of(
                made.get("kind").asText(),
                count(made.get("count").asLong()),
                percent(made.get("count").asLong(), all),
                where(made),
                source(made)))
        .toList();
  }

  /** Loops: where, entries, turns, average, least, most, source. */
  List<List<String>> loops() {
    return records("loops").stream()
        .map(loop ->
            List.of(
                where(loop),
                count(loop.get("entries").asLong()),
                count(loop.get("turns").asLong()),
                average(loop.get("turns").asLong(), loop.get("entries").asLong()),
                loop.has("least") ? count(loop.get("least").asLong()) : "-",
                loop.has("most") ? count(loop.get("most").asLong()) : "-",
                source(loop)))
        .toList();
  }

  /** Advice: where, per cent, count, and the source of what is repeated. */
  List<List<String>> advice() {
    return records("advice").stream()
        .map(advice ->
            List.of(
                where(advice),
                percent(advice.get("instructions").asLong(), instructions()),
                count(advice.get("count").asLong()),
                advice.get("rule").asText().equals("repeated_recursion")
                    ? "itself"
                    : advice.get("source").asText()))
        .toList();
  }

  /** Branches: where, yes, no, per cent, condition. */
  List<List<String>> branches() {
    return records("branches").stream()
        .map(branch -> {
          long yes = branch.get("yes").asLong();
          long no = branch.get("no").asLong();
          return List.of(
              where(branch),
              count(yes),
              count(no),
              choice(yes, no),
              branch.get("condition").asText());
        })
        .toList();
  }

  /** Records with a count: the fields named, then count and per cent. */
  List<List<String>> counted(String field, String... names) {
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode each : records(field)) {
      List<String> row = new ArrayList<>();
      for (String name : names) {
        row.add(each.get(name).asText());
      }
      long count = each.get("count").asLong();
      row.addAll(List.of(count(count), percent(count, sum(records(field), "count"))));
      rows.add(row);
    }
    return rows;
  }

  /** Opcodes of functions: function, opcode, count, per cent. */
  List<List<String>> opcodesByFunction() {
    Map<List<String>, Long> sums = new LinkedHashMap<>();
    for (JsonNode at : records("locations")) {
      List<String> key = List.of(at.get("function").asText(), at.get("opcode").asText());
      sums.merge(key, at.get("count").asLong(), Long::sum);
    }
    return sums.entrySet().stream()
        .map(e ->
            List.of(
                e.getKey().get(0),
                e.getKey().get(1),
                count(e.getValue()),
                percent(e.getValue(), instructions())))
        .toList();
  }

  /** Lines from one to another: instructions. */
  long between(int from, int to) {
    return records("lines").stream()
        .filter(line -> line.get("line").asInt() >= from && line.get("line").asInt() <= to)
        .mapToLong(line -> line.get("count").asLong())
        .sum();
  }

  String share(long count) {
    return percent(count, instructions());
  }

  /** What a function executed itself, by name. */
  Map<String, Long> byFunction() {
    Map<String, Long> counts = new LinkedHashMap<>();
    records("functions")
        .forEach(f -> counts.put(f.get("name").asText(), f.get("instructions").asLong()));
    return counts;
  }

  /** What a line executed, by function and text, which are each there once. */
  Map<String, Long> byLine() {
    Map<String, Long> counts = new LinkedHashMap<>();
    records("lines")
        .forEach(l ->
            counts.put(
                l.get("function").asText() + " " + l.get("source").asText().strip(),
                l.get("count").asLong()));
    return counts;
  }

  /** The function that a line stands in; top-level code outside of all. */
  private String innermost(int line) {
    return records("functions").stream()
        .filter(f -> !f.get("name").asText().equals("<main>"))
        .filter(f -> f.get("line").asInt() <= line && line <= f.get("end_line").asInt())
        .map(f -> f.get("name").asText())
        .findFirst()
        .orElse("<main>");
  }

  /** Hits, per cent, line and source of what stands in a function. */
  List<List<String>> annotated(String function) {
    List<List<String>> rows = new ArrayList<>();
    for (String field : List.of("lines", "unexecuted")) {
      for (JsonNode line : records(field)) {
        if (innermost(line.get("line").asInt()).equals(function)) {
          boolean ran = field.equals("lines");
          rows.add(
              List.of(
                  ran ? count(line.get("hits").asLong()) : "never",
                  ran ? percent(line.get("count").asLong(), instructions()) : "",
                  line.get("line").asText(),
                  line.get("source").asText().strip()));
        }
      }
    }
    return rows;
  }
}
