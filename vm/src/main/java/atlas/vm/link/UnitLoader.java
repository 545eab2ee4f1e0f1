package atlas.vm.link;

import java.util.HashMap;
import java.util.Map;

/**
 * Loads the generated classes of one unit, and hands them their constants and their links to the
 * rest of the session. Each unit has a loader of its own, so that it can be unloaded when nothing
 * refers to it any more.
 */
public final class UnitLoader extends ClassLoader {
  private final CallLinker calls;

  @SuppressWarnings("unused") // Holding it is its use.
  private final Object unit;

  private final Map<String, Object[]> constants = new HashMap<>();
  private Object published;

  /**
   * @param calls links the calls in the classes
   * @param unit what must stay reachable as long as code of these classes runs
   */
  public UnitLoader(CallLinker calls, Object unit) {
    super("atlas", UnitLoader.class.getClassLoader());
    this.calls = calls;
    this.unit = unit;
  }

  /**
   * Defines a class and initialises it.
   *
   * @param values the constants of its static fields, in order
   * @return the one instance of itself that the class {@linkplain #publish publishes}
   */
  public Object define(String name, byte[] bytes, Object[] values) {
    constants.put(name, values);
    Class<?> type = defineClass(name, bytes, 0, bytes.length);
    try {
      Class.forName(type.getName(), true, this);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
    constants.remove(name);
    Object instance = published;
    published = null;
    return instance;
  }

  /** Called by the initialiser of a generated class: the values for its static fields. */
  public static Object[] constants(Class<?> type) {
    return ((UnitLoader) type.getClassLoader()).constants.get(type.getName());
  }

  /** Called by the initialiser of a generated class: its instance. */
  public static void publish(Object instance) {
    ((UnitLoader) instance.getClass().getClassLoader()).published = instance;
  }

  CallLinker calls() {
    return calls;
  }
}
