package atlas.kernel.session;

import atlas.vm.engine.SourceReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** Files whose relative paths are relative to a directory of our own. */
final class DirectoryReader implements SourceReader {
  private final SourceReader files = SourceReader.files();
  private final Supplier<Path> directory;

  DirectoryReader(Supplier<Path> directory) {
    this.directory = directory;
  }

  @Override
  public Optional<Path> find(Path path) {
    return files.find(directory.get().resolve(path));
  }

  @Override
  public byte[] read(Path file) throws IOException {
    return files.read(file);
  }
}
