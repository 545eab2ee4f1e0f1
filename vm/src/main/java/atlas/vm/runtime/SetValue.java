package atlas.vm.runtime;

/**
 * A {@code HashSet}: elements, which are numbers, strings, bools or null, in the order in which
 * they were first inserted. Changing methods return the set to go on with: this one, or a changed
 * copy if it is shared.
 */
public final class SetValue extends Shareable {
  private HashTable table;

  public SetValue() {
    this(new HashTable(false));
  }

  private SetValue(HashTable table) {
    this.table = table;
  }

  public int size() {
    return table.size();
  }

  public boolean has(Value element) {
    return table.find(element) >= 0;
  }

  public boolean has(double element) {
    return table.find(element) >= 0;
  }

  /** This set with an element. */
  public SetValue add(Value element) {
    if (has(element)) {
      return this;
    }
    SetValue set = owned();
    set.table.add(element);
    return set;
  }

  public SetValue add(double element) {
    if (has(element)) {
      return this;
    }
    SetValue set = owned();
    set.table.add(element);
    return set;
  }

  /** This set without an element. */
  public SetValue remove(Value element) {
    return withoutEntry(table.find(element));
  }

  public SetValue remove(double element) {
    return withoutEntry(table.find(element));
  }

  private SetValue withoutEntry(int entry) {
    if (entry < 0) {
      return this;
    }
    SetValue set = owned();
    set.table.remove(entry);
    return set;
  }

  /** An empty set: this one, if it is not shared. */
  public SetValue clear() {
    if (isShared()) {
      return new SetValue();
    }
    table = new HashTable(false);
    return this;
  }

  /** Whether every element is in the other set, too. */
  public boolean isSubsetOf(SetValue other) {
    for (int i = 0; i < end(); i++) {
      Value element = elementAt(i);
      if (element != null && !other.has(element)) {
        return false;
      }
    }
    return true;
  }

  public ArrayValue toArray() {
    return table.keys();
  }

  /** Elements are numbered from 0 to before this, in order, with holes. */
  public int end() {
    return table.end();
  }

  public boolean isHole(int number) {
    return table.isHole(number);
  }

  /** Whether all elements are numbers, and {@link #numberAt} may be used. */
  public boolean hasNumbers() {
    return table.hasNumberKeys();
  }

  /** An element that is not a hole. */
  public double numberAt(int number) {
    return table.numberKey(number);
  }

  /** An element; null for a hole. */
  public Value elementAt(int number) {
    return table.key(number);
  }

  private SetValue owned() {
    return isShared() ? new SetValue(table.copy()) : this;
  }

  @Override
  public Kind kind() {
    return Kind.HASHSET;
  }
}
