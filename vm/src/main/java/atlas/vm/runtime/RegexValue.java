package atlas.vm.runtime;

/**
 * A compiled pattern (stdlib §16). Immutable. The library makes them, and knows alone what is
 * inside.
 */
public abstract non-sealed class RegexValue extends Value {
  private final Text pattern;

  protected RegexValue(Text pattern) {
    this.pattern = pattern;
  }

  /** The pattern as it was written. */
  public final Text pattern() {
    return pattern;
  }

  @Override
  public final Kind kind() {
    return Kind.REGEX;
  }
}
