package atlas.vm.runtime;

import atlas.vm.diagnostics.DiagnosticCode;

/**
 * A {@code HashMap}: entries in the order in which their keys were first inserted.
 *
 * <p>Changing methods return the map to go on with: this one, or a changed copy if it is shared.
 * Values that are given out are marked as shared.
 */
public final class MapValue extends Shareable {
  private HashTable table;

  public MapValue() {
    this(new HashTable(true));
  }

  private MapValue(HashTable table) {
    this.table = table;
  }

  /** A value, if it can be a key; else AT0140. */
  public static Value checkKey(Value key) {
    return switch (key) {
      case Text _, NumberValue _, BoolValue _, NullValue _ -> key;
      default ->
          throw new AtlasError(
              DiagnosticCode.AT0140,
              "a value of kind "
                  + key.kind().inMessages()
                  + " cannot be a key: use a number, string, bool or null");
    };
  }

  public int size() {
    return table.size();
  }

  public boolean has(Value key) {
    return table.find(key) >= 0;
  }

  public boolean has(double key) {
    return table.find(key) >= 0;
  }

  /** The value at a key, or null. */
  public Value get(Value key) {
    int entry = table.find(key);
    return entry < 0 ? null : Shareable.share(table.value(entry));
  }

  /** The value at a number, or null. */
  public Value get(double key) {
    int entry = table.find(key);
    return entry < 0 ? null : Shareable.share(table.value(entry));
  }

  /** This map with a value at a key. */
  public MapValue put(Value key, Value value) {
    MapValue map = owned();
    int entry = map.table.find(key);
    map.table.setValue(entry >= 0 ? entry : map.table.add(key), value);
    return map;
  }

  public MapValue put(Value key, double value) {
    MapValue map = owned();
    int entry = map.table.find(key);
    map.table.setValue(entry >= 0 ? entry : map.table.add(key), value);
    return map;
  }

  public MapValue put(double key, Value value) {
    MapValue map = owned();
    int entry = map.table.find(key);
    map.table.setValue(entry >= 0 ? entry : map.table.add(key), value);
    return map;
  }

  public MapValue put(double key, double value) {
    MapValue map = owned();
    int entry = map.table.find(key);
    map.table.setValue(entry >= 0 ? entry : map.table.add(key), value);
    return map;
  }

  /** This map without a key. */
  public MapValue remove(Value key) {
    return withoutEntry(table.find(key));
  }

  public MapValue remove(double key) {
    return withoutEntry(table.find(key));
  }

  private MapValue withoutEntry(int entry) {
    if (entry < 0) {
      return this;
    }
    MapValue map = owned();
    map.table.remove(entry);
    return map;
  }

  /** An empty map: this one, if it is not shared. */
  public MapValue clear() {
    if (isShared()) {
      return new MapValue();
    }
    table = new HashTable(true);
    return this;
  }

  public ArrayValue keys() {
    return table.keys();
  }

  public ArrayValue values() {
    return table.values();
  }

  /** Entries are numbered from 0 to before this, in order, with holes. */
  public int end() {
    return table.end();
  }

  public boolean isHole(int entry) {
    return table.isHole(entry);
  }

  /** Whether all keys are numbers, and {@link #numberKeyAt} may be used. */
  public boolean hasNumberKeys() {
    return table.hasNumberKeys();
  }

  /** Whether all values are numbers, and {@link #numberAt} may be used. */
  public boolean hasNumberValues() {
    return table.hasNumberValues();
  }

  /** The key of an entry that is not a hole. */
  public double numberKeyAt(int entry) {
    return table.numberKey(entry);
  }

  /** The value of an entry that is not a hole. */
  public double numberAt(int entry) {
    return table.numberValue(entry);
  }

  /** The key of an entry; null for a hole. */
  public Value keyAt(int entry) {
    return table.key(entry);
  }

  /** The value of an entry that is not a hole. */
  public Value valueAt(int entry) {
    return Shareable.share(table.value(entry));
  }

  private MapValue owned() {
    return isShared() ? new MapValue(table.copy()) : this;
  }

  @Override
  public Kind kind() {
    return Kind.HASHMAP;
  }
}
