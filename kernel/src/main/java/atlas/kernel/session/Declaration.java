package atlas.kernel.session;

import atlas.vm.source.Position;
import atlas.vm.source.SourceFile;
import atlas.vm.source.Span;
import java.util.Optional;

/**
 * Where a name was declared.
 *
 * @param place as {@code NAME:LINE:COLUMN}
 * @param code all of the declaration, if it is more than its signature
 */
public record Declaration(String place, Optional<String> code) {
  static Declaration of(SourceFile source, Span name) {
    Position position = source.position(name.start());
    return new Declaration(
        source.name() + ":" + position.line() + ":" + position.column(), Optional.empty());
  }

  static Declaration of(SourceFile source, Span name, Span whole) {
    return new Declaration(of(source, name).place(), Optional.of(code(source, whole)));
  }

  /** The text of a declaration, moved to the left margin. */
  private static String code(SourceFile source, Span whole) {
    int line = source.lineStart(source.line(whole.start()));
    String margin = source.text().substring(line, whole.start());
    return margin.isBlank() ? (margin + source.text(whole)).stripIndent() : source.text(whole);
  }
}
