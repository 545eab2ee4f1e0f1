package atlas.vm.codegen;

import atlas.vm.bytecode.Chunk;
import atlas.vm.bytecode.Code;
import atlas.vm.types.Type;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Names and descriptors of generated methods: captured values, then parameters, then the call
 * depth.
 */
public final class Signatures {
  private Signatures() {}

  /** The name of the method for the code at a place of its unit. */
  public static String method(int index) {
    return "f" + index;
  }

  /** The name of the method for a chunk of the code at a place of its unit. */
  static String chunk(int index, Chunk chunk) {
    return method(index) + "_" + chunk.start();
  }

  /** The name of the method for counts as arguments, see {@link FastMethods}. */
  static String fastMethod(int index) {
    return method(index) + "c";
  }

  /** The name of the method for all other arguments, see {@link FastMethods}. */
  static String slowMethod(int index) {
    return method(index) + "d";
  }

  /**
   * What a generated method is for.
   *
   * @param index the place in its unit of the code
   * @param start the first instruction of the chunk; 0 if the method is for all of the code
   */
  public record Origin(int index, int start) {}

  /** What a generated method is for; empty if it is for no code. */
  public static Optional<Origin> origin(String method) {
    if (method.length() < 2 || method.charAt(0) != 'f' || !Character.isDigit(method.charAt(1))) {
      return Optional.empty();
    }
    int digits = 1;
    while (digits < method.length() && Character.isDigit(method.charAt(digits))) {
      digits++;
    }
    int border = method.indexOf('_');
    int start = border < 0 ? 0 : Integer.parseInt(method, border + 1, method.length(), 10);
    return Optional.of(new Origin(Integer.parseInt(method, 1, digits, 10), start));
  }

  static MethodTypeDesc of(Code code) {
    List<ClassDesc> types = new ArrayList<>();
    for (Code.Local capture : code.captures()) {
      types.add(capture.cell() ? Names.CELL : Held.of(capture.type()).desc());
    }
    code.params().forEach(p -> types.add(Held.of(p).desc()));
    types.add(Names.I);
    return MethodTypeDesc.of(Held.of(code.result()).desc(), types);
  }

  /** The descriptor of a top-level function, which captures nothing. */
  static MethodTypeDesc of(Type.FunctionType type) {
    List<ClassDesc> types = new ArrayList<>();
    type.params().forEach(p -> types.add(Held.of(p).desc()));
    types.add(Names.I);
    return MethodTypeDesc.of(Held.of(type.result()).desc(), types);
  }
}
