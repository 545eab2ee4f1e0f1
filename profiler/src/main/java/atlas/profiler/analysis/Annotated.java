package atlas.profiler.analysis;

import atlas.profiler.model.FunctionProfile;
import atlas.profiler.model.LineProfile;
import atlas.profiler.model.Profile;
import atlas.profiler.model.SourceText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

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
    SortedMap<Integer, LineProfile> counted = new TreeMap<>();
    for (LineProfile line : profile.lines()) {
      if (line.file().equals(file)) {
        counted.put(line.line(), line);
      }
    }
    Optional<SourceText> text =
        profile.details().sources().stream().filter(s -> s.file().equals(file)).findFirst();
    Set<Integer> code = new HashSet<>(text.map(SourceText::code).orElse(List.of()));
    IntStream shown =
        text.isPresent()
            ? IntStream.rangeClosed(from, Math.min(to, text.get().lines().size()))
            : counted.keySet().stream().mapToInt(at -> at).filter(at -> from <= at && at <= to);
    List<Annotated> lines = new ArrayList<>();
    shown.forEach(at ->
        lines.add(annotated(at, Optional.ofNullable(counted.get(at)), text, code.contains(at))));
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
