package atlas.kernel.server;

import atlas.kernel.display.Displays;
import atlas.kernel.display.MimeBundle;
import atlas.kernel.session.Session;
import atlas.vm.runtime.Exhibit;
import atlas.vm.runtime.Screen;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What one run of a cell shows. The first under a name appears in the cell, so that a cell which is
 * run again shows it again; what comes later under that name replaces it.
 */
final class CellScreen implements Screen {
  private final OutputSink sink;
  private final Set<String> places = new HashSet<>();

  CellScreen(OutputSink sink) {
    this.sink = sink;
  }

  @Override
  public boolean show(Exhibit exhibit, Optional<String> place) {
    MimeBundle bundle = Displays.ofExhibit(exhibit, Session.DISPLAY_LIMIT);
    if (place.isEmpty()) {
      sink.display(bundle);
    } else if (places.add(place.get())) {
      sink.display(bundle, place.get());
    } else {
      sink.update(bundle, place.get());
    }
    return true;
  }

  @Override
  public void clear(boolean later) {
    sink.clear(later);
    places.clear();
  }
}
