package atlas.repl.terminal;

import atlas.kernel.session.Candidate;
import java.util.List;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Hands on what the session proposes, with signature or sentence beside it. */
final class CodeCompleter implements Completer {
  private static final int LONGEST_NOTE = 70;

  @Override
  public void complete(
      LineReader reader, ParsedLine line, List<org.jline.reader.Candidate> candidates) {
    if (!(line instanceof InputParser.Typed typed)) {
      return;
    }
    for (Candidate candidate : typed.completions().candidates()) {
      boolean endsWord = candidate.kind() == Candidate.Kind.COMMAND;
      candidates.add(
          new org.jline.reader.Candidate(
              candidate.text(), candidate.text(), null, note(candidate), null, null, endsWord));
    }
  }

  private static String note(Candidate candidate) {
    String note = candidate.signature();
    String name = candidate.text();
    if (note.startsWith(name)) {
      note = note.substring(name.length()).strip();
    }
    if (!candidate.doc().isEmpty()) {
      note += (note.isEmpty() ? "" : " · ") + candidate.doc();
    }
    if (note.isEmpty()) {
      return null;
    }
    return note.length() <= LONGEST_NOTE ? note : note.substring(0, LONGEST_NOTE - 1) + "…";
  }
}
