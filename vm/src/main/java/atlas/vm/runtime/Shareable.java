package atlas.vm.runtime;

/**
 * Arrays and collections: values that are changed in place as long as only one variable holds them
 * (language §18).
 *
 * <p>The invariant: a value that is not {@linkplain #isShared shared} is reachable from one place
 * only. Whoever lets a second place refer to it marks it first; a change to a shared value is made
 * on a copy, which is not shared. The mark is never taken back. A copy of a container refers to the
 * same elements as the original, so it marks those elements.
 *
 * <p>A variable that is done with gives its value away with a call: it is <em>on its way</em> to
 * the activation at a call depth, and counts as shared until that has claimed it, which it does
 * before it changes, keeps or returns it. Nobody else can: what one activation is given is not on
 * its way to another, unless it is sent on. What is not claimed, nobody has when the call is over.
 *
 * <p>Who only looks at a value for a while, during which its variable may change, borrows it: as
 * long as there are loans, the value counts as shared. A loan that is not given back, because an
 * error came between, costs a copy and nothing else.
 */
public abstract sealed class Shareable extends Value
    permits ArrayValue, MapValue, SetValue, QueueValue, StackValue {
  private static final int FOREVER = Integer.MIN_VALUE;

  /**
   * The number of loans; when marked, on top of a number that they do not bring back to 0; when on
   * its way, the call depth that it is on its way to, negated.
   */
  private int holders;

  public final boolean isShared() {
    return holders != 0;
  }

  /** Marks this value: from now on it is changed by making a copy. */
  public final void share() {
    holders = FOREVER;
  }

  /** Marks a value if it is one that can be shared, and gives it back. */
  public static Value share(Value value) {
    if (value instanceof Shareable s) {
      s.holders = FOREVER;
    }
    return value;
  }

  /**
   * Sends a value, if only one variable holds it, on its way to an activation.
   *
   * @param depth the call depth of that activation
   */
  public static void move(Value value, int depth) {
    if (value instanceof Shareable s && s.holders == 0) {
      s.holders = -depth;
    }
  }

  /**
   * Sends a value, if it is on its way to an activation, on to one that it calls.
   *
   * @param depth the call depth of the one that is called
   */
  public static void forward(Value value, int depth) {
    if (value instanceof Shareable s && s.holders == 1 - depth) {
      s.holders = -depth;
    }
  }

  /**
   * Takes a value that an activation was given, as its own or marked as shared, and gives it back.
   */
  public static Value claim(Value value, int depth) {
    if (value instanceof Shareable s) {
      s.holders = s.holders == -depth ? 0 : FOREVER;
    }
    return value;
  }

  /** Makes a loan of a value if it is one that can be shared, and gives it back. */
  public static Value lend(Value value) {
    if (value instanceof Shareable s) {
      s.holders++;
    }
    return value;
  }

  /** Ends a loan of a value. */
  public static void giveBack(Value value) {
    if (value instanceof Shareable s) {
      s.holders--;
    }
  }
}
