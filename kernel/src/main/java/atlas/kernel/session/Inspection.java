package atlas.kernel.session;

import java.util.List;
import java.util.Optional;

/**
 * What is known of a name.
 *
 * @param signature how it is declared, in one line
 * @param type its static type (language §4.7); empty if nothing is known
 * @param doc what it does
 * @param declaration where it was declared, if not in the library
 * @param example a program that uses it
 * @param notes what else there is to know, each a line
 */
public record Inspection(
    String name,
    String signature,
    String type,
    Optional<String> doc,
    Optional<Declaration> declaration,
    Optional<String> example,
    List<String> notes) {
  public Inspection {
    notes = List.copyOf(notes);
  }

  /** All of it but the code as plain text. */
  public String text() {
    StringBuilder text = new StringBuilder(signature);
    doc.ifPresent(d -> text.append('\n').append(d));
    example.ifPresent(e -> text.append("\nExample:\n    ").append(e.replace("\n", "\n    ")));
    notes.forEach(note -> text.append('\n').append(note));
    declaration.ifPresent(d -> text.append("\nDeclared at ").append(d.place()));
    return text.toString();
  }

  /** All of the declaration, if it is more than the signature. */
  public Optional<String> code() {
    return declaration.flatMap(Declaration::code);
  }
}
