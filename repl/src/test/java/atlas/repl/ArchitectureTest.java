package atlas.repl;

import static java.util.Map.entry;
import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.attribute.SignatureAttribute;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.FieldRefEntry;
import java.lang.classfile.constantpool.MethodTypeEntry;
import java.lang.classfile.constantpool.NameAndTypeEntry;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The rules of {@code docs/architecture.md} about who may use whom, checked over the compiled
 * classes of all modules.
 *
 * <p>A class uses another if its constant pool, a descriptor or a generic signature names it. What
 * is named in a string alone, as generated code names the runtime, is not a use.
 */
class ArchitectureTest {
  private static final List<String> MODULES = List.of("vm", "profiler", "kernel", "repl");

  /**
   * For every package of ours (below {@code atlas}) the packages of ours that it may use besides
   * itself; {@code m.*} is a module's root package with all below it.
   */
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          entry("vm.source", Set.of()),
          entry("vm.diagnostics", Set.of("vm.source")),
          entry("vm.syntax", Set.of("vm.source", "vm.diagnostics")),
          entry("vm.types", Set.of()),
          entry("vm.analysis", Set.of("vm.source", "vm.diagnostics", "vm.syntax", "vm.types")),
          entry("vm.bytecode", Set.of("vm.source", "vm.types")),
          entry(
              "vm.lowering",
              Set.of(
                  "vm.source",
                  "vm.diagnostics",
                  "vm.syntax",
                  "vm.types",
                  "vm.analysis",
                  "vm.bytecode")),
          entry("vm.ranges", Set.of("vm.types", "vm.bytecode")),
          entry("vm.instrument", Set.of("vm.bytecode")),
          entry(
              "vm.codegen",
              Set.of(
                  "vm.types",
                  "vm.bytecode",
                  "vm.ranges",
                  "vm.instrument",
                  "vm.runtime",
                  "vm.builtins",
                  "vm.link")),
          entry("vm.link", Set.of("vm.types", "vm.runtime")),
          entry("vm.plot", Set.of("vm.diagnostics")),
          entry(
              "vm.runtime",
              Set.of("vm.source", "vm.diagnostics", "vm.types", "vm.bytecode", "vm.plot")),
          entry(
              "vm.builtins",
              Set.of("vm.source", "vm.diagnostics", "vm.types", "vm.plot", "vm.runtime")),
          entry(
              "vm.interpret",
              Set.of(
                  "vm.source",
                  "vm.diagnostics",
                  "vm.types",
                  "vm.bytecode",
                  "vm.instrument",
                  "vm.runtime",
                  "vm.builtins")),
          entry("vm.engine", Set.of("vm.*")),
          entry("profiler.model", Set.of()),
          entry("profiler.analysis", Set.of("profiler.model")),
          entry("profiler.report", Set.of("profiler.model", "profiler.analysis", "vm.diagnostics")),
          entry(
              "profiler.collect",
              Set.of(
                  "profiler.model",
                  "vm.source",
                  "vm.types",
                  "vm.bytecode",
                  "vm.builtins",
                  "vm.instrument",
                  "vm.runtime",
                  "vm.engine")),
          entry(
              "profiler",
              Set.of(
                  "profiler.*",
                  "vm.source",
                  "vm.diagnostics",
                  "vm.bytecode",
                  "vm.instrument",
                  "vm.runtime",
                  "vm.engine")),
          entry("kernel", Set.of("kernel.*")),
          entry("kernel.json", Set.of()),
          entry("kernel.display", Set.of("vm.*", "profiler.*", "kernel.json")),
          entry("kernel.session", Set.of("vm.*", "profiler.*", "kernel.display")),
          entry("kernel.command", Set.of("vm.*", "profiler.*", "kernel.display", "kernel.session")),
          entry("kernel.protocol", Set.of("kernel.display", "kernel.json")),
          entry("kernel.wire", Set.of("kernel.protocol", "kernel.json")),
          entry(
              "kernel.server",
              Set.of(
                  "vm.*",
                  "profiler.*",
                  "kernel.display",
                  "kernel.session",
                  "kernel.command",
                  "kernel.protocol")),
          entry("kernel.install", Set.of()),
          entry(
              "repl.terminal",
              Set.of("vm.*", "profiler.*", "kernel.display", "kernel.session", "kernel.command")),
          entry(
              "repl.script",
              Set.of("vm.*", "profiler.*", "kernel.display", "kernel.session", "kernel.command")),
          entry("repl.cli", Set.of("vm.*", "profiler.*", "kernel.*", "repl.*")));

  /** What is foreign, and the packages of ours that may use it. */
  private static final Map<String, List<String>> FOREIGN =
      Map.of(
          "org.zeromq.", List.of("kernel.wire"),
          "org.jline.", List.of("repl.terminal"),
          "picocli.", List.of("repl.cli"),
          "com.google.re2j.", List.of("vm.builtins"),
          "com.fasterxml.jackson.",
              List.of("vm.builtins", "profiler.report", "kernel.*", "repl.cli"));

  private static final Set<String> FRONT_END =
      Set.of(
          "vm.source",
          "vm.diagnostics",
          "vm.syntax",
          "vm.types",
          "vm.analysis",
          "vm.bytecode",
          "vm.lowering");

  private static final Set<String> BACK_END =
      Set.of("vm.codegen", "vm.interpret", "vm.link", "vm.runtime", "vm.builtins", "vm.engine");

  private static final Pattern CLASS_IN_DESCRIPTOR = Pattern.compile("L([\\w/$]+)");

  private static final List<ClassUses> CLASSES =
      MODULES.stream().flatMap(module -> read(module)).toList();

  /** What one class uses: binary names of classes, and static fields as {@code class.field}. */
  private record ClassUses(String module, String name, Set<String> classes, Set<String> fields) {
    /** Its package without the leading {@code atlas.}. */
    String inPackage() {
      return packageOf(name);
    }

    /** The packages of ours that it uses, its own apart. */
    Set<String> ourPackages() {
      return classes.stream()
          .filter(used -> used.startsWith("atlas."))
          .map(ArchitectureTest::packageOf)
          .filter(used -> !used.equals(inPackage()))
          .collect(toCollection(TreeSet::new));
    }
  }

  @Test
  void everyModuleIsSeenByTheseRules() {
    for (String module : MODULES) {
      long count = CLASSES.stream().filter(used -> used.module.equals(module)).count();
      assertTrue(count >= 3, module + " has " + count + " classes: are its classes compiled?");
    }
  }

  @Test
  void everyClassIsInAPackageOfItsModule() {
    refuse(
        used ->
            used.inPackage().equals(used.module) || used.inPackage().startsWith(used.module + "."),
        "belongs into atlas.<module>");
  }

  @Test
  void everyPackageHasARule() {
    refuse(used -> MAY_USE.containsKey(used.inPackage()), "is in a package without a rule here");
  }

  @TestFactory
  Stream<DynamicTest> packagesUseOnlyWhatTheyMay() {
    return MAY_USE.keySet().stream()
        .sorted()
        .map(name -> DynamicTest.dynamicTest(name, () -> assertEquals(List.of(), wrongUses(name))));
  }

  @Test
  void theRulesThemselvesKeepTheOrderOfTheModules() {
    MAY_USE.forEach((user, allowed) -> {
      for (String used : allowed) {
        assertTrue(
            MODULES.indexOf(moduleOf(used)) <= MODULES.indexOf(moduleOf(user)),
            user + " may not use " + used);
      }
    });
  }

  @Test
  void theRulesThemselvesKeepTheFrontEndAndTheBackEndApart() {
    for (String front : FRONT_END) {
      for (String used : MAY_USE.get(front)) {
        assertTrue(FRONT_END.contains(used), front + " may not use " + used);
      }
    }
    Set<String> shared =
        Set.of("vm.source", "vm.diagnostics", "vm.types", "vm.bytecode", "vm.plot");
    assertTrue(shared.containsAll(MAY_USE.get("vm.runtime")));
    assertTrue(BACK_END.stream().noneMatch(FRONT_END::contains));
  }

  @Test
  void aForeignLibraryIsConfined() {
    FOREIGN.forEach((library, users) ->
        refuse(
            used ->
                used.classes.stream().noneMatch(name -> name.startsWith(library))
                    || users.stream().anyMatch(user -> isWithin(used.inPackage(), user)),
            "may not use " + library + "*"));
  }

  @Test
  void theVmUsesTheJdkAloneItsLibraryApart() {
    refuse(
        used ->
            !used.module.equals("vm")
                || used.inPackage().equals("vm.builtins")
                || used.classes.stream()
                    .allMatch(name -> name.startsWith("java.") || name.startsWith("atlas.vm.")),
        "may use java.* alone");
  }

  @Test
  void onlyTheReplTouchesTheStandardStreams() {
    refuse(
        used ->
            used.module.equals("repl")
                || used.fields.stream()
                    .noneMatch(Set.of("java.lang.System.out", "java.lang.System.err")::contains),
        "may not use System.out or System.err");
  }

  @Test
  void aViolationIsSeen() {
    byte[] bytes =
        ClassFile.of()
            .build(
                ClassDesc.of("atlas.vm.syntax.Wrong"),
                wrong ->
                    wrong
                        .withField("socket", ClassDesc.of("org.zeromq.ZMQ"), 0)
                        .withMethodBody(
                            "print",
                            MethodTypeDesc.of(ConstantDescs.CD_void),
                            ClassFile.ACC_STATIC,
                            code ->
                                code.getstatic(
                                        ClassDesc.of("java.lang.System"),
                                        "out",
                                        ClassDesc.of("java.io.PrintStream"))
                                    .pop()
                                    .new_(ClassDesc.of("atlas.vm.runtime.Value"))
                                    .pop()
                                    .return_()));

    ClassUses uses = uses("vm", ClassFile.of().parse(bytes));

    assertEquals("vm.syntax", uses.inPackage());
    assertEquals(Set.of("vm.runtime"), uses.ourPackages());
    assertEquals(Set.of("java.lang.System.out"), uses.fields);
    assertTrue(uses.classes.contains("org.zeromq.ZMQ"));
    assertTrue(isWithin("vm.runtime", "vm.*") && isWithin("vm", "vm.*"));
    assertTrue(!isWithin("vm.runtime", "vm.syntax") && !isWithin("vmx", "vm.*"));
  }

  private static List<String> wrongUses(String user) {
    List<String> wrong = new ArrayList<>();
    for (ClassUses uses : CLASSES) {
      if (uses.inPackage().equals(user)) {
        for (String used : uses.ourPackages()) {
          if (MAY_USE.get(user).stream().noneMatch(allowed -> isWithin(used, allowed))) {
            wrong.add(uses.name + " uses " + used);
          }
        }
      }
    }
    return wrong;
  }

  private static void refuse(Predicate<ClassUses> isAllowed, String complaint) {
    List<String> wrong =
        CLASSES.stream()
            .filter(isAllowed.negate())
            .map(used -> used.name + " " + complaint)
            .toList();
    assertEquals(List.of(), wrong);
  }

  private static boolean isWithin(String name, String pattern) {
    if (!pattern.endsWith(".*")) {
      return name.equals(pattern);
    }
    String root = pattern.substring(0, pattern.length() - 2);
    return name.equals(root) || name.startsWith(root + ".");
  }

  private static String packageOf(String className) {
    String inAtlas = className.substring("atlas.".length());
    return inAtlas.substring(0, Math.max(0, inAtlas.lastIndexOf('.')));
  }

  private static String moduleOf(String name) {
    return name.split("\\.")[0];
  }

  private static Stream<ClassUses> read(String module) {
    Path classes = Path.of(System.getProperty("atlas.root", ".."), module, "target", "classes");
    if (!Files.isDirectory(classes)) {
      return Stream.of();
    }
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .map(file -> uses(module, parse(file)))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ClassModel parse(Path file) {
    try {
      return ClassFile.of().parse(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ClassUses uses(String module, ClassModel model) {
    Set<String> classes = new TreeSet<>();
    Set<String> fields = new TreeSet<>();
    for (var item : model.constantPool()) {
      switch (item) {
        case ClassEntry used -> addClass(used.asInternalName(), classes);
        case NameAndTypeEntry used -> addDescriptor(used.type().stringValue(), classes);
        case MethodTypeEntry used -> addDescriptor(used.descriptor().stringValue(), classes);
        case FieldRefEntry used ->
            fields.add(binaryName(used.owner().asInternalName()) + "." + used.name().stringValue());
        default -> {}
      }
    }
    model.fields().forEach(field -> addDescriptor(field.fieldType().stringValue(), classes));
    model.methods().forEach(method -> addDescriptor(method.methodType().stringValue(), classes));
    signatures(model)
        .forEach(signature -> addDescriptor(signature.signature().stringValue(), classes));
    return new ClassUses(module, binaryName(model.thisClass().asInternalName()), classes, fields);
  }

  private static Stream<SignatureAttribute> signatures(ClassModel model) {
    return Stream.concat(
            Stream.of(model), Stream.concat(model.fields().stream(), model.methods().stream()))
        .flatMap(element -> element.findAttribute(Attributes.signature()).stream());
  }

  private static void addClass(String internalName, Set<String> classes) {
    if (internalName.startsWith("[")) {
      addDescriptor(internalName, classes);
    } else {
      classes.add(binaryName(internalName));
    }
  }

  private static void addDescriptor(String descriptor, Set<String> classes) {
    CLASS_IN_DESCRIPTOR
        .matcher(descriptor)
        .results()
        .forEach(match -> classes.add(binaryName(match.group(1))));
  }

  private static String binaryName(String internalName) {
    return internalName.replace('/', '.');
  }
}
