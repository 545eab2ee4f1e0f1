package atlas.profiler.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.profiler.RunOptions;
import atlas.profiler.Runs;
import atlas.profiler.analysis.Comparison;
import atlas.profiler.model.Profile;
import atlas.profiler.model.Profiles;
import atlas.profiler.report.ProfileReader.FormatException;
import atlas.profiler.report.ReportOptions.Extra;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProfileReaderTest {
  private static String json(Profile profile) {
    return new JsonReport().render(profile, ReportOptions.DEFAULT);
  }

  @Test
  void whatWasSavedIsWhatIsRead() throws FormatException {
    for (Profile profile :
        List.of(
            Profiles.sample(),
            Profiles.detailed(),
            Profiles.stopped(),
            Profiles.empty(),
            Profiles.ofLines(500, Long.MAX_VALUE / 1000))) {
      Profile read = ProfileReader.read(json(profile));
      assertEquals(profile, read);
      assertEquals(json(profile), json(read));
    }
  }

  @Test
  void mergingSavedProfilesAddsUp() throws FormatException {
    Profile one = ProfileReader.read(json(Profiles.detailed()));
    Profile both = one.merge(one);
    assertEquals(2 * one.totals().instructions(), both.totals().instructions());
    assertEquals(
        2 * one.details().calls().getFirst().count(), both.details().calls().getFirst().count());
    assertEquals(one.details().sources(), both.details().sources());
    assertEquals(both, ProfileReader.read(json(both)));
  }

  @Test
  void whatAnEarlierVersionLeavesOutIsNotKnown() throws FormatException {
    String json = json(Profiles.detailed());
    String cut = json.substring(0, json.indexOf(",\n\"call_sites\"")) + "}";
    assertTrue(ProfileReader.read(cut).details().calls().isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x | not an Atlas profile",
        "[] | not an Atlas profile",
        "'' | not an Atlas profile",
        "{\"format\":\"atlas-profile\",\"version\":2} | its version is 2, this Atlas reads 1",
        "{\"format\":\"atlas-profile\",\"version\":1.5} | its version is 1.5, this Atlas reads 1",
        "{\"format\":\"atlas-profile\"} | its version is missing, this Atlas reads 1",
        "{\"format\":\"atlas-profile\",\"version\":1} | damaged: the text 'name' is missing",
        "{\"format\":\"atlas-profile\",\"version\":1} x | not an Atlas profile",
        "{\"format\":\"speedscope\"} | not an Atlas profile",
      })
  void whatIsNoProfileIsRefused(String text, String why) {
    String message =
        assertThrows(FormatException.class, () -> ProfileReader.read(text)).getMessage();
    assertTrue(message.contains(why), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"instructions\": 24829155 | \"instructions\": 24829156",
        "\"calls\": 2864311 | \"calls\": -1",
        "\"calls\": 2864311 | \"calls\": 99999999999999999999",
        "\"function_index\": 0 | \"function_index\": 7",
      })
  void whatDoesNotAddUpIsRefused(String good, String bad) {
    String json = json(Profiles.sample());
    assertTrue(json.contains(good));
    assertThrows(FormatException.class, () -> ProfileReader.read(json.replace(good, bad)));
  }

  @Test
  void whatIsCutOffIsRefused() {
    String json = json(Profiles.detailed());
    for (int length = 0; length < json.length() - 2; length += 7) {
      String cut = json.substring(0, length);
      assertThrows(FormatException.class, () -> ProfileReader.read(cut));
    }
  }

  /**
   * Whatever value of a file is another one, or missing: it is refused in one line, or it is a
   * profile of which all forms can be made, and which can be added to itself and compared.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "-1",
        "0",
        "1",
        "3",
        "2147483647",
        "9223372036854775807",
        "1e300",
        "\"\"",
        "\"<main>\"",
        "[]",
        "{}",
        "[1]",
        "missing",
      })
  void whateverIsChangedIsRefusedOrAProfile(String value) throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    RunOptions all = RunOptions.DEFAULT.withContexts(true).withTurns(true);
    for (Profile profile : List.of(Runs.profile(PROGRAM, all), Profiles.withContexts())) {
      JsonNode good = mapper.readTree(json(profile));
      for (JsonPointer place : places(good, JsonPointer.empty())) {
        JsonNode bad = good.deepCopy();
        JsonNode parent = bad.at(place.head());
        if (value.equals("missing")) {
          remove(parent, place.last());
        } else if (parent instanceof ObjectNode record) {
          record.set(place.last().getMatchingProperty(), mapper.readTree(value));
        } else {
          ((ArrayNode) parent).set(place.last().getMatchingIndex(), mapper.readTree(value));
        }
        assertRefusedOrUsable(bad.toString(), place + " = " + value);
      }
    }
  }

  private static void remove(JsonNode parent, JsonPointer last) {
    if (parent instanceof ObjectNode record) {
      record.remove(last.getMatchingProperty());
    } else {
      ((ArrayNode) parent).remove(last.getMatchingIndex());
    }
  }

  private static List<JsonPointer> places(JsonNode node, JsonPointer at) {
    List<JsonPointer> places = new ArrayList<>();
    node.fieldNames()
        .forEachRemaining(name -> {
          places.add(at.appendProperty(name));
          places.addAll(places(node.get(name), at.appendProperty(name)));
        });
    for (int i = 0; node.isArray() && i < Math.min(2, node.size()); i++) {
      places.add(at.appendIndex(i));
      places.addAll(places(node.get(i), at.appendIndex(i)));
    }
    return places;
  }

  private static void assertRefusedOrUsable(String text, String what) {
    try {
      Profile profile = ProfileReader.read(text);
      ReportOptions options =
          ReportOptions.DEFAULT.with(Extra.SOURCE).with(Extra.OPCODES).withPeek("f");
      for (Format format : Format.values()) {
        format.writer().render(profile, options);
      }
      PprofReport.write(profile, OutputStream.nullOutputStream());
      Comparison.of(profile, profile);
      try {
        profile.merge(profile);
      } catch (ArithmeticException e) {
        // Too large, which callers know.
      }
    } catch (FormatException e) {
      assertFalse(e.getMessage().contains("\n"), what);
      assertFalse(e.getMessage().contains("atlas.profiler"), () -> what + ": " + e.getMessage());
    } catch (Exception e) {
      throw new AssertionError(what, e);
    }
  }

  private static final String PROGRAM =
      """
      // #region all
      fn f(n: number) -> number {
          if (n < 2) { return n; }
          return f(n - 1) + f(n - 2);
      }
      // #endregion
      for (var i = 0; i < 3; i++) {
          print(str(len(map([i], f))));
      }
      """;
}
