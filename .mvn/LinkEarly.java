import java.io.IOException;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Replaces calls that are linked when they are first executed by calls of methods that are there,
 * for the build: {@code LinkEarly DIRECTORY}, with what the classes need on the class path.
 *
 * <p>The compiler leaves two things to the start of a program: the tests of a {@code switch} over
 * types, and {@code equals} and {@code hashCode} of records. Each is made up by a bootstrap method
 * and becomes a class, every time, because the JVM's AOT cache only keeps lambdas and the
 * concatenation of strings. Here they become methods of the class that they belong to. What they do
 * is the same; a class that has none of them stays as it is.
 */
final class LinkEarly {
  private static final ClassFile CLASS_FILE =
      ClassFile.of(
          ClassFile.ConstantPoolSharingOption.NEW_POOL,
          ClassFile.ClassHierarchyResolverOption.of(
              ClassHierarchyResolver.ofResourceParsing(ClassLoader.getSystemClassLoader())
                  .orElse(ClassHierarchyResolver.defaultResolver())));

  private static final ClassDesc SWITCH_BOOTSTRAPS =
      ClassDesc.of("java.lang.runtime.SwitchBootstraps");
  private static final ClassDesc OBJECT_METHODS = ClassDesc.of("java.lang.runtime.ObjectMethods");
  private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");
  private static final MethodTypeDesc TYPE_SWITCH =
      MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_Object, ConstantDescs.CD_int);
  private static final int FACTOR = 31;

  private LinkEarly() {}

  public static void main(String[] args) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(Path.of(args[0]))) {
      files = all.filter(file -> file.toString().endsWith(".class")).sorted().toList();
    }
    for (Path file : files) {
      ClassModel model = CLASS_FILE.parse(file);
      if (model.methods().stream().anyMatch(LinkEarly::isLate)) {
        Files.write(file, CLASS_FILE.transformClass(model, new Linking(model).transform()));
      }
    }
  }

  private static boolean isLate(MethodModel method) {
    return method.code().stream()
        .flatMap(code -> code.elementStream())
        .anyMatch(e -> e instanceof InvokeDynamicInstruction call && isLate(call));
  }

  private static boolean isLate(InvokeDynamicInstruction call) {
    return isTypeSwitch(call) || isRecordMethod(call);
  }

  /** A switch whose labels are types and not constants as well. */
  private static boolean isTypeSwitch(InvokeDynamicInstruction call) {
    DirectMethodHandleDesc bootstrap = call.bootstrapMethod();
    return bootstrap.owner().equals(SWITCH_BOOTSTRAPS)
        && bootstrap.methodName().equals("typeSwitch")
        && !call.typeSymbol().parameterType(0).isPrimitive()
        && call.bootstrapArgs().stream()
            .allMatch(label -> label instanceof ClassDesc type && !type.isPrimitive());
  }

  private static boolean isRecordMethod(InvokeDynamicInstruction call) {
    String name = call.name().stringValue();
    return call.bootstrapMethod().owner().equals(OBJECT_METHODS)
        && (name.equals("equals") || name.equals("hashCode"));
  }

  /** The transformation of one class; the tests of its switches are added at its end. */
  private static final class Linking {
    private final ClassDesc owner;
    private final boolean isInterface;
    private final List<List<ConstantDesc>> switches = new ArrayList<>();

    Linking(ClassModel model) {
      owner = model.thisClass().asSymbol();
      isInterface = model.flags().has(AccessFlag.INTERFACE);
    }

    ClassTransform transform() {
      return ClassTransform.transformingMethodBodies(LinkEarly::isLate, this::link)
          .andThen(ClassTransform.endHandler(this::addTests));
    }

    private void addTests(ClassBuilder builder) {
      int flags = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;
      for (int i = 0; i < switches.size(); i++) {
        List<ConstantDesc> labels = switches.get(i);
        builder.withMethodBody(name(i), TYPE_SWITCH, flags, code -> typeSwitch(code, labels));
      }
    }

    private void link(CodeBuilder code, CodeElement element) {
      if (element instanceof InvokeDynamicInstruction call && isTypeSwitch(call)) {
        code.invokestatic(owner, name(switches.size()), TYPE_SWITCH, isInterface);
        switches.add(call.bootstrapArgs());
      } else if (element instanceof InvokeDynamicInstruction call && isRecordMethod(call)) {
        recordMethod(code, call);
      } else {
        code.with(element);
      }
    }

    private static String name(int index) {
      return "typeSwitch$" + index;
    }
  }

  /**
   * The index of the first label, from that in the second parameter on, that the object in the
   * first is an instance of; the number of labels if there is none, and -1 for null.
   */
  private static void typeSwitch(CodeBuilder code, List<ConstantDesc> labels) {
    Label notNull = code.newLabel();
    code.aload(0).ifnonnull(notNull).iconst_m1().ireturn().labelBinding(notNull);
    for (int i = 0; i < labels.size(); i++) {
      Label next = code.newLabel();
      if (i > 0) {
        // A switch only starts behind the first label after a guard.
        code.iload(1).loadConstant(i).if_icmpgt(next);
      } else {
        code.iload(1).ifgt(next);
      }
      code.aload(0).instanceOf((ClassDesc) labels.get(i)).ifeq(next);
      code.loadConstant(i).ireturn().labelBinding(next);
    }
    code.loadConstant(labels.size()).ireturn();
  }

  /**
   * In place of a call: its arguments are on the stack, and are what the method was called with.
   */
  private static void recordMethod(CodeBuilder code, InvokeDynamicInstruction call) {
    List<DirectMethodHandleDesc> getters =
        call.bootstrapArgs().stream()
            .skip(2)
            .map(getter -> (DirectMethodHandleDesc) getter)
            .toList();
    if (call.name().equalsString("hashCode")) {
      code.pop();
      hashCode(code, getters);
    } else {
      code.pop2();
      equals(code, (ClassDesc) call.bootstrapArgs().getFirst(), getters);
    }
  }

  private static void hashCode(CodeBuilder code, List<DirectMethodHandleDesc> getters) {
    code.iconst_0();
    for (DirectMethodHandleDesc getter : getters) {
      ClassDesc type = getter.invocationType().returnType();
      code.loadConstant(FACTOR).imul();
      code.aload(0).getfield(getter.owner(), getter.methodName(), type);
      if (type.isPrimitive()) {
        code.invokestatic(box(type), "hashCode", MethodTypeDesc.of(ConstantDescs.CD_int, type));
      } else {
        code.invokestatic(
            OBJECTS, "hashCode", MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_Object));
      }
      code.iadd();
    }
  }

  private static void equals(
      CodeBuilder code, ClassDesc owner, List<DirectMethodHandleDesc> getters) {
    Label different = code.newLabel();
    Label end = code.newLabel();
    code.aload(1).instanceOf(owner).ifeq(different);
    for (DirectMethodHandleDesc getter : getters) {
      ClassDesc type = getter.invocationType().returnType();
      code.aload(0).getfield(owner, getter.methodName(), type);
      code.aload(1).checkcast(owner).getfield(owner, getter.methodName(), type);
      if (type.isPrimitive()) {
        MethodTypeDesc compare = MethodTypeDesc.of(ConstantDescs.CD_int, type, type);
        code.invokestatic(box(type), "compare", compare).ifne(different);
      } else {
        code.invokestatic(
            OBJECTS,
            "equals",
            MethodTypeDesc.of(
                ConstantDescs.CD_boolean, ConstantDescs.CD_Object, ConstantDescs.CD_Object));
        code.ifeq(different);
      }
    }
    code.iconst_1().goto_(end);
    code.labelBinding(different).iconst_0();
    code.labelBinding(end);
  }

  private static ClassDesc box(ClassDesc primitive) {
    return switch (primitive.descriptorString()) {
      case "Z" -> ConstantDescs.CD_Boolean;
      case "B" -> ConstantDescs.CD_Byte;
      case "C" -> ConstantDescs.CD_Character;
      case "S" -> ConstantDescs.CD_Short;
      case "I" -> ConstantDescs.CD_Integer;
      case "J" -> ConstantDescs.CD_Long;
      case "F" -> ConstantDescs.CD_Float;
      default -> ConstantDescs.CD_Double;
    };
  }
}
