package atlas.vm.engine;

import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.CodeUnit;
import atlas.vm.bytecode.Instruction;
import atlas.vm.bytecode.Opcode;
import atlas.vm.types.Type;

/** What one JVM class can hold, and one JVM call can pass. */
final class JvmLimits {
  /** A call passes at most 255 words, of which the linkage of call sites needs a few. */
  private static final int WORDS = 245;

  /** A class has at most 65,535 constants; this many instructions can need more. */
  private static final int INSTRUCTIONS = 20_000;

  private JvmLimits() {}

  /** Whether a function has more parameters and captured values than a JVM method can have. */
  static boolean exceededBy(Code code) {
    int words = code.captures().size();
    for (Code.Local capture : code.captures()) {
      words += capture.type() == Type.NUMBER ? 1 : 0;
    }
    for (Type param : code.params()) {
      words += param == Type.NUMBER ? 2 : 1;
    }
    return words > WORDS || code.instructions().stream().anyMatch(JvmLimits::isWideCall);
  }

  private static boolean isWideCall(Instruction instruction) {
    return instruction.opcode() == Opcode.CALL && 2 * instruction.a() > WORDS;
  }

  /** Whether a unit may be too large for a class although none of its functions is large. */
  static boolean mayExceedClass(CodeUnit unit) {
    int instructions = 0;
    for (Code code : unit.codes()) {
      instructions += code.size();
    }
    return instructions > INSTRUCTIONS;
  }
}
