package atlas.profiler.collect;

import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.Constant.CodeConstant;
import atlas.vm.bytecode.Constant.FunctionConstant;
import atlas.vm.bytecode.Constant.VariableConstant;
import atlas.vm.bytecode.Instruction;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which calls depend on nothing but their arguments, and do nothing but give a result. All values
 * of the language are values, so what a function does with its arguments nobody else sees.
 */
final class Purity {
  static final Set<String> LIBRARY =
      Set.of(
          ("len str toString toNumber toBool parseInt parseFloat split join trim trimStart trimEnd"
                  + " indexOf lastIndexOf includes toUpperCase toLowerCase substring charAt repeat"
                  + " replace padStart padEnd startsWith endsWith pop shift unshift reverse flatten"
                  + " concat slice arrayIndexOf arrayLastIndexOf arrayIncludes arrayPush"
                  + " arrayUnshift arrayReverse arrayPop arrayShift arraySort abs floor ceil round"
                  + " min max sqrt pow log sin cos tan asin acos atan clamp sign Some Ok Err is_some"
                  + " is_none is_ok is_err unwrap unwrap_or hashMapNew hashMapPut hashMapRemove"
                  + " hashMapGet hashMapHas hashMapSize hashMapIsEmpty hashMapKeys hashMapValues"
                  + " hashMapEntries hashSetNew hashSetFromArray hashSetAdd hashSetRemove hashSetHas"
                  + " hashSetSize hashSetIsEmpty hashSetUnion hashSetIntersection"
                  + " hashSetDifference hashSetToArray parseJSON toJSON regexTest regexIsMatch"
                  + " regexFind regexFindAll regexSplit regexReplace regexReplaceAll")
              .split(" "));

  private final Callees callees;
  private final Map<Code, List<Code>> units = new IdentityHashMap<>();
  private final Map<Code, Boolean> known = new IdentityHashMap<>();

  Purity(Callees callees, List<Counts> functions) {
    this.callees = callees;
    functions.forEach(counts -> units.put(counts.code(), counts.unit()));
  }

  /** Whether an instruction calls what is pure. */
  boolean isPureCall(Code code, Instruction call) {
    return isPureLibrary(code, call) || callee(code, call).filter(this::isPure).isPresent();
  }

  /** The function of the program that an instruction calls, if that is known. */
  Optional<Code> callee(Code code, Instruction call) {
    List<Code> unit = units.getOrDefault(code, List.of());
    return switch (Makers.target(code, call).orElse(null)) {
      case FunctionConstant function -> callees.global(unit, function.name());
      case CodeConstant function -> callees.local(unit, function.index());
      case null, default -> Optional.empty();
    };
  }

  /** Whether a function, and all that it may call, depends on its arguments alone. */
  boolean isPure(Code code) {
    return known.computeIfAbsent(code, function -> reachesNothingElse(function, _ -> false));
  }

  /**
   * Whether it is as long as no variable changes but those of some slots: a function may read any
   * other.
   */
  boolean isPureUnless(Code code, Set<Integer> changing) {
    return reachesNothingElse(code, variable -> !changing.contains(variable.slot()));
  }

  private boolean reachesNothingElse(Code code, Predicate<VariableConstant> isReadable) {
    Set<Code> reached = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Code> todo = new ArrayDeque<>(List.of(code));
    reached.add(code);
    while (!todo.isEmpty()) {
      Code next = todo.pop();
      for (Instruction in : next.instructions()) {
        Optional<Code> callee = callee(next, in);
        if (callee.isEmpty() && !isPure(next, in, isReadable)) {
          return false;
        }
        callee.filter(reached::add).ifPresent(todo::push);
      }
    }
    return true;
  }

  private static boolean isPure(Code code, Instruction in, Predicate<VariableConstant> isReadable) {
    return switch (in.opcode()) {
      case GET_GLOBAL ->
          !(code.constant(in.a()) instanceof VariableConstant variable)
              || isReadable.test(variable);
      case CALL -> isPureLibrary(code, in);
      case SET_GLOBAL, SET_UPVALUE, GET_UPVALUE, GET_UPVALUE_CELL, CALL_METHOD -> false;
      case MAKE_CLOSURE, NEW_CELL, GET_CELL, SET_RESULT -> false;
      default -> true;
    };
  }

  private static boolean isPureLibrary(Code code, Instruction call) {
    return Makers.library(code, call).filter(LIBRARY::contains).isPresent();
  }
}
