package atlas.repl.cli;

import atlas.vm.diagnostics.Suggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code atlas completion}: a script that teaches a shell the commands and options of {@code
 * atlas}, made from the definition of the command line itself.
 */
final class CompletionCommand implements Subcommand {
  private static final Map<String, Function<CommandSpec, String>> SHELLS =
      Map.of(
          "bash", CompletionCommand::bash,
          "zsh", CompletionCommand::zsh,
          "fish", CompletionCommand::fish);

  @Override
  public String name() {
    return "completion";
  }

  @Override
  public CommandSpec spec() {
    return Options.command(
            name(), "Prints a script with which bash, zsh or fish completes atlas commands.")
        .addPositional(
            PositionalParamSpec.builder()
                .index("0")
                .arity("1")
                .required(true)
                .paramLabel("SHELL")
                .type(String.class)
                .completionCandidates(new TreeSet<>(SHELLS.keySet()))
                .description("bash, zsh or fish.")
                .build());
  }

  @Override
  public int run(ParseResult arguments, Streams streams) throws UsageException {
    String shell = arguments.matchedPositionalValue(0, "");
    Function<CommandSpec, String> maker = SHELLS.get(shell);
    if (maker == null) {
      throw new UsageException(
          "unknown shell " + Suggestions.unknown(shell, new TreeSet<>(SHELLS.keySet())));
    }
    streams.out().write(maker.apply(Cli.root()));
    return ExitStatus.SUCCESS;
  }

  private static String bash(CommandSpec root) {
    StringBuilder cases = new StringBuilder();
    commands(root)
        .forEach((word, spec) -> {
          List<String> words = new ArrayList<>(commands(spec).keySet());
          commands(spec).values().forEach(inner -> words.addAll(options(inner)));
          words.addAll(options(spec));
          words.addAll(operands(spec));
          cases.append(
              "    %s) words='%s'%s%s ;;\n"
                  .formatted(
                      word,
                      unique(words),
                      operands(spec).isEmpty() ? "" : " files=''",
                      bashValues(spec)));
        });
    return """
    # To use: source <(atlas completion bash)
    _atlas() {
      local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
      local words='' values='' files=yes
      if [ "$current" = = ]; then
        current=''
      elif [ "$before" = = ]; then
        before=${COMP_WORDS[COMP_CWORD-2]}
      fi
      if [ "$COMP_CWORD" -eq 1 ]; then
        mapfile -t COMPREPLY < <(compgen -W '%s' -- "$current")
        return
      fi
      case ${COMP_WORDS[1]} in
    %s  esac
      mapfile -t COMPREPLY < <(compgen -W "${values:-$words}" -- "$current")
      if [[ -z $values && -n $files && $current != -* ]]; then
        mapfile -t files < <(compgen -f -- "$current")
        COMPREPLY+=("${files[@]}")
      fi
    }
    complete -o filenames -F _atlas atlas
    """
        .formatted(words(root), cases);
  }

  /** Sets the values that may follow an option. */
  private static String bashValues(CommandSpec spec) {
    StringBuilder cases = new StringBuilder();
    for (OptionSpec option : spec.options()) {
      if (!values(option).isEmpty()) {
        cases.append(
            " %s) values='%s' ;;"
                .formatted(String.join("|", option.names()), String.join(" ", values(option))));
      }
    }
    return cases.isEmpty() ? "" : "; case $before in" + cases + " esac";
  }

  private static String zsh(CommandSpec root) {
    StringBuilder list = new StringBuilder();
    StringBuilder cases = new StringBuilder();
    commands(root)
        .forEach((word, spec) -> {
          list.append("    '%s:%s'\n".formatted(word, plain(description(spec))));
          cases.append(
              "    %s) _arguments%s%s '*:%s' ;;\n"
                  .formatted(
                      word,
                      zshOptions(spec),
                      commands(spec).isEmpty()
                          ? ""
                          : " '1:"
                              + zshValues("command", List.copyOf(commands(spec).keySet()))
                              + "'",
                      zshValues("operand", operands(spec))));
        });
    return """
    #compdef atlas
    # To use: atlas completion zsh > a directory of $fpath, as _atlas
    _atlas() {
      local -a commands
      commands=(
    %s  )
      if (( CURRENT == 2 )); then
        _describe command commands
        return
      fi
      shift words
      (( CURRENT-- ))
      case $words[1] in
    %s  esac
    }
    if [ "$funcstack[1]" = _atlas ]; then
      _atlas "$@"
    else
      compdef _atlas atlas
    fi
    """
        .formatted(list, cases);
  }

  private static String zshOptions(CommandSpec spec) {
    StringBuilder text = new StringBuilder();
    List<OptionSpec> all = new ArrayList<>(spec.options());
    commands(spec).values().forEach(inner -> all.addAll(inner.options()));
    List<String> seen = new ArrayList<>();
    for (OptionSpec option : all) {
      for (String name : option.names()) {
        if (!seen.contains(name)) {
          seen.add(name);
          String value =
              takesValue(option) ? ":" + zshValues(option.paramLabel(), values(option)) : "";
          text.append(" '%s[%s]%s'".formatted(name, plain(description(option)), value));
        }
      }
    }
    return text.toString();
  }

  private static String zshValues(String label, List<String> values) {
    return label + ":" + (values.isEmpty() ? "_files" : "(" + String.join(" ", values) + ")");
  }

  private static String fish(CommandSpec root) {
    StringBuilder text = new StringBuilder("# To use: atlas completion fish | source\n");
    commands(root)
        .forEach((word, spec) -> {
          text.append(fishCommand("__fish_use_subcommand", word, spec));
          String seen = fishSeen(word, groupWith(root, word));
          commands(spec)
              .forEach((inner, innerSpec) -> {
                String others = String.join(" ", commands(spec).keySet());
                String none = seen + "; and not __fish_seen_subcommand_from " + others;
                text.append(fishCommand(none, inner, innerSpec));
                String both = seen + "; and __fish_seen_subcommand_from " + inner;
                innerSpec.options().forEach(option -> text.append(fishOption(both, option)));
              });
          spec.options().forEach(option -> text.append(fishOption(seen, option)));
          if (!operands(spec).isEmpty()) {
            String operands = String.join(" ", operands(spec));
            text.append("complete -c atlas -n '%s' -f -a '%s'\n".formatted(seen, operands));
          }
        });
    return text.toString();
  }

  private static String fishCommand(String condition, String word, CommandSpec spec) {
    return "complete -c atlas -n '%s' -f -a %s -d '%s'\n"
        .formatted(condition, word, plain(description(spec)));
  }

  /** The command that has one of the same name inside; fish looks at words and not at places. */
  private static Optional<String> groupWith(CommandSpec root, String word) {
    return commands(root).entrySet().stream()
        .filter(entry -> commands(entry.getValue()).containsKey(word))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static String fishSeen(String word, Optional<String> group) {
    String other = group.map(g -> "; and not __fish_seen_subcommand_from " + g).orElse("");
    return "__fish_seen_subcommand_from " + word + other;
  }

  private static String fishOption(String condition, OptionSpec option) {
    StringBuilder names = new StringBuilder();
    for (String name : option.names()) {
      names.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("-+", ""));
    }
    List<String> values = values(option);
    String value = values.isEmpty() ? " -r" : " -x -a '" + String.join(" ", values) + "'";
    return "complete -c atlas -n '%s'%s%s -d '%s'\n"
        .formatted(condition, names, takesValue(option) ? value : "", plain(description(option)));
  }

  private static Map<String, CommandSpec> commands(CommandSpec spec) {
    Map<String, CommandSpec> commands = new java.util.LinkedHashMap<>();
    for (Map.Entry<String, CommandLine> entry : spec.subcommands().entrySet()) {
      commands.put(entry.getKey(), entry.getValue().getCommandSpec());
    }
    return commands;
  }

  private static String words(CommandSpec root) {
    List<String> words = new ArrayList<>(commands(root).keySet());
    words.addAll(List.of("--help", "--version"));
    return unique(words);
  }

  private static List<String> options(CommandSpec spec) {
    return spec.options().stream().flatMap(o -> List.of(o.names()).stream()).toList();
  }

  private static String unique(List<String> words) {
    return words.stream().distinct().collect(Collectors.joining(" "));
  }

  /** The values that an option or operand can have; empty if they cannot be listed. */
  private static List<String> values(ArgSpec argument) {
    List<String> values = new ArrayList<>();
    if (argument.completionCandidates() != null) {
      argument.completionCandidates().forEach(values::add);
    }
    return values;
  }

  private static List<String> operands(CommandSpec spec) {
    return spec.positionalParameters().stream().flatMap(p -> values(p).stream()).toList();
  }

  private static boolean takesValue(OptionSpec option) {
    return option.arity().max() > 0;
  }

  private static String description(CommandSpec spec) {
    return spec.usageMessage().description()[0];
  }

  private static String description(OptionSpec option) {
    return String.join(" ", option.description());
  }

  /** Without what a shell could take for syntax. */
  private static String plain(String text) {
    return text.replace('\'', '’').replace(": ", ", ").replaceAll("[\\[\\]:`$\\\\]", "");
  }
}
