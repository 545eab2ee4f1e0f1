package atlas.kernel.protocol;

import java.util.List;

/** What may stand in place of the code points from {@code cursorStart} to {@code cursorEnd}. */
public record Completions(List<Candidate> candidates, int cursorStart, int cursorEnd) {
  public Completions {
    candidates = List.copyOf(candidates);
  }

  /** Nothing to offer at this place. */
  public static Completions none(int cursorPos) {
    return new Completions(List.of(), cursorPos, cursorPos);
  }

  /** One candidate; {@code type} is a word that front ends show an icon for, such as function. */
  public record Candidate(String text, String type) {}
}
