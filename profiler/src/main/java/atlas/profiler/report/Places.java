package atlas.profiler.report;

import atlas.profiler.model.FunctionId;
import atlas.profiler.model.LineProfile;
import atlas.profiler.model.Profile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How tables call a place in the source: by its function, or by its file if there are several. The
 * third input of a session, or cell of a notebook, is {@code [3]}, which is never too long.
 */
final class Places {
  private static final Pattern INPUT = Pattern.compile("<(?:input|cell) (\\d+)>(.*)");

  private Places() {}

  static String of(Profile profile, FunctionId function, int line) {
    return (profile.isOneFile() ? function.name() : file(function.file())) + ":" + line;
  }

  static String of(Profile profile, LineProfile line) {
    return (profile.isOneFile() ? line.function() : file(line.file())) + ":" + line.line();
  }

  /** Where a function is declared. */
  static String declared(FunctionId id, boolean oneFile) {
    return (oneFile ? "line " : file(id.file()) + ":") + id.line();
  }

  /** The same for people with more room: with the function if there are several files. */
  static String full(Profile profile, FunctionId function, int line) {
    return profile.isOneFile()
        ? function.name() + ":" + line
        : function.name() + " " + file(function.file()) + ":" + line;
  }

  private static String file(String file) {
    Matcher input = INPUT.matcher(file);
    return input.matches() ? "[" + input.group(1) + "]" + input.group(2) : file;
  }
}
