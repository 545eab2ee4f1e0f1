package atlas.vm.engine;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Files in memory: paths are taken as they are, but for {@code .} and {@code ..}. */
record MemoryFiles(Map<String, String> texts) implements SourceReader {
  @Override
  public Optional<Path> find(Path path) {
    Path file = path.normalize();
    return texts.containsKey(file.toString()) ? Optional.of(file) : Optional.empty();
  }

  @Override
  public byte[] read(Path file) {
    return texts.get(file.toString()).getBytes(StandardCharsets.UTF_8);
  }
}
