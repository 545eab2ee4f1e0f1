package atlas.profiler.collect;

import atlas.profiler.model.CallTree;
import atlas.profiler.model.FunctionId;
import atlas.profiler.model.Profile;
import atlas.profiler.model.ProfileBuilder;
import atlas.profiler.model.SourceText;
import atlas.profiler.model.Times;
import atlas.vm.bytecode.Code;
import atlas.vm.source.SourceFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Turns counts per instruction into the {@link Profile} that users see: names, lines and source
 * texts in place of codes and indices.
 */
final class Assembly {
  private final Map<SourceFile, String> labels = new IdentityHashMap<>();
  private final Map<Code, FunctionId> ids = new IdentityHashMap<>();
  private final Map<String, Integer> uses = new HashMap<>();
  private final ProfileBuilder builder = new ProfileBuilder();

  private Assembly() {}

  /** What functions are known by. */
  interface Ids {
    FunctionId of(Code code);
  }

  /**
   * The profile of a run.
   *
   * @param contexts makes the calling contexts, if they are known
   */
  static Profile profile(Snapshot snapshot, Ran run, Function<Ids, CallTree> contexts) {
    Assembly assembly = new Assembly();
    snapshot.functions().stream().filter(Counts::isExecuted).forEach(assembly::add);
    Findings findings = new Findings(snapshot, assembly::id);
    snapshot.functions().stream().filter(Counts::isExecuted).forEach(findings::add);
    assembly.builder.details(
        findings.details(
            assembly.sources(snapshot.functions()),
            contexts.apply(assembly::id),
            run.samples().map(s -> s.times(assembly.known(snapshot))).orElse(Times.NONE)));
    assembly.builder.depths(snapshot.maxDepth(), snapshot.maxStackDepth());
    return assembly.builder.build(run.name(), run.timing(), run.stopped());
  }

  private Function<Code, Optional<FunctionId>> known(Snapshot snapshot) {
    Set<Code> executed = Collections.newSetFromMap(new IdentityHashMap<>());
    snapshot.functions().stream()
        .filter(Counts::isExecuted)
        .forEach(counts -> executed.add(counts.code()));
    return code -> executed.contains(code) ? Optional.of(id(code)) : Optional.empty();
  }

  private void add(Counts counts) {
    Code code = counts.code();
    SourceFile source = code.source();
    FunctionId id = id(code);
    builder.ends(id, source.line(Math.max(code.span().start(), code.span().end() - 1)));
    builder.calls(id, counts.calls());
    String text = "";
    int last = 0;
    for (int pc = 0; pc < code.size(); pc++) {
      int line = code.line(pc);
      if (line != last) {
        text = source.lineText(line);
        last = line;
      }
      String opcode = code.instruction(pc).opcode().title();
      builder.instruction(id, pc, opcode, line, text, counts.instructions()[pc]);
    }
  }

  private FunctionId id(Code code) {
    return ids.computeIfAbsent(code, this::named);
  }

  private FunctionId named(Code code) {
    return new FunctionId(nameOf(code), label(code.source()), code.declarationLine());
  }

  /** What a function is called. */
  static String nameOf(Code code) {
    return code.isMain() ? FunctionId.MAIN : code.name();
  }

  private List<SourceText> sources(List<Counts> functions) {
    Map<SourceFile, SortedSet<Integer>> code = new IdentityHashMap<>();
    labels.keySet().forEach(source -> code.put(source, new TreeSet<>()));
    for (Counts counts : functions) {
      Set<Integer> lines = code.getOrDefault(counts.code().source(), new TreeSet<>());
      int last = 0;
      for (int pc = 0; pc < counts.code().size(); pc++) {
        int line = counts.code().line(pc);
        if (line != last) {
          lines.add(line);
          last = line;
        }
      }
    }
    return labels.entrySet().stream()
        .map(e -> text(e.getValue(), e.getKey(), List.copyOf(code.get(e.getKey()))))
        .toList();
  }

  private static SourceText text(String label, SourceFile source, List<Integer> code) {
    List<String> lines = new ArrayList<>();
    for (int line = 1; line <= source.lineCount(); line++) {
      lines.add(source.lineText(line));
    }
    return new SourceText(label, lines, code);
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
