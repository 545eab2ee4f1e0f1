package atlas.vm.builtins;

import static atlas.vm.builtins.ParamKind.ANY;
import static atlas.vm.builtins.ParamKind.ARRAY;
import static atlas.vm.builtins.ParamKind.BOOL;
import static atlas.vm.builtins.ParamKind.FUNCTION;
import static atlas.vm.builtins.ParamKind.MAP;
import static atlas.vm.builtins.ParamKind.NULL;
import static atlas.vm.builtins.ParamKind.NUMBER;
import static atlas.vm.builtins.ParamKind.OPTION;

import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.runtime.ArrayValue;
import atlas.vm.runtime.AtlasError;
import atlas.vm.runtime.Context;
import atlas.vm.runtime.FunctionTemplate.Result;
import atlas.vm.runtime.FunctionValue;
import atlas.vm.runtime.MapValue;
import atlas.vm.runtime.NullValue;
import atlas.vm.runtime.OptionValue;
import atlas.vm.runtime.Shareable;
import atlas.vm.runtime.Value;
import java.util.List;

/** Functions on hash maps (stdlib §12). */
public final class MapFunctions {
  private static final String M = "let m = hashMapNew();\nhashMapPut(m, \"k\", 1);\n";

  private static final String PUT = "hashMapPut";

  private MapFunctions() {}

  static List<Builtin> table() {
    Rows rows = Rows.dynamic(MapFunctions.class, DiagnosticCode.AT0102, DiagnosticCode.AT0001);
    rows.add("hashMapNew", "() -> Map<K, V>", "An empty map.")
        .gives(MAP)
        .example("print(hashMapNew());", "<HashMap size=0>");
    rows.add("hashMapFromEntries", "(entries: [K, V][]) -> Map<K, V>", "A map of pairs.")
        .takes(ANY)
        .withContext()
        .gives(MAP)
        .fails(DiagnosticCode.AT0102, "not an array of arrays")
        .fails(DiagnosticCode.AT0001, "an array is not a pair")
        .fails(DiagnosticCode.AT0140, "the key is no number, string, bool or null")
        .example("print(hashMapFromEntries([[1, 2], [3, 4]]));", "<HashMap size=2>");
    // These two check the key before the map, and so take any values.
    rows.add("hashMapPut", "(m: Map<K, V>, k: K, v: V) -> Map<K, V>", "Inserts or overwrites.")
        .takes(ANY, ANY, ANY)
        .unboxed(1, 2)
        .gives(MAP)
        .replaces()
        .keeps(2)
        .fails(DiagnosticCode.AT0140, "the key is no number, string, bool or null")
        .example(M + "print(hashMapGet(m, \"k\"));", "Some(1)");
    rows.add("hashMapRemove", "(m: Map<K, V>, k: K) -> Option<V>", "Removes a key; its value.")
        .takes(ANY, ANY)
        .unboxed(1)
        .splits(OPTION)
        .fails(DiagnosticCode.AT0140, "the key is no number, string, bool or null")
        .example(M + "print(hashMapRemove(m, \"k\"));", "Some(1)");
    rows.add("hashMapGet", "(m: Map<K, V>, k: K) -> Option<V>", "The value at a key, if any.")
        .takes(MAP, ANY)
        .unboxed(1)
        .gives(OPTION)
        .fails(DiagnosticCode.AT0140, "the key is no number, string, bool or null")
        .example(M + "print(hashMapGet(m, \"x\"));", "None");
    rows.add("hashMapHas", "(m: Map<K, V>, k: K) -> bool", "Whether a key is there.")
        .takes(MAP, ANY)
        .unboxed(1)
        .gives(BOOL)
        .fails(DiagnosticCode.AT0140, "the key is no number, string, bool or null")
        .example(M + "print(hashMapHas(m, \"k\"));", "true");
    rows.add("hashMapSize", "(m: Map<K, V>) -> number", "The number of keys.")
        .takes(MAP)
        .gives(NUMBER)
        .example(M + "print(hashMapSize(m));", "1");
    rows.add("hashMapIsEmpty", "(m: Map<K, V>) -> bool", "Whether there is no key.")
        .takes(MAP)
        .gives(BOOL)
        .example(M + "print(hashMapIsEmpty(m));", "false");
    rows.add("hashMapClear", "(m: Map<K, V>) -> Map<K, V>", "Removes everything.")
        .takes(MAP)
        .gives(MAP)
        .replaces()
        .example(M + "hashMapClear(m);\nprint(m);", "<HashMap size=0>");
    rows.add("hashMapKeys", "(m: Map<K, V>) -> K[]", "The keys, in order of insertion.")
        .takes(MAP)
        .gives(ARRAY)
        .example(M + "print(hashMapKeys(m));", "[k]");
    rows.add("hashMapValues", "(m: Map<K, V>) -> V[]", "The values, in order of insertion.")
        .takes(MAP)
        .gives(ARRAY)
        .example(M + "print(hashMapValues(m));", "[1]");
    rows.add("hashMapEntries", "(m: Map<K, V>) -> [K, V][]", "Keys and values as pairs.")
        .takes(MAP)
        .withContext()
        .gives(ARRAY)
        .example(M + "print(hashMapEntries(m));", "[[k, 1]]");
    addCallbacks(rows);
    return rows.list();
  }

  private static void addCallbacks(Rows all) {
    Rows rows = all.with(DiagnosticCode.AT0001, DiagnosticCode.AT0001);
    rows.add(
            "hashMapForEach",
            "(m: Map<K, V>, f: fn(V, K) -> void) -> null",
            "Calls a function with every value and key.")
        .takes(MAP, FUNCTION)
        .gives(NULL)
        .withContext()
        .example(
            M
                + "fn show(v: number, k: string) -> void { print(k + str(v)); }\n"
                + "hashMapForEach(m, show);",
            "k1");
    rows.add(
            "hashMapMap",
            "(m: Map<K, V>, f: fn(V, K) -> U) -> Map<K, U>",
            "The same keys with the results of a function.")
        .takes(MAP, FUNCTION)
        .gives(MAP)
        .withContext()
        .example(
            M
                + "fn more(v: number, k: string) -> number { return v + 1; }\n"
                + "print(hashMapValues(hashMapMap(m, more)));",
            "[2]");
    rows.add(
            "hashMapFilter",
            "(m: Map<K, V>, p: fn(V, K) -> bool) -> Map<K, V>",
            "The entries that pass a test.")
        .takes(MAP, FUNCTION)
        .gives(MAP)
        .withContext()
        .fails(DiagnosticCode.AT0001, "the callback returns no bool")
        .example(
            M
                + "fn big(v: number, k: string) -> bool { return v > 1; }\n"
                + "print(hashMapSize(hashMapFilter(m, big)));",
            "0");
  }

  public static MapValue hashMapNew() {
    return new MapValue();
  }

  public static MapValue hashMapFromEntries(Context context, int depth, Value entries) {
    if (!(entries instanceof ArrayValue array)) {
      throw badEntries(entries);
    }
    for (int i = 0; i < array.length(); i++) {
      if (!(array.get(i) instanceof ArrayValue)) {
        throw badEntries(array.get(i));
      }
    }
    MapValue map = new MapValue();
    for (int i = 0; i < array.length(); i++) {
      Callback.poll(context, i);
      ArrayValue pair = (ArrayValue) array.get(i);
      if (pair.length() != 2) {
        throw new AtlasError(
            DiagnosticCode.AT0001,
            "hashMapFromEntries(): expected pairs, got an array of length " + pair.length());
      }
      map.put(MapValue.checkKey(pair.get(0)), Shareable.share(pair.get(1)));
    }
    return map;
  }

  private static AtlasError badEntries(Value found) {
    return new AtlasError(
        DiagnosticCode.AT0102,
        "hashMapFromEntries(): expected array of arrays, got " + found.kind().inMessages());
  }

  public static MapValue hashMapPut(Value map, Value key, Value value) {
    Value checked = MapValue.checkKey(key);
    return Arguments.map(map, PUT, 0).put(checked, value);
  }

  public static MapValue hashMapPut(Value map, Value key, double value) {
    Value checked = MapValue.checkKey(key);
    return Arguments.map(map, PUT, 0).put(checked, value);
  }

  public static MapValue hashMapPut(Value map, double key, Value value) {
    return Arguments.map(map, PUT, 0).put(key, value);
  }

  public static MapValue hashMapPut(Value map, double key, double value) {
    return Arguments.map(map, PUT, 0).put(key, value);
  }

  public static ArrayValue hashMapRemove(Value map, Value key) {
    return Pairs.of(hashMapRemoveItem(map, key), hashMapRemoveRest(map, key));
  }

  public static OptionValue hashMapRemoveItem(Value map, Value key) {
    Value checked = MapValue.checkKey(key);
    return hashMapGet(Arguments.map(map, "hashMapRemove", 0), checked);
  }

  public static Value hashMapRemoveRest(Value map, Value key) {
    return ((MapValue) map).remove(key);
  }

  public static ArrayValue hashMapRemove(Value map, double key) {
    return Pairs.of(hashMapRemoveItem(map, key), hashMapRemoveRest(map, key));
  }

  public static OptionValue hashMapRemoveItem(Value map, double key) {
    return hashMapGet(Arguments.map(map, "hashMapRemove", 0), key);
  }

  public static Value hashMapRemoveRest(Value map, double key) {
    return ((MapValue) map).remove(key);
  }

  public static OptionValue hashMapGet(MapValue map, Value key) {
    Value value = map.get(MapValue.checkKey(key));
    return value == null ? OptionValue.NONE : OptionValue.some(value);
  }

  public static OptionValue hashMapGet(MapValue map, double key) {
    Value value = map.get(key);
    return value == null ? OptionValue.NONE : OptionValue.some(value);
  }

  public static boolean hashMapHas(MapValue map, Value key) {
    return map.has(MapValue.checkKey(key));
  }

  public static boolean hashMapHas(MapValue map, double key) {
    return map.has(key);
  }

  public static double hashMapSize(MapValue map) {
    return map.size();
  }

  public static boolean hashMapIsEmpty(MapValue map) {
    return map.size() == 0;
  }

  public static MapValue hashMapClear(MapValue map) {
    return map.clear();
  }

  public static ArrayValue hashMapKeys(MapValue map) {
    return map.keys();
  }

  public static ArrayValue hashMapValues(MapValue map) {
    return map.values();
  }

  public static ArrayValue hashMapEntries(Context context, int depth, MapValue map) {
    Value[] pairs = new Value[map.size()];
    for (int i = 0, to = 0; i < map.end(); i++) {
      Callback.poll(context, i);
      if (map.keyAt(i) != null) {
        pairs[to++] = ArrayValue.of(map.keyAt(i), map.valueAt(i));
      }
    }
    return ArrayValue.of(pairs);
  }

  public static NullValue hashMapForEach(
      Context context, int depth, MapValue map, FunctionValue function) {
    map.share();
    Callback callback = new Callback("hashMapForEach", context, depth, function);
    for (int i = 0; i < map.end(); i++) {
      callback.poll(i);
      if (!map.isHole(i)) {
        callback.call(map, i);
      }
    }
    return NullValue.NULL;
  }

  public static MapValue hashMapMap(
      Context context, int depth, MapValue map, FunctionValue function) {
    map.share();
    Callback callback = new Callback("hashMapMap", context, depth, function);
    boolean numbers = callback.gives(Result.NUMBER);
    MapValue results = new MapValue();
    for (int i = 0; i < map.end(); i++) {
      callback.poll(i);
      if (!map.isHole(i)) {
        results =
            numbers
                ? put(results, map, i, callback.number(map, i))
                : put(results, map, i, callback.call(map, i));
      }
    }
    return results;
  }

  /** Puts a value at the key that an entry of another map has. */
  private static MapValue put(MapValue to, MapValue from, int entry, double value) {
    return from.hasNumberKeys()
        ? to.put(from.numberKeyAt(entry), value)
        : to.put(from.keyAt(entry), value);
  }

  private static MapValue put(MapValue to, MapValue from, int entry, Value value) {
    return from.hasNumberKeys()
        ? to.put(from.numberKeyAt(entry), value)
        : to.put(from.keyAt(entry), value);
  }

  public static MapValue hashMapFilter(
      Context context, int depth, MapValue map, FunctionValue predicate) {
    map.share();
    Callback callback = new Callback("hashMapFilter", context, depth, predicate);
    MapValue results = new MapValue();
    for (int i = 0; i < map.end(); i++) {
      callback.poll(i);
      if (!map.isHole(i) && callback.test(map, i)) {
        results =
            map.hasNumberValues()
                ? put(results, map, i, map.numberAt(i))
                : put(results, map, i, map.valueAt(i));
      }
    }
    return results;
  }
}
