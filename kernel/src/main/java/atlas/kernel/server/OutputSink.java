package atlas.kernel.server;

import atlas.kernel.display.MimeBundle;

/** Takes what a cell writes while it runs. Order is kept, between streams and displays too. */
public interface OutputSink {
  void stdout(String text);

  void stderr(String text);

  void display(MimeBundle bundle);
}
