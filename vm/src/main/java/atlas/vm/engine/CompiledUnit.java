package atlas.vm.engine;

import atlas.vm.analysis.TypedUnit;
import atlas.vm.bytecode.CodeUnit;
import java.util.List;

/** A source text that passed all checks, ready to {@linkplain Engine#run run}. */
public final class CompiledUnit {
  private final TypedUnit typed;
  private final CodeUnit code;
  private final List<Module> modules;

  /**
   * @param modules what has to run before it, in that order: what it imports, directly or not
   */
  CompiledUnit(TypedUnit typed, CodeUnit code, List<Module> modules) {
    this.typed = typed;
    this.code = code;
    this.modules = List.copyOf(modules);
  }

  public TypedUnit typed() {
    return typed;
  }

  public CodeUnit code() {
    return code;
  }

  /** The units of the modules that it needs, dependencies before those that depend on them. */
  public List<CompiledUnit> imported() {
    return modules.stream().map(Module::unit).toList();
  }

  List<Module> modules() {
    return modules;
  }
}
