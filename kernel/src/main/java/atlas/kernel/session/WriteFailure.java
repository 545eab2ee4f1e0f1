package atlas.kernel.session;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why a file cannot be written, in a few words for its user. */
public final class WriteFailure {
  private WriteFailure() {}

  public static String reason(IOException failure) {
    return switch (failure) {
      case NoSuchFileException _ -> "there is no such directory";
      case AccessDeniedException _ -> "permission denied";
      case FileSystemException other when other.getReason() != null -> other.getReason();
      default -> String.valueOf(failure.getMessage());
    };
  }
}
