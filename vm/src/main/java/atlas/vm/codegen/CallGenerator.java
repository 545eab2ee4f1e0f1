package atlas.vm.codegen;

import static atlas.vm.codegen.Names.ARRAY_VALUE;
import static atlas.vm.codegen.Names.CALLS;
import static atlas.vm.codegen.Names.CONTEXT;
import static atlas.vm.codegen.Names.D;
import static atlas.vm.codegen.Names.I;
import static atlas.vm.codegen.Names.VALUE;
import static atlas.vm.codegen.Names.Z;

import atlas.vm.builtins.Builtin;
import atlas.vm.builtins.ParamKind;
import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.Constant;
import atlas.vm.bytecode.Instruction;
import atlas.vm.bytecode.Instruction.Use;
import atlas.vm.types.Type;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Generates calls. A call whose callee is known is linked: a function of the program directly or,
 * where it may be declared anew, through the call site of its slot; a library function directly,
 * with its arguments unboxed.
 */
final class CallGenerator {
  private static final DirectMethodHandleDesc FUNCTION = bootstrap("function");
  private static final DirectMethodHandleDesc CALLEE = bootstrap("callee");

  private final UnitGenerator unit;
  private final Code code;
  private final Representation numbers;
  private final CodeBuilder cb;
  private final OperandStack stack;
  private final int depthSlot;
  private final RemovalGenerator removals;

  CallGenerator(
      UnitGenerator unit,
      Code code,
      Representation numbers,
      CodeBuilder cb,
      OperandStack stack,
      int depthSlot) {
    this.unit = unit;
    this.code = code;
    this.numbers = numbers;
    this.cb = cb;
    this.stack = stack;
    this.depthSlot = depthSlot;
    this.removals = new RemovalGenerator(cb, stack);
  }

  private static DirectMethodHandleDesc bootstrap(String name) {
    return MethodHandleDesc.ofMethod(
        DirectMethodHandleDesc.Kind.STATIC,
        Names.BOOTSTRAPS,
        name,
        MethodTypeDesc.of(
            ConstantDescs.CD_CallSite,
            ConstantDescs.CD_MethodHandles_Lookup,
            ConstantDescs.CD_String,
            ConstantDescs.CD_MethodType,
            I));
  }

  private Builtin builtin(Constant.LibraryConstant c) {
    return unit.library().builtin(c.name()).orElseThrow();
  }

  private void context() {
    unit.constants().push(cb, "context", unit.linkage().context(), CONTEXT);
    cb.iload(depthSlot);
  }

  private void innerDepth() {
    cb.iload(depthSlot).iconst_1().iadd();
  }

  /** Pushes a library function, or what takes its place below the arguments of a call. */
  void library(Constant.LibraryConstant c, Instruction in) {
    if (in.use() != Use.CALLEE) {
      pushLibrary(c);
      stack.pushAs(Held.REFERENCE, in.type(), in.checked());
    } else if (builtin(c).needsContext()) {
      context();
      stack.push(Held.CONTEXT);
    } else {
      stack.push(Held.NOTHING);
    }
  }

  private void pushLibrary(Constant.LibraryConstant c) {
    unit.constants().push(cb, c, unit.linkage().library(c.name()), Names.BUILTIN_VALUE);
  }

  /**
   * A call.
   *
   * @param split whether nothing but the next instruction gets the result, and takes it apart
   */
  void call(int pc, Instruction in, boolean split) {
    if (in.b() < 0) {
      dynamic(in);
      return;
    }
    switch (code.constant(in.b())) {
      case Constant.LibraryConstant c -> {
        if (split && builtin(c).item().isPresent() && builtin(c).accepts(in.a())) {
          removals.call(builtin(c), arguments(builtin(c)), code.instruction(pc + 1));
        } else if (numbers.wanted(pc) == Held.CHARACTER) {
          character(builtin(c));
        } else if (numbers.kind(pc) == Held.NUMBER) {
          libraryCall(c, in);
        } else {
          wholeCall(c, numbers.kind(pc), in);
        }
      }
      case Constant.CodeConstant c -> direct(pc, c.index(), in);
      case Constant.FunctionConstant c -> {
        Optional<Integer> index = unit.linkable(c);
        if (index.isPresent()) {
          direct(pc, index.get(), in);
        } else {
          throughSlot(c, in);
        }
      }
      default -> throw new AssertionError(code.constant(in.b()));
    }
  }

  /** Whether a call is known to be one of a library function. */
  boolean isOfLibrary(Instruction in) {
    return in.b() >= 0 && code.constant(in.b()) instanceof Constant.LibraryConstant;
  }

  // A library function of whole numbers that is a function of Java, or nothing to be done.
  private void wholeCall(Constant.LibraryConstant c, Held held, Instruction in) {
    switch (c.name()) {
      case "floor", "ceil", "round" -> {}
      default -> new WholeGenerator(cb).call(c.name(), held, in.a());
    }
    stack.drop(in.a() + 1);
    stack.pushAs(held, in.type(), in.checked());
  }

  // A character that is only compared.
  private void character(Builtin charAt) {
    cb.invokestatic(
        charAt.owner(), "codeAt", charAt.descriptor(arguments(charAt)).changeReturnType(I));
    stack.push(Held.CHARACTER);
  }

  private void direct(int pc, int index, Instruction in) {
    Code callee = unit.code(index);
    innerDepth();
    if (numbers.isFast(pc)) {
      FastMethods fast = unit.fastMethods();
      cb.invokestatic(unit.owner(index), Signatures.fastMethod(index), fast.descriptor(index));
    } else if (unit.linkage().contextual() && callee != code) {
      cb.invokedynamic(DynamicCallSiteDesc.of(CALLEE, "call", Signatures.of(callee), index));
    } else {
      cb.invokestatic(unit.owner(index), Signatures.method(index), Signatures.of(callee));
    }
    stack.drop(in.a() + 1);
    stack.pushAs(Held.of(callee.result()), in.type(), in.checked());
  }

  private void throughSlot(Constant.FunctionConstant c, Instruction in) {
    innerDepth();
    cb.invokedynamic(DynamicCallSiteDesc.of(FUNCTION, "call", Signatures.of(c.type()), c.slot()));
    stack.drop(in.a() + 1);
    stack.pushAs(Held.of(c.type().result()), in.type(), in.checked());
  }

  private void dynamic(Instruction in) {
    int count = in.a();
    boolean numbers = stack.top(count).stream().allMatch(held -> held == Held.NUMBER);
    Held wanted = Held.of(in.type());
    if (numbers && count == 1 && (wanted == Held.NUMBER || wanted == Held.BOOL)) {
      context();
      String name = wanted == Held.NUMBER ? "numberToNumber" : "numberToBool";
      cb.invokestatic(
          CALLS, name, MethodTypeDesc.of(wanted == Held.NUMBER ? D : Z, VALUE, D, CONTEXT, I));
      stack.drop(2);
      stack.pushAs(wanted, in.type(), in.checked());
      return;
    }
    if (numbers && count == 2 && wanted == Held.NUMBER) {
      context();
      cb.invokestatic(CALLS, "numbersToNumber", MethodTypeDesc.of(D, VALUE, D, D, CONTEXT, I));
      stack.drop(3);
      stack.pushAs(Held.NUMBER, in.type(), in.checked());
      return;
    }
    MethodTypeDesc desc;
    if (count == 1 || count == 2) {
      stack.boxAll(count);
      desc =
          count == 1
              ? MethodTypeDesc.of(VALUE, VALUE, VALUE, CONTEXT, I)
              : MethodTypeDesc.of(VALUE, VALUE, VALUE, VALUE, CONTEXT, I);
    } else {
      stack.pack(count);
      desc = MethodTypeDesc.of(VALUE, VALUE, Names.VALUES, CONTEXT, I);
    }
    context();
    cb.invokestatic(CALLS, "call", desc);
    stack.drop(1);
    stack.pushAs(Held.REFERENCE, in.type(), in.checked());
  }

  private void libraryCall(Constant.LibraryConstant c, Instruction in) {
    Builtin builtin = builtin(c);
    int count = in.a();
    if (builtin.params().size() != count) {
      generic(c, in);
      return;
    }
    Set<Integer> numbers = arguments(builtin);
    cb.invokestatic(builtin.owner(), builtin.method(), builtin.descriptor(numbers));
    Held natural = RemovalGenerator.held(builtin.result());
    // A library function keeps to its signature, but a type that the program relies on may be
    // narrower.
    boolean checked =
        in.checked() && builtin.result().known() == Type.UNKNOWN || isNarrower(builtin, in);
    stack.pushAs(natural, in.type(), checked);
  }

  // Those of them that are unboxed although the function takes any value there.
  private Set<Integer> arguments(Builtin builtin) {
    Set<Integer> numbers = new HashSet<>(builtin.unboxed());
    List<Held> args = stack.top(builtin.params().size());
    numbers.removeIf(i -> args.get(i) != Held.NUMBER);
    convertArguments(builtin, args, numbers);
    stack.drop(1);
    return numbers;
  }

  /**
   * A call of {@code concat} whose result takes the place of the first array.
   *
   * @param element whether on top is not an array, but the one element of it
   */
  void append(Instruction in, boolean element) {
    Builtin concat = builtin((Constant.LibraryConstant) code.constant(in.b()));
    ClassDesc appended = element && stack.peek() == Held.NUMBER ? D : element ? VALUE : ARRAY_VALUE;
    stack.convert(
        2,
        2,
        (i, held) -> {
          if (i == 0 || appended != D) {
            stack.box(held);
          }
          if (i == 0 || !element) {
            convertArgument(concat, i);
          }
        });
    stack.drop(1);
    String method = element ? "arrayPush" : "extend";
    cb.invokestatic(concat.owner(), method, MethodTypeDesc.of(ARRAY_VALUE, ARRAY_VALUE, appended));
    stack.pushAs(Held.REFERENCE, in.type(), isNarrower(concat, in));
  }

  private static boolean isNarrower(Builtin builtin, Instruction in) {
    int mask = atlas.vm.runtime.Kind.mask(builtin.result().known());
    return in.checked() && (mask & ~atlas.vm.runtime.Kind.mask(in.type())) != 0;
  }

  private static boolean fits(Held held, ParamKind kind) {
    return switch (kind) {
      case NUMBER -> held == Held.NUMBER;
      case BOOL -> held == Held.BOOL;
      case STRING -> held == Held.TEXT;
      case ANY -> held == Held.TEXT || held == Held.REFERENCE;
      default -> false;
    };
  }

  private void convertArguments(Builtin builtin, List<Held> args, Set<Integer> numbers) {
    int count = args.size();
    int needed = 0;
    for (int i = 0; i < count && needed == 0; i++) {
      if (!numbers.contains(i) && !fits(args.get(i), builtin.params().get(i))) {
        needed = count - i;
      }
    }
    stack.convert(
        count,
        needed,
        (i, held) -> {
          ParamKind kind = builtin.params().get(i);
          if (!numbers.contains(i) && !fits(held, kind)) {
            stack.box(held);
            if (!kind.converter().isEmpty()) {
              convertArgument(builtin, i);
            }
          }
        });
  }

  private void convertArgument(Builtin builtin, int i) {
    ParamKind kind = builtin.params().get(i);
    cb.loadConstant(builtin.name()).loadConstant(i);
    cb.invokestatic(
        Names.ARGUMENTS,
        kind.converter(),
        MethodTypeDesc.of(kind.javaType(), VALUE, Names.STRING, I));
  }

  // The count is wrong: the function itself says so.
  private void generic(Constant.LibraryConstant c, Instruction in) {
    stack.pack(in.a());
    int args = stack.save(TypeKind.REFERENCE);
    if (stack.pop() == Held.CONTEXT) {
      cb.pop2();
    }
    pushLibrary(c);
    context();
    cb.aload(args);
    cb.invokevirtual(
        Names.BUILTIN_VALUE, "call", MethodTypeDesc.of(VALUE, CONTEXT, I, Names.VALUES));
    stack.pushAs(Held.REFERENCE, in.type(), in.checked());
  }

  /** A method found by the kind of the receiver. */
  void method(Instruction in) {
    Constant.NameConstant name = (Constant.NameConstant) code.constant(in.a());
    stack.pack(in.b() + 1);
    cb.loadConstant(name.name());
    unit.constants().push(cb, "methods", unit.linkage().methods(), Names.METHODS);
    context();
    cb.invokestatic(
        CALLS,
        "method",
        MethodTypeDesc.of(VALUE, Names.VALUES, Names.STRING, Names.METHODS, CONTEXT, I));
    stack.pushAs(Held.REFERENCE, in.type(), in.checked());
  }

  /** {@code p → item rest}. */
  void split(Instruction in) {
    if (removals.isPending()) {
      removals.split(in);
      return;
    }
    stack.pop();
    MethodTypeDesc part = MethodTypeDesc.of(VALUE, VALUE, I);
    int pair = stack.save(TypeKind.REFERENCE);
    cb.aload(pair).iconst_0().invokestatic(CALLS, "part", part);
    stack.pushAs(Held.REFERENCE, in.type(), in.checked());
    cb.aload(pair).iconst_1().invokestatic(CALLS, "part", part);
    stack.push(Held.REFERENCE);
  }
}
