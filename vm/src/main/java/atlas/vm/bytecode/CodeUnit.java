package atlas.vm.bytecode;

import atlas.vm.source.SourceFile;
import java.util.List;

/**
 * What one source text compiles to.
 *
 * @param codes all functions, nested ones included, in the order of their declarations; the
 *     top-level code is first
 */
public record CodeUnit(SourceFile source, List<Code> codes) {
  public CodeUnit {
    codes = List.copyOf(codes);
  }

  /** The top-level code. */
  public Code main() {
    return codes.getFirst();
  }

  /** The position of a code in {@link #codes}. */
  public int indexOf(Code code) {
    for (int i = 0; i < codes.size(); i++) {
      if (codes.get(i) == code) {
        return i;
      }
    }
    throw new IllegalArgumentException("not of this unit: " + code);
  }
}
