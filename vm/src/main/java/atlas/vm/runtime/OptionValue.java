package atlas.vm.runtime;

/** An {@code Option}: {@link #NONE}, or a content. */
public final class OptionValue extends Value {
  public static final OptionValue NONE = new OptionValue(null);

  private final Value content;

  private OptionValue(Value content) {
    this.content = content;
  }

  public static OptionValue some(Value content) {
    return new OptionValue(content);
  }

  public boolean isSome() {
    return content != null;
  }

  /** The content of a Some; Java null for None. */
  public Value content() {
    return content;
  }

  @Override
  public Kind kind() {
    return Kind.OPTION;
  }
}
