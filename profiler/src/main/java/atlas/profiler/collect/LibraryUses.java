package atlas.profiler.collect;

import atlas.profiler.model.LibraryUse;
import atlas.vm.builtins.Builtin;
import atlas.vm.builtins.Library;
import atlas.vm.builtins.ParamKind;
import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.Constant;
import atlas.vm.bytecode.Constant.CodeConstant;
import atlas.vm.bytecode.Constant.FunctionConstant;
import atlas.vm.bytecode.Constant.LibraryConstant;
import atlas.vm.bytecode.Instruction;
import atlas.vm.bytecode.Opcode;
import atlas.vm.bytecode.StackEffect;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Finds what the library was called for, and the instructions below the functions that call back.
 *
 * <p>Which functions a call passes is read off the listing. They and all that they reach are below
 * the library function, if nobody else can have called them: then their counts are its own,
 * exactly. Otherwise nothing is said. Values of functions that go elsewhere than straight into a
 * call of the library could be called by anybody who calls a value.
 */
final class LibraryUses {
  private final Callees callees;
  private final Map<String, Long> calls = new TreeMap<>();
  private final Map<Code, Node> nodes = new IdentityHashMap<>();
  private final Map<String, Set<Code>> passed = new HashMap<>();
  private final Set<Integer> valueArities = new HashSet<>();

  /** Whether there were calls that could be calls of any function. */
  private boolean doubtful;

  /** What a function executed, and whom it called. */
  private static final class Node {
    private long instructions;
    private boolean callsValues;
    private final Set<Code> direct = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<String> library = new HashSet<>();
  }

  LibraryUses(Callees callees) {
    this.callees = callees;
  }

  void add(Counts counts) {
    Node node = nodes.computeIfAbsent(counts.code(), _ -> new Node());
    for (int pc = 0; pc < counts.code().size(); pc++) {
      long count = counts.instructions()[pc];
      node.instructions += count;
      if (count > 0) {
        call(counts, pc, node);
      }
    }
  }

  private void call(Counts counts, int pc, Node node) {
    Instruction in = counts.code().instruction(pc);
    if (in.opcode() == Opcode.CALL_METHOD) {
      doubtful = true;
      return;
    } else if (in.opcode() != Opcode.CALL) {
      return;
    }
    switch (Makers.target(counts.code(), in).orElse(null)) {
      case LibraryConstant(String name) -> {
        calls.merge(name, counts.instructions()[pc], Math::addExact);
        node.library.add(name);
        pass(counts, pc, name);
      }
      case Constant target -> {
        Optional<Code> callee = callee(counts, target);
        callee.ifPresent(node.direct::add);
        doubtful |= callee.isEmpty();
      }
      case null -> {
        node.callsValues = true;
        valueArities.add(in.a());
      }
    }
  }

  private Optional<Code> callee(Counts counts, Constant target) {
    return switch (target) {
      case FunctionConstant function -> callees.global(counts.unit(), function.name());
      case CodeConstant function -> callees.local(counts.unit(), function.index());
      default -> Optional.empty();
    };
  }

  private static boolean callsBack(String name) {
    return Library.standard()
        .builtin(name)
        .map(Builtin::needsContext)
        .filter(needed -> needed && functions(name).length > 0)
        .isPresent();
  }

  /** The parameters that are functions. */
  private static int[] functions(String name) {
    List<ParamKind> params = Library.standard().builtin(name).orElseThrow().params();
    return IntStream.range(0, params.size())
        .filter(i -> params.get(i) == ParamKind.FUNCTION)
        .toArray();
  }

  private void pass(Counts counts, int pc, String name) {
    if (!callsBack(name)) {
      return;
    }
    int count = counts.code().instruction(pc).a();
    for (int parameter : functions(name)) {
      int producer = producer(counts.code(), pc, count - parameter);
      Optional<Constant> function =
          producer < 0 ? Optional.empty() : function(counts.code(), producer);
      switch (function.orElse(null)) {
        case LibraryConstant(String other) when !callsBack(other) -> {}
        case FunctionConstant f -> give(counts, name, f);
        case CodeConstant f -> give(counts, name, f);
        case null, default -> doubtful = true;
      }
    }
  }

  // Nothing is below a function that was not executed.
  private void give(Counts counts, String name, Constant function) {
    Optional<Code> callee = callee(counts, function);
    if (callee.isPresent()) {
      passed
          .computeIfAbsent(name, _ -> Collections.newSetFromMap(new IdentityHashMap<>()))
          .add(callee.get());
    } else {
      doubtful |=
          function instanceof FunctionConstant f && callees.isAmbiguous(counts.unit(), f.name());
    }
  }

  private static Optional<Constant> function(Code code, int pc) {
    Instruction in = code.instruction(pc);
    return switch (in.opcode()) {
      case CONSTANT, GET_GLOBAL, MAKE_CLOSURE -> Optional.of(code.constant(in.a()));
      case GET_LOCAL -> {
        int[] stores =
            IntStream.range(1, code.size())
                .filter(i -> code.instruction(i).opcode() == Opcode.SET_LOCAL)
                .filter(i -> code.instruction(i).a() == in.a())
                .toArray();
        yield stores.length == 1 && code.instruction(stores[0] - 1).opcode() != Opcode.GET_LOCAL
            ? function(code, stores[0] - 1)
            : Optional.empty();
      }
      default -> Optional.empty();
    };
  }

  /** What pushed the operand so far from the top before a call; -1 if that is not certain. */
  private static int producer(Code code, int call, int distance) {
    int start = code.graph().blockAt(call).start();
    int pc = call;
    for (int operand = 1; operand < distance; operand++) {
      for (int missing = 1; missing > 0; ) {
        pc--;
        if (pc < start || StackEffect.pushes(code.instruction(pc)) > 1) {
          return -1;
        }
        Instruction in = code.instruction(pc);
        missing += StackEffect.pops(in) - StackEffect.pushes(in);
      }
    }
    return pc > start ? pc - 1 : -1;
  }

  /** What was called, by name. */
  List<LibraryUse> uses() {
    return calls.keySet().stream()
        .map(name -> {
          boolean back = callsBack(name);
          OptionalLong below = back ? below(name) : OptionalLong.of(0);
          return new LibraryUse(name, calls.get(name), back, below);
        })
        .toList();
  }

  private OptionalLong below(String name) {
    if (doubtful) {
      return OptionalLong.empty();
    }
    Set<Code> reached = reach(passed.getOrDefault(name, Set.of()));
    long sum = 0;
    for (Code code : reached) {
      Node node = nodes.get(code);
      if (node.callsValues || valueArities.contains(code.params().size())) {
        return OptionalLong.empty();
      }
      sum = Math.addExact(sum, node.instructions);
    }
    for (Map.Entry<Code, Node> other : nodes.entrySet()) {
      boolean calls = !Collections.disjoint(other.getValue().direct, reached);
      for (String library : other.getValue().library) {
        Collection<Code> given = passed.getOrDefault(library, Set.of());
        calls |= !library.equals(name) && !Collections.disjoint(given, reached);
      }
      if (calls && !reached.contains(other.getKey())) {
        return OptionalLong.empty();
      }
    }
    return OptionalLong.of(sum);
  }

  private Set<Code> reach(Set<Code> from) {
    Set<Code> reached = Collections.newSetFromMap(new IdentityHashMap<>());
    reached.addAll(from);
    Deque<Code> open = new ArrayDeque<>(from);
    while (!open.isEmpty()) {
      Node node = nodes.get(open.remove());
      Deque<Code> next = new ArrayDeque<>(node.direct);
      node.library.forEach(name -> next.addAll(passed.getOrDefault(name, Set.of())));
      next.stream().filter(reached::add).forEach(open::add);
    }
    return reached;
  }
}
