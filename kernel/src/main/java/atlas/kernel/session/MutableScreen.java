package atlas.kernel.session;

import atlas.vm.runtime.Exhibit;
import atlas.vm.runtime.Screen;
import java.util.Optional;

/** A screen that can be exchanged and switched off. */
final class MutableScreen implements Screen {
  private volatile Screen target = Screen.none();
  private volatile boolean muted;

  void set(Screen screen) {
    target = screen;
  }

  void mute(boolean silent) {
    muted = silent;
  }

  @Override
  public boolean show(Exhibit exhibit, Optional<String> place) {
    return muted || target.show(exhibit, place);
  }

  @Override
  public void clear(boolean later) {
    if (!muted) {
      target.clear(later);
    }
  }
}
