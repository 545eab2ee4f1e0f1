import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * Copies a jar with its classes brought to the class file format of Java 8, for the build: {@code
 * Modernise FROM TO}.
 *
 * <p>The JVM's AOT cache leaves out classes in a format older than Java 6's. The code stays the
 * same, only stack maps are added. Entries keep their order and times, so equal jars give equal
 * jars.
 */
final class Modernise {
  private static final ClassFile CLASS_FILE =
      ClassFile.of(ClassFile.StackMapsOption.GENERATE_STACK_MAPS);

  private Modernise() {}

  public static void main(String[] args) throws IOException {
    Path target = Path.of(args[1]);
    Files.createDirectories(target.getParent());
    try (JarFile jar = new JarFile(args[0]);
        JarOutputStream out = new JarOutputStream(Files.newOutputStream(target))) {
      for (JarEntry entry : jar.stream().toList()) {
        JarEntry copy = new JarEntry(entry.getName());
        copy.setTime(entry.getTime());
        out.putNextEntry(copy);
        try (InputStream in = jar.getInputStream(entry)) {
          byte[] bytes = in.readAllBytes();
          out.write(isOld(entry, bytes) ? modernised(bytes) : bytes);
        }
      }
    }
  }

  private static boolean isOld(JarEntry entry, byte[] bytes) {
    return entry.getName().endsWith(".class") && bytes[7] < ClassFile.JAVA_8_VERSION;
  }

  private static byte[] modernised(byte[] bytes) {
    ClassModel old = CLASS_FILE.parse(bytes);
    ClassTransform version =
        ClassTransform.endHandler(builder -> builder.withVersion(ClassFile.JAVA_8_VERSION, 0));
    // Code that is passed on element by element gets stack maps; code that is copied does not.
    ClassTransform code = ClassTransform.transformingMethodBodies(CodeBuilder::with);
    return CLASS_FILE.transformClass(old, code.andThen(version));
  }
}
