package atlas.kernel.server;

import atlas.kernel.display.Displays;
import atlas.kernel.display.MimeBundle;
import atlas.kernel.session.Session;
import atlas.vm.runtime.Exhibit;
import atlas.vm.runtime.Screen;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What one run of a cell shows. The first under a name appears in the cell, so that a cell which is
 * run again shows it again; what comes later under that name replaces it. Each run has ids of its
 * own for its names: to front ends an id means the same in all cells, and what another cell has
 * shown under that name would be replaced, too.
 */
final class CellScreen implements Screen {
  private final OutputSink sink;
  private final Map<String, String> displayIds = new HashMap<>();

  CellScreen(OutputSink sink) {
    this.sink = sink;
  }

  @Override
  public boolean show(Exhibit exhibit, Optional<String> place) {
    MimeBundle bundle = Displays.ofExhibit(exhibit, Session.DISPLAY_LIMIT);
    if (place.isEmpty()) {
      sink.display(bundle);
    } else if (displayIds.containsKey(place.get())) {
      sink.update(bundle, displayIds.get(place.get()));
    } else {
      String displayId = UUID.randomUUID().toString();
      displayIds.put(place.get(), displayId);
      sink.display(bundle, displayId);
    }
    return true;
  }

  @Override
  public void clear(boolean later) {
    sink.clear(later);
    displayIds.clear();
  }
}
