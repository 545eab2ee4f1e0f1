package atlas.vm.builtins;

import atlas.vm.types.LibraryTable.ArrayMethod;
import atlas.vm.types.Type;
import atlas.vm.types.WriteBack;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The methods of arrays (language §7.5). */
final class ArrayMethods {
  private static final Type ARRAY = new Type.ArrayType(Type.UNKNOWN);

  private static final Map<String, ArrayMethod> METHODS =
      Map.ofEntries(
          method("push", "arrayPush", WriteBack.REPLACE, ARRAY, Type.UNKNOWN),
          method("unshift", "arrayUnshift", WriteBack.REPLACE, ARRAY, Type.UNKNOWN),
          method("reverse", "arrayReverse", WriteBack.REPLACE, ARRAY),
          method("pop", "arrayPop", WriteBack.SPLIT, Type.UNKNOWN),
          method("shift", "arrayShift", WriteBack.SPLIT, Type.UNKNOWN),
          method("sort", "arraySort", WriteBack.NONE, ARRAY),
          method("len", "len", WriteBack.NONE, Type.NUMBER),
          method("includes", "arrayIncludes", WriteBack.NONE, Type.BOOL, Type.UNKNOWN),
          method("indexOf", "arrayIndexOf", WriteBack.NONE, Type.NUMBER, Type.UNKNOWN),
          method("lastIndexOf", "arrayLastIndexOf", WriteBack.NONE, Type.NUMBER, Type.UNKNOWN),
          method("slice", "slice", WriteBack.NONE, ARRAY, Type.NUMBER, Type.NUMBER),
          method("concat", "concat", WriteBack.NONE, ARRAY, ARRAY),
          method("flatten", "flatten", WriteBack.NONE, ARRAY),
          method("join", "join", WriteBack.NONE, Type.STRING, Type.STRING));

  private ArrayMethods() {}

  private static Map.Entry<String, ArrayMethod> method(
      String name, String function, WriteBack writeBack, Type result, Type... params) {
    return Map.entry(
        name, new ArrayMethod(function, Type.FunctionType.of(List.of(params), result), writeBack));
  }

  static Set<String> names() {
    return METHODS.keySet();
  }

  static Optional<ArrayMethod> find(String name) {
    return Optional.ofNullable(METHODS.get(name));
  }
}
