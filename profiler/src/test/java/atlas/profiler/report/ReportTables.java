package atlas.profiler.report;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The tables of rendered reports as a reader sees them: titles of columns, and cells. */
final class ReportTables {
  /** A table; cells that a reader sees as empty are. */
  record Table(List<String> header, List<List<String>> rows) {
    /** The cells of some columns; an empty name is of the first column without one. */
    List<List<String>> columns(String... names) {
      int[] at = Arrays.stream(names).mapToInt(this::index).toArray();
      return rows.stream().map(row -> Arrays.stream(at).mapToObj(row::get).toList()).toList();
    }

    private int index(String name) {
      int index = header.indexOf(name);
      if (index < 0) {
        throw new AssertionError("no column '" + name + "' in " + header);
      }
      return index;
    }

    boolean has(String name) {
      return header.contains(name);
    }
  }

  private ReportTables() {}

  /** The table below a heading that begins so, in a text report of ASCII. */
  static Table ofText(String report, String heading) {
    List<String> lines =
        report
            .lines()
            .dropWhile(line -> !line.startsWith(heading))
            .skip(1)
            .takeWhile(line -> !line.isEmpty() && !line.startsWith(" --"))
            .toList();
    if (lines.isEmpty()) {
      throw new AssertionError("no table '" + heading + "' in " + report);
    }
    List<int[]> columns = columns(lines);
    List<List<String>> cells =
        lines.stream()
            .map(line -> columns.stream().map(column -> cell(line, column)).toList())
            .toList();
    return new Table(cells.getFirst(), cells.subList(1, cells.size()));
  }

  /** Columns are what stands between two or more blanks that go through all lines. */
  private static List<int[]> columns(List<String> lines) {
    BitSet used = new BitSet();
    for (String line : lines) {
      for (int i = 0; i < line.length(); i++) {
        if (line.charAt(i) != ' ') {
          used.set(i);
        }
      }
    }
    List<int[]> columns = new ArrayList<>();
    int from = used.nextSetBit(0);
    while (from >= 0) {
      int to = used.nextClearBit(from);
      int next = used.nextSetBit(to);
      while (next == to + 1) {
        to = used.nextClearBit(next);
        next = used.nextSetBit(to);
      }
      columns.add(new int[] {from, to});
      from = next;
    }
    return columns;
  }

  private static String cell(String line, int[] column) {
    int from = Math.min(column[0], line.length());
    return line.substring(from, Math.min(column[1], line.length())).strip();
  }

  /** The table below a title that begins so, in an HTML report. */
  static Table ofHtml(String report, String title) {
    Table found = ofHtml(report).get(title);
    if (found == null) {
      throw new AssertionError("no table '" + title + "' but " + ofHtml(report).keySet());
    }
    return found;
  }

  /** All tables, by their titles up to a colon. */
  private static Map<String, Table> ofHtml(String report) {
    Map<String, Table> tables = new TreeMap<>();
    String title = "";
    NodeList nodes = document(report).getElementsByTagName("*");
    for (int i = 0; i < nodes.getLength(); i++) {
      Element element = (Element) nodes.item(i);
      boolean isTitle =
          element.getTagName().equals("summary")
              || element.getAttribute("style").equals("font-weight:600;margin-top:4px");
      if (isTitle) {
        title = element.getTextContent().replaceFirst(" ?[:;\u00b7].*", "");
      } else if (element.getTagName().equals("table")) {
        tables.put(title, table(element));
      }
    }
    return tables;
  }

  /** The facts above the tables of an HTML report: what each is called, and its value. */
  static Map<String, String> factsOfHtml(String report) {
    Map<String, String> facts = new TreeMap<>();
    NodeList divs = document(report).getElementsByTagName("div");
    for (int i = 0; i < divs.getLength(); i++) {
      Element div = (Element) divs.item(i);
      if (div.getAttribute("style").startsWith("display:inline-block")) {
        NodeList parts = div.getElementsByTagName("div");
        facts.put(parts.item(1).getTextContent(), parts.item(0).getTextContent());
      }
    }
    return facts;
  }

  /** The same of a text report. */
  static Map<String, String> factsOfText(String report) {
    Map<String, String> facts = new TreeMap<>();
    report
        .lines()
        .skip(2)
        .takeWhile(line -> !line.isEmpty())
        .forEach(line -> {
          String[] parts = line.strip().split(" {2,}");
          for (int i = 0; i + 1 < parts.length; i += 2) {
            facts.put(parts[i], parts[i + 1]);
          }
        });
    return facts;
  }

  private static Element document(String report) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(report.replace("<br>", "<br/>"))))
          .getDocumentElement();
    } catch (Exception e) {
      throw new AssertionError(report, e);
    }
  }

  private static Table table(Element table) {
    List<String> header = List.of();
    List<List<String>> rows = new ArrayList<>();
    NodeList lines = table.getElementsByTagName("tr");
    for (int i = 0; i < lines.getLength(); i++) {
      List<String> cells = new ArrayList<>();
      boolean isHeader = false;
      for (Node n = lines.item(i).getFirstChild(); n != null; n = n.getNextSibling()) {
        isHeader |= n.getNodeName().equals("th");
        cells.add(n.getTextContent().replace('\u00a0', ' ').strip());
      }
      if (isHeader) {
        header = cells;
      } else {
        rows.add(cells);
      }
    }
    return new Table(header, rows);
  }
}
