package atlas.kernel.command;

import atlas.kernel.session.Input;
import atlas.profiler.RunOptionReader;
import atlas.profiler.RunOptions;
import atlas.profiler.Scale;
import atlas.profiler.report.OptionDoc;
import atlas.profiler.report.OptionReader;
import atlas.profiler.report.QueryLine;
import atlas.profiler.report.ReportOptions;
import atlas.vm.diagnostics.Diagnostic;
import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.diagnostics.Suggestions;
import atlas.vm.source.SourceFile;
import atlas.vm.source.Span;
import atlas.vm.syntax.Lexer;
import atlas.vm.syntax.Token;
import atlas.vm.syntax.TokenKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The options of {@code :profile}, which end where code begins, at the latest with their line; or
 * the one word behind them that asks for something else than a run.
 *
 * @param request what is asked for
 * @param run how to run the code
 * @param from where the code starts
 * @param diff whether to compare with the profile before
 * @param save where to save the profile
 * @param scale which values a variable shall have in turn
 * @param problem what is wrong with the options; then nothing shall run
 */
record ProfileLine(
    Request request,
    ReportOptions options,
    RunOptions run,
    int from,
    boolean diff,
    Optional<String> save,
    Optional<Scale> scale,
    Optional<Diagnostic> problem) {
  private static final String DIFF = "--diff";
  private static final String SAVE = "--save";

  /** All options. */
  static final List<OptionDoc> OPTIONS =
      Stream.of(
              RunOptionReader.docs(),
              List.of(Scale.DOC),
              OptionReader.docs(),
              List.of(
                  OptionDoc.flag(DIFF, "Show what differs from the profile before."),
                  OptionDoc.of(SAVE, "FILE", "Save the profile, too: --save old.atlprof.")))
          .flatMap(List::stream)
          .toList();

  private static final List<String> NAMES = OPTIONS.stream().map(OptionDoc::name).toList();

  /** What the command shall do. A word for it is one only if nothing follows it. */
  enum Request {
    RUN("", "run the code, and show its profile"),
    LAST("last", "show the last profile again"),
    DIFF("diff", "compare it with the run before of the same code"),
    ALL("all", "show all profiles of the session added up"),
    LIST("list", "list them"),
    ON("on", "count every input from now on, for 'last' to show"),
    OFF("off", "count no more than is asked for"),
    RESET("reset", "forget them"),
    QUERY("", "answer a question to the last profile");

    private final String word;
    private final String meaning;

    Request(String word, String meaning) {
      this.word = word;
      this.meaning = meaning;
    }

    String word() {
      return word;
    }

    String meaning() {
      return meaning;
    }

    /** What a text behind the options asks for. */
    static Request of(String text) {
      return Stream.of(values())
          .filter(request -> !text.isEmpty() && request.word.equals(text))
          .findFirst()
          .orElse(QueryLine.isOne(text) ? QUERY : RUN);
    }
  }

  /** Why there is no showing how counts grow, if that is asked for. */
  Optional<String> conflict() {
    List<String> others = new ArrayList<>();
    if (diff) {
      others.add(DIFF);
    }
    if (save.isPresent()) {
      others.add(SAVE);
    }
    if (request != Request.RUN) {
      others.add(request == Request.QUERY ? "a query" : "'" + request.word() + "'");
    }
    return scale.flatMap(each -> each.conflict(run, others));
  }

  static ProfileLine of(Invocation invocation) {
    return new Reader(invocation).read();
  }

  private static final class Reader {
    private final Input input;
    private final String text;
    private final int lineEnd;
    private int at;

    Reader(Invocation invocation) {
      input = invocation.input();
      text = input.text();
      at = invocation.from();
      int end = text.indexOf('\n', at);
      lineEnd = end < 0 ? text.length() : end;
    }

    ProfileLine read() {
      ReportOptions options = ReportOptions.DEFAULT;
      RunOptions run = RunOptions.DEFAULT;
      boolean diff = false;
      Optional<String> save = Optional.empty();
      Optional<Scale> scale = Optional.empty();
      skipBlanks();
      while (text.startsWith("--", at)) {
        int start = at;
        String word = word();
        int equals = word.indexOf('=');
        String name = name(word);
        if (!NAMES.contains(name)) {
          String meant =
              Suggestions.nearest(name, NAMES)
                  .map(near -> "; did you mean '" + near + "'?")
                  .orElse("");
          return failed(start, "Unknown option '" + name + "'" + meant);
        }
        try {
          switch (name) {
            case DIFF -> diff = true;
            case Scale.OPTION -> scale = Optional.of(Scale.parse(value(word, equals)));
            case SAVE -> save = Optional.of(path(value(word, equals)));
            case String _ when isOfRun(name) ->
                run = RunOptionReader.apply(run, name, () -> value(word, equals));
            default -> options = OptionReader.apply(options, name, () -> value(word, equals));
          }
        } catch (IllegalArgumentException e) {
          return failed(start, "Option " + e.getMessage());
        }
        skipBlanks();
      }
      int misplaced = misplaced();
      if (misplaced >= 0) {
        String before = text.substring(at, misplaced).strip();
        boolean isCode = Request.of(before) == Request.RUN;
        at = misplaced;
        String place = isCode ? "the code" : "'" + before + "'";
        return failed(misplaced, "Option '" + name(word()) + "' belongs before " + place);
      }
      String rest = text.substring(at).strip();
      Request request = at == lineEnd ? Request.RUN : Request.of(rest);
      if (request == Request.QUERY) {
        int start = at;
        at = start + rest.length();
        try {
          options = QueryLine.read(rest, options);
        } catch (IllegalArgumentException e) {
          return failed(start, "Query: " + e.getMessage());
        }
      }
      int from = request == Request.RUN ? at : text.length();
      return new ProfileLine(request, options, run, from, diff, save, scale, Optional.empty());
    }

    private static String name(String word) {
      int equals = word.indexOf('=');
      return equals < 0 ? word : word.substring(0, equals);
    }

    /**
     * Where an option stands behind the code: no name follows a decrement there. -1 if none does.
     */
    private int misplaced() {
      int code = at;
      int found = -1;
      for (Token token : Lexer.highlight(text.substring(code, lineEnd))) {
        at = code + token.span().start();
        if (found < 0
            && token.is(TokenKind.MINUS_MINUS)
            && at > code
            && Character.isWhitespace(text.charAt(at - 1))
            && NAMES.contains(name(word()))) {
          found = code + token.span().start();
        }
      }
      at = code;
      return found;
    }

    private static boolean isOfRun(String name) {
      return RunOptionReader.docs().stream().anyMatch(doc -> doc.name().equals(name));
    }

    private ProfileLine failed(int start, String message) {
      SourceFile source = new SourceFile(input.name().orElse("<input>"), text);
      Span span = new Span(start, at);
      char prefix = text.charAt(Input.beginning(text));
      Diagnostic problem =
          Diagnostic.error(DiagnosticCode.AT9999, source, span, message, "")
              .withHelp("'" + prefix + "help profile' lists the options");
      return new ProfileLine(
          Request.RUN,
          ReportOptions.DEFAULT,
          RunOptions.DEFAULT,
          at,
          false,
          Optional.empty(),
          Optional.empty(),
          Optional.of(problem));
    }

    private static String path(String value) {
      if (value.isEmpty()) {
        throw new IllegalArgumentException("--save needs the name of a file");
      }
      return value;
    }

    private String value(String word, int equals) {
      if (equals >= 0) {
        return word.substring(equals + 1);
      }
      skipBlanks();
      char quote = at < lineEnd ? text.charAt(at) : ' ';
      int end = quote == '"' || quote == '\'' ? text.indexOf(quote, at + 1) : -1;
      if (end < 0 || end >= lineEnd) {
        return word();
      }
      String value = text.substring(at + 1, end);
      at = end + 1;
      return value;
    }

    private String word() {
      int start = at;
      while (at < lineEnd && !Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      return text.substring(start, at);
    }

    private void skipBlanks() {
      while (at < lineEnd && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
    }
  }
}
