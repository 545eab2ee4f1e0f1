package atlas.repl.cli;

import atlas.kernel.session.WriteFailure;
import atlas.profiler.model.Profile;
import atlas.profiler.report.JsonReport;
import atlas.profiler.report.PprofReport;
import atlas.profiler.report.ProfileReader;
import atlas.profiler.report.ProfileReader.FormatException;
import atlas.profiler.report.ReportOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Profiles in files: the JSON form, in which nothing is lost. */
final class SavedProfile {
  /** How the files end. */
  static final String ENDING = ".atlprof";

  private static final String PPROF = ".pb.gz";

  private SavedProfile() {}

  /** Whether a file is one, by its name. */
  static boolean isOne(String file) {
    return file.endsWith(ENDING);
  }

  /** Whether a file is written as one, or for pprof, by its name. */
  static boolean isWrittenTo(String file) {
    return isOne(file) || isPprof(Path.of(file));
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
    return write(new JsonReport().encode(profile, ReportOptions.DEFAULT), path, streams);
  }

  /** Whether a file is one for pprof, by its name. */
  static boolean isPprof(Path file) {
    return file.toString().endsWith(PPROF);
  }

  /** Saves a profile for pprof. False, and a message, if that fails. */
  static boolean savePprof(Profile profile, Path path, Streams streams) {
    return write(
        () -> {
          try (OutputStream out = Files.newOutputStream(path)) {
            PprofReport.write(profile, out);
          }
        },
        path,
        streams);
  }

  /** Writes a file. False, and a message, if that fails. */
  static boolean write(byte[] content, Path path, Streams streams) {
    return write(() -> Files.write(path, content), path, streams);
  }

  private interface Writing {
    void run() throws IOException;
  }

  private static boolean write(Writing writing, Path path, Streams streams) {
    try {
      writing.run();
      return true;
    } catch (IOException e) {
      streams.say("cannot write '" + path + "': " + WriteFailure.reason(e));
      return false;
    }
  }
}
