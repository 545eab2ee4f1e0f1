package atlas.kernel.session;

import atlas.vm.diagnostics.Diagnostic;
import atlas.vm.engine.CompiledUnit;
import atlas.vm.engine.Engine;
import atlas.vm.engine.EngineKind;
import atlas.vm.source.SourceFile;
import atlas.vm.syntax.InputMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A session as a program in a file: what has to be written to get where its inputs have led. It
 * compiles; an input that it would not compile with is a comment.
 *
 * @param text the program
 * @param remarks where running it could lead elsewhere, in one line each
 */
public record SavedProgram(String text, List<String> remarks) {
  private static final String COMMENT = "// ";

  public SavedProgram {
    remarks = List.copyOf(remarks);
  }

  /**
   * @param file where it will be, for its imports
   */
  static SavedProgram of(List<PastInput> inputs, Path file) {
    List<Optional<CompiledUnit>> units = new Rehearsal().units(inputs);
    SavedPieces pieces = SavedPieces.of(inputs, units);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      PastInput input = inputs.get(i);
      boolean compiles = units.get(i).isPresent();
      String text = compiles ? new SavedInput(input, i, pieces, file).text() : input.text();
      texts.add(compiles ? text.strip() : commented(text));
    }
    List<String> remarks = new ArrayList<>(pieces.remarks());
    remarks.addAll(commentOutWhatFails(inputs, texts, file));
    return new SavedProgram(joined(texts), remarks);
  }

  /** A text as a comment. */
  static String commented(String text) {
    return text.strip().lines().map(COMMENT::concat).collect(Collectors.joining("\n"));
  }

  private static String joined(List<String> texts) {
    return texts.stream()
        .filter(text -> !text.isEmpty())
        .map(text -> text + "\n")
        .collect(Collectors.joining());
  }

  private static List<String> commentOutWhatFails(
      List<PastInput> inputs, List<String> texts, Path file) {
    List<String> remarks = new ArrayList<>();
    for (int round = 0; round < inputs.size(); round++) {
      Optional<Diagnostic> error = error(new SourceFile(file.toString(), joined(texts)));
      if (error.isEmpty()) {
        break;
      }
      int culprit = indexAt(texts, error.get().span().start());
      texts.set(culprit, commented(inputs.get(culprit).text()));
      remarks.add(
          "input %d is a comment in it: %s"
              .formatted(inputs.get(culprit).number(), error.get().message()));
    }
    return remarks;
  }

  /** The first error of a program. Those in modules are not the program's. */
  private static Optional<Diagnostic> error(SourceFile program) {
    return new Engine(EngineKind.COMPILED, false, text -> {})
        .compile(program, InputMode.FILE).diagnostics().stream()
            .filter(d -> d.isError() && d.source() == program)
            .findFirst();
  }

  private static int indexAt(List<String> texts, int offset) {
    TreeMap<Integer, Integer> starts = new TreeMap<>();
    int start = 0;
    for (int i = 0; i < texts.size(); i++) {
      if (!texts.get(i).isEmpty()) {
        starts.put(start, i);
        start += texts.get(i).length() + 1;
      }
    }
    return starts.floorEntry(offset).getValue();
  }
}
