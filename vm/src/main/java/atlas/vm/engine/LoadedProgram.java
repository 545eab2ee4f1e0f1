package atlas.vm.engine;

import atlas.vm.bytecode.Code;
import atlas.vm.codegen.EntryGenerator;
import atlas.vm.codegen.GeneratedClass;
import atlas.vm.codegen.GeneratedUnit;
import atlas.vm.codegen.Signatures;
import atlas.vm.link.MainProgram;
import atlas.vm.link.UnitLoader;
import atlas.vm.runtime.Entry;
import atlas.vm.runtime.Value;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;

/** The generated classes of a unit, loaded. */
final class LoadedProgram {
  private final GeneratedUnit generated;
  private final UnitLoader loader;
  private final Map<String, Class<?>> classes = new HashMap<>();
  private MainProgram main;

  private LoadedProgram(GeneratedUnit generated, UnitLoader loader) {
    this.generated = generated;
    this.loader = loader;
  }

  static LoadedProgram load(GeneratedUnit generated, UnitLoader loader) {
    LoadedProgram program = new LoadedProgram(generated, loader);
    for (GeneratedClass c : generated.classes()) {
      MainProgram instance = (MainProgram) loader.define(c.name(), c.bytes(), c.constants());
      program.classes.put(c.name(), instance.getClass());
      program.main = program.main == null ? instance : program.main;
    }
    return program;
  }

  /** Runs the top-level code. */
  Value run() {
    return main.run();
  }

  /** Makes the way in to a function for calls of it as a value. */
  Entry entry(int index, Code code) {
    GeneratedClass entry = EntryGenerator.generate(generated.owners().apply(index), index, code);
    return (Entry) loader.define(entry.name(), entry.bytes(), entry.constants());
  }

  /** The generated method of a function. */
  MethodHandle method(int index) {
    String name = Signatures.method(index);
    for (Method candidate : classes.get(generated.owners().apply(index)).getDeclaredMethods()) {
      if (candidate.getName().equals(name)) {
        try {
          return MethodHandles.publicLookup().unreflect(candidate);
        } catch (IllegalAccessException e) {
          throw new AssertionError(e);
        }
      }
    }
    throw new AssertionError(name);
  }
}
