package atlas.vm.analysis;

import atlas.vm.types.LibraryFunction;
import atlas.vm.types.LibraryTable;
import atlas.vm.types.Type;
import atlas.vm.types.Type.ArrayType;
import atlas.vm.types.Type.FunctionType;
import atlas.vm.types.Types;
import atlas.vm.types.WriteBack;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** As much of the library as the tests of the checker mention. */
final class TestLibrary implements LibraryTable {
  private static final Type ANY = Type.UNKNOWN;
  private static final Type ARRAY = new ArrayType(ANY);

  static final TestLibrary INSTANCE = new TestLibrary();

  private final Map<String, LibraryFunction> functions = new LinkedHashMap<>();
  private final Map<String, Double> constants = Map.of("PI", Math.PI, "E", Math.E);
  private final Map<String, ArrayMethod> methods = new LinkedHashMap<>();

  private TestLibrary() {
    prelude("print", Type.VOID, ANY);
    prelude("len", Type.NUMBER, Types.union(Type.STRING, ARRAY));
    prelude("str", Type.STRING, ANY);
    prelude("split", new ArrayType(Type.STRING), Type.STRING, Type.STRING);
    prelude("charAt", Type.STRING, Type.STRING, Type.NUMBER);
    prelude("toUpperCase", Type.STRING, Type.STRING);
    prelude("map", ARRAY, ARRAY, callback(ANY, 1));
    prelude("filter", ARRAY, ARRAY, callback(Type.BOOL, 1));
    prelude("reduce", ANY, ARRAY, callback(ANY, 2), ANY);
    prelude("forEach", Type.NULL, ARRAY, callback(Type.VOID, 1));
    prelude("sort", ARRAY, ARRAY, callback(Type.NUMBER, 2));
    prelude("sortBy", ARRAY, ARRAY, callback(Types.union(Type.NUMBER, Type.STRING), 1));
    prelude("flatMap", ARRAY, ARRAY, callback(ARRAY, 1));
    prelude("pop", ANY, ARRAY);
    prelude("reverse", ARRAY, ARRAY);
    prelude("floor", Type.NUMBER, Type.NUMBER);
    prelude("parseJSON", Type.JSON, Type.STRING);
    for (String name :
        List.of(
            "Some",
            "Ok",
            "Err",
            "unwrap",
            "expect",
            "typeof",
            "isString",
            "isNumber",
            "isBool",
            "isNull",
            "isArray",
            "isFunction",
            "isObject",
            "isType",
            "hasField",
            "hasMethod",
            "hasTag",
            "hashMapNew",
            "hashMapPut",
            "jsonAsString",
            "jsonAsNumber",
            "jsonAsBool",
            "jsonIsNull")) {
      functions.put(name, new LibraryFunction(name, Optional.empty(), false, WriteBack.NONE, -1));
    }
    method("push", "arrayPush", WriteBack.REPLACE, ARRAY, ANY);
    method("pop", "arrayPop", WriteBack.SPLIT, ANY);
    method("sort", "arraySort", WriteBack.NONE, ARRAY);
    method("len", "len", WriteBack.NONE, Type.NUMBER);
    method("includes", "arrayIncludes", WriteBack.NONE, Type.BOOL, ANY);
    method("slice", "slice", WriteBack.NONE, ARRAY, Type.NUMBER, Type.NUMBER);
    method("join", "join", WriteBack.NONE, Type.STRING, Type.STRING);
  }

  private static Type callback(Type result, int arity) {
    List<Type> params = new ArrayList<>();
    for (int i = 0; i < arity; i++) {
      params.add(ANY);
    }
    return FunctionType.of(params, result);
  }

  private void prelude(String name, Type result, Type... params) {
    functions.put(
        name,
        new LibraryFunction(
            name,
            Optional.of(FunctionType.of(List.of(params), result)),
            true,
            WriteBack.NONE,
            params.length));
  }

  private void method(
      String name, String function, WriteBack writeBack, Type result, Type... params) {
    methods.put(
        name, new ArrayMethod(function, FunctionType.of(List.of(params), result), writeBack));
  }

  @Override
  public Optional<LibraryFunction> function(String name) {
    return Optional.ofNullable(functions.get(name));
  }

  @Override
  public Optional<Double> constant(String name) {
    return Optional.ofNullable(constants.get(name));
  }

  @Override
  public Optional<ArrayMethod> arrayMethod(String method) {
    return Optional.ofNullable(methods.get(method));
  }

  @Override
  public Collection<String> arrayMethods() {
    return methods.keySet();
  }

  @Override
  public Collection<String> names() {
    List<String> names = new ArrayList<>(functions.keySet());
    names.addAll(constants.keySet());
    return names;
  }
}
