package atlas.vm.builtins;

import atlas.vm.runtime.RegexValue;
import atlas.vm.runtime.Text;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A pattern compiled by RE2/J, which matches in time linear in the text. */
final class CompiledRegex extends RegexValue {
  private final boolean spaced;
  private final int flags;
  private final boolean boundaries;
  private final Pattern plain;
  private Pattern marked;

  /**
   * Compiles a pattern.
   *
   * @param letters any of {@code imsx}
   * @throws PatternSyntaxException what is wrong with it
   */
  CompiledRegex(Text pattern, String letters) {
    super(pattern);
    int all = 0;
    for (char letter : letters.toCharArray()) {
      all |=
          switch (letter) {
            case 'i' -> Pattern.CASE_INSENSITIVE;
            case 'm' -> Pattern.MULTILINE;
            case 's' -> Pattern.DOTALL;
            case 'x' -> 0;
            default -> throw new PatternSyntaxException("unknown flag", String.valueOf(letter));
          };
    }
    flags = all;
    spaced = letters.indexOf('x') >= 0;
    var translation = PatternTranslator.translate(pattern.toString(), spaced, false);
    boundaries = translation.boundaries();
    plain = Pattern.compile(translation.pattern(), flags);
  }

  /** Whether the words of a text that is not all ASCII need marks. */
  boolean hasBoundaries() {
    return boundaries;
  }

  /** For a text as it is. */
  Pattern plain() {
    return plain;
  }

  /** For a {@link MarkedText}. */
  Pattern marked() {
    if (marked == null) {
      String pattern = pattern().toString();
      marked = Pattern.compile(PatternTranslator.translate(pattern, spaced, true).pattern(), flags);
    }
    return marked;
  }

  /** The number of groups. */
  int groups() {
    return plain.groupCount();
  }

  /** The names of groups, by their place in the pattern. */
  List<Map.Entry<String, Integer>> names() {
    return plain.namedGroups().entrySet().stream()
        .sorted(Comparator.comparing(Map.Entry<String, Integer>::getValue))
        .toList();
  }

  /** The number of a named group, or -1. */
  int group(String name) {
    return plain.namedGroups().getOrDefault(name, -1);
  }
}
