package atlas.profiler.report;

import atlas.profiler.analysis.Filter;
import atlas.profiler.analysis.Filter.Subject;
import atlas.profiler.analysis.Query;
import atlas.profiler.analysis.TextMatch;
import atlas.profiler.report.ReportOptions.Form;
import atlas.vm.diagnostics.Suggestions;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A question to a profile in a line, {@code top 5 where fn ~ /sort/ by allocs}, {@code peek fib}:
 * the options of reports without their dashes, in any order.
 *
 * <pre>
 * line      = clause { clause }
 * clause    = "top" NUMBER | "by" KEY | "where" condition { "and" condition }
 *           | ( "focus" | "ignore" | "peek" ) text
 * condition = ( "fn" | "file" ) ( "~" | "!~" | "=" | "!=" ) text
 * text      = word | "'" … "'" | '"' … '"' | "/" regular expression "/"
 * </pre>
 */
public final class QueryLine {
  /** What a line can begin with; in the order in which messages list it. */
  private static final List<String> CLAUSES =
      List.of("top", "where", "by", "peek", "focus", "ignore");

  private static final Map<String, Subject> SUBJECTS =
      Map.of("fn", Subject.FUNCTION, "file", Subject.FILE);

  private static final String WHERE = "where";
  private static final String AND = "and";

  /** A clause and what cannot follow a name in code: a word, a text, an expression, or a name. */
  private static final Pattern BEGINNING =
      Pattern.compile(
          "(?:%s)[ \\t]+(?!(?:in|as|is|match)\\b)(?:[\\w\"']|/[^\\n]+/|<[^<>\\n]+>)[^\\n]*"
              .formatted(String.join("|", CLAUSES)));

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:\"([^\"]*)\"|'([^']*)'|/((?:\\\\.|[^/\\\\])+)/(?=\\s|$)|(!~|!=|==?|~)"
              + "|([^\\s~=!\"']+)|(.))");

  private final String line;
  private final Matcher tokens;
  private String word = "";

  private QueryLine(String line) {
    this.line = line.strip();
    this.tokens = TOKEN.matcher(this.line);
  }

  /** Whether a text is meant as one, which is then no code. */
  public static boolean isOne(String text) {
    return BEGINNING.matcher(text.strip()).matches();
  }

  /**
   * Options that answer a line.
   *
   * @param base the options that it adds to
   * @throws IllegalArgumentException in one line, if it is wrong
   */
  public static ReportOptions read(String line, ReportOptions base) {
    return new QueryLine(line).clauses(base).withForm(Form.ANSWER);
  }

  /** What must hold of functions: {@code fn ~ /sort/ and file = main.atl}. */
  static Query where(String conditions, Query query) {
    QueryLine reader = new QueryLine(conditions);
    Query all = reader.conditions(query);
    if (!reader.word.isEmpty()) {
      throw new IllegalArgumentException("'%s' is unexpected there".formatted(reader.word));
    }
    return all;
  }

  private ReportOptions clauses(ReportOptions base) {
    ReportOptions options = base;
    next();
    if (word.isEmpty()) {
      throw new IllegalArgumentException("a query has one of " + String.join(", ", CLAUSES));
    }
    while (!word.isEmpty()) {
      String clause = word;
      options =
          switch (clause) {
            case WHERE -> options.withQuery(conditions(options.query()));
            case "focus" -> options.withQuery(options.query().where(Filter.focus(text(clause))));
            case "ignore" -> options.withQuery(options.query().where(Filter.ignore(text(clause))));
            case "peek" -> options.withPeek(raw(clause));
            case "top" -> all(OptionReader.top(options, "'top'", raw(clause)));
            case "by" -> OptionReader.sort(options, "'by'", raw(clause));
            default ->
                throw new IllegalArgumentException(
                    "no clause " + Suggestions.unknown(clause, CLAUSES));
          };
      if (!clause.equals(WHERE)) {
        next();
      }
    }
    return options;
  }

  /** So many rows are so many, however small, unless a threshold was asked for. */
  private static ReportOptions all(ReportOptions options) {
    return options.threshold() == ReportOptions.DEFAULT.threshold()
        ? options.withThreshold(0)
        : options;
  }

  /** Reads conditions; the word behind them is the next one then. */
  private Query conditions(Query query) {
    Query all = query;
    do {
      String subject = raw(WHERE);
      if (!SUBJECTS.containsKey(subject)) {
        List<String> known = SUBJECTS.keySet().stream().sorted().toList();
        throw new IllegalArgumentException(
            "'where' cannot compare " + Suggestions.unknown(subject, known));
      }
      String operator = next() ? token(4) : "";
      Filter filter =
          switch (operator) {
            case "~", "!~" -> filter(subject, operator, text(operator));
            case "=", "==", "!=" -> filter(subject, operator, TextMatch.whole(raw(operator)));
            default ->
                throw new IllegalArgumentException(
                    "'%s' needs one of ~, !~, =, != and a text".formatted(subject));
          };
      all = all.where(filter);
      next();
    } while (word.equals(AND));
    return all;
  }

  private static Filter filter(String subject, String operator, TextMatch text) {
    return new Filter(SUBJECTS.get(subject), !operator.startsWith("!"), text);
  }

  /** The next token as a text to compare with. */
  private TextMatch text(String before) {
    String raw = raw(before);
    return tokens.group(3) == null ? TextMatch.part(raw) : TextMatch.expression(tokens.group(3));
  }

  /** The next token as it is written, without quotes. */
  private String raw(String before) {
    if (!next() || tokens.group(4) != null) {
      throw new IllegalArgumentException("'%s' needs something behind it".formatted(before));
    }
    for (int quoted : new int[] {1, 2}) {
      if (tokens.group(quoted) != null) {
        return tokens.group(quoted);
      }
    }
    return word;
  }

  private String token(int group) {
    return tokens.group(group) == null ? "" : tokens.group(group);
  }

  /** Goes on; false, with an empty word, at the end. */
  private boolean next() {
    boolean found = tokens.find();
    word = found ? tokens.group().strip() : "";
    return found;
  }
}
