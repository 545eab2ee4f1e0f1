package atlas.kernel.session;

import atlas.kernel.session.Candidate.Kind;
import atlas.vm.analysis.GlobalScope;
import atlas.vm.source.SourceTexts;
import atlas.vm.syntax.Lexer;
import atlas.vm.syntax.Token;
import atlas.vm.syntax.TokenKind;
import atlas.vm.types.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Answers questions about the place of a cursor in a text that somebody is typing. It looks at
 * tokens and declarations only: nothing is compiled, nothing is run.
 */
final class Queries {
  private static final String HERE = "./";

  private final String text;
  private final int cursor;
  private final Names names;
  private final Path directory;

  /**
   * @param directory what paths in the text are relative to
   */
  Queries(String text, int cursor, GlobalScope scope, Path directory) {
    this.text = text;
    this.cursor = Math.clamp(cursor, 0, text.length());
    this.names = new Names(scope);
    this.directory = directory;
  }

  Completions complete() {
    int from = wordStart(cursor);
    String before = text.substring(0, from);
    List<Token> raw = Lexer.highlight(before);
    TokenKind last = raw.isEmpty() ? TokenKind.END : lastKind(raw);
    if (last == TokenKind.OPEN_STRING) {
      int start = raw.get(raw.size() - 1).span().start();
      return completePath(new Tokens(text.substring(0, start)), start + 1);
    }
    if (isComment(last)) {
      return Completions.none(cursor);
    }
    Tokens tokens = new Tokens(before);
    String word = text.substring(from, cursor);
    List<Candidate> all = inImportList(tokens) ? exports() : candidates(tokens, word);
    return new Completions(from, cursor, matching(word, all));
  }

  /** Whether the innermost open brace is that of an import. */
  private static boolean inImportList(Tokens tokens) {
    int at = tokens.size() - 1;
    while (tokens.is(at, TokenKind.IDENTIFIER)
        || tokens.is(at, TokenKind.COMMA)
        || at >= 0 && tokens.is(at, TokenKind.END)) {
      at--;
    }
    return tokens.is(at, TokenKind.LEFT_BRACE) && tokens.is(at - 1, TokenKind.IMPORT);
  }

  /**
   * What the module exports whose path stands behind the braces that the cursor is in; what the
   * modules of the directory export if there is no path yet.
   */
  private List<Candidate> exports() {
    Tokens after = new Tokens(text.substring(cursor));
    int at = 0;
    while (after.is(at, TokenKind.IDENTIFIER) || after.is(at, TokenKind.COMMA)) {
      at++;
    }
    boolean closed = after.is(at, TokenKind.RIGHT_BRACE) && after.is(at + 1, TokenKind.FROM);
    if (!closed || !after.is(at + 2, TokenKind.STRING)) {
      return ModuleExports.ofAll(Paths.below(directory, HERE, SourceTexts::isSource), directory);
    }
    String literal = after.text(at + 2);
    return ModuleExports.of(literal.substring(1, literal.length() - 1), directory);
  }

  private static TokenKind lastKind(List<Token> raw) {
    int i = raw.size() - 1;
    while (i > 0 && raw.get(i).kind() == TokenKind.END) {
      i--;
    }
    return raw.get(i).kind();
  }

  /** Whether what follows a token is in a comment still. */
  private static boolean isComment(TokenKind last) {
    return switch (last) {
      case OPEN_COMMENT, COMMENT, DOC_COMMENT -> true;
      default -> false;
    };
  }

  private List<Candidate> candidates(Tokens tokens, String word) {
    int end = tokens.size();
    while (end > 0 && tokens.is(end - 1, TokenKind.END)) {
      end--;
    }
    TokenKind previous = tokens.kind(end - 1);
    return switch (previous) {
      case DOT -> {
        Type receiver = new LocalNames(tokens, names).types().endingAt(end - 2);
        yield names.members(receiver).stream().map(Fact::candidate).toList();
      }
      case LET, VAR, FN, TYPE, TRAIT -> List.of();
      case COLON, ARROW, IS, EXTENDS, OWN, BORROW, SHARED -> names.types();
      case IMPL -> names.traits();
      default -> {
        if (word.isEmpty() && previous == TokenKind.NUMBER) {
          yield List.of();
        }
        List<Candidate> all = new ArrayList<>();
        new LocalNames(tokens, names).all().forEach(f -> all.add(f.candidate()));
        names.beginning(word).forEach(f -> all.add(f.candidate()));
        all.addAll(Names.keywords());
        if (mayBeInType(previous)) {
          names.types().forEach(all::add);
        }
        yield all;
      }
    };
  }

  /** Whether a type argument or a member of a union may follow. */
  private static boolean mayBeInType(TokenKind previous) {
    return switch (previous) {
      case LESS, COMMA, PIPE, AMPERSAND, LEFT_PAREN, EQUAL -> true;
      default -> false;
    };
  }

  /** Those that begin as the word does; with other capitals if there is no other way. */
  private static List<Candidate> matching(String word, List<Candidate> all) {
    Map<String, Candidate> found = new LinkedHashMap<>();
    all.stream()
        .filter(c -> c.text().startsWith(word))
        .forEach(c -> found.putIfAbsent(c.text(), c));
    if (found.isEmpty()) {
      String lower = word.toLowerCase(Locale.ROOT);
      all.stream()
          .filter(c -> c.text().toLowerCase(Locale.ROOT).startsWith(lower))
          .forEach(c -> found.putIfAbsent(c.text(), c));
    }
    return List.copyOf(found.values());
  }

  /** Paths, in the string behind {@code from}. */
  private Completions completePath(Tokens before, int start) {
    int last = before.size() - 1;
    while (last >= 0 && before.is(last, TokenKind.END)) {
      last--;
    }
    if (!before.is(last, TokenKind.FROM)) {
      return Completions.none(cursor);
    }
    String beginning = text.substring(start, cursor);
    // Nothing else is a path of a module.
    boolean isPath = beginning.startsWith(".") || beginning.startsWith("/");
    String path = isPath ? beginning : HERE + beginning;
    return new Completions(start, cursor, Paths.below(directory, path, SourceTexts::isSource));
  }

  Optional<Inspection> inspect() {
    int from = wordStart(cursor);
    int to = cursor;
    while (to < text.length() && isWord(text.charAt(to))) {
      to++;
    }
    if (from == to) {
      return call().map(Fact::inspection);
    }
    List<Token> raw = Lexer.highlight(text.substring(0, from));
    TokenKind last = raw.isEmpty() ? TokenKind.END : lastKind(raw);
    if (last == TokenKind.OPEN_STRING || isComment(last)) {
      return Optional.empty();
    }
    String word = text.substring(from, to);
    Tokens tokens = new Tokens(text.substring(0, from));
    LocalNames local = new LocalNames(tokens, names);
    Optional<Fact> fact = meaning(tokens, tokens.size() - 1, local, word);
    if (fact.isEmpty()) {
      fact = new LocalNames(new Tokens(text), names).find(word);
    }
    return fact.map(Fact::inspection)
        .or(() -> keyword(word))
        .or(() -> call().map(Fact::inspection));
  }

  private Optional<Fact> meaning(Tokens tokens, int previous, LocalNames local, String word) {
    return tokens.is(previous, TokenKind.DOT)
        ? names.member(local.types().endingAt(previous - 1), word)
        : local.find(word).or(() -> names.find(word));
  }

  private static Optional<Inspection> keyword(String word) {
    return Names.keywords().stream()
        .filter(k -> k.text().equals(word))
        .findFirst()
        .map(k ->
            new Inspection(
                word,
                word,
                "",
                Optional.of("A keyword of the language."),
                Optional.empty(),
                Optional.empty(),
                List.of()));
  }

  Optional<CallHint> hint() {
    Tokens tokens = new Tokens(text.substring(0, cursor));
    int open = openParenthesis(tokens);
    if (open < 0) {
      return Optional.empty();
    }
    return callee(tokens, open)
        .map(f ->
            new CallHint(
                f.candidate().signature().isEmpty() ? f.signature() : f.candidate().signature(),
                arguments(tokens, open),
                f.doc().orElse("")));
  }

  private Optional<Fact> call() {
    Tokens tokens = new Tokens(text.substring(0, cursor));
    int open = openParenthesis(tokens);
    return open < 0 ? Optional.empty() : callee(tokens, open);
  }

  private Optional<Fact> callee(Tokens tokens, int open) {
    if (!tokens.is(open - 1, TokenKind.IDENTIFIER) || tokens.is(open - 2, TokenKind.FN)) {
      return Optional.empty();
    }
    Tokens before = new Tokens(text.substring(0, tokens.start(open - 1)));
    LocalNames local = new LocalNames(before, names);
    return meaning(before, open - 2, local, tokens.text(open - 1))
        .filter(f -> f.kind() != Kind.CONSTANT);
  }

  /** The innermost parenthesis that is open at the end; -1 if there is none. */
  private static int openParenthesis(Tokens tokens) {
    int depth = 0;
    for (int i = tokens.size() - 1; i >= 0; i--) {
      switch (tokens.kind(i)) {
        case RIGHT_PAREN, RIGHT_BRACKET, RIGHT_BRACE -> depth++;
        case LEFT_BRACKET -> depth = Math.max(0, depth - 1);
        case LEFT_BRACE -> {
          if (depth == 0) {
            return -1;
          }
          depth--;
        }
        case LEFT_PAREN -> {
          if (depth == 0) {
            return i;
          }
          depth--;
        }
        default -> {}
      }
    }
    return -1;
  }

  private static int arguments(Tokens tokens, int open) {
    int depth = 0;
    int count = 0;
    for (int i = open + 1; i < tokens.size(); i++) {
      switch (tokens.kind(i)) {
        case LEFT_PAREN, LEFT_BRACKET, LEFT_BRACE -> depth++;
        case RIGHT_PAREN, RIGHT_BRACKET, RIGHT_BRACE -> depth--;
        case COMMA -> count += depth == 0 ? 1 : 0;
        default -> {}
      }
    }
    return count;
  }

  private int wordStart(int end) {
    int start = end;
    while (start > 0 && isWord(text.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  private static boolean isWord(char c) {
    return c == '_' || Character.isLetterOrDigit(c) || Character.isSurrogate(c);
  }
}
