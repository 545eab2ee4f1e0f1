package atlas.vm.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.vm.diagnostics.Diagnostic;
import atlas.vm.source.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds for every program, tried on generated ones and on what is left of them when broken.
 */
class ParserPropertiesTest {
  static LongStream seeds() {
    return LongStream.rangeClosed(1, 200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyNodeCoversItsParts(long seed) {
    String text = new ProgramGenerator(seed).program();
    Ast.Program program = Parsing.valid(text);
    Trees.checkSpans(program);
  }

  @Test
  void everyKindOfNodeIsGenerated() {
    Set<String> missing =
        Arrays.stream(Ast.class.getDeclaredClasses())
            .filter(Class::isRecord)
            .map(Class::getSimpleName)
            .collect(Collectors.toCollection(TreeSet::new));
    missing.remove("ErrorExpr");
    seeds()
        .mapToObj(seed -> Trees.withoutSpans(Parsing.valid(new ProgramGenerator(seed).program())))
        .forEach(tree -> missing.removeIf(name -> tree.contains(name + "[")));
    assertEquals(Set.of(), missing);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void tokensTileTheText(long seed) {
    String text = scramble(seed);
    int end = 0;
    for (Token token : Lexer.highlight(text)) {
      assertEquals(end, token.span().start());
      assertTrue(token.span().length() > 0);
      end = token.span().end();
    }
    assertEquals(text.length(), end);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void brokenProgramsAreReportedWithinTheText(long seed) {
    ProgramGenerator generator = new ProgramGenerator(seed);
    generator.program();
    Random random = new Random(seed);
    for (int i = 0; i < 20; i++) {
      String text = generator.layOut(damaged(generator.tokens(), random));
      Parsing.Result result = Parsing.parse(text);
      for (Diagnostic diagnostic : result.diagnostics()) {
        assertTrue(diagnostic.span().end() <= text.length());
        assertFalse(diagnostic.message().isEmpty());
      }
      if (result.diagnostics().isEmpty()) {
        String printed = TreePrinter.print(result.program());
        assertEquals(printed, TreePrinter.print(Parsing.valid(printed)));
      }
      assertEquals(result.codes(), Parsing.parse(text).codes());
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void tokensInAnyOrderAreParsedToTheEnd(long seed) {
    ProgramGenerator generator = new ProgramGenerator(seed);
    List<TokenKind> kinds = Arrays.stream(TokenKind.values()).filter(TokenKind::isFixed).toList();
    Random random = new Random(seed);
    for (int i = 0; i < 50; i++) {
      List<String> tokens =
          Stream.generate(() -> kinds.get(random.nextInt(kinds.size())).text())
              .limit(1 + random.nextInt(40))
              .toList();
      for (InputMode mode : InputMode.values()) {
        Parsing.parse(generator.layOut(tokens), mode);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noTwoErrorsAreAtOnePlace(long seed) {
    Parsing.Result result = Parsing.parse(scramble(seed));
    List<Integer> starts =
        result.diagnostics().stream().map(Diagnostic::span).map(Span::start).toList();
    assertEquals(starts.stream().distinct().toList(), starts);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void prefixesOfACompleteInputAreNeverInvalid(long seed) {
    ProgramGenerator generator = new ProgramGenerator(seed);
    String whole = generator.program();
    assertEquals(Completeness.Status.COMPLETE, Completeness.of(whole).status());
    List<String> tokens = generator.tokens();
    for (int i = 0; i < tokens.size(); i++) {
      String prefix = generator.layOut(tokens.subList(0, i));
      assertNotEquals(Completeness.Status.INVALID, Completeness.of(prefix).status(), prefix);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void scanningLineByLineIsScanningTheWhole(long seed) {
    String text = scramble(seed);
    InputScanner scanner = new InputScanner();
    text.lines().forEach(scanner::feed);
    assertEquals(Completeness.of(text), scanner.result(), text);
  }

  /** A program with a few characters replaced by others that matter. */
  private static String scramble(long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder(new ProgramGenerator(seed).program());
    String replacements = "\"'/*{}()[];,\n\\@#e1.<>=é😀_";
    for (int i = 0; i < 5; i++) {
      int at = random.nextInt(text.length());
      int with = random.nextInt(replacements.length());
      text.setCharAt(at, replacements.charAt(with));
    }
    return text.toString();
  }

  private static List<String> damaged(List<String> tokens, Random random) {
    List<String> damaged = new ArrayList<>(tokens);
    for (int i = 1 + random.nextInt(3); i > 0 && damaged.size() > 1; i--) {
      int at = random.nextInt(damaged.size());
      switch (random.nextInt(3)) {
        case 0 -> damaged.remove(at);
        case 1 -> damaged.add(at, tokens.get(random.nextInt(tokens.size())));
        default -> damaged.set(at, tokens.get(random.nextInt(tokens.size())));
      }
    }
    return damaged;
  }
}
