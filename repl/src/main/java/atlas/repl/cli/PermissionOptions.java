package atlas.repl.cli;

import atlas.vm.runtime.Permissions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Stack;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The switches that deny and allow a program files, network, processes and environment (stdlib
 * §25). Without any, everything is allowed.
 */
final class PermissionOptions {
  private static final List<String> DENY =
      List.of("--deny-all", "--deny-file", "--deny-network", "--deny-process", "--deny-env");
  private static final Map<String, String> ALLOW =
      Map.of(
          "--allow-file", "PATHS",
          "--allow-read", "PATHS",
          "--allow-write", "PATHS",
          "--allow-network", "HOSTS",
          "--allow-process", "PROGRAMS",
          "--allow-env", "NAMES");

  /** Stands for no value: an empty one, which a script may pass by mistake, grants nothing. */
  private static final String ALL = "\0";

  private PermissionOptions() {}

  static void addTo(CommandSpec spec) {
    for (String name : DENY) {
      spec.addOption(Options.flag(name, "Deny " + what(name) + "."));
    }
    for (String name : ALLOW.keySet().stream().sorted().toList()) {
      spec.addOption(
          OptionSpec.builder(name)
              .type(List.class)
              .auxiliaryTypes(String.class)
              .arity("1")
              .paramLabel("[" + ALLOW.get(name) + "]")
              .preprocessor(PermissionOptions::noValueUnlessAttached)
              .description("Allow " + what(name) + ", or only those named after =.")
              .build());
    }
  }

  private static String what(String name) {
    return switch (name.substring(name.lastIndexOf('-') + 1)) {
      case "all" -> "everything, but for what is allowed";
      case "file" -> "reading and writing files";
      case "read" -> "reading files";
      case "write" -> "writing files";
      case "network" -> "the network";
      case "process" -> "starting programs";
      default -> "environment variables";
    };
  }

  // A value belongs to the switch only if it is attached: what follows a blank is the FILE.
  private static boolean noValueUnlessAttached(
      Stack<String> args, CommandSpec spec, ArgSpec option, Map<String, Object> info) {
    if (!"=".equals(info.get("separator"))) {
      args.push(ALL);
    }
    return false;
  }

  static Permissions of(ParseResult arguments) throws UsageException {
    try {
      return Permissions.parse(switches(arguments));
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }

  /**
   * The switches for a process that is started later, in another directory: with the paths that
   * they mean here.
   */
  static List<String> absolute(ParseResult arguments) throws UsageException {
    of(arguments);
    return switches(arguments).stream().map(PermissionOptions::absolute).toList();
  }

  private static String absolute(String option) {
    int sign = option.indexOf('=');
    if (sign < 0 || !ALLOW.get(option.substring(0, sign)).equals("PATHS")) {
      return option;
    }
    return Arrays.stream(option.substring(sign + 1).split(","))
        .map(item -> Path.of(item).toAbsolutePath().toString())
        .collect(Collectors.joining(",", option.substring(0, sign + 1), ""));
  }

  private static List<String> switches(ParseResult arguments) {
    List<String> switches = new ArrayList<>();
    for (String name : DENY) {
      if (Options.has(arguments, name)) {
        switches.add(name);
      }
    }
    for (String name : ALLOW.keySet().stream().sorted().toList()) {
      for (String items : arguments.matchedOptionValue(name, List.<String>of())) {
        switches.add(items.equals(ALL) ? name : name + "=" + items);
      }
    }
    return switches;
  }
}
