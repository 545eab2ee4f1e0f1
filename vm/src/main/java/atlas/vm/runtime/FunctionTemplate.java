package atlas.vm.runtime;

import atlas.vm.bytecode.Code;
import atlas.vm.types.Type;
import java.util.List;

/**
 * A declared function, as far as running code is concerned: what all closures of one declaration
 * share. There are two ways in, made when first needed: one for ordinary runs and one for profiled
 * runs, which counts.
 */
public final class FunctionTemplate {
  /** The shapes of functions for which {@link Entry} has a way in of its own. */
  public enum Shape {
    NUMBER_TO_NUMBER,
    NUMBER_TO_BOOL,
    NUMBERS_TO_NUMBER,
    OTHER;

    /** The shape of a function with these parameters and this result. */
    public static Shape of(List<Type> params, Type result) {
      boolean numbers = params.stream().allMatch(p -> p.expanded() == Type.NUMBER);
      Type r = result.expanded();
      if (numbers && params.size() == 1 && r == Type.NUMBER) {
        return NUMBER_TO_NUMBER;
      } else if (numbers && params.size() == 1 && r == Type.BOOL) {
        return NUMBER_TO_BOOL;
      } else if (numbers && params.size() == 2 && r == Type.NUMBER) {
        return NUMBERS_TO_NUMBER;
      }
      return OTHER;
    }
  }

  private final Code code;
  private final Shape shape;
  private final Linker linker;
  private Entry plain;
  private Entry profiled;

  /** Makes the ways in to a function. */
  @FunctionalInterface
  public interface Linker {
    Entry entry(FunctionTemplate template, boolean forProfile);
  }

  public FunctionTemplate(Code code, Linker linker) {
    this.code = code;
    this.shape = Shape.of(code.params(), code.result());
    this.linker = linker;
  }

  public Code code() {
    return code;
  }

  /** Who makes the ways in. */
  public Linker linker() {
    return linker;
  }

  public String name() {
    return code.name();
  }

  public int arity() {
    return code.params().size();
  }

  public Shape shape() {
    return shape;
  }

  /** The way in for code that runs in a context. */
  public Entry entry(Context context) {
    if (!context.profiled()) {
      return plain != null ? plain : link(false);
    }
    Context.Callees callees = context.callees();
    if (callees != null) {
      return callees.entry(this);
    }
    return profiled != null ? profiled : link(true);
  }

  private Entry link(boolean forProfile) {
    Entry entry = linker.entry(this, forProfile);
    if (forProfile) {
      profiled = entry;
    } else {
      plain = entry;
    }
    return entry;
  }
}
