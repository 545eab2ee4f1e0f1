package atlas.repl.cli;

import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.diagnostics.Explanation;
import atlas.vm.diagnostics.Explanation.Example;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code atlas explain}: what the code of a diagnostic means. */
final class ExplainCommand implements Subcommand {
  private static final int WIDTH = 80;
  private static final String INDENT = "    ";

  @Override
  public String name() {
    return "explain";
  }

  @Override
  public CommandSpec spec() {
    return Options.command(name(), "Explains the code of an error or warning, with an example.")
        .addPositional(
            PositionalParamSpec.builder()
                .index("0")
                .arity("1")
                .required(true)
                .paramLabel("CODE")
                .type(String.class)
                .description("The code, such as AT3001.")
                .build());
  }

  @Override
  public int run(ParseResult arguments, Streams streams) throws UsageException {
    String name = arguments.matchedPositionalValue(0, "").toUpperCase(Locale.ROOT);
    Optional<DiagnosticCode> code =
        Stream.of(DiagnosticCode.values()).filter(c -> c.id().equals(name)).findFirst();
    if (code.isEmpty()) {
      List<String> known = Stream.of(DiagnosticCode.values()).map(DiagnosticCode::id).toList();
      throw new UsageException("unknown code " + Options.quoted(name, known));
    }
    streams.out().write(text(code.get()));
    return ExitStatus.SUCCESS;
  }

  private static String text(DiagnosticCode code) {
    StringBuilder text = new StringBuilder();
    text.append(code.id()).append(": ").append(code.title());
    text.append(" (").append(code.levels()).append(")\n");
    Explanation explanation = code.explanation();
    for (String paragraph : explanation.paragraphs()) {
      text.append('\n').append(wrapped(paragraph)).append('\n');
    }
    for (Example example : explanation.examples()) {
      text.append("\nExample:\n\n").append(example.program().strip().indent(INDENT.length()));
      new TreeMap<>(example.files())
          .forEach((file, content) ->
              text.append("\n  with ")
                  .append(file)
                  .append(":\n\n")
                  .append(content.strip().indent(INDENT.length())));
    }
    return text.toString();
  }

  private static String wrapped(String paragraph) {
    StringBuilder text = new StringBuilder();
    int column = 0;
    for (String word : paragraph.split(" ")) {
      if (column > 0 && column + 1 + word.length() > WIDTH) {
        text.append('\n');
        column = 0;
      } else if (column > 0) {
        text.append(' ');
        column++;
      }
      text.append(word);
      column += word.length();
    }
    return text.toString();
  }
}
