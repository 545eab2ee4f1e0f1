package atlas.vm.runtime;

import java.util.Arrays;

/**
 * The hash table behind maps and sets (stdlib §12). Keys are numbers, strings, bools and null; -0
 * and 0 are one key, all NaNs are one key.
 *
 * <p>Entries stand in the order of their insertion, in arrays; a table of slots leads from the hash
 * of a key to the number of its entry, with linear probing. Removing an entry leaves a hole, a null
 * key; holes go away when the arrays are full and are made anew.
 *
 * <p>Invariant: {@code slots} is at least twice as long as {@code keys}, and every entry begun has
 * used up at most one slot, so that a search always meets a free one.
 */
final class HashTable {
  private static final int FREE = 0;
  private static final int REMOVED = -1;
  private static final int FEW = 8;

  /** Spreads what differs in two hashes over the high bits: 2 to the 64th over the golden ratio. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private Value[] keys;

  /** The values of a map; null for a set. */
  private Value[] values;

  /** {@link #FREE}, {@link #REMOVED}, or the number of an entry plus one. */
  private int[] slots;

  /** The number of entries begun, holes included. */
  private int end;

  private int size;

  HashTable(boolean withValues) {
    keys = new Value[FEW];
    values = withValues ? new Value[FEW] : null;
    slots = new int[2 * FEW];
  }

  private HashTable(HashTable other) {
    keys = other.keys.clone();
    values = other.values == null ? null : other.values.clone();
    slots = other.slots.clone();
    end = other.end;
    size = other.size;
    if (values != null) {
      ArrayValue.shareAll(values, 0, end);
    }
  }

  HashTable copy() {
    return new HashTable(this);
  }

  int size() {
    return size;
  }

  /** Entries are numbered from 0 to before this. */
  int end() {
    return end;
  }

  /** The key of an entry; null for a hole. */
  Value key(int entry) {
    return keys[entry];
  }

  Value value(int entry) {
    return values[entry];
  }

  void setValue(int entry, Value value) {
    values[entry] = value;
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
    int[] table = slots;
    int mask = table.length - 1;
    for (int slot = first(hash(key)); ; slot = (slot + 1) & mask) {
      int entry = table[slot] - 1;
      if (entry >= 0) {
        if (keys[entry] instanceof NumberValue n
            && (n.value() == key || (key != key && n.value() != n.value()))) {
          return entry;
        }
      } else if (entry == FREE - 1) {
        return -1;
      }
    }
  }

  private int find(Text key) {
    int[] table = slots;
    int mask = table.length - 1;
    for (int slot = first(hash(key)); ; slot = (slot + 1) & mask) {
      int entry = table[slot] - 1;
      if (entry >= 0) {
        if (keys[entry] instanceof Text t && t.equals(key)) {
          return entry;
        }
      } else if (entry == FREE - 1) {
        return -1;
      }
    }
  }

  private int findOther(Value key) {
    int[] table = slots;
    int mask = table.length - 1;
    for (int slot = first(hash(key)); ; slot = (slot + 1) & mask) {
      int entry = table[slot] - 1;
      if (entry >= 0) {
        if (keys[entry] == key) {
          return entry;
        }
      } else if (entry == FREE - 1) {
        return -1;
      }
    }
  }

  /** Adds an entry for a key that is not there. */
  void add(Value key, Value value) {
    if (end == keys.length) {
      rebuild();
    }
    keys[end] = key;
    if (values != null) {
      values[end] = value;
    }
    claimSlot(hash(key), end + 1);
    end++;
    size++;
  }

  private void claimSlot(long hash, int content) {
    int mask = slots.length - 1;
    int slot = first(hash);
    while (slots[slot] > 0) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = content;
  }

  /** Makes room, or closes the holes if they are many. */
  private void rebuild() {
    int capacity = size > keys.length / 2 ? Math.multiplyExact(keys.length, 2) : keys.length;
    Value[] newKeys = new Value[capacity];
    Value[] newValues = values == null ? null : new Value[capacity];
    slots = new int[Math.multiplyExact(capacity, 2)];
    int to = 0;
    for (int from = 0; from < end; from++) {
      if (keys[from] != null) {
        newKeys[to] = keys[from];
        if (newValues != null) {
          newValues[to] = values[from];
        }
        to++;
        claimSlot(hash(keys[from]), to);
      }
    }
    keys = newKeys;
    values = newValues;
    end = to;
  }

  void remove(int entry) {
    int mask = slots.length - 1;
    int slot = first(hash(keys[entry]));
    while (slots[slot] != entry + 1) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = REMOVED;
    keys[entry] = null;
    if (values != null) {
      values[entry] = null;
    }
    size--;
  }

  /** All keys, in order. */
  Value[] keys() {
    return size == end ? Arrays.copyOf(keys, end) : withoutHoles(keys);
  }

  /** All values, in order, marked. */
  Value[] values() {
    Value[] all = size == end ? Arrays.copyOf(values, end) : withoutHoles(values);
    return ArrayValue.shareAll(all, 0, size);
  }

  private Value[] withoutHoles(Value[] column) {
    Value[] all = new Value[size];
    int to = 0;
    for (int i = 0; i < end; i++) {
      if (keys[i] != null) {
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
    return (int) ((hash * SPREAD) >>> (Long.numberOfLeadingZeros(slots.length) + 1));
  }
}
