package atlas.profiler.analysis;

import atlas.profiler.model.FunctionProfile;
import atlas.profiler.model.LineProfile;
import atlas.profiler.model.Profile;
import atlas.profiler.model.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A line of source with what it did.
 *
 * @param count instructions executed
 */
public record Annotated(int line, String source, Status status, long hits, long count) {
  /** Whether a line was executed. */
  public enum Status {
    EXECUTED,
    /** It has code, which was not. */
    NEVER,
    /** It has no code. */
    NO_CODE
  }

  /** The lines of a file; without its text, those with code. */
  public static List<Annotated> file(Profile profile, String file) {
    return lines(profile, file, 1, Integer.MAX_VALUE);
  }

  /** The lines of a function; those of top-level code are those of its file. */
  public static List<Annotated> function(Profile profile, FunctionProfile function) {
    return function.id().isMain()
        ? file(profile, function.id().file())
        : lines(profile, function.id().file(), function.id().line(), function.endLine());
  }

  private static List<Annotated> lines(Profile profile, String file, int from, int to) {
    Map<Integer, LineProfile> counted = new HashMap<>();
    int last = 0;
    for (LineProfile line : profile.lines()) {
      if (line.file().equals(file)) {
        counted.put(line.line(), line);
        last = Math.max(last, line.line());
      }
    }
    Optional<SourceText> text =
        profile.details().sources().stream().filter(s -> s.file().equals(file)).findFirst();
    Set<Integer> code = new HashSet<>(text.map(SourceText::code).orElse(List.of()));
    last = Math.min(to, text.map(t -> t.lines().size()).orElse(last));
    List<Annotated> lines = new ArrayList<>();
    for (int at = from; at <= last; at++) {
      LineProfile line = counted.get(at);
      if (line != null || text.isPresent()) {
        lines.add(annotated(at, Optional.ofNullable(line), text, code.contains(at)));
      }
    }
    while (!lines.isEmpty() && lines.getLast().source().isBlank()) {
      lines.removeLast();
    }
    return lines;
  }

  private static Annotated annotated(
      int at, Optional<LineProfile> line, Optional<SourceText> text, boolean code) {
    String source = line.map(LineProfile::source).or(() -> text.map(t -> t.line(at))).orElse("");
    long count = line.map(LineProfile::count).orElse(0L);
    Status status = code || line.isPresent() ? Status.NEVER : Status.NO_CODE;
    return new Annotated(
        at,
        source,
        count > 0 ? Status.EXECUTED : status,
        line.map(LineProfile::hits).orElse(0L),
        count);
  }
}
