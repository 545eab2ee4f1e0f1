package atlas.kernel.session;

import atlas.vm.source.SourceFile;
import atlas.vm.syntax.InputMode;
import java.nio.file.Path;

/**
 * An input that ran, as far as it takes to run it again.
 *
 * @param number its place among the inputs of the session, from 1
 * @param directory what its imports were relative to
 * @param reached the place in its text where an error or the user stopped it; the text's length if
 *     it ran to its end
 * @param answered whether it had a value that was not null
 */
record PastInput(
    int number, SourceFile source, InputMode mode, Path directory, int reached, boolean answered) {
  String text() {
    return source.text();
  }
}
