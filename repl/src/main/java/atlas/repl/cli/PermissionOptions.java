package atlas.repl.cli;

import atlas.vm.runtime.Permissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Stack;
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
      args.push("");
    }
    return false;
  }

  static Permissions of(ParseResult arguments) throws UsageException {
    List<String> switches = new ArrayList<>();
    for (String name : DENY) {
      if (Options.has(arguments, name)) {
        switches.add(name);
      }
    }
    for (String name : ALLOW.keySet()) {
      for (String items : arguments.matchedOptionValue(name, List.<String>of())) {
        switches.add(items.isEmpty() ? name : name + "=" + items);
      }
    }
    try {
      return Permissions.parse(switches);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }
}
