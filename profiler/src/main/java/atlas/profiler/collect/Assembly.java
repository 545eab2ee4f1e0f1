package atlas.profiler.collect;

import atlas.profiler.model.FunctionId;
import atlas.profiler.model.Profile;
import atlas.profiler.model.ProfileBuilder;
import atlas.profiler.model.Stop;
import atlas.profiler.model.Timing;
import atlas.vm.bytecode.Code;
import atlas.vm.source.SourceFile;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Turns counts per instruction into the {@link Profile} that users see: names, lines and source
 * texts in place of codes and indices.
 */
final class Assembly {
  private final Map<SourceFile, String> labels = new IdentityHashMap<>();
  private final Map<String, Integer> uses = new HashMap<>();
  private final ProfileBuilder builder = new ProfileBuilder();

  private Assembly() {}

  static Profile profile(Snapshot snapshot, String name, Timing timing, Optional<Stop> stopped) {
    Assembly assembly = new Assembly();
    snapshot.functions().forEach(assembly::add);
    assembly.builder.depths(snapshot.maxDepth(), snapshot.maxStackDepth());
    return assembly.builder.build(name, timing, stopped);
  }

  private void add(Counts counts) {
    Code code = counts.code();
    SourceFile source = code.source();
    FunctionId id =
        new FunctionId(
            code.isMain() ? FunctionId.MAIN : code.name(), label(source), code.declarationLine());
    builder.calls(id, counts.calls());
    for (int pc = 0; pc < code.size(); pc++) {
      int line = code.line(pc);
      String opcode = code.instruction(pc).opcode().title();
      builder.instruction(id, pc, opcode, line, source.lineText(line), counts.instructions()[pc]);
    }
  }

  /** The name of a source; of several with one name the second and later ones get a number. */
  private String label(SourceFile source) {
    return labels.computeIfAbsent(
        source,
        key -> {
          int use = uses.merge(key.name(), 1, Integer::sum);
          return use == 1 ? key.name() : key.name() + "#" + use;
        });
  }
}
