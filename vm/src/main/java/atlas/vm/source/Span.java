package atlas.vm.source;

/**
 * A stretch of source text: UTF-16 offsets, {@code start} inclusive, {@code end} exclusive. Lines
 * and columns are computed late, by {@link SourceFile#position(int)}.
 */
public record Span(int start, int end) {
  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("bad span " + start + ".." + end);
    }
  }

  /** The empty span at {@code offset}. */
  public static Span at(int offset) {
    return new Span(offset, offset);
  }

  /** The smallest span that covers this one and {@code other}. */
  public Span to(Span other) {
    return new Span(Math.min(start, other.start), Math.max(end, other.end));
  }

  /** Length in UTF-16 units. */
  public int length() {
    return end - start;
  }
}
