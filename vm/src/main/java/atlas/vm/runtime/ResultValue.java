package atlas.vm.runtime;

/** A {@code Result}: {@code Ok} or {@code Err} with a content. */
public final class ResultValue extends Value {
  private final boolean ok;
  private final Value content;

  private ResultValue(boolean ok, Value content) {
    this.ok = ok;
    this.content = content;
  }

  public static ResultValue ok(Value content) {
    return new ResultValue(true, content);
  }

  public static ResultValue err(Value content) {
    return new ResultValue(false, content);
  }

  public boolean isOk() {
    return ok;
  }

  public Value content() {
    return content;
  }

  @Override
  public Kind kind() {
    return Kind.RESULT;
  }
}
