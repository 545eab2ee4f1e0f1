package atlas.profiler.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.profiler.model.Profile;
import atlas.profiler.model.Profiles;
import atlas.profiler.report.ProfileReader.FormatException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        "{\"format\":\"atlas-profile\",\"version\":1} | damaged: the text 'name' is missing",
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
}
