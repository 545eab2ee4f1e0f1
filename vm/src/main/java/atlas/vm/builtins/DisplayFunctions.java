package atlas.vm.builtins;

import static atlas.vm.builtins.ParamKind.ANY;
import static atlas.vm.builtins.ParamKind.NULL;
import static atlas.vm.builtins.ParamKind.STRING;

import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.plot.TextPlot;
import atlas.vm.runtime.Context;
import atlas.vm.runtime.Display;
import atlas.vm.runtime.Exhibit;
import atlas.vm.runtime.NullValue;
import atlas.vm.runtime.Text;
import atlas.vm.runtime.Value;
import java.util.List;
import java.util.Optional;

/**
 * What a program shows where more than text can be shown: an extension of the library. Elsewhere
 * the text of it goes to the output. A program may use the names for its own functions.
 */
public final class DisplayFunctions {
  /** Of a value so much text is shown, as a session does. */
  private static final int MOST_CHARACTERS = 10_000;

  private DisplayFunctions() {}

  static List<Builtin> table() {
    Rows rows = Rows.dynamic(DisplayFunctions.class, DiagnosticCode.AT0102, DiagnosticCode.AT0102);
    rows.add(
            "display",
            "(v: any, place?: string) -> null",
            "Shows a value as a session shows a result; in place of what has the same place.")
        .takes(ANY, ANY)
        .lastIsOptional()
        .gives(NULL)
        .withContext()
        .example("display([\"a\", \"b\"]);", "[\"a\", \"b\"]");
    rows.add(
            "html",
            "(markup: string, place?: string) -> null",
            "Shows a fragment of HTML in a notebook; elsewhere, its text.")
        .takes(STRING, ANY)
        .lastIsOptional()
        .gives(NULL)
        .withContext()
        .example("html(\"<b>3</b> &lt; 4\");", "3 < 4");
    rows.add(
            "plot",
            "(data: any, y?: any, kind?: string, title?: string, xTitle?: string, yTitle?: string) -> null",
            "Draws numbers as \"line\", \"bar\", \"scatter\" or \"histogram\"; in a terminal, of characters.")
        .takes(ANY, ANY, ANY, ANY, ANY, ANY)
        .lastIsOptional()
        .lastIsOptional()
        .lastIsOptional()
        .lastIsOptional()
        .lastIsOptional()
        .gives(NULL)
        .withContext()
        .example(
            "plot([\"sun\", \"rain\"], [10, 5], \"bar\", \"Days\");",
            "Days\n sun │████████████████████████████████████████ 10\nrain │████████████████████ 5");
    rows.add(
            "clearOutput",
            "(later?: bool) -> null",
            "Takes away the output of a cell so far; if later is true, when more comes.")
        .takes(ANY)
        .lastIsOptional()
        .gives(NULL)
        .withContext()
        .example("clearOutput();\nprint(1);", "1");
    return rows.list();
  }

  public static NullValue display(Context context, int depth, Value value, Value place) {
    if (!shows(context, new Exhibit.OfValue(value), place, "display")) {
      context.output().write(Display.literal(value, MOST_CHARACTERS).concat("\n"));
    }
    return NullValue.NULL;
  }

  public static NullValue html(Context context, int depth, Text markup, Value place) {
    Exhibit.Html exhibit = new Exhibit.Html(markup.toString(), HtmlText.of(markup.toString()));
    if (!shows(context, exhibit, place, "html")) {
      context.output().write(exhibit.text().concat("\n"));
    }
    return NullValue.NULL;
  }

  public static NullValue plot(
      Context context, int depth, Value a, Value b, Value c, Value d, Value e, Value f) {
    Exhibit.Chart chart = new Exhibit.Chart(PlotArguments.read(List.of(a, b, c, d, e, f)));
    if (!shows(context, chart, NullValue.NULL, "plot")) {
      context.output().write(TextPlot.of(chart.plot()).concat("\n"));
    }
    return NullValue.NULL;
  }

  public static NullValue clearOutput(Context context, int depth, Value later) {
    boolean waits = later != NullValue.NULL && Arguments.bool(later, "clearOutput", 0);
    context.host().screen().clear(waits);
    return NullValue.NULL;
  }

  private static boolean shows(Context context, Exhibit exhibit, Value place, String function) {
    Optional<String> where =
        place == NullValue.NULL
            ? Optional.empty()
            : Optional.of(Arguments.text(place, function, 1).toString());
    return context.host().screen().show(exhibit, where);
  }
}
