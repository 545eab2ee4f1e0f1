package atlas.profiler.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.profiler.Runs;
import atlas.profiler.model.FunctionId;
import atlas.profiler.model.Profile;
import atlas.profiler.model.ProfileBuilder;
import atlas.profiler.model.Profiles;
import atlas.profiler.model.Stop;
import atlas.profiler.model.Timing;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

final class HtmlReportTest {
  private static String render(Profile profile) {
    return new HtmlReport().render(profile, ReportOptions.DEFAULT);
  }

  @Test
  void golden() {
    Golden.check("sample.html", render(Profiles.sample()));
  }

  @Test
  void goldenOfAFailure() {
    Golden.check("stopped.html", render(Profiles.stopped()));
  }

  @Test
  void itIsOneWellFormedDivision() throws Exception {
    for (Profile profile : List.of(Profiles.sample(), Profiles.stopped(), Profiles.empty())) {
      String html = render(profile).replace("<br>", "<br/>");
      Element root =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(html)))
              .getDocumentElement();
      assertEquals("div", root.getTagName());
      assertEquals("atlas-profile", root.getAttribute("class"));
    }
  }

  @Test
  void itHoldsNothingThatRunsOrLoads() {
    String html = render(Profiles.sample()).toLowerCase(java.util.Locale.ROOT);
    for (String forbidden :
        List.of(
            "<script", "<style", "<iframe", "<link", "<img", "url(", "http:", "https:",
            "onclick")) {
      assertFalse(html.contains(forbidden), forbidden);
    }
  }

  /**
   * What JupyterLab's sanitizer leaves of a notebook that is not trusted is all that is used: these
   * elements, attributes and properties have been seen to come through. Whatever is new here must
   * be looked at in such a notebook.
   */
  @Test
  void allOfItComesThroughTheSanitizerOfNotebooks() {
    Set<String> elements = new TreeSet<>();
    Set<String> attributes = new TreeSet<>();
    Set<String> properties = new TreeSet<>();
    ReportOptions all =
        ReportOptions.DEFAULT
            .with(ReportOptions.Extra.SOURCE)
            .with(ReportOptions.Extra.OPCODES)
            .withPeek("next");
    for (Profile profile :
        List.of(Profiles.detailed(), Profiles.withContexts(), Profiles.stopped())) {
      String html = new HtmlReport().render(profile, all);
      for (MatchResult tag :
          Pattern.compile("<([a-z0-9]+)([^>]*)>").matcher(html).results().toList()) {
        elements.add(tag.group(1));
        for (MatchResult attribute :
            Pattern.compile("([a-z-]+)=\"([^\"]*)\"").matcher(tag.group(2)).results().toList()) {
          attributes.add(attribute.group(1));
          if (attribute.group(1).equals("style")) {
            Stream.of(attribute.group(2).split(";"))
                .map(each -> each.substring(0, each.indexOf(':')))
                .forEach(properties::add);
          }
        }
      }
    }
    assertEquals("br details div span strong summary table td th tr", String.join(" ", elements));
    assertEquals("class open style title", String.join(" ", attributes));
    assertEquals(
        "background-color border border-collapse border-left border-radius border-top box-sizing"
            + " cursor display font-family font-size font-variant-numeric font-weight height left"
            + " line-height margin margin-top min-width opacity overflow overflow-x padding"
            + " padding-top position text-align text-overflow top vertical-align white-space width",
        String.join(" ", properties));
  }

  @Test
  void textIsEscaped() {
    String html = render(Profiles.sample());
    assertTrue(html.contains("&quot;&lt;b&gt;&quot;"));
    assertFalse(html.contains("<b>"));
    FunctionId f = new FunctionId("f", "<cell 1>", 1);
    Stop stop = new Stop(Optional.of("AT0001"), "<cell 1>", 1, 1, "<img src=x onerror='x'>");
    String evil =
        render(
            new ProfileBuilder()
                .instruction(f, 0, "Pop", 1, "</pre><script>x</script>", 1)
                .build("<cell 1>", Timing.elapsed(1), Optional.of(stop)));
    assertFalse(evil.contains("<script") || evil.contains("<img") || evil.contains("<cell"));
  }

  @Test
  void itStaysUnderTwoHundredKilobytes() {
    Profile profile = Profiles.ofLines(20_000, 1_000_000);
    for (double threshold : new double[] {0, 1}) {
      String html =
          new HtmlReport().render(profile, ReportOptions.DEFAULT.withThreshold(threshold));
      assertTrue(html.getBytes(StandardCharsets.UTF_8).length < 200_000);
      assertTrue(html.contains("further lines left out"));
      assertTrue(html.endsWith("</div>\n"));
    }
  }

  @Test
  void soItDoesWhateverIsAskedFor() {
    StringBuilder program = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      program.append("fn f").append(i).append("() -> number { return 1; }\n");
    }
    program.append("fn all() -> number { return 0");
    for (int i = 0; i < 300; i++) {
      program.append("\n + f").append(i).append("()");
    }
    String html =
        new HtmlReport()
            .render(
                Runs.profile(program + "; }\nall();"),
                ReportOptions.DEFAULT.withThreshold(0).withTop(1000).withPeek("f"));
    int size = html.getBytes(StandardCharsets.UTF_8).length;
    assertTrue(size < 200_000, () -> size + " bytes");
    assertTrue(html.contains("Functions left out here, whose names have it too: "));
    assertTrue(html.contains("Left out, because the page would get too large: "));
    assertTrue(html.contains("What the figures mean") && html.endsWith("</div>\n"));
  }

  @Test
  void itsNumbersAreThoseOfTheText() {
    String html = render(Profiles.sample());
    new TextReport()
        .render(Profiles.sample(), ReportOptions.DEFAULT)
        .lines()
        .filter(line -> !line.contains("==") && !line.contains("other opcodes"))
        .flatMap(line -> java.util.Arrays.stream(line.split(" +")))
        .filter(word -> word.matches("[0-9,]+(\\.[0-9]+)?") && word.length() > 4)
        .forEach(number -> assertTrue(html.contains(number), number));
  }

  @Test
  void theSummaryIsTheHeaderStrip() {
    String html =
        new HtmlReport()
            .render(Profiles.sample(), ReportOptions.DEFAULT.withForm(ReportOptions.Form.SUMMARY));
    assertTrue(html.contains("24,829,155"));
    assertFalse(html.contains("<table"));
  }
}
