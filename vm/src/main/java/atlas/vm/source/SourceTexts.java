package atlas.vm.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Reads source texts from files: UTF-8, with or without a byte order mark. */
public final class SourceTexts {
  /**
   * How the names of source files end; of two files that differ in nothing else the first counts.
   */
  public static final List<String> EXTENSIONS = List.of(".atl", ".at", ".atlas");

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private SourceTexts() {}

  /** Whether a file of this name is a source file. */
  public static boolean isSource(String name) {
    return EXTENSIONS.stream().anyMatch(name::endsWith);
  }

  /**
   * The text of a file.
   *
   * @throws IOException if it cannot be read; {@link #reason} says why
   */
  public static String read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "it is a directory");
    }
    return decode(Files.readAllBytes(file));
  }

  /**
   * The text that bytes stand for, without a byte order mark.
   *
   * @throws CharacterCodingException if they are not UTF-8; {@link #reason} says where
   */
  public static String decode(byte[] bytes) throws CharacterCodingException {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer text = CharBuffer.allocate(bytes.length);
    ByteBuffer input = ByteBuffer.wrap(bytes);
    if (decoder.decode(input, text, true).isError()) {
      throw new NotUtf8(input.position());
    }
    String decoded = text.flip().toString();
    return decoded.startsWith(BYTE_ORDER_MARK) ? decoded.substring(1) : decoded;
  }

  /** Why a file cannot be read, as a clause for its user. */
  public static String reason(IOException failure) {
    return switch (failure) {
      case NoSuchFileException _ -> "there is no such file";
      case AccessDeniedException _ -> "permission denied";
      case FileSystemException other when other.getReason() != null -> other.getReason();
      default -> String.valueOf(failure.getMessage());
    };
  }

  private static final class NotUtf8 extends CharacterCodingException {
    private static final long serialVersionUID = 1L;

    private final int position;

    NotUtf8(int position) {
      this.position = position;
    }

    @Override
    public String getMessage() {
      return "it is not valid UTF-8 (at byte " + position + ")";
    }
  }
}
