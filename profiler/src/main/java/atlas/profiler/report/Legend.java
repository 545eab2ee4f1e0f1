package atlas.profiler.report;

import java.util.List;

/** What the figures of a report mean, in a few words each; all of it is in docs/profiling.md. */
final class Legend {
  /** A figure and its meaning. */
  record Entry(String figure, String meaning) {}

  static final List<Entry> ENTRIES =
      List.of(
          new Entry(
              "instructions", "bytecode instructions begun: exact, the same on every machine"),
          new Entry("elapsed", "wall time of the run; not of single lines, which are not timed"),
          new Entry("own cost", "how much longer counting made the run, estimated or measured"),
          new Entry("hits", "how often the line was come to; its most executed instruction"),
          new Entry("self", "of the function itself, without what it calls"),
          new Entry("total", "with all that it calls; recursive calls count once"),
          new Entry("per call", "self instructions for each call"),
          new Entry("instr in callee", "of the callee and below, for the calls of this line"),
          new Entry("instr below", "of the functions that a library function was given to call"),
          new Entry("advice", "what could be done less often; % of all instructions, at least"),
          new Entry("[3]:1", "line 1 of the third input or cell"),
          new Entry("values made", "arrays, strings, closures, ...: how many, not how large"),
          new Entry("entries, turns", "how often a loop was begun, and how often it repeated"),
          new Entry("least, most", "turns of one entry of a loop; of all loops with --loops"),
          new Entry("yes, no", "how often a condition held, and did not"),
          new Entry(
              Numbers.UNKNOWN, "not known from counts alone; --tree tells most totals of calls"),
          new Entry("~", "an estimate"));

  private static final int FIGURE = 17;

  private Legend() {}

  static void write(TextPage page) {
    page.blank();
    page.heading("Legend");
    for (Entry entry : ENTRIES) {
      page.line(" " + Glyphs.padRight(entry.figure(), FIGURE) + entry.meaning());
    }
  }

  static void write(HtmlPage page) {
    page.openDetails("What the figures mean").openTable();
    for (Entry entry : ENTRIES) {
      page.row().cell(entry.figure()).cell(entry.meaning()).endRow();
    }
    page.closeTable().closeDetails();
  }
}
