package atlas.profiler.collect;

import atlas.profiler.model.Advice;
import atlas.profiler.model.Advice.Rule;
import atlas.profiler.model.FunctionId;
import atlas.profiler.model.Loop;
import atlas.vm.builtins.Library;
import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.Constant.VariableConstant;
import atlas.vm.bytecode.ControlFlowGraph;
import atlas.vm.bytecode.Instruction;
import atlas.vm.bytecode.Opcode;
import atlas.vm.bytecode.StackEffect;
import atlas.vm.types.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds what was done more often than it need be: in the code, that the result is the same; in the
 * counts, how often. Nothing is guessed, and what was done a few times is not looked at.
 */
final class Advisor {
  /** What was done less often is not worth a word. */
  private static final long OFTEN = 10;

  /** So many times more often than would do. */
  private static final long TIMES = 10;

  /** So many times, on average, a text or an array must have grown in a loop to be called long. */
  private static final long GROWN = 100;

  static final Set<String> SEARCHES = Set.of("arrayIncludes", "arrayIndexOf", "arrayLastIndexOf");
  private static final Set<Type> KEYS = Set.of(Type.NUMBER, Type.STRING, Type.BOOL, Type.UNKNOWN);

  private final int maxDepth;
  private final Purity purity;
  private final Recursion recursion;
  private final Function<Code, FunctionId> ids;
  private final Map<Code, Counts> counted = new IdentityHashMap<>();
  private final Set<Integer> assigned = new HashSet<>();
  private final List<Advice> found = new ArrayList<>();

  Advisor(Callees callees, Snapshot snapshot, Function<Code, FunctionId> ids) {
    List<Counts> functions = snapshot.functions();
    this.maxDepth = snapshot.maxDepth();
    this.purity = new Purity(callees, functions);
    this.ids = ids;
    for (Counts counts : functions) {
      Code code = counts.code();
      counted.put(code, counts);
      if (!code.isMain()) {
        code.instructions().stream()
            .filter(in -> in.opcode() == Opcode.SET_GLOBAL)
            .forEach(in -> Invariance.addSlot(code, in, assigned));
      }
    }
    this.recursion = new Recursion(purity, changing(functions, assigned));
  }

  /** The slots of the variables to which a function assigns, or top-level code more than once. */
  private static Set<Integer> changing(List<Counts> functions, Set<Integer> assigned) {
    Map<Integer, Long> times = new HashMap<>();
    for (Counts counts : functions) {
      Code code = counts.code();
      for (int pc = 0; code.isMain() && pc < code.size(); pc++) {
        Instruction in = code.instruction(pc);
        if (in.opcode() == Opcode.SET_GLOBAL
            && code.constant(in.a()) instanceof VariableConstant variable) {
          times.merge(variable.slot(), counts.instructions()[pc], Math::addExact);
        }
      }
    }
    Set<Integer> changing = new HashSet<>(assigned);
    times.forEach((slot, count) -> {
      if (count > 1) {
        changing.add(slot);
      }
    });
    return changing;
  }

  List<Advice> found() {
    return found.stream().sorted(Advice.ORDER).toList();
  }

  /** Looks at a function, of which the loops are known. */
  void add(Counts counts, ControlFlowGraph graph, List<Loop> loops) {
    recursion(counts, graph);
    Map<Integer, Long> entries = new HashMap<>();
    long turns = 0;
    for (Loop loop : loops) {
      entries.put(loop.ip(), loop.entries());
      turns = Math.max(turns, loop.turns());
    }
    if (turns >= OFTEN) {
      loops(counts, graph, entries);
    }
  }

  /** The calls from the last to the first: what is within a repeated one needs no word. */
  private void loops(Counts counts, ControlFlowGraph graph, Map<Integer, Long> entries) {
    Code code = counts.code();
    Invariance invariance = new Invariance(graph, purity, assigned);
    Growing growing = new Growing(graph, invariance, counts, assigned);
    Map<Growing.Growth, Advice> copies = new LinkedHashMap<>();
    int next = code.size();
    for (int pc = code.size() - 1; pc >= 0; pc--) {
      boolean wanted = pc < next && counts.instructions()[pc] >= OFTEN && isCallInLoop(graph, pc);
      if (wanted) {
        int from = invariance.start(pc, StackEffect.pops(code.instruction(pc)));
        int loop = from < 0 ? -1 : invariance.outermost(from, pc + 1);
        if (loop >= 0) {
          int head = graph.block(loop).start();
          repeated(counts, from, pc, entries.getOrDefault(head, Long.MAX_VALUE));
          next = from;
        } else if (from >= 0) {
          search(counts, graph, invariance, growing, from, pc, entries);
          grown(counts, graph, growing, from, pc, entries, copies);
        }
      }
    }
    found.addAll(copies.values());
  }

  private static boolean isCallInLoop(ControlFlowGraph graph, int pc) {
    return graph.code().instruction(pc).opcode() == Opcode.CALL
        && graph.loop(graph.blockAt(pc).index()) >= 0;
  }

  private void repeated(Counts counts, int from, int pc, long enough) {
    Code code = counts.code();
    long count = counts.instructions()[pc];
    if (count / TIMES < enough || isCheap(code, from, pc)) {
      return;
    }
    long instructions = 0;
    for (int at = from; at <= pc; at++) {
      instructions += counts.instructions()[at] + below(counts, at);
    }
    add(counts, Rule.REPEATED_CALL, pc, count, enough, instructions);
  }

  /** Whether a call costs hardly more than the variable that could take its place. */
  private static boolean isCheap(Code code, int from, int pc) {
    Instruction call = code.instruction(pc);
    boolean isSmall =
        Makers.library(code, call)
            .filter(name -> call.a() == 0 || Library.standard().isBrief(name))
            .isPresent();
    return isSmall
        && code.instructions().subList(from, pc).stream()
            .noneMatch(in -> in.opcode() == Opcode.CALL);
  }

  /** What a call led to in its callee, if it made all calls of it; else 0. */
  private long below(Counts counts, int pc) {
    Instruction in = counts.code().instruction(pc);
    if (in.opcode() != Opcode.CALL) {
      return 0;
    }
    return purity
        .callee(counts.code(), in)
        .map(counted::get)
        .filter(callee -> callee.calls() == counts.instructions()[pc])
        .map(callee -> sum(callee.instructions()))
        .orElse(0L);
  }

  private static long sum(long[] counts) {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }

  private void search(
      Counts counts,
      ControlFlowGraph graph,
      Invariance invariance,
      Growing growing,
      int from,
      int pc,
      Map<Integer, Long> entries) {
    Code code = counts.code();
    int value = invariance.start(pc, 1);
    // Callee, array, value: an array that is more than a variable is made anew, or short.
    boolean isSearch =
        Makers.library(code, code.instruction(pc)).filter(SEARCHES::contains).isPresent()
            && value == from + 2
            && code.instruction(from + 1).type() instanceof Type.ArrayType(Type element)
            && KEYS.contains(element);
    if (!isSearch) {
      return;
    }
    int kept = invariance.outermost(from + 1, value);
    Optional<Growing.Growth> growth = kept < 0 ? growing.argument(from + 1) : Optional.empty();
    int loop = growth.map(Growing.Growth::header).orElse(kept);
    if (loop < 0) {
      return;
    }
    long enough = entries.getOrDefault(graph.block(loop).start(), Long.MAX_VALUE);
    long searches = counts.instructions()[pc];
    boolean isLong = growth.isEmpty() || growth.get().appends() / GROWN >= enough;
    if (searches / TIMES >= enough && isLong) {
      add(counts, Rule.REPEATED_SEARCH, pc, searches, enough, own(counts, from, pc));
    }
  }

  /** Of several reads after the text has grown, only the first copies it. */
  private void grown(
      Counts counts,
      ControlFlowGraph graph,
      Growing growing,
      int from,
      int pc,
      Map<Integer, Long> entries,
      Map<Growing.Growth, Advice> known) {
    Growing.Growth growth = growing.text(from, pc).orElse(null);
    if (growth == null) {
      return;
    }
    int head = graph.block(growth.header()).start();
    long entered = entries.getOrDefault(head, Long.MAX_VALUE);
    long copies = Math.min(growth.appends(), counts.instructions()[pc]);
    Advice other = known.get(growth);
    if (copies / GROWN >= entered && (other == null || other.count() <= copies)) {
      long own = own(counts, from, pc);
      known.put(growth, advice(counts, Rule.GROWING_TEXT, pc, copies, entered, own));
    }
  }

  /** What was executed for a call, without what it called. */
  private static long own(Counts counts, int from, int pc) {
    return sum(Arrays.copyOfRange(counts.instructions(), from, pc + 1));
  }

  private void recursion(Counts counts, ControlFlowGraph graph) {
    long again = recursion.calls(counts, pc -> graph.loop(graph.blockAt(pc).index()) >= 0);
    long outer = Math.max(1, counts.calls() - again);
    // Where each activation calls itself once at most, it does so no more often than it is deep.
    if (again > 0 && again / TIMES / maxDepth >= outer) {
      found.add(
          new Advice(
              Rule.REPEATED_RECURSION,
              ids.apply(counts.code()),
              0,
              counts.code().declarationLine(),
              counts.code().name(),
              again,
              outer,
              sum(counts.instructions())));
    }
  }

  private void add(Counts counts, Rule rule, int pc, long count, long enough, long instructions) {
    found.add(advice(counts, rule, pc, count, enough, instructions));
  }

  private Advice advice(
      Counts counts, Rule rule, int pc, long count, long enough, long instructions) {
    Code code = counts.code();
    String source = Findings.brief(code, pc);
    return new Advice(
        rule, ids.apply(code), pc, code.line(pc), source, count, enough, instructions);
  }
}
