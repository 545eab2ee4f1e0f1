package atlas.repl.cli;

import atlas.vm.source.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Reads source files, and says in one line why it cannot. */
final class SourceLoader {
  private static final String STANDARD_INPUT = "-";

  private SourceLoader() {}

  /** Reads a file; {@code -} is the standard input. */
  static SourceFile load(String file, InputStream standardInput) throws UsageException {
    if (file.equals(STANDARD_INPUT)) {
      try {
        return new SourceFile(
            "<stdin>", decode("the standard input", standardInput.readAllBytes()));
      } catch (IOException e) {
        throw new UsageException("cannot read the standard input: " + e.getMessage());
      }
    }
    return new SourceFile(file, decode("'" + file + "'", read(path(file), file)));
  }

  /** Checks that the files among these names can be read. */
  static void checkReadable(List<String> names) throws UsageException {
    for (String name : names) {
      if (!name.equals(STANDARD_INPUT) && !Files.isDirectory(path(name))) {
        load(name, InputStream.nullInputStream());
      }
    }
  }

  /** A path as the user wrote it. */
  static Path path(String file) throws UsageException {
    try {
      return Path.of(file);
    } catch (InvalidPathException e) {
      throw new UsageException("not a file name: '" + e.getInput().replace("\0", "\\0") + "'");
    }
  }

  private static byte[] read(Path path, String file) throws UsageException {
    try {
      if (Files.isDirectory(path)) {
        throw new UsageException("cannot read '" + file + "': it is a directory");
      }
      return Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      throw new UsageException("cannot read '" + file + "': there is no such file");
    } catch (AccessDeniedException e) {
      throw new UsageException("cannot read '" + file + "': permission denied");
    } catch (IOException e) {
      throw new UsageException("cannot read '" + file + "': " + e.getMessage());
    }
  }

  private static String decode(String what, byte[] bytes) throws UsageException {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer text = CharBuffer.allocate(bytes.length);
    ByteBuffer input = ByteBuffer.wrap(bytes);
    CoderResult result = decoder.decode(input, text, true);
    if (result.isError()) {
      throw new UsageException(
          "cannot read " + what + ": it is not valid UTF-8 (at byte " + input.position() + ")");
    }
    String decoded = text.flip().toString();
    return decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded;
  }
}
