package atlas.repl.cli;

import atlas.profiler.model.Profile;
import atlas.profiler.report.JsonReport;
import atlas.profiler.report.ProfileReader;
import atlas.profiler.report.ProfileReader.FormatException;
import atlas.profiler.report.ReportOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Profiles in files: the JSON form, in which nothing is lost. */
final class SavedProfile {
  /** How the files end. */
  static final String ENDING = ".atlprof";

  private SavedProfile() {}

  /** Whether a file is one, by its name. */
  static boolean isOne(String file) {
    return file.endsWith(ENDING);
  }

  static Profile load(String file, Streams streams) throws UsageException {
    try {
      return ProfileReader.read(SourceLoader.load(file, streams.in()).text());
    } catch (FormatException e) {
      throw new UsageException("cannot read '" + file + "': " + e.getMessage());
    }
  }

  /** Saves a profile. False, and a message, if that fails. */
  static boolean save(Profile profile, Path path, Streams streams) {
    return write(new JsonReport().render(profile, ReportOptions.DEFAULT), path, streams);
  }

  /** Writes a file. False, and a message, if that fails. */
  static boolean write(String text, Path path, Streams streams) {
    try {
      Files.writeString(path, text);
      return true;
    } catch (IOException e) {
      String reason = e.getClass().getSimpleName().replace("Exception", "");
      streams.say("cannot write '" + path + "': " + reason + " (" + e.getMessage() + ")");
      return false;
    }
  }
}
