package atlas.vm.runtime;

import java.util.Arrays;

/**
 * The hash table behind maps and sets (stdlib §12). Keys are numbers, strings, bools and null; -0
 * and 0 are one key, all NaNs are one key.
 *
 * <p>Entries stand in the order of their insertion, in two columns of keys and values; a table of
 * slots leads from the hash of a key to the number of its entry, with linear probing. A column that
 * holds numbers alone holds them unboxed, until something else is put there. Removing an entry
 * leaves a hole; holes go away when the columns are full and are made anew.
 *
 * <p>Invariants: {@code slots} is at least twice as long as the columns, and every entry begun has
 * used up at most one slot, so that a search always meets a free one. No slot leads to a hole. Of
 * {@code numberKeys} and {@code keys} one is null; so it is with the values, of which a set has
 * none.
 */
final class HashTable {
  private static final int FREE = 0;
  private static final int REMOVED = -1;
  private static final int FEW = 8;

  /** Spreads what differs in two hashes over the high bits: 2 to the 64th over the golden ratio. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  /** What stands for a hole among numbers: a NaN that no key is. */
  private static final long HOLE = 0x7ff8_0000_0000_401eL;

  private double[] numberKeys;
  private Value[] keys;
  private double[] numberValues;
  private Value[] values;

  /** {@link #FREE}, {@link #REMOVED}, or the number of an entry plus one. */
  private int[] slots;

  /** How far to shift a spread hash to get a slot. */
  private int shift;

  /** The number of entries begun, holes included. */
  private int end;

  private int size;

  HashTable(boolean withValues) {
    numberKeys = new double[FEW];
    numberValues = withValues ? new double[FEW] : null;
    newSlots(FEW);
  }

  private HashTable(HashTable other) {
    numberKeys = other.numberKeys == null ? null : other.numberKeys.clone();
    keys = other.keys == null ? null : other.keys.clone();
    numberValues = other.numberValues == null ? null : other.numberValues.clone();
    values = other.values == null ? null : other.values.clone();
    slots = other.slots.clone();
    shift = other.shift;
    end = other.end;
    size = other.size;
    if (values != null) {
      ArrayValue.shareAll(values, 0, end);
    }
  }

  HashTable copy() {
    return new HashTable(this);
  }

  private void newSlots(int capacity) {
    slots = new int[Math.multiplyExact(capacity, 2)];
    shift = Integer.numberOfLeadingZeros(slots.length) + Long.SIZE - Integer.SIZE + 1;
  }

  int size() {
    return size;
  }

  /** Entries are numbered from 0 to before this. */
  int end() {
    return end;
  }

  /** Whether an entry was removed. */
  boolean isHole(int entry) {
    return numberKeys != null
        ? Double.doubleToRawLongBits(numberKeys[entry]) == HOLE
        : keys[entry] == null;
  }

  boolean hasNumberKeys() {
    return numberKeys != null;
  }

  boolean hasNumberValues() {
    return numberValues != null;
  }

  /** The key of an entry that is not a hole; only if all are numbers. */
  double numberKey(int entry) {
    return numberKeys[entry];
  }

  /** The value of an entry that is not a hole; only if all are numbers. */
  double numberValue(int entry) {
    return numberValues[entry];
  }

  /** The key of an entry; null for a hole. */
  Value key(int entry) {
    if (numberKeys == null) {
      return keys[entry];
    }
    return isHole(entry) ? null : NumberValue.of(numberKeys[entry]);
  }

  /** The value of an entry. */
  Value value(int entry) {
    // Always a new object, which need not be made if nobody keeps it.
    return numberValues != null ? new NumberValue(numberValues[entry]) : values[entry];
  }

  void setValue(int entry, double value) {
    if (numberValues != null) {
      numberValues[entry] = value;
    } else {
      values[entry] = NumberValue.of(value);
    }
  }

  void setValue(int entry, Value value) {
    if (numberValues != null) {
      if (value instanceof NumberValue n) {
        numberValues[entry] = n.value();
        return;
      }
      values = boxed(numberValues, end);
      numberValues = null;
    }
    values[entry] = value;
  }

  private static Value[] boxed(double[] numbers, int count) {
    Value[] boxes = new Value[numbers.length];
    for (int i = 0; i < count; i++) {
      boxes[i] = NumberValue.of(numbers[i]);
    }
    return boxes;
  }

  /** The number of the entry with that key, or -1. */
  int find(Value key) {
    return switch (key) {
      case NumberValue n -> find(n.value());
      case Text t -> find(t);
      default -> findOther(key);
    };
  }

  int find(double key) {
    double[] numbers = numberKeys;
    if (numbers == null || key != key) {
      return findOther(new NumberValue(key));
    }
    int[] table = slots;
    int mask = table.length - 1;
    for (int slot = first(hash(key)); ; slot = (slot + 1) & mask) {
      int entry = table[slot] - 1;
      if (entry >= 0) {
        if (numbers[entry] == key) {
          return entry;
        }
      } else if (entry == FREE - 1) {
        return -1;
      }
    }
  }

  private int find(Text key) {
    Value[] others = keys;
    if (others == null) {
      return -1;
    }
    int[] table = slots;
    int mask = table.length - 1;
    for (int slot = first(hash(key)); ; slot = (slot + 1) & mask) {
      int entry = table[slot] - 1;
      if (entry >= 0) {
        if (others[entry] instanceof Text t && t.equals(key)) {
          return entry;
        }
      } else if (entry == FREE - 1) {
        return -1;
      }
    }
  }

  private int findOther(Value key) {
    int mask = slots.length - 1;
    for (int slot = first(hash(key)); ; slot = (slot + 1) & mask) {
      int entry = slots[slot] - 1;
      if (entry >= 0) {
        if (isKey(entry, key)) {
          return entry;
        }
      } else if (entry == FREE - 1) {
        return -1;
      }
    }
  }

  private boolean isKey(int entry, Value key) {
    return numberKeys != null
        ? key instanceof NumberValue n && Double.isNaN(n.value()) && Double.isNaN(numberKeys[entry])
        : keys[entry].equals(key);
  }

  /** Begins an entry for a key that is not there, and gives its number; its value is to be set. */
  int add(double key) {
    makeRoom();
    if (numberKeys != null) {
      numberKeys[end] = key == key ? key : Double.NaN;
    } else {
      keys[end] = NumberValue.of(key);
    }
    return begin(hash(key));
  }

  /** The same for any key. */
  int add(Value key) {
    if (key instanceof NumberValue n) {
      return add(n.value());
    }
    makeRoom();
    if (numberKeys != null) {
      boxKeys();
    }
    keys[end] = key;
    return begin(hash(key));
  }

  private void boxKeys() {
    keys = boxed(numberKeys, end);
    for (int i = 0; i < end; i++) {
      if (isHole(i)) {
        keys[i] = null;
      }
    }
    numberKeys = null;
  }

  private int begin(long hash) {
    claimSlot(hash, end + 1);
    size++;
    return end++;
  }

  private void claimSlot(long hash, int content) {
    int[] table = slots;
    int mask = table.length - 1;
    int slot = first(hash);
    while (table[slot] > 0) {
      slot = (slot + 1) & mask;
    }
    table[slot] = content;
  }

  private int capacity() {
    return numberKeys != null ? numberKeys.length : keys.length;
  }

  /** Makes room for an entry, or closes the holes if they are many. */
  private void makeRoom() {
    if (end < capacity()) {
      return;
    }
    int capacity = size > capacity() / 2 ? Math.multiplyExact(capacity(), 2) : capacity();
    if (size < end) {
      closeHoles();
    }
    numberKeys = numberKeys == null ? null : Arrays.copyOf(numberKeys, capacity);
    keys = keys == null ? null : Arrays.copyOf(keys, capacity);
    numberValues = numberValues == null ? null : Arrays.copyOf(numberValues, capacity);
    values = values == null ? null : Arrays.copyOf(values, capacity);
    newSlots(capacity);
    for (int entry = 0; entry < end; entry++) {
      claimSlot(numberKeys != null ? hash(numberKeys[entry]) : hash(keys[entry]), entry + 1);
    }
  }

  private void closeHoles() {
    int to = 0;
    for (int from = 0; from < end; from++) {
      if (!isHole(from)) {
        move(from, to);
        to++;
      }
    }
    if (keys != null) {
      Arrays.fill(keys, to, end, null);
    }
    if (values != null) {
      Arrays.fill(values, to, end, null);
    }
    end = to;
  }

  private void move(int from, int to) {
    if (numberKeys != null) {
      numberKeys[to] = numberKeys[from];
    } else {
      keys[to] = keys[from];
    }
    if (numberValues != null) {
      numberValues[to] = numberValues[from];
    } else if (values != null) {
      values[to] = values[from];
    }
  }

  void remove(int entry) {
    int mask = slots.length - 1;
    int slot = first(numberKeys != null ? hash(numberKeys[entry]) : hash(keys[entry]));
    while (slots[slot] != entry + 1) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = REMOVED;
    if (numberKeys != null) {
      numberKeys[entry] = Double.longBitsToDouble(HOLE);
    } else {
      keys[entry] = null;
    }
    if (values != null) {
      values[entry] = null;
    }
    size--;
  }

  /** All keys, in order. */
  ArrayValue keys() {
    return numberKeys != null
        ? new NumberArray(withoutHoles(numberKeys))
        : ArrayValue.of(withoutHoles(keys));
  }

  /** All values, in order, marked. */
  ArrayValue values() {
    return numberValues != null
        ? new NumberArray(withoutHoles(numberValues))
        : ArrayValue.of(ArrayValue.shareAll(withoutHoles(values), 0, size));
  }

  private Value[] withoutHoles(Value[] column) {
    if (size == end) {
      return Arrays.copyOf(column, end);
    }
    Value[] all = new Value[size];
    int to = 0;
    for (int i = 0; i < end; i++) {
      if (!isHole(i)) {
        all[to++] = column[i];
      }
    }
    return all;
  }

  private double[] withoutHoles(double[] column) {
    if (size == end) {
      return Arrays.copyOf(column, end);
    }
    double[] all = new double[size];
    int to = 0;
    for (int i = 0; i < end; i++) {
      if (!isHole(i)) {
        all[to++] = column[i];
      }
    }
    return all;
  }

  private static long hash(Value key) {
    return switch (key) {
      case NumberValue n -> hash(n.value());
      case Text t -> hash(t);
      default -> hash(key == BoolValue.TRUE ? 1.5 : key == BoolValue.FALSE ? 2.5 : 3.5);
    };
  }

  private static long hash(Text key) {
    return key.hashCode();
  }

  private static long hash(double key) {
    // Adding 0 makes 0 of -0; doubleToLongBits makes one NaN of all.
    long bits = Double.doubleToLongBits(key + 0.0);
    return bits ^ (bits >>> 32);
  }

  private int first(long hash) {
    return (int) ((hash * SPREAD) >>> shift);
  }
}
