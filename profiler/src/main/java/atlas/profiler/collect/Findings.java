package atlas.profiler.collect;

import atlas.profiler.model.Allocation;
import atlas.profiler.model.Branch;
import atlas.profiler.model.CallSite;
import atlas.profiler.model.CallTree;
import atlas.profiler.model.Details;
import atlas.profiler.model.FunctionId;
import atlas.profiler.model.Loop;
import atlas.profiler.model.SourceText;
import atlas.profiler.model.Times;
import atlas.vm.bytecode.BasicBlock;
import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.Constant;
import atlas.vm.bytecode.Constant.CodeConstant;
import atlas.vm.bytecode.Constant.FunctionConstant;
import atlas.vm.bytecode.Constant.LibraryConstant;
import atlas.vm.bytecode.Constant.NameConstant;
import atlas.vm.bytecode.ControlFlowGraph;
import atlas.vm.bytecode.ControlFlowGraph.Edge;
import atlas.vm.bytecode.Instruction;
import atlas.vm.bytecode.Opcode;
import atlas.vm.instrument.LoopTurns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads {@link Details} off the counts of functions. */
final class Findings {
  private static final int LONGEST_CONDITION = 60;
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private final List<CallSite> calls = new ArrayList<>();
  private final List<Allocation> allocations = new ArrayList<>();
  private final List<Loop> loops = new ArrayList<>();
  private final List<Branch> branches = new ArrayList<>();
  private final Callees callees;
  private final LibraryUses library;
  private final Advisor advisor;
  private final OpcodePairs pairs = new OpcodePairs();
  private final Function<Code, FunctionId> ids;
  private final Map<Code, LoopTurns> turns;

  /**
   * @param ids what functions are known by
   */
  Findings(Snapshot snapshot, Function<Code, FunctionId> ids) {
    this.callees = new Callees(snapshot.functions());
    this.advisor = new Advisor(callees, snapshot, ids);
    this.library = new LibraryUses(callees);
    this.ids = ids;
    this.turns = snapshot.turns();
  }

  void add(Counts counts) {
    Code code = counts.code();
    FunctionId id = ids.apply(code);
    for (int pc = 0; pc < code.size(); pc++) {
      long count = counts.instructions()[pc];
      if (count > 0) {
        int line = code.line(pc);
        Makers.kind(code, pc)
            .ifPresent(kind -> allocations.add(new Allocation(id, line, kind, count)));
        call(counts, id, pc);
      }
    }
    flow(counts, id);
    library.add(counts);
  }

  /** All that was found, together with what others know. */
  Details details(List<SourceText> sources, CallTree contexts, Times times) {
    return new Details(
        calls,
        allocations,
        loops,
        branches,
        sources,
        contexts,
        times,
        library.uses(),
        pairs.pairs(),
        advisor.found());
  }

  private void call(Counts counts, FunctionId caller, int pc) {
    Code code = counts.code();
    Instruction call = code.instruction(pc);
    if (call.opcode() != Opcode.CALL && call.opcode() != Opcode.CALL_METHOD) {
      return;
    }
    Optional<Constant> target =
        call.opcode() == Opcode.CALL_METHOD
            ? Optional.of(code.constant(call.a()))
            : Makers.target(code, call);
    CallSite.Kind kind = CallSite.Kind.VALUE;
    String name;
    Optional<Code> callee = Optional.empty();
    switch (target.orElse(null)) {
      case LibraryConstant(String library) -> {
        kind = CallSite.Kind.LIBRARY;
        name = library;
      }
      case NameConstant(String method) -> {
        kind = CallSite.Kind.METHOD;
        name = method;
      }
      case FunctionConstant function -> {
        kind = CallSite.Kind.FUNCTION;
        name = function.name();
        callee = callees.global(counts.unit(), name);
      }
      case CodeConstant function -> {
        kind = CallSite.Kind.FUNCTION;
        name = function.name();
        callee = callees.local(counts.unit(), function.index());
      }
      case null, default -> name = brief(code, pc);
    }
    calls.add(
        new CallSite(
            caller, pc, code.line(pc), kind, name, callee.map(ids), counts.instructions()[pc]));
  }

  private void flow(Counts counts, FunctionId id) {
    Code code = counts.code();
    ControlFlowGraph graph = code.graph();
    EdgeCounts edges = new EdgeCounts(graph, counts);
    pairs.add(counts, graph, edges);
    SortedMap<Integer, Long> turned = new TreeMap<>();
    for (BasicBlock block : graph.blocks()) {
      int last = block.end() - 1;
      Instruction jump = code.instruction(last);
      if (jump.opcode() == Opcode.LOOP) {
        turned.merge(jump.a(), edges.left(block), Math::addExact);
      } else if (jump.opcode() == Opcode.JUMP_IF_FALSE && counts.instructions()[last] > 0) {
        List<Edge> ways = graph.successors(block.index());
        boolean negated = isLeftOfOr(code, last);
        OptionalLong yes = edges.of(negated ? ways.getLast() : ways.getFirst());
        OptionalLong no = edges.of(negated ? ways.getFirst() : ways.getLast());
        if (yes.isPresent() && no.isPresent()) {
          branches.add(
              new Branch(
                  id,
                  last,
                  code.line(last),
                  condition(code, last),
                  yes.getAsLong(),
                  no.getAsLong()));
        }
      }
    }
    int known = loops.size();
    turned.forEach((start, times) -> {
      long entries = counts.reached(start) - times;
      if (entries > 0) {
        loops.add(new Loop(id, start, code.line(start), entries, times, range(code, start)));
      }
    });
    advisor.add(counts, graph, loops.subList(known, loops.size()));
  }

  private Optional<Loop.Range> range(Code code, int start) {
    return Optional.ofNullable(turns.get(code))
        .flatMap(known -> known.range(start))
        .filter(LoopTurns.Range::isKnown)
        .map(known -> new Loop.Range(known.least(), known.most()));
  }

  /**
   * The source of what a jump decides on; that a loop over an array goes on has none of its own.
   */
  private static String condition(Code code, int jump) {
    String text = brief(code, jump);
    Instruction right = code.instruction(Math.max(0, jump - 2));
    boolean isForIn =
        right.opcode() == Opcode.GET_LOCAL
            && code.locals().get(right.a()).name().equals(Code.Local.LENGTH);
    return isForIn ? "for … in " + text : text;
  }

  /** Whether a jump decides on the left operand of an or: it jumps if the operand held. */
  private static boolean isLeftOfOr(Code code, int jump) {
    return jump >= 2
        && code.instruction(jump - 1).opcode() == Opcode.NOT
        && code.instruction(jump - 2).opcode() == Opcode.DUP;
  }

  /** The source that an instruction stands for, on one line and not too long. */
  static String brief(Code code, int pc) {
    String text = code.source().text(code.span(pc)).strip();
    text = BLANKS.matcher(text).replaceAll(" ");
    return text.length() <= LONGEST_CONDITION
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST_CONDITION / 2)) + "…";
  }
}
