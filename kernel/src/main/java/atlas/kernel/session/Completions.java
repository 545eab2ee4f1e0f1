package atlas.kernel.session;

import java.util.List;

/**
 * What may stand at a cursor.
 *
 * @param from the UTF-16 offset at which the text to replace begins
 * @param to where it ends
 * @param candidates the best first
 */
public record Completions(int from, int to, List<Candidate> candidates) {
  public Completions {
    candidates = List.copyOf(candidates);
  }

  /** Nothing to say. */
  public static Completions none(int cursor) {
    return new Completions(cursor, cursor, List.of());
  }
}
