package atlas.vm.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.vm.source.SourceFile;
import atlas.vm.source.Span;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DiagnosticRendererTest {
  private static final DiagnosticRenderer PLAIN =
      new DiagnosticRenderer(DiagnosticRenderer.Style.PLAIN);

  private static Diagnostic at(String text, String part) {
    int start = text.indexOf(part);
    SourceFile source = new SourceFile("shop.atl", text);
    return Diagnostic.error(
        DiagnosticCode.AT3001,
        source,
        new Span(start, start + part.length()),
        "Type mismatch: expected number, found string",
        "here");
  }

  /** The line under the source line, without its gutter. */
  private static String carets(String text, String part) {
    return PLAIN.render(at(text, part)).lines().skip(4).findFirst().orElseThrow().substring(5);
  }

  @Test
  void aMessageWithAHugeValueIsShortened() {
    SourceFile source = new SourceFile("shop.atl", "x");
    String value = "\ud83d\ude80".repeat(2_500);
    Diagnostic diagnostic =
        Diagnostic.error(DiagnosticCode.AT0001, source, new Span(0, 1), value, "");
    assertEquals(
        "error[AT0001]: " + "\ud83d\ude80".repeat(2_000) + "… 500 more",
        PLAIN.render(diagnostic).lines().findFirst().orElseThrow());
  }

  @Test
  void onAScreenALineThatIsTooWideIsCutSoThatCaretsStandBelowIt() {
    DiagnosticRenderer narrow = new DiagnosticRenderer(DiagnosticRenderer.Style.PLAIN, 40);
    String text = "let many = [" + "1, ".repeat(20) + "bad, " + "2, ".repeat(20) + "3];";
    List<String> lines = narrow.render(at(text, "bad")).lines().toList();
    assertEquals(" 1 | …1, 1, 1, 1, bad, 2, 2, 2, 2, 2, 2…", lines.get(3));
    assertEquals("   |              ^^^ here", lines.get(4));
    lines = narrow.render(at("日".repeat(40) + "x", "x")).lines().toList();
    assertEquals(" 1 | …日日日日日日x", lines.get(3));
    assertEquals("   |              ^ here", lines.get(4));
    String fits = "let n: number = bad;";
    assertEquals(PLAIN.render(at(fits, "bad")), narrow.render(at(fits, "bad")));
  }

  @Test
  void theTextFormIsThatOfTheSpecification() {
    String text = "\n".repeat(2) + "var n = 2;" + "\n".repeat(9) + "let n: number = \"ten\";\n";
    SourceFile source = new SourceFile("shop.atl", text);
    int first = text.indexOf("n = 2");
    int start = text.indexOf("\"ten\"");
    Diagnostic diagnostic =
        Diagnostic.error(
                DiagnosticCode.AT3001,
                source,
                new Span(start, start + 5),
                "Type mismatch: expected number, found string",
                "expected number, found string")
            .withRelated(source, new Span(first, first + 1), "'n' declared here")
            .withHelp("help comes last")
            .withNote("a note\nof two lines");
    assertEquals(
        """
        error[AT3001]: Type mismatch: expected number, found string
          --> shop.atl:12:17
           |
        12 | let n: number = "ten";
           |                 ^^^^^ expected number, found string
           = note: a note
                   of two lines
           = note: related location at shop.atl:3:5: 'n' declared here
           = help: help comes last
        """,
        PLAIN.render(diagnostic));
  }

  @Test
  void warningsSaySo() {
    SourceFile source = new SourceFile("<input>", "f();");
    Diagnostic warning =
        Diagnostic.warning(DiagnosticCode.AT2001, source, new Span(0, 1), "Unused", "");
    assertEquals(
        """
        warning[AT2001]: Unused
          --> <input>:1:1
           |
         1 | f();
           | ^
        """,
        PLAIN.render(warning));
  }

  @Test
  void theGutterIsAsWideAsTheLineNumber() {
    assertEquals(
        """
        error[AT3001]: Type mismatch: expected number, found string
            --> shop.atl:1234:1
             |
        1234 | x;
             | ^ here
        """,
        PLAIN.render(at("\n".repeat(1233) + "x;", "x")));
  }

  @Test
  void anEmptySpanHasNoCarets() {
    SourceFile source = new SourceFile("a.atl", "let x = 1\n\n");
    Diagnostic missing =
        Diagnostic.error(DiagnosticCode.AT1002, source, Span.at(9), "Expected ';'", "here");
    assertEquals(
        """
        error[AT1002]: Expected ';'
          --> a.atl:1:10
           |
         1 | let x = 1
        """,
        PLAIN.render(missing));
    Diagnostic emptyLine =
        Diagnostic.error(DiagnosticCode.AT1002, source, Span.at(10), "Expected ';'", "here");
    assertEquals(" 2 |", PLAIN.render(emptyLine).lines().skip(3).findFirst().orElseThrow());
  }

  @Test
  void caretsAreCutAtTheEndOfTheLine() {
    assertEquals("    ^^^ here", carets("a = b +\r\nc;", "b +\r\nc"));
    assertEquals("  ^ here", carets("a;\nb;", "\nb"));
  }

  @Test
  void tabsAreKeptAndPaddedAlike() {
    assertEquals("\t  \t^ here", carets("\ta \tb;", "b"));
    assertEquals("\t^\t^ here", carets("\ta\tb;", "a\tb"));
  }

  @Test
  void caretsStandUnderWideCharacters() {
    assertEquals("       ^ here", carets("\"日本\" x;", "x"));
    assertEquals("     ^ here", carets("\"😀!\"x;", "x"));
    assertEquals("^^^^^^ here", carets("\"日本\" x;", "\"日本\""));
    assertEquals("  ^ here", carets("e\u0301 x;", "x"));
    assertEquals("  ^ here", carets("한x;", "x"));
  }

  @Test
  void whatATerminalWouldObeyIsReplaced() {
    String rendered = PLAIN.render(at("\u001b[2J\u202Ex\u0007\u0085\u007F;", "x"));
    assertEquals(" 1 | ␛[2J\uFFFDx␇\uFFFD␡;", rendered.lines().skip(3).findFirst().orElseThrow());
    assertEquals("   |      ^ here", rendered.lines().skip(4).findFirst().orElseThrow());
  }

  @Test
  void ofVeryLongLinesThePartAroundTheErrorIsShown() {
    assertEquals(" ".repeat(236) + "^^ here", carets("x".repeat(236) + "日" + "y;y", "日"));
    String middle = "x".repeat(300) + "日" + "🚀".repeat(300);
    assertEquals(" ".repeat(61) + "^^ here", carets(middle, "日"));
    String line = PLAIN.render(at(middle, "日")).lines().skip(3).findFirst().orElseThrow();
    assertEquals(" 1 | …" + "x".repeat(60) + "日" + "🚀".repeat(99) + "…", line);
    String end = "x".repeat(300) + "y;";
    assertEquals(" ".repeat(61) + "^ here", carets(end, "y"));
    String start = "let y" + "x".repeat(300);
    assertEquals("    " + "^".repeat(156) + " here", carets(start, "y" + "x".repeat(300)));
  }

  @Test
  void colourOnlyAdds() {
    Diagnostic diagnostic = at("\tlet x = y;", "y").withNote("n").withHelp("h");
    assertFalse(PLAIN.render(diagnostic).contains("\u001b"));
    for (var style : List.of(DiagnosticRenderer.Style.COLOUR, DiagnosticRenderer.Style.NOTEBOOK)) {
      String coloured = new DiagnosticRenderer(style).render(diagnostic);
      assertEquals(PLAIN.render(diagnostic), coloured.replaceAll("\u001b\\[[0-9;]*m", ""));
    }
  }

  @Test
  void whoHasStoppedAProgramIsToldWhere() {
    Diagnostic stop = at("while (x) {}", "x");
    String lines = PLAIN.render(stop).lines().skip(1).collect(Collectors.joining("\n", "", "\n"));
    assertEquals(stop.message() + "\n" + lines, PLAIN.renderStop(stop));
  }

  @Test
  void aNotebookIsLeftToChooseTheColourOfWhatIsRead() {
    Diagnostic diagnostic = at("let x = y;", "y");
    String text = new DiagnosticRenderer(DiagnosticRenderer.Style.NOTEBOOK).render(diagnostic);
    // White on a red of its own, whatever is behind it; everything else that is text is only bold.
    assertTrue(text.startsWith("\u001b[1;38;5;231;48;5;160merror["), text);
    assertTrue(text.contains("\u001b[1m^ "), text);
  }

  @Test
  void severalAreSetApart() {
    Diagnostic one = at("x;", "x");
    assertEquals(PLAIN.render(one) + "\n" + PLAIN.render(one), PLAIN.render(List.of(one, one)));
    assertEquals("", PLAIN.render(List.of()));
  }
}
