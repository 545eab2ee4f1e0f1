package atlas.vm.runtime;

import atlas.vm.plot.Plot;

/** What a program shows besides what it prints. */
public sealed interface Exhibit {
  /** A value, as a session shows a result. */
  record OfValue(Value value) implements Exhibit {}

  /**
   * Text with markup.
   *
   * @param html a fragment of a page
   * @param text the same for readers of text
   */
  record Html(String html, String text) implements Exhibit {}

  /** A chart. */
  record Chart(Plot plot) implements Exhibit {}
}
