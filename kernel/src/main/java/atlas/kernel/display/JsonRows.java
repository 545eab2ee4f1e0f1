package atlas.kernel.display;

import atlas.vm.runtime.ArrayValue;
import atlas.vm.runtime.JsonValue;
import atlas.vm.runtime.MapValue;
import atlas.vm.runtime.NumberValue;
import atlas.vm.runtime.Text;
import atlas.vm.runtime.Value;
import java.util.List;

/**
 * A JSON array as the value of the language that would be laid out alike: arrays as arrays, objects
 * as hash maps, no deeper than a table shows.
 */
final class JsonRows {
  private JsonRows() {}

  /**
   * The array.
   *
   * @param shown of objects behind so many elements, only that they are objects
   */
  static ArrayValue of(JsonValue.Arr array, int shown) {
    List<JsonValue> elements = array.elements();
    Value[] rows = new Value[elements.size()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] =
          switch (elements.get(i)) {
            case JsonValue.Arr row -> row(row);
            case JsonValue.Obj row -> i < shown ? row(row) : new MapValue();
            case JsonValue other -> cell(other);
          };
    }
    return ArrayValue.of(rows);
  }

  private static Value row(JsonValue.Arr array) {
    return ArrayValue.of(array.elements().stream().map(JsonRows::cell).toArray(Value[]::new));
  }

  private static Value row(JsonValue.Obj object) {
    MapValue map = new MapValue();
    for (var member : object.members().entrySet()) {
      map = map.put(Text.of(member.getKey()), cell(member.getValue()));
    }
    return map;
  }

  private static Value cell(JsonValue json) {
    return switch (json) {
      case JsonValue.Num number -> new NumberValue(number.value());
      case JsonValue.Str string -> string.value();
      default -> json;
    };
  }
}
