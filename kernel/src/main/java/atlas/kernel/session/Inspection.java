package atlas.kernel.session;

import java.util.List;
import java.util.Optional;

/**
 * What is known of a name.
 *
 * @param signature how it is declared, in one line
 * @param type its static type (language §4.7); empty if nothing is known
 * @param doc what it does
 * @param definedAt the place of its declaration, as {@code NAME:LINE:COLUMN}
 * @param example a program that uses it
 * @param notes what else there is to know, each a line
 */
public record Inspection(
    String name,
    String signature,
    String type,
    Optional<String> doc,
    Optional<String> definedAt,
    Optional<String> example,
    List<String> notes) {
  public Inspection {
    notes = List.copyOf(notes);
  }

  /** All of it as plain text. */
  public String text() {
    StringBuilder text = new StringBuilder(signature);
    doc.ifPresent(d -> text.append('\n').append(d));
    example.ifPresent(e -> text.append("\nExample:\n    ").append(e.replace("\n", "\n    ")));
    notes.forEach(note -> text.append('\n').append(note));
    definedAt.ifPresent(place -> text.append("\nDeclared at ").append(place));
    return text.toString();
  }
}
