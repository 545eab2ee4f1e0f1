package atlas.profiler.report;

import atlas.profiler.model.Profile;
import java.io.IOException;
import java.io.Writer;
import java.util.stream.Collectors;

/**
 * Collapsed stacks, which flame graph tools read: {@code frame;frame count}. With calling contexts
 * a line is a context and what its function itself executed in it. Without them it is a line of a
 * function, since it is not known who called whom: no frame stands for a caller, and no path is
 * shown that may not have run. Either way the counts are exact and add up to the total.
 */
public final class CollapsedReport implements ReportWriter {
  @Override
  public void write(Profile profile, ReportOptions options, Writer out) throws IOException {
    for (Stacks.Stack stack : Stacks.of(profile)) {
      String frames =
          stack.frames().stream()
              .map(frame -> clean(frame.title()))
              .collect(Collectors.joining(";"));
      out.write(frames + " " + stack.count() + "\n");
    }
  }

  /** Frames are told apart by semicolons, lines by line ends. */
  private static String clean(String frame) {
    return new Glyphs(false).clean(frame).replace(';', ',');
  }
}
