package atlas.kernel.server;

/**
 * A pattern for whole texts, in which {@code *} stands for anything and {@code ?} for one code
 * point. It takes no more than the product of both lengths to tell whether one fits: it is enough
 * to go back to the last {@code *}.
 */
final class Glob {
  private static final int ANYTHING = '*';
  private static final int ANY = '?';

  private final int[] pattern;

  Glob(String pattern) {
    this.pattern = pattern.codePoints().toArray();
  }

  boolean fits(String text) {
    int[] points = text.codePoints().toArray();
    int at = 0;
    int star = -1;
    int resume = 0;
    for (int i = 0; i < points.length; ) {
      if (at < pattern.length && pattern[at] == ANYTHING) {
        star = at++;
        resume = i;
      } else if (at < pattern.length && (pattern[at] == ANY || pattern[at] == points[i])) {
        at++;
        i++;
      } else if (star >= 0) {
        at = star + 1;
        i = ++resume;
      } else {
        return false;
      }
    }
    while (at < pattern.length && pattern[at] == ANYTHING) {
      at++;
    }
    return at == pattern.length;
  }
}
