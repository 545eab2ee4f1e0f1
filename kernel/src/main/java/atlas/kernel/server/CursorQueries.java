package atlas.kernel.server;

import atlas.kernel.command.Commands;
import atlas.kernel.display.MimeBundle;
import atlas.kernel.protocol.Completions;
import atlas.kernel.session.Candidate;
import atlas.kernel.session.Inspection;
import atlas.kernel.session.Session;
import java.util.List;
import java.util.Optional;

/**
 * What is asked about the place of a cursor. Jupyter counts code points where the session counts
 * UTF-16 units: here one is turned into the other.
 */
final class CursorQueries {
  private final Session session;
  private final Commands commands;

  CursorQueries(Session session, Commands commands) {
    this.session = session;
    this.commands = commands;
  }

  Completions complete(String code, int cursorPos) {
    var found = commands.complete(session, code, units(code, cursorPos));
    List<Completions.Candidate> candidates =
        found.candidates().stream().map(CursorQueries::candidate).toList();
    return new Completions(candidates, points(code, found.from()), points(code, found.to()));
  }

  /** What is known of the name at the cursor; with {@code code}, also how it was declared. */
  Optional<MimeBundle> inspect(String text, int cursorPos, boolean code) {
    return commands
        .inspect(session, text, units(text, cursorPos))
        .map(found -> described(found, found.code().filter(_ -> code)));
  }

  private static MimeBundle described(Inspection found, Optional<String> code) {
    String text = found.text() + code.map(each -> "\n\n" + each).orElse("");
    String markdown = markdown(found) + code.map(each -> "\n" + fenced(each)).orElse("");
    return MimeBundle.text(text).with(MimeBundle.MARKDOWN, markdown);
  }

  private static Completions.Candidate candidate(Candidate found) {
    return new Completions.Candidate(found.text(), found.kind().word(), found.signature());
  }

  private static String markdown(Inspection found) {
    StringBuilder text = new StringBuilder(fenced(found.signature()));
    found.doc().ifPresent(doc -> text.append("\n").append(doc).append('\n'));
    found.example().ifPresent(example -> text.append("\n**Example**\n\n").append(fenced(example)));
    found.notes().forEach(note -> text.append("\n").append(note).append('\n'));
    found
        .declaration()
        .ifPresent(declared -> text.append("\nDeclared at `" + declared.place() + "`\n"));
    return text.toString();
  }

  private static String fenced(String code) {
    return "```atlas\n" + code + "\n```\n";
  }

  private static int units(String code, int points) {
    return code.offsetByCodePoints(0, Math.clamp(points, 0, points(code, code.length())));
  }

  private static int points(String code, int units) {
    return code.codePointCount(0, units);
  }
}
