package atlas.vm.builtins;

import static org.junit.jupiter.api.Assertions.assertEquals;

import atlas.vm.runtime.Context;
import atlas.vm.runtime.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Matches are those of {@code java.util.regex} for random patterns that mean the same in both. */
class RegexOracleTest {
  private static final Context CONTEXT = new Context(_ -> {}, false, _ -> {});

  private static final String[] ATOMS = {
    "a",
    "é",
    "🚀",
    " ",
    "0",
    ".",
    "\\w",
    "\\W",
    "\\d",
    "\\D",
    "\\s",
    "\\S",
    "\\b",
    "\\B",
    "[aé]",
    "[^a]",
    "[\\W0]",
    "[^\\Wa]",
    "[\\d\\s]",
    "^",
    "$",
    "\\x{e9}",
    "\\n"
  };

  private static final String[] CHARACTERS = {
    "a", "é", "🚀", " ", "0", "\n", "_", "!", "(", "\uFFFE", "\uFFFF", "É", "\u2003", "٣"
  };

  private final Random random = new Random(7);

  private String pick(String[] from) {
    return from[random.nextInt(from.length)];
  }

  private String pattern(int depth) {
    StringBuilder pattern = new StringBuilder();
    int length = 1 + random.nextInt(3);
    for (int i = 0; i < length; i++) {
      boolean group = depth > 0 && random.nextInt(4) == 0;
      String atom = group ? "(" + pattern(depth - 1) + ")" : pick(ATOMS);
      boolean repeatable = !group && !atom.matches("\\^|\\$|\\\\[bB]");
      pattern.append(atom);
      if (repeatable && random.nextInt(3) == 0) {
        pattern.append(pick(new String[] {"*", "+", "?", "*?", "+?", "??", "{2}", "{0,2}"}));
      }
    }
    return random.nextInt(6) == 0 ? pattern + "|" + pick(ATOMS) : pattern.toString();
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(10); i > 0; i--) {
      text.append(pick(CHARACTERS));
    }
    return text.toString();
  }

  @Test
  void sameMatches() {
    for (int i = 0; i < 5_000; i++) {
      String flags = pick(new String[] {"", "i", "m", "s", "im"});
      String pattern = pattern(2);
      CompiledRegex regex = new CompiledRegex(Text.of(pattern), flags);
      for (int j = 0; j < 3; j++) {
        String text = text();
        assertEquals(
            expected(pattern, flags, text),
            found(regex, text),
            () -> "pattern " + pattern + " flags " + flags + " text <" + text + ">");
      }
    }
  }

  private static List<String> found(CompiledRegex regex, String text) {
    List<String> spans = new ArrayList<>();
    for (Matches matches = new Matches(CONTEXT, regex, Text.of(text)); matches.next(); ) {
      StringBuilder span = new StringBuilder();
      for (int group = 0; group <= regex.groups(); group++) {
        int start = matches.start(group);
        span.append(start).append('-').append(start < 0 ? -1 : matches.end(group)).append(' ');
      }
      spans.add(span.toString());
    }
    return spans;
  }

  /** The JDK finds empty matches there, too. */
  private static boolean splitsPair(String text, int index) {
    return index > 0
        && index < text.length()
        && Character.isSurrogatePair(text.charAt(index - 1), text.charAt(index));
  }

  private static List<String> expected(String pattern, String flags, String text) {
    int all = Pattern.UNICODE_CHARACTER_CLASS | Pattern.UNICODE_CASE | Pattern.UNIX_LINES;
    all |= flags.contains("i") ? Pattern.CASE_INSENSITIVE : 0;
    all |= flags.contains("m") ? Pattern.MULTILINE : 0;
    all |= flags.contains("s") ? Pattern.DOTALL : 0;
    String java =
        flags.contains("m")
            ? pattern.replace("^", "(?:\\A|(?<=\\n))")
            : pattern.replace("$", "\\z");
    Matcher matcher = Pattern.compile(java.replace("[(?:\\A|(?<=\\n))", "[^"), all).matcher(text);
    List<String> spans = new ArrayList<>();
    int from = 0;
    int lastEnd = -1;
    while (from <= text.length() && matcher.find(from)) {
      if (splitsPair(text, matcher.start())) {
        from = matcher.start() + 1;
        continue;
      }
      if (matcher.start() == matcher.end() && matcher.start() == lastEnd) {
        from = from == text.length() ? from + 1 : text.offsetByCodePoints(from, 1);
        continue;
      }
      lastEnd = matcher.end();
      from = lastEnd;
      StringBuilder span = new StringBuilder();
      for (int group = 0; group <= matcher.groupCount(); group++) {
        span.append(matcher.start(group)).append('-').append(matcher.end(group)).append(' ');
      }
      spans.add(span.toString());
    }
    return spans;
  }
}
