package atlas.vm.syntax;

import static java.util.Map.entry;

import atlas.vm.diagnostics.Suggestions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What to write instead of words that begin something in other languages, or are misspelt. */
final class ForeignWords {
  private static final Map<String, String> ADVICE =
      Map.ofEntries(
          entry("const", "a constant is declared with 'let'"),
          entry("mut", "a variable that changes is declared with 'var'"),
          entry("function", "a function is declared with 'fn'"),
          entry("func", "a function is declared with 'fn'"),
          entry("def", "a function is declared with 'fn'"),
          entry("fun", "a function is declared with 'fn'"),
          entry("lambda", Advice.NO_LAMBDAS),
          entry("elif", "write 'else if'"),
          entry("elsif", "write 'else if'"),
          entry("elseif", "write 'else if'"),
          entry("switch", "write 'match x { 1 => …, _ => … };'"),
          entry("case", "write 'match x { 1 => …, _ => … };'"),
          entry("do", "there is no 'do' loop; write 'while (…) { … }'"),
          entry("loop", "write 'while (true) { … }'"),
          entry("until", "write 'while (!…) { … }'"),
          entry("unless", "write 'if (!…) { … }'"),
          entry("foreach", Advice.FOR_IN),
          entry("class", "there are no classes"),
          entry("struct", "there are no structs; 'type' names a type"),
          entry("interface", "write 'trait'"),
          entry("enum", "there are no enumerations; 'type' names a union"),
          entry("try", "there are no exceptions; return a Result and use '?'"),
          entry("catch", "there are no exceptions; 'match' takes a Result apart"),
          entry("throw", "there are no exceptions; return 'Err(…)'"),
          entry("new", "there is no 'new'; call the function itself"),
          entry("instanceof", "'isNumber(x)' and its like test what a value is"),
          entry("typeof", "write 'typeof(…)'"),
          entry("div", "a quotient rounded down is 'floor(a / b)'"),
          entry("mod", "the remainder is 'a % b'"),
          entry("and", "logical and is '&&'"),
          entry("or", "logical or is '||'"),
          entry("not", "logical not is '!'"));

  private static final Set<String> WITH_BODY =
      Set.of(
          "function",
          "func",
          "def",
          "fun",
          "elif",
          "elsif",
          "elseif",
          "do",
          "loop",
          "until",
          "unless",
          "foreach",
          "try",
          "catch",
          "finally");

  /** Other languages begin a declaration with the type. */
  private static final Set<String> TYPES =
      Set.of(
          "number", "string", "bool", "json", "int", "long", "float", "double", "char", "boolean",
          "String", "auto");

  private static final List<TokenKind> KEYWORDS =
      Stream.of(TokenKind.values())
          .filter(kind -> Starts.statement(kind) || kind == TokenKind.ELSE)
          .filter(TokenKind::isKeyword)
          .toList();

  private static final List<String> FIRST_WORDS =
      Stream.concat(KEYWORDS.stream().map(TokenKind::text), ADVICE.keySet().stream()).toList();

  private ForeignWords() {}

  /** Whether a word begins, in some other language, what ends with a block. */
  static boolean announcesBody(String word) {
    return WITH_BODY.contains(word);
  }

  static Optional<String> advice(Token word) {
    return word.is(TokenKind.IDENTIFIER)
        ? Optional.ofNullable(ADVICE.get(word.text()))
        : Optional.empty();
  }

  /** Whether a word begins a function in some other language. */
  static boolean isFunction(Token word) {
    return switch (word.text()) {
      case "function", "func", "def", "fun", "lambda" -> word.is(TokenKind.IDENTIFIER);
      default -> false;
    };
  }

  /** Whether two words are a type and a name, in the order of other languages. */
  static boolean isDeclaration(Token first, Token second) {
    return TYPES.contains(first.text()) && second.is(TokenKind.IDENTIFIER);
  }

  /** The advice on a word that begins a statement like a keyword, without being one. */
  static Optional<String> adviceOnFirst(Token word) {
    return word.is(TokenKind.IDENTIFIER)
        ? Suggestions.nearest(word.text(), FIRST_WORDS)
            .map(found -> ADVICE.getOrDefault(found, "did you mean '" + found + "'?"))
        : Optional.empty();
  }
}
