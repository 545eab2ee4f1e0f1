package atlas.vm.codegen;

import static atlas.vm.codegen.Names.I;
import static atlas.vm.codegen.Names.VALUE;

import atlas.vm.builtins.Library;
import atlas.vm.bytecode.Chunk;
import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.CodeUnit;
import atlas.vm.bytecode.Constant;
import atlas.vm.ranges.NumberRanges;
import atlas.vm.ranges.Speculation;
import atlas.vm.ranges.UnitRanges;
import atlas.vm.runtime.Entry;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Generates a class of a unit: a static method for each of its codes or chunks, and the way in to
 * the top-level code.
 */
public final class UnitGenerator {
  private static final int STATIC = ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC;

  private final CodeUnit unit;
  private final Library library;
  private final Linkage linkage;
  private final ClassLayout layout;
  private final int number;
  private final ClassDesc name;
  private final ConstantFields constants;
  private final UnitFacts facts;

  /** For the first class of a unit. */
  private UnitGenerator(ClassLayout layout, UnitFacts facts, Library library, Linkage linkage) {
    this.unit = facts.unit();
    this.library = library;
    this.linkage = linkage;
    this.layout = layout;
    this.number = 0;
    this.name = ClassDesc.of(layout.className(number));
    this.constants = new ConstantFields(name);
    this.facts = facts;
  }

  /** For a further class. */
  private UnitGenerator(UnitGenerator first, int number) {
    this.unit = first.unit;
    this.library = first.library;
    this.linkage = first.linkage;
    this.layout = first.layout;
    this.number = number;
    this.name = ClassDesc.of(layout.className(number));
    this.constants = new ConstantFields(name);
    this.facts = first.facts;
  }

  /**
   * Generates the classes.
   *
   * @param name the name of the first class
   * @throws IllegalArgumentException if a method or a class gets larger than the JVM allows
   */
  public static GeneratedUnit generate(
      String name, CodeUnit unit, Library library, Linkage linkage, SizeLimits limits) {
    UnitFacts facts = new UnitFacts(unit, linkage.redefinable());
    return generate(name, facts, 0, unit.codes().size(), library, linkage, limits);
  }

  /**
   * Generates classes for one function of the unit alone; it is linked to the others.
   *
   * @throws IllegalArgumentException if a method or a class gets larger than the JVM allows
   */
  public static GeneratedUnit generateOne(
      String name,
      UnitFacts facts,
      int index,
      Library library,
      Linkage linkage,
      SizeLimits limits) {
    return generate(name, facts, index, index + 1, library, linkage, limits);
  }

  private static GeneratedUnit generate(
      String name,
      UnitFacts facts,
      int from,
      int to,
      Library library,
      Linkage linkage,
      SizeLimits limits) {
    ClassLayout layout =
        new ClassLayout(
            name, facts.unit(), from, to, limits, i -> linkage.interpreted(i).isPresent());
    UnitGenerator first = new UnitGenerator(layout, facts, library, linkage);
    List<GeneratedClass> classes = new ArrayList<>();
    classes.add(first.generate(from));
    for (int number = 1; number < layout.classes().size(); number++) {
      classes.add(new UnitGenerator(first, number).generate(from));
    }
    return new GeneratedUnit(List.copyOf(classes), layout::owner);
  }

  static ClassFile classFile() {
    return ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(Names.HIERARCHY));
  }

  private GeneratedClass generate(int first) {
    byte[] bytes =
        classFile()
            .build(
                name,
                builder -> {
                  builder.withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL);
                  builder.withSuperclass(Names.MAIN_PROGRAM);
                  layout.classes().get(number).forEach(piece -> method(builder, piece));
                  builder.withMethodBody(
                      "run", MethodTypeDesc.of(VALUE), ClassFile.ACC_PUBLIC, cb -> run(cb, first));
                  constants.finish(builder, Optional.of(Names.MAIN_PROGRAM));
                });
    return new GeneratedClass(layout.className(number), bytes, constants.values());
  }

  private void method(ClassBuilder builder, ClassLayout.Piece piece) {
    if (piece.chunk().isEmpty()) {
      method(builder, piece.index());
      return;
    }
    Code code = unit.codes().get(piece.index());
    ChunkFrame frame = layout.frame(piece.index()).orElseThrow();
    Chunk chunk = piece.chunk().get();
    builder.withMethodBody(
        Signatures.chunk(piece.index(), chunk),
        ChunkGenerator.TYPE,
        STATIC,
        cb -> new MethodGenerator(this, code, cb, frame, chunk).generate());
  }

  private void method(ClassBuilder builder, int index) {
    Code code = unit.codes().get(index);
    Optional<Entry> interpreted = linkage.interpreted(index);
    MethodTypeDesc descriptor = Signatures.of(code);
    String method = Signatures.method(index);
    if (interpreted.isPresent()) {
      Entry entry = interpreted.get();
      builder.withMethodBody(
          method, descriptor, STATIC, cb -> leaveToInterpreter(cb, code, index, entry));
    } else if (hasFastMethod(index)) {
      builder.withMethodBody(
          method, descriptor, STATIC, cb -> fastMethods().choose(cb, name, index));
      body(builder, Signatures.slowMethod(index), descriptor, code, new BitSet());
      BitSet counts = fastMethods().counts(index);
      body(builder, Signatures.fastMethod(index), fastMethods().descriptor(index), code, counts);
    } else if (layout.frame(index).isPresent()) {
      ChunkFrame frame = layout.frame(index).get();
      builder.withMethodBody(method, descriptor, STATIC, cb -> divided(cb, code, index, frame));
    } else {
      body(builder, method, descriptor, code, new BitSet());
    }
  }

  private void divided(CodeBuilder cb, Code code, int index, ChunkFrame frame) {
    new MethodGenerator(this, code, frame.representation(), cb).beginOnly();
    IntFunction<ClassDesc> owners = i -> ClassDesc.of(layout.owner(index, i));
    new ChunkDispatcher(this, code, index, frame, owners, cb).generate();
  }

  private void body(
      ClassBuilder builder, String method, MethodTypeDesc descriptor, Code code, BitSet counts) {
    NumberRanges ranges = ranges().of(code, Speculation.ranges(code, counts));
    Representation numbers = new Representation(ranges, this::counts);
    builder.withMethodBody(
        method, descriptor, STATIC, cb -> new MethodGenerator(this, code, numbers, cb).generate());
  }

  private boolean hasFastMethod(int index) {
    return fastMethods().has(index)
        && linkage.interpreted(index).isEmpty()
        && layout.frame(index).isEmpty();
  }

  // Parameters that are counts in the method that a call can be linked to.
  private BitSet counts(Constant callee) {
    return facts
        .linked(callee)
        .filter(index -> hasFastMethod(index) && !linkage.contextual())
        .map(fastMethods()::counts)
        .orElseGet(BitSet::new);
  }

  // A class without top-level code is never run.
  private void run(CodeBuilder cb, int first) {
    if (first == 0 && number == 0) {
      cb.iconst_1();
      cb.invokestatic(name, Signatures.method(0), MethodTypeDesc.of(VALUE, I));
    } else {
      cb.aconst_null();
    }
    cb.areturn();
  }

  private void leaveToInterpreter(CodeBuilder cb, Code code, int index, Entry entry) {
    cb.lineNumber(LineNumbers.FIRST);
    OperandStack stack = new OperandStack(cb);
    int captures = code.captures().size();
    int params = code.params().size();
    constants.push(cb, "interpreted" + index, entry, Names.ENTRY);
    for (int i = 0; i < captures; i++) {
      Code.Local capture = code.captures().get(i);
      load(cb, stack, capture.cell() ? Held.CELL : Held.of(capture.type()), i);
    }
    stack.pack(captures);
    for (int i = 0; i < params; i++) {
      load(cb, stack, Held.of(code.params().get(i)), captures + i);
    }
    stack.pack(params);
    cb.iload(cb.parameterSlot(captures + params));
    cb.invokevirtual(Names.ENTRY, "apply", MethodTypeDesc.of(VALUE, Names.VALUES, Names.VALUES, I));
    stack.pushAs(Held.REFERENCE, code.result(), false);
    cb.return_(stack.pop().kind());
  }

  private static void load(CodeBuilder cb, OperandStack stack, Held held, int parameter) {
    TypeKind kind = held.kind();
    cb.loadLocal(kind, cb.parameterSlot(parameter));
    stack.push(held);
  }

  Linkage linkage() {
    return linkage;
  }

  Library library() {
    return library;
  }

  UnitRanges ranges() {
    return facts.ranges();
  }

  FastMethods fastMethods() {
    return facts.fastMethods();
  }

  ConstantFields constants() {
    return constants;
  }

  /** The class that has the method for a code of the unit. */
  ClassDesc owner(int index) {
    return layout.contains(index) ? ClassDesc.of(layout.owner(index)) : name;
  }

  Code code(int index) {
    return unit.codes().get(index);
  }

  /** The place in this unit of a top-level function that calls may be linked to for good. */
  Optional<Integer> linkable(Constant.FunctionConstant function) {
    return facts.linkable(function);
  }
}
