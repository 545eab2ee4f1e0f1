package atlas.vm.diagnostics;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant. */
public final class Suggestions {
  private static final int FAR = 3;
  private static final int SHORT = 4;
  private static final int LONG = 8;

  private Suggestions() {}

  /** A sentence with the candidate nearest to {@code name}, if one is near enough. */
  public static Optional<String> didYouMean(String name, Collection<String> candidates) {
    return nearest(name, candidates).map(Suggestions::didYouMean);
  }

  /** A name that is none of those known, in quotes, with the one nearest to it, or else all. */
  public static String unknown(String name, Collection<String> known) {
    return "'%s'; %s"
        .formatted(name, didYouMean(name, known).orElse("it can be " + String.join(", ", known)));
  }

  static String didYouMean(String name) {
    return "did you mean '" + name + "'?";
  }

  /**
   * The nearest candidate, if it is one slip away, or two from a long name; none from a very short
   * one. Of equally near ones it is the one with the longest common beginning, and then the first
   * by name.
   */
  public static Optional<String> nearest(String name, Collection<String> candidates) {
    int limit = name.length() < SHORT - 1 ? 0 : name.length() < LONG ? 1 : 2;
    return candidates.stream()
        .filter(c -> !c.equals(name) && !c.isEmpty() && distance(name, c) <= limit)
        .min(
            Comparator.<String>comparingInt(c -> distance(name, c))
                .thenComparingInt(c -> -commonBeginning(name, c))
                .thenComparing(c -> c));
  }

  private static int commonBeginning(String first, String second) {
    String a = plain(first);
    String b = plain(second);
    int i = 0;
    while (i < a.length() && i < b.length() && a.charAt(i) == b.charAt(i)) {
      i++;
    }
    return i;
  }

  /**
   * Slips that lead from one word to the other: letters missing, added, replaced or swapped with
   * their neighbours. Letter case and underscores count for nothing. In short words, a letter
   * replaced makes another word, and so does a digit in any.
   */
  static int distance(String first, String second) {
    String a = plain(first);
    String b = plain(second);
    if (a.isEmpty() || b.isEmpty() || Math.abs(a.length() - b.length()) >= FAR) {
      return FAR;
    }
    int replaced = Math.max(a.length(), b.length()) <= SHORT ? 2 : 1;
    int[] before = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    for (int j = 1; j <= b.length(); j++) {
      last[j] = last[j - 1] + cost(b, j);
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = last[0] + cost(a, i);
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : replaced * cost(a, i) * cost(b, j);
        row[j] =
            Math.min(last[j - 1] + change, Math.min(last[j] + cost(a, i), row[j - 1] + cost(b, j)));
        if (i > 1 && j > 1 && swapped(a, i, b, j)) {
          row[j] = Math.min(row[j], before[j - 2] + cost(a, i) * cost(a, i - 1));
        }
      }
      before = last;
      last = row;
    }
    return Math.min(FAR, last[b.length()]);
  }

  private static String plain(String word) {
    return word.replace("_", "").toLowerCase(Locale.ROOT);
  }

  private static int cost(String word, int length) {
    return Character.isDigit(word.charAt(length - 1)) ? FAR : 1;
  }

  private static boolean swapped(String a, int i, String b, int j) {
    return a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
