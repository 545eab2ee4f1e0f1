package atlas.vm.engine;

import java.nio.file.Path;
import java.util.List;

/**
 * A file that others import, compiled.
 *
 * @param file the one name by which the file is known, however it is written in an import
 * @param imports the modules that it imports itself, in source order
 */
record Module(Path file, CompiledUnit unit, List<Module> imports) {
  Module {
    imports = List.copyOf(imports);
  }

  String text() {
    return unit.typed().source().text();
  }
}
