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

  /**
   * One candidate.
   *
   * @param type a word that front ends show an icon for, such as function
   * @param signature what they show beside it; may be empty
   */
  public record Candidate(String text, String type, String signature) {}
}
