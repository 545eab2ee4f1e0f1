package atlas.vm.builtins;

import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.runtime.Context;
import atlas.vm.runtime.Permission;
import atlas.vm.types.ArgumentUse;
import atlas.vm.types.LibraryFunction;
import atlas.vm.types.Type;
import atlas.vm.types.WriteBack;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A row of the library's table: all that is known of a library function, and the Java method that
 * does the work. The method is public and static; its parameters are {@code (Context, int)} if the
 * function {@linkplain #needsContext needs them}, the int being the call depth of the caller, and
 * then those of {@link #params}.
 *
 * @param signature as in the catalogue, for people
 * @param type the static type, for prelude functions only
 * @param writeBack what a call by name with a variable as first argument stores back
 * @param uses what becomes of each argument
 * @param unboxed the parameters of any kind, by number, for which there are methods of the same
 *     name that take a {@code double} in that place
 * @param required how many arguments there must be at least; those that are missing are null
 * @param item what a function that removes something gives out. There are a method {@code …Item}
 *     for that and, to be called after it, {@code …Rest} for what remains, of the first parameter's
 *     type; both take what the function takes. If the item may be anything, there are {@code
 *     …Check}, which fails if there is none, and {@code …Number} for after it, too
 * @param countCode the error for a wrong number of arguments
 * @param kindCode the error for an argument of the wrong kind
 * @param failures its other errors, and when they happen
 * @param permission what the run must have been granted, if anything
 * @param brief whether a call takes hardly longer than to read a variable
 * @param ownerName the Java class
 * @param doc one sentence
 * @param example a program
 * @param output what the example prints, without the last line end
 */
public record Builtin(
    String name,
    String signature,
    Optional<Type.FunctionType> type,
    WriteBack writeBack,
    List<ParamKind> params,
    List<ArgumentUse> uses,
    Set<Integer> unboxed,
    int required,
    ParamKind result,
    Optional<ParamKind> item,
    DiagnosticCode countCode,
    DiagnosticCode kindCode,
    List<Failure> failures,
    Optional<Permission> permission,
    boolean needsContext,
    boolean brief,
    String ownerName,
    String method,
    String doc,
    String example,
    String output) {
  /** The signature of a function to which no argument is of the wrong kind. */
  private static final String TAKES_ANYTHING = "[(](([a-z]+: (any|T|E)(, )?)*)[)].*";

  public Builtin {
    params = List.copyOf(params);
    uses = List.copyOf(uses);
    unboxed = Set.copyOf(unboxed);
    failures = List.copyOf(failures);
  }

  /** An error of a function, and when it happens. */
  public record Failure(DiagnosticCode code, String when) {}

  /** What is to be known of it besides what it does, in the words of the documentation. */
  public List<String> marks() {
    List<String> marks = new ArrayList<>();
    if (prelude()) {
      marks.add("prelude");
    }
    if (writeBack != WriteBack.NONE) {
      marks.add(writeBack == WriteBack.REPLACE ? "stores back" : "stores the rest back");
    }
    if (signature.contains("fn(")) {
      marks.add("callback");
    }
    permission.ifPresent(p -> marks.add("permission: " + p.word()));
    return marks;
  }

  /** All of its errors, and when they happen. */
  public List<Failure> errors() {
    List<Failure> errors = new ArrayList<>();
    errors.add(new Failure(countCode, "wrong number of arguments"));
    if (!signature.matches(TAKES_ANYTHING)) {
      errors.add(new Failure(kindCode, "wrong kind of argument"));
    }
    errors.addAll(failures);
    permission.ifPresent(p -> errors.add(new Failure(p.code(), "permission denied")));
    return errors;
  }

  /** Whether the name is protected at top level, and its type known. */
  public boolean prelude() {
    return type.isPresent();
  }

  /** Whether there may be any number of arguments from {@link #required} on. */
  public boolean variadic() {
    return !params.isEmpty() && params.getLast() == ParamKind.REST;
  }

  /** Whether there may be that many arguments. */
  public boolean accepts(int count) {
    return count >= required && (count <= params.size() || variadic());
  }

  /** The Java class of the method. */
  public ClassDesc owner() {
    return ClassDesc.of(ownerName);
  }

  /** The parameters and the result of the method. */
  public MethodTypeDesc descriptor() {
    return descriptor(Set.of());
  }

  /**
   * The same for the method that takes numbers unboxed in some places, which are among {@link
   * #unboxed}.
   */
  public MethodTypeDesc descriptor(Set<Integer> numbers) {
    List<ClassDesc> types = new ArrayList<>();
    if (needsContext) {
      types.add(ClassDesc.of(Context.class.getName()));
      types.add(ConstantDescs.CD_int);
    }
    for (int i = 0; i < params.size(); i++) {
      types.add(numbers.contains(i) ? ConstantDescs.CD_double : params.get(i).javaType());
    }
    return MethodTypeDesc.of(result.javaType(), types);
  }

  /** What the checker knows. */
  public LibraryFunction facts() {
    int arity = required == params.size() && !variadic() ? required : -1;
    return new LibraryFunction(name, type, prelude(), writeBack, arity, result.known(), uses);
  }
}
