package atlas.profiler.report;

import atlas.profiler.report.TextTable.Column;
import java.util.List;

/** The text report as it grows: lines of at most the wanted width, each with its emphasis. */
final class TextPage {
  /** The cells of a bar of 100 %. */
  static final int BAR_CELLS = 24;

  private final StringBuilder text = new StringBuilder();
  private final ReportOptions options;
  private final Glyphs glyphs;

  TextPage(ReportOptions options) {
    this.options = options;
    this.glyphs = new Glyphs(options.ascii());
  }

  int width() {
    return options.width();
  }

  Glyphs glyphs() {
    return glyphs;
  }

  String clean(String any) {
    return glyphs.clean(any);
  }

  TextTable table(Column... columns) {
    return new TextTable(glyphs, List.of(columns));
  }

  void blank() {
    text.append('\n');
  }

  void line(String line) {
    text.append(glyphs.cutEnd(line, width())).append('\n');
  }

  void heading(String line) {
    glyphs.wrap(line, width()).forEach(each -> styled(options.style().heading(each)));
  }

  void alarm(String line) {
    glyphs.wrap(line, width()).forEach(each -> styled(options.style().alarm(each)));
  }

  void aside(String line) {
    glyphs.wrap(line, width()).forEach(each -> styled(options.style().aside(each)));
  }

  private void styled(String line) {
    text.append(line).append('\n');
  }

  /** A table; its header and the row for what is left out stand back. */
  void table(TextTable table) {
    List<String> lines = table.layout(width());
    int rest = table.hasRest() ? lines.size() - 1 : lines.size();
    styled(options.style().aside(glyphs.cutEnd(lines.getFirst(), width())));
    lines.subList(1, rest).forEach(this::line);
    for (String line : lines.subList(rest, lines.size())) {
      styled(options.style().aside(glyphs.cutEnd(line, width())));
    }
  }

  /** A share as a bar. */
  String bar(long count, long total) {
    return bar(count, total, BAR_CELLS);
  }

  /** A bar that is so wide for the whole. */
  String bar(long count, long total, int most) {
    int cells = total == 0 ? 0 : (int) Math.round((double) count / total * most);
    return (options.ascii() ? "#" : "█").repeat(cells);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
