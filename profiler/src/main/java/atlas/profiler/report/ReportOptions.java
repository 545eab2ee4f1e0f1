package atlas.profiler.report;

import atlas.profiler.analysis.Cut;
import atlas.profiler.analysis.Query;
import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a report shows, and how. Forms for machines hold everything and heed none of it.
 *
 * @param threshold the smallest percentage of the instructions that makes a line a hot one,
 *     inclusive
 * @param top the most rows of a table
 * @param form how much of it
 * @param ascii whether the output can show ASCII only
 * @param width the columns of the output
 * @param style whether it is coloured
 * @param query which parts, in which order
 * @param extras what else the text form shows
 * @param peek if not empty, callers and callees of functions so called are shown, too
 */
public record ReportOptions(
    double threshold,
    OptionalInt top,
    Form form,
    boolean ascii,
    int width,
    Style style,
    Query query,
    Set<Extra> extras,
    String peek) {
  /** How much is shown. */
  public enum Form {
    /** All. */
    REPORT,
    /** What a query asks for: lines and functions, or callers and callees of one. */
    ANSWER,
    /** One line. */
    SUMMARY
  }

  /** Parts of the text form that are shown when asked for. */
  public enum Extra {
    /** The source with its counts. */
    SOURCE,
    /** Opcodes by function, and pairs of them. */
    OPCODES,
    /** What the figures mean. */
    LEGEND
  }

  /** The narrowest output for which there is a layout. */
  public static final int MIN_WIDTH = 40;

  /** Lines of 1 % and more, 80 columns, no colour. */
  public static final ReportOptions DEFAULT =
      new ReportOptions(
          1, OptionalInt.empty(), Form.REPORT, false, 80, Style.PLAIN, Query.ALL, Set.of(), "");

  public ReportOptions {
    new Cut(threshold, top);
    if (width < MIN_WIDTH) {
      throw new IllegalArgumentException("a report needs " + MIN_WIDTH + " columns");
    }
  }

  public ReportOptions withThreshold(double percent) {
    return new ReportOptions(percent, top, form, ascii, width, style, query, extras, peek);
  }

  public ReportOptions withTop(int rows) {
    return new ReportOptions(
        threshold, OptionalInt.of(rows), form, ascii, width, style, query, extras, peek);
  }

  public ReportOptions withForm(Form other) {
    return new ReportOptions(threshold, top, other, ascii, width, style, query, extras, peek);
  }

  public ReportOptions withAscii(boolean on) {
    return new ReportOptions(threshold, top, form, on, width, style, query, extras, peek);
  }

  public ReportOptions withWidth(int columns) {
    return new ReportOptions(threshold, top, form, ascii, columns, style, query, extras, peek);
  }

  public ReportOptions withStyle(Style other) {
    return new ReportOptions(threshold, top, form, ascii, width, other, query, extras, peek);
  }

  public ReportOptions withQuery(Query other) {
    return new ReportOptions(threshold, top, form, ascii, width, style, other, extras, peek);
  }

  /** With one more part. */
  public ReportOptions with(Extra extra) {
    Set<Extra> more = EnumSet.of(extra);
    more.addAll(extras);
    return new ReportOptions(
        threshold, top, form, ascii, width, style, query, Set.copyOf(more), peek);
  }

  public ReportOptions withPeek(String function) {
    return new ReportOptions(threshold, top, form, ascii, width, style, query, extras, function);
  }

  /** Whether to say it all in one line. */
  public boolean summary() {
    return form == Form.SUMMARY;
  }

  /** Whether values made are what is looked for. */
  boolean byAllocs() {
    return query.sort() == Query.Sort.ALLOCS;
  }

  /**
   * What is left of the hot lines, with at most {@code most} rows unless the user says otherwise.
   */
  Cut lines(int most) {
    return new Cut(threshold, OptionalInt.of(Math.min(most, top.orElse(most))));
  }

  /** What is left of another table, which has so many rows unless the user says otherwise. */
  Cut rows(int usually, int most) {
    return Cut.top(Math.min(top.orElse(usually), most));
  }
}
