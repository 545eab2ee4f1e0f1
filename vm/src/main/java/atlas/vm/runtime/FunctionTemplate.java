package atlas.vm.runtime;

import atlas.vm.bytecode.Code;
import atlas.vm.types.Type;

/**
 * A declared function, as far as running code is concerned: what all closures of one declaration
 * share. There are two ways in, made when first needed: one for ordinary runs and one for profiled
 * runs, which counts.
 */
public final class FunctionTemplate {
  /** What a function gives, as far as {@link Entry} has ways in of their own for it. */
  public enum Result {
    NUMBER,
    BOOL,
    OTHER;

    static Result of(Type type) {
      Type result = type.expanded();
      return result == Type.NUMBER ? NUMBER : result == Type.BOOL ? BOOL : OTHER;
    }
  }

  private final Code code;
  private final Result result;
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
    this.result = Result.of(code.result());
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

  public Result result() {
    return result;
  }

  /** The way in for code that runs in a context. */
  public Entry entry(Context context) {
    if (!context.profiled()) {
      return plain != null ? plain : link(false);
    }
    if (context.contextual()) {
      return context.callee(this);
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
