package atlas.vm.builtins;

import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.runtime.Permission;
import atlas.vm.types.ArgumentUse;
import atlas.vm.types.Type;
import atlas.vm.types.WriteBack;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the rows of one family of functions: what they have in common is said once. All of them are
 * made whenever anything starts, by code that has never run before: so without streams, which take
 * longer to set up than a row has to do.
 */
final class Rows {
  private final Class<?> owner;
  private final DiagnosticCode countCode;
  private final DiagnosticCode kindCode;
  private final boolean prelude;
  private final List<Row> rows;

  private Rows(
      Class<?> owner,
      DiagnosticCode countCode,
      DiagnosticCode kindCode,
      boolean prelude,
      List<Row> rows) {
    this.owner = owner;
    this.countCode = countCode;
    this.kindCode = kindCode;
    this.prelude = prelude;
    this.rows = rows;
  }

  /** A family of prelude functions. */
  static Rows prelude(Class<?> owner, DiagnosticCode countCode, DiagnosticCode kindCode) {
    return new Rows(owner, countCode, kindCode, true, new ArrayList<>());
  }

  /** A family of functions without static types. */
  static Rows dynamic(Class<?> owner, DiagnosticCode countCode, DiagnosticCode kindCode) {
    return new Rows(owner, countCode, kindCode, false, new ArrayList<>());
  }

  /** The same table, for rows with other errors. */
  Rows with(DiagnosticCode newCountCode, DiagnosticCode newKindCode) {
    return new Rows(owner, newCountCode, newKindCode, prelude, rows);
  }

  /** A function, implemented by a method of its own name. */
  Row add(String name, String signature, String doc) {
    Row row = new Row(name, signature, doc);
    rows.add(row);
    return row;
  }

  List<Builtin> list() {
    List<Builtin> built = new ArrayList<>(rows.size());
    for (Row row : rows) {
      built.add(row.build());
    }
    return built;
  }

  /** A row in the making. */
  final class Row {
    private final String name;
    private final String signature;
    private final String doc;
    private String method;
    private List<ParamKind> params = List.of();
    private List<ArgumentUse> uses = List.of();
    private Set<Integer> unboxed = Set.of();
    private int required;
    private ParamKind result = ParamKind.NULL;
    private Optional<ParamKind> item = Optional.empty();
    private List<Type> paramTypes = List.of();
    private Type resultType = Type.NULL;
    private WriteBack writeBack = WriteBack.NONE;
    private boolean typed = prelude;
    private boolean context;
    private boolean brief;
    private Optional<Permission> permission = Optional.empty();
    private final List<Builtin.Failure> failures = new ArrayList<>();
    private String example = "";
    private String output = "";

    private Row(String name, String signature, String doc) {
      this.name = name;
      this.method = name;
      this.signature = signature;
      this.doc = doc;
    }

    Row takes(ParamKind... kinds) {
      params = List.of(kinds);
      required = kinds.length - (params.contains(ParamKind.REST) ? 1 : 0);
      uses = new ArrayList<>(kinds.length);
      paramTypes = new ArrayList<>(kinds.length);
      for (ParamKind kind : kinds) {
        uses.add(ArgumentUse.READ);
        paramTypes.add(kind.type());
      }
      return this;
    }

    /** The last argument may be missing, and is null then. */
    Row lastIsOptional() {
      required--;
      return this;
    }

    Row gives(ParamKind kind) {
      result = kind;
      resultType = kind.type();
      return this;
    }

    /** Sets the static type of a parameter. */
    Row param(int index, Type type) {
      paramTypes.set(index, type);
      return this;
    }

    /** Sets the static type of a callback, whose parameters are of any type. */
    Row callback(int index, int arity, Type callbackResult) {
      List<Type> any = Collections.nCopies(arity, Type.UNKNOWN);
      return param(index, Type.FunctionType.of(any, callbackResult)).withContext();
    }

    /** Sets the static type of the result. */
    Row typed(Type type) {
      resultType = type;
      return this;
    }

    /** Sets the name of the method. */
    Row by(String javaMethod) {
      method = javaMethod;
      return this;
    }

    /** This one of the family is not in the prelude. */
    Row dynamic() {
      typed = false;
      return this;
    }

    /** The method takes the context and the call depth first. */
    Row withContext() {
      context = true;
      return this;
    }

    /** The first argument may be changed in place; the result is not stored back. */
    Row changes() {
      uses.set(0, ArgumentUse.CHANGE);
      return this;
    }

    /** The first argument may be changed in place, and the result is stored back. */
    Row replaces() {
      writeBack = WriteBack.REPLACE;
      return changes();
    }

    /** It gives a pair of an item and the rest. */
    Row givesPair(ParamKind kind) {
      item = Optional.of(kind);
      return gives(ParamKind.ARRAY).changes();
    }

    /** The first argument may be changed in place, and the rest of the pair is stored back. */
    Row splits(ParamKind kind) {
      writeBack = WriteBack.SPLIT;
      return givesPair(kind);
    }

    /** The result or a container goes on to refer to an argument. */
    Row keeps(int index) {
      uses.set(index, ArgumentUse.KEEP);
      return this;
    }

    /** There are methods that take these arguments as numbers. */
    Row unboxed(Integer... indices) {
      unboxed = Set.of(indices);
      return this;
    }

    /** A call takes hardly longer than to read a variable. */
    Row brief() {
      brief = true;
      return this;
    }

    /** An error besides those for wrong arguments. */
    Row fails(DiagnosticCode code, String when) {
      failures.add(new Builtin.Failure(code, when));
      return this;
    }

    /** The function does what a run can be denied. */
    Row needs(Permission what) {
      permission = Optional.of(what);
      return withContext();
    }

    Row example(String program, String prints) {
      example = program;
      output = prints;
      return this;
    }

    private Builtin build() {
      Optional<Type.FunctionType> type =
          typed ? Optional.of(Type.FunctionType.of(paramTypes, resultType)) : Optional.empty();
      return new Builtin(
          name,
          signature,
          type,
          writeBack,
          params,
          uses,
          unboxed,
          required,
          result,
          item,
          countCode,
          kindCode,
          failures,
          permission,
          context,
          brief,
          owner.getName(),
          method,
          doc,
          example,
          output);
    }
  }
}
