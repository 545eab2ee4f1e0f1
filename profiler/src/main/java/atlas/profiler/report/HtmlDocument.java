package atlas.profiler.report;

import atlas.profiler.model.Profile;
import java.io.IOException;
import java.io.Writer;

/** The {@link HtmlReport} as a page of its own, light or dark as its reader likes it. */
public final class HtmlDocument implements ReportWriter {
  private static final String END = "</body>\n</html>\n";

  @Override
  public void write(Profile profile, ReportOptions options, Writer out) throws IOException {
    out.write(begin("Profile of " + HtmlReport.cut(profile.name())));
    new HtmlReport().write(profile, options, out);
    out.write(END);
  }

  /** A page around what is meant for notebook cells. */
  public static String page(String title, String division) {
    return begin(HtmlReport.cut(title)) + division + END;
  }

  private static String begin(String title) {
    HtmlPage page = new HtmlPage();
    page.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.raw("<meta name=\"viewport\" content=\"width=device-width\">\n");
    page.raw("<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
    page.text(title).raw("</title>\n</head>\n");
    return page.raw("<body style=\"margin:24px auto;padding:0 16px;max-width:1100px\">\n")
        .toString();
  }
}
