package atlas.vm.runtime;

/** A declared function together with the values that it captured. */
public final class Closure extends FunctionValue {
  private static final Value[] NOTHING = {};

  private final FunctionTemplate template;
  private final Value[] captures;

  public Closure(FunctionTemplate template, Value[] captures) {
    this.template = template;
    this.captures = captures;
  }

  /** A function that captures nothing. */
  public Closure(FunctionTemplate template) {
    this(template, NOTHING);
  }

  public FunctionTemplate template() {
    return template;
  }

  @Override
  public FunctionTemplate.Result result() {
    return template.result();
  }

  @Override
  public Entry entry(Context context) {
    return template.entry(context);
  }

  @Override
  public Value[] captures() {
    return captures;
  }

  @Override
  public String name() {
    return template.name();
  }

  @Override
  public Value call(Context context, int depth, Value... args) {
    return template.entry(context).apply(captures, args, depth + 1);
  }

  @Override
  public Kind kind() {
    return Kind.FUNCTION;
  }
}
