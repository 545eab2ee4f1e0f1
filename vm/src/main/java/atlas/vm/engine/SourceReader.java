package atlas.vm.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the files that programs import come from; a host can redirect them, or forbid them all. */
public interface SourceReader {
  /**
   * The file that a path leads to, by the one name that tells files apart; empty if none is there.
   */
  Optional<Path> find(Path path);

  /** The content of a file that was found. */
  byte[] read(Path file) throws IOException;

  /** The files of the computer. */
  static SourceReader files() {
    return new SourceReader() {
      @Override
      public Optional<Path> find(Path path) {
        try {
          return Files.isRegularFile(path) ? Optional.of(path.toRealPath()) : Optional.empty();
        } catch (IOException unreachable) {
          return Optional.empty();
        }
      }

      @Override
      public byte[] read(Path file) throws IOException {
        return Files.readAllBytes(file);
      }
    };
  }

  /** No files at all. */
  static SourceReader none() {
    return new SourceReader() {
      @Override
      public Optional<Path> find(Path path) {
        return Optional.empty();
      }

      @Override
      public byte[] read(Path file) throws IOException {
        throw new IOException("no files can be read");
      }
    };
  }
}
