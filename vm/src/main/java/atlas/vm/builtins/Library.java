package atlas.vm.builtins;

import atlas.vm.runtime.BuiltinValue;
import atlas.vm.types.LibraryFunction;
import atlas.vm.types.LibraryTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The standard library: a table with one row per function, and the predefined constants. Making it
 * looks up no method; generated code names the methods, and a function that is used as a value
 * finds its method when it is first called.
 */
public final class Library implements LibraryTable {
  private static final Library STANDARD = new Library();

  private static final Map<String, Double> CONSTANTS =
      Map.of(
          "PI", Math.PI,
          "E", Math.E,
          "SQRT2", 1.4142135623730951,
          "LN2", 0.6931471805599453,
          "LN10", 2.302585092994046);

  private final Map<String, List<Builtin>> families = new LinkedHashMap<>();
  private final Map<String, Builtin> rows = new LinkedHashMap<>();
  private final Map<String, BuiltinValue> values = new ConcurrentHashMap<>();

  private Library() {
    families.put("Core", CoreFunctions.table());
    families.put("Strings", StringFunctions.table());
    families.put("Arrays", ArrayFunctions.table());
    families.put("Arrays with callbacks", CallbackFunctions.table());
    families.put("Mathematics", MathFunctions.table());
    families.put("Kinds and conversions", KindFunctions.table());
    families.put("JSON", JsonFunctions.table());
    families.put("Option and Result", OptionFunctions.table());
    families.put("HashMap", MapFunctions.table());
    families.put("HashSet", SetFunctions.table());
    families.put("Queue", QueueFunctions.table());
    families.put("Stack", StackFunctions.table());
    families.put("Regular expressions", RegexFunctions.table());
    families.put("Assertions", Assertions.table());
    families.put("Date and time", TimeFunctions.table());
    families.put("Durations", DurationFunctions.table());
    families.put("Files", FileFunctions.table());
    families.put("More on files", FileSystemFunctions.table());
    families.put("Paths", PathFunctions.table());
    families.put("Process and environment", ProcessFunctions.table());
    families.put("Reflection", ReflectFunctions.table());
    families.put("Console input", InputFunctions.table());
    families.put("Showing", DisplayFunctions.table());
    for (List<Builtin> family : families.values()) {
      for (Builtin row : family) {
        rows.put(row.name(), row);
      }
    }
  }

  /** All functions by the title of their family. */
  public Map<String, List<Builtin>> families() {
    return Collections.unmodifiableMap(families);
  }

  /** Whether a call of a function is no more than a few instructions of the machine. */
  public static boolean isCheap(String function) {
    return function.equals("len") || MathFunctions.isRepeatable(function);
  }

  /** Whether a call of a function takes hardly longer than to read a variable. */
  public boolean isBrief(String function) {
    return isCheap(function) || rows.get(function).brief();
  }

  /** The library. */
  public static Library standard() {
    return STANDARD;
  }

  /** The function of that name. */
  public Optional<Builtin> builtin(String name) {
    return Optional.ofNullable(rows.get(name));
  }

  /** All functions, by family. */
  public Collection<Builtin> builtins() {
    return rows.values();
  }

  /** The function of that name, which exists. */
  Builtin row(String name) {
    return rows.get(name);
  }

  /** The function of that name, which exists, as a value. */
  public BuiltinValue value(String name) {
    return values.computeIfAbsent(name, n -> new BuiltinValue(n, new GenericCall(row(n))));
  }

  @Override
  public Optional<LibraryFunction> function(String name) {
    return builtin(name).map(Builtin::facts);
  }

  @Override
  public Optional<Double> constant(String name) {
    return Optional.ofNullable(CONSTANTS.get(name));
  }

  @Override
  public Optional<ArrayMethod> arrayMethod(String method) {
    return ArrayMethods.find(method);
  }

  @Override
  public Collection<String> arrayMethods() {
    return ArrayMethods.names();
  }

  @Override
  public boolean isReserved(String name) {
    return Reserved.NAMES.contains(name);
  }

  /** The names that a later version will have. */
  public Collection<String> reserved() {
    return Reserved.NAMES;
  }

  @Override
  public Collection<String> names() {
    List<String> names = new ArrayList<>(rows.keySet());
    names.addAll(CONSTANTS.keySet());
    names.add("None");
    return names;
  }
}
