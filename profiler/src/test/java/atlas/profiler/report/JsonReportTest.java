package atlas.profiler.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.profiler.model.FunctionId;
import atlas.profiler.model.Profile;
import atlas.profiler.model.ProfileBuilder;
import atlas.profiler.model.Profiles;
import atlas.profiler.model.Timing;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class JsonReportTest {
  private static String render(Profile profile) {
    return new JsonReport().render(profile, ReportOptions.DEFAULT);
  }

  private static JsonNode parse(Profile profile) {
    try {
      return new ObjectMapper().readTree(render(profile));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long sum(JsonNode array, String field) {
    long sum = 0;
    for (JsonNode element : array) {
      assertTrue(element.get(field).isIntegralNumber());
      sum += element.get(field).longValue();
    }
    return sum;
  }

  @Test
  void golden() {
    Golden.check("sample.json", render(Profiles.sample()));
  }

  @Test
  void isEncodedAsItIsRendered() {
    Profile profile = Profiles.detailed().withName("größe \uD834\uDD1E.atl");
    byte[] encoded = new JsonReport().encode(profile, ReportOptions.DEFAULT);
    assertArrayEquals(render(profile).getBytes(StandardCharsets.UTF_8), encoded);
  }

  @Test
  void goldenOfAFailure() {
    Golden.check("stopped.json", render(Profiles.stopped()));
  }

  @Test
  void goldenOfNothing() {
    Golden.check("empty.json", render(Profiles.empty()));
  }

  @Test
  void allSumsAreTheTotal() {
    for (Profile profile :
        List.of(
            Profiles.sample(), Profiles.stopped(), Profiles.empty(), Profiles.ofLines(99, 200))) {
      JsonNode json = parse(profile);
      long total = json.get("instructions").longValue();
      assertEquals(profile.totals().instructions(), total);
      assertEquals(total, sum(json.get("locations"), "count"));
      assertEquals(total, sum(json.get("opcodes"), "count"));
      assertEquals(total, sum(json.get("functions"), "instructions"));
      assertEquals(total, sum(json.get("lines"), "count"));
    }
  }

  @Test
  void countsAreIntegersOfFullSize() {
    FunctionId f = new FunctionId("f", "a.atl", 1);
    Profile profile =
        new ProfileBuilder()
            .instruction(f, 0, "Pop", 1, "", Long.MAX_VALUE)
            .build("a", Timing.elapsed(1), Optional.empty());
    assertTrue(render(profile).contains("\"instructions\": 9223372036854775807,"));
    assertEquals(Long.MAX_VALUE, sum(parse(profile).get("lines"), "count"));
  }

  @Test
  void optionsForPeopleDoNotMatter() {
    ReportOptions few =
        ReportOptions.DEFAULT.withTop(1).withThreshold(50).withForm(ReportOptions.Form.SUMMARY);
    assertEquals(render(Profiles.sample()), new JsonReport().render(Profiles.sample(), few));
  }

  @Test
  void locationsNameTheirFunctionByItsPlaceInTheList() {
    JsonNode json = parse(Profiles.sample());
    for (JsonNode location : json.get("locations")) {
      JsonNode function = json.get("functions").get(location.get("function_index").intValue());
      assertEquals(function.get("name"), location.get("function"));
      assertEquals(function.get("file"), location.get("file"));
    }
  }

  @Test
  void whatNobodyMeasuredIsAbsent() {
    assertTrue(parse(Profiles.sample()).has("compile_ns"));
    assertFalse(parse(Profiles.sample()).has("gc_ns"));
    assertFalse(parse(Profiles.sample()).has("stopped"));
  }

  @Test
  void speedscopeWeightsAreTheTotal() throws IOException {
    Profile profile = Profiles.sample();
    JsonNode json =
        new ObjectMapper().readTree(new SpeedscopeReport().render(profile, ReportOptions.DEFAULT));
    JsonNode run = json.get("profiles").get(0);
    // What the schema of the format requires.
    assertEquals(
        "https://www.speedscope.app/file-format-schema.json", json.get("$schema").textValue());
    assertEquals("sampled", run.get("type").textValue());
    assertEquals("none", run.get("unit").textValue());
    assertTrue(run.get("name").isTextual() && run.get("startValue").isNumber());
    assertEquals(profile.totals().instructions(), run.get("endValue").longValue());
    json.get("shared").get("frames").forEach(f -> assertTrue(f.get("name").isTextual()));
    long sum = 0;
    for (JsonNode weight : run.get("weights")) {
      sum += weight.longValue();
    }
    assertEquals(profile.totals().instructions(), sum);
    assertEquals(run.get("weights").size(), run.get("samples").size());
    int frames = json.get("shared").get("frames").size();
    for (JsonNode sample : run.get("samples")) {
      for (JsonNode frame : sample) {
        assertTrue(frame.intValue() < frames);
      }
    }
  }

  @Test
  void collapsedCountsAreTheTotal() {
    String collapsed = new CollapsedReport().render(Profiles.sample(), ReportOptions.DEFAULT);
    Golden.check("sample.collapsed", collapsed);
    long sum =
        collapsed
            .lines()
            .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
            .sum();
    assertEquals(Profiles.sample().totals().instructions(), sum);
  }

  @Test
  void everyFormatHasItsName() {
    assertEquals(
        List.of("text", "json", "html", "speedscope", "collapsed", "callgrind"), Format.ids());
    for (Format format : Format.values()) {
      assertEquals(Optional.of(format), Format.byId(format.id()));
      assertFalse(format.writer().render(Profiles.sample(), ReportOptions.DEFAULT).isEmpty());
    }
    assertEquals(Optional.empty(), Format.byId("pdf"));
  }
}
