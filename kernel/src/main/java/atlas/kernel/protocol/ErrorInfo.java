package atlas.kernel.protocol;

import java.util.List;

/** What went wrong, as the protocol wants it: a name, a sentence and lines to show. */
public record ErrorInfo(String ename, String evalue, List<String> traceback) {
  public ErrorInfo {
    traceback = List.copyOf(traceback);
  }
}
