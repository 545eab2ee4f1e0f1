package atlas.vm.builtins;

import static atlas.vm.builtins.ParamKind.ANY;
import static atlas.vm.builtins.ParamKind.ARRAY;
import static atlas.vm.builtins.ParamKind.BOOL;
import static atlas.vm.builtins.ParamKind.FUNCTION;
import static atlas.vm.builtins.ParamKind.NULL;
import static atlas.vm.builtins.ParamKind.NUMBER;
import static atlas.vm.builtins.ParamKind.SET;

import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.runtime.ArrayValue;
import atlas.vm.runtime.BoolValue;
import atlas.vm.runtime.Context;
import atlas.vm.runtime.FunctionValue;
import atlas.vm.runtime.MapValue;
import atlas.vm.runtime.NullValue;
import atlas.vm.runtime.SetValue;
import atlas.vm.runtime.Value;
import java.util.List;

/** Functions on hash sets (stdlib §13). */
public final class SetFunctions {
  private static final String S = "let s = hashSetFromArray([1, 2, 2]);\n";
  private static final String AB =
      "let a = hashSetFromArray([1, 2]);\nlet b = hashSetFromArray([2, 3]);\n";

  private SetFunctions() {}

  static List<Builtin> table() {
    Rows rows = Rows.dynamic(SetFunctions.class, DiagnosticCode.AT0102, DiagnosticCode.AT0102);
    rows.add("hashSetNew", "() -> Set<K>", "An empty set.")
        .gives(SET)
        .example("print(hashSetNew());", "<HashSet size=0>");
    rows.add("hashSetFromArray", "(a: K[]) -> Set<K>", "The elements of an array as a set.")
        .takes(ARRAY)
        .withContext()
        .gives(SET)
        .fails(DiagnosticCode.AT0140, "the element is no number, string, bool or null")
        .example(S + "print(hashSetToArray(s));", "[1, 2]");
    // These two check the element before the set, and so take any values.
    rows.add("hashSetAdd", "(s: Set<K>, x: K) -> Set<K>", "Adds an element.")
        .takes(ANY, ANY)
        .unboxed(1)
        .gives(SET)
        .replaces()
        .fails(DiagnosticCode.AT0140, "the element is no number, string, bool or null")
        .example(S + "hashSetAdd(s, 7);\nprint(hashSetToArray(s));", "[1, 2, 7]");
    rows.add("hashSetRemove", "(s: Set<K>, x: K) -> bool", "Removes an element; was it there.")
        .takes(ANY, ANY)
        .unboxed(1)
        .splits(BOOL)
        .fails(DiagnosticCode.AT0140, "the element is no number, string, bool or null")
        .example(S + "print(hashSetRemove(s, 1));", "true");
    rows.add("hashSetHas", "(s: Set<K>, x: K) -> bool", "Whether an element is there.")
        .takes(SET, ANY)
        .unboxed(1)
        .gives(BOOL)
        .fails(DiagnosticCode.AT0140, "the element is no number, string, bool or null")
        .example(S + "print(hashSetHas(s, 3));", "false");
    rows.add("hashSetSize", "(s: Set<K>) -> number", "The number of elements.")
        .takes(SET)
        .gives(NUMBER)
        .example(S + "print(hashSetSize(s));", "2");
    rows.add("hashSetIsEmpty", "(s: Set<K>) -> bool", "Whether there is no element.")
        .takes(SET)
        .gives(BOOL)
        .example(S + "print(hashSetIsEmpty(s));", "false");
    rows.add("hashSetClear", "(s: Set<K>) -> Set<K>", "Removes everything.")
        .takes(SET)
        .gives(SET)
        .replaces()
        .example(S + "hashSetClear(s);\nprint(hashSetSize(s));", "0");
    addAlgebra(rows);
    rows.add("hashSetToArray", "(s: Set<K>) -> K[]", "The elements, in order of insertion.")
        .takes(SET)
        .gives(ARRAY)
        .example(S + "print(hashSetToArray(s));", "[1, 2]");
    addCallbacks(rows);
    return rows.list();
  }

  private static void addAlgebra(Rows rows) {
    rows.add("hashSetUnion", "(a: Set<K>, b: Set<K>) -> Set<K>", "What is in either.")
        .takes(SET, SET)
        .withContext()
        .gives(SET)
        .example(AB + "print(hashSetToArray(hashSetUnion(a, b)));", "[1, 2, 3]");
    rows.add("hashSetIntersection", "(a: Set<K>, b: Set<K>) -> Set<K>", "What is in both.")
        .takes(SET, SET)
        .withContext()
        .gives(SET)
        .example(AB + "print(hashSetToArray(hashSetIntersection(a, b)));", "[2]");
    rows.add("hashSetDifference", "(a: Set<K>, b: Set<K>) -> Set<K>", "What is in a but not in b.")
        .takes(SET, SET)
        .withContext()
        .gives(SET)
        .example(AB + "print(hashSetToArray(hashSetDifference(a, b)));", "[1]");
    rows.add(
            "hashSetSymmetricDifference",
            "(a: Set<K>, b: Set<K>) -> Set<K>",
            "What is in exactly one.")
        .takes(SET, SET)
        .withContext()
        .gives(SET)
        .example(AB + "print(hashSetToArray(hashSetSymmetricDifference(a, b)));", "[1, 3]");
    rows.add("hashSetIsSubset", "(a: Set<K>, b: Set<K>) -> bool", "Whether all of a is in b.")
        .takes(SET, SET)
        .withContext()
        .gives(BOOL)
        .example(AB + "print(hashSetIsSubset(a, b));", "false");
    rows.add("hashSetIsSuperset", "(a: Set<K>, b: Set<K>) -> bool", "Whether all of b is in a.")
        .takes(SET, SET)
        .withContext()
        .gives(BOOL)
        .example(AB + "print(hashSetIsSuperset(a, hashSetNew()));", "true");
  }

  private static void addCallbacks(Rows all) {
    Rows rows = all.with(DiagnosticCode.AT0001, DiagnosticCode.AT0001);
    rows.add("hashSetForEach", "(s: Set<K>, f: fn(K) -> void) -> null", "Calls a function.")
        .takes(SET, FUNCTION)
        .gives(NULL)
        .withContext()
        .example(S + "hashSetForEach(s, print);", "1\n2");
    rows.add("hashSetMap", "(s: Set<K>, f: fn(K) -> U) -> U[]", "The results as an array.")
        .takes(SET, FUNCTION)
        .gives(ARRAY)
        .withContext()
        .example(S + "print(hashSetMap(s, sign));", "[1, 1]");
    rows.add("hashSetFilter", "(s: Set<K>, p: fn(K) -> bool) -> Set<K>", "Those that pass a test.")
        .takes(SET, FUNCTION)
        .gives(SET)
        .withContext()
        .fails(DiagnosticCode.AT0001, "the callback returns no bool")
        .example(
            S
                + "fn big(x: number) -> bool { return x > 1; }\n"
                + "print(hashSetToArray(hashSetFilter(s, big)));",
            "[2]");
  }

  public static SetValue hashSetNew() {
    return new SetValue();
  }

  public static SetValue hashSetFromArray(Context context, int depth, ArrayValue array) {
    SetValue set = new SetValue();
    for (int i = 0; i < array.length(); i++) {
      Callback.poll(context, i);
      set.add(MapValue.checkKey(array.get(i)));
    }
    return set;
  }

  public static SetValue hashSetAdd(Value set, Value element) {
    Value checked = MapValue.checkKey(element);
    return Arguments.set(set, "hashSetAdd", 0).add(checked);
  }

  public static SetValue hashSetAdd(Value set, double element) {
    return Arguments.set(set, "hashSetAdd", 0).add(element);
  }

  public static ArrayValue hashSetRemove(Value set, Value element) {
    BoolValue item = BoolValue.of(hashSetRemoveItem(set, element));
    return Pairs.of(item, hashSetRemoveRest(set, element));
  }

  public static boolean hashSetRemoveItem(Value set, Value element) {
    Value checked = MapValue.checkKey(element);
    return Arguments.set(set, "hashSetRemove", 0).has(checked);
  }

  public static Value hashSetRemoveRest(Value set, Value element) {
    return ((SetValue) set).remove(element);
  }

  public static ArrayValue hashSetRemove(Value set, double element) {
    BoolValue item = BoolValue.of(hashSetRemoveItem(set, element));
    return Pairs.of(item, hashSetRemoveRest(set, element));
  }

  public static boolean hashSetRemoveItem(Value set, double element) {
    return Arguments.set(set, "hashSetRemove", 0).has(element);
  }

  public static Value hashSetRemoveRest(Value set, double element) {
    return ((SetValue) set).remove(element);
  }

  public static boolean hashSetHas(SetValue set, Value element) {
    return set.has(MapValue.checkKey(element));
  }

  public static boolean hashSetHas(SetValue set, double element) {
    return set.has(element);
  }

  public static double hashSetSize(SetValue set) {
    return set.size();
  }

  public static boolean hashSetIsEmpty(SetValue set) {
    return set.size() == 0;
  }

  public static SetValue hashSetClear(SetValue set) {
    return set.clear();
  }

  public static SetValue hashSetUnion(Context context, int depth, SetValue a, SetValue b) {
    SetValue result = new SetValue();
    addAll(context, result, a);
    addAll(context, result, b);
    return result;
  }

  private static void addAll(Context context, SetValue to, SetValue from) {
    for (int i = 0; i < from.end(); i++) {
      Callback.poll(context, i);
      if (!from.isHole(i)) {
        addOne(to, from, i);
      }
    }
  }

  /** Adds an element of another set. */
  private static void addOne(SetValue to, SetValue from, int i) {
    if (from.hasNumbers()) {
      to.add(from.numberAt(i));
    } else {
      to.add(from.elementAt(i));
    }
  }

  /** Adds those elements that are in another set, or those that are not. */
  private static SetValue addWhere(
      Context context, SetValue to, SetValue from, SetValue other, boolean wanted) {
    for (int i = 0; i < from.end(); i++) {
      Callback.poll(context, i);
      if (!from.isHole(i) && isIn(other, from, i) == wanted) {
        addOne(to, from, i);
      }
    }
    return to;
  }

  /** Whether an element of one set is in another. */
  private static boolean isIn(SetValue other, SetValue set, int i) {
    return set.hasNumbers() ? other.has(set.numberAt(i)) : other.has(set.elementAt(i));
  }

  public static SetValue hashSetIntersection(Context context, int depth, SetValue a, SetValue b) {
    return addWhere(context, new SetValue(), a, b, true);
  }

  public static SetValue hashSetDifference(Context context, int depth, SetValue a, SetValue b) {
    return addWhere(context, new SetValue(), a, b, false);
  }

  public static SetValue hashSetSymmetricDifference(
      Context context, int depth, SetValue a, SetValue b) {
    return addWhere(context, hashSetDifference(context, depth, a, b), b, a, false);
  }

  public static boolean hashSetIsSubset(Context context, int depth, SetValue a, SetValue b) {
    for (int i = 0; i < a.end(); i++) {
      Callback.poll(context, i);
      if (!a.isHole(i) && !isIn(b, a, i)) {
        return false;
      }
    }
    return true;
  }

  public static boolean hashSetIsSuperset(Context context, int depth, SetValue a, SetValue b) {
    return hashSetIsSubset(context, depth, b, a);
  }

  public static ArrayValue hashSetToArray(SetValue set) {
    return set.toArray();
  }

  public static NullValue hashSetForEach(
      Context context, int depth, SetValue set, FunctionValue function) {
    set.share();
    Callback callback = new Callback("hashSetForEach", context, depth, function);
    for (int i = 0; i < set.end(); i++) {
      callback.poll(i);
      if (!set.isHole(i)) {
        callback.call(set, i);
      }
    }
    return NullValue.NULL;
  }

  public static ArrayValue hashSetMap(
      Context context, int depth, SetValue set, FunctionValue function) {
    return CallbackFunctions.map("hashSetMap", context, depth, set.toArray(), function);
  }

  public static SetValue hashSetFilter(
      Context context, int depth, SetValue set, FunctionValue predicate) {
    set.share();
    Callback callback = new Callback("hashSetFilter", context, depth, predicate);
    SetValue results = new SetValue();
    for (int i = 0; i < set.end(); i++) {
      callback.poll(i);
      if (!set.isHole(i) && callback.test(set, i)) {
        addOne(results, set, i);
      }
    }
    return results;
  }
}
