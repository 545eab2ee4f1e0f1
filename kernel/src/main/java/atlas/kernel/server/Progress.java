package atlas.kernel.server;

import atlas.kernel.display.MimeBundle;
import atlas.profiler.LiveProgress;
import java.util.UUID;

/** Shows in a cell what a profiled run has done so far: one display that is updated. */
final class Progress implements LiveProgress.Place {
  private final OutputSink sink;
  private final String displayId = UUID.randomUUID().toString();
  private boolean isShown;

  Progress(OutputSink sink) {
    this.sink = sink;
  }

  @Override
  public void show(String text) {
    MimeBundle bundle = MimeBundle.text(text);
    if (isShown) {
      sink.update(bundle, displayId);
    } else {
      sink.display(bundle, displayId);
      isShown = true;
    }
  }

  @Override
  public void clear() {
    sink.remove(displayId);
  }
}
