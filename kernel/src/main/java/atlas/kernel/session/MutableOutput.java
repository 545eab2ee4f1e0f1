package atlas.kernel.session;

import atlas.vm.runtime.Output;

/** An output that can be silenced. */
final class MutableOutput implements Output {
  private final Output target;
  private volatile boolean muted;

  MutableOutput(Output target) {
    this.target = target;
  }

  void mute(boolean silent) {
    muted = silent;
  }

  @Override
  public void write(String text) {
    if (!muted) {
      target.write(text);
    }
  }

  @Override
  public void flush() {
    target.flush();
  }

  @Override
  public boolean isStandard() {
    return target.isStandard();
  }
}
