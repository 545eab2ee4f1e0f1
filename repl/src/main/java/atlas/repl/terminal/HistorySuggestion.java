package atlas.repl.terminal;

import java.util.ListIterator;
import org.jline.reader.History;

/** Completes what is being typed to the latest input of the history that begins like it. */
final class HistorySuggestion {
  private final History history;

  HistorySuggestion(History history) {
    this.history = history;
  }

  /** What is missing; empty if there is no such input. */
  String after(String text) {
    if (text.isBlank()) {
      return "";
    }
    ListIterator<History.Entry> entries = history.iterator(history.last() + 1);
    while (entries.hasPrevious()) {
      String line = entries.previous().line();
      if (line.startsWith(text) && line.length() > text.length()) {
        return line.substring(text.length());
      }
    }
    return "";
  }
}
