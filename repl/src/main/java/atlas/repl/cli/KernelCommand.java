package atlas.repl.cli;

import atlas.kernel.KernelMain;
import atlas.kernel.install.InstallOptions;
import atlas.kernel.install.KernelSpecInstaller;
import atlas.kernel.server.KernelServer;
import atlas.kernel.server.SessionInterpreter;
import atlas.repl.script.InterruptGuard;
import atlas.vm.diagnostics.DiagnosticRenderer;
import atlas.vm.engine.EngineKind;
import atlas.vm.runtime.Permissions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code atlas kernel}: makes Atlas known to Jupyter, and is what Jupyter then starts. */
final class KernelCommand implements Subcommand {
  /** Set by the launcher: the command by which the kernel is to be started. */
  private static final String LAUNCHER = "atlas.launcher";

  @Override
  public String name() {
    return "kernel";
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = Options.command(name(), "The Jupyter kernel.");
    spec.addSubcommand("install", install());
    spec.addSubcommand("list", command("list", "Lists the kernels installed."));
    spec.addSubcommand("uninstall", uninstall());
    spec.addSubcommand("run", serve());
    return spec;
  }

  /** A command below this one, whose name the help puts before it. */
  private static CommandSpec command(String name, String description) {
    return Options.command(name, description).name(name);
  }

  private static CommandSpec install() {
    CommandSpec spec = located(command("install", "Makes the kernel known to Jupyter."));
    PermissionOptions.addTo(spec);
    return spec.addOption(
        OptionSpec.builder("--env")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("1")
            .paramLabel("K=V")
            .description("An environment variable for the kernel;", "may be repeated.")
            .build());
  }

  private static CommandSpec uninstall() {
    return located(command("uninstall", "Removes the kernel again."));
  }

  private static CommandSpec located(CommandSpec spec) {
    return spec.addOption(Options.flag("--user", "For this user alone (the default)."))
        .addOption(
            OptionSpec.builder("--prefix")
                .type(String.class)
                .paramLabel("DIR")
                .description("Below a directory, such as /usr/local", "or a Python environment.")
                .build())
        .addOption(Options.flag("--sys-prefix", "In the Python environment that is active."))
        .addOption(
            OptionSpec.builder("--name")
                .type(String.class)
                .paramLabel("NAME")
                .description("The kernel's name (default: " + InstallOptions.DEFAULT_NAME + ").")
                .build());
  }

  private static CommandSpec serve() {
    CommandSpec spec = command("run", "Runs the kernel; Jupyter calls this.");
    PermissionOptions.addTo(spec);
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .arity("1")
            .required(true)
            .paramLabel("CONNECTION_FILE")
            .type(String.class)
            .description("Where Jupyter says how to connect.")
            .build());
    // 'jupyter run' hands its own arguments on to the kernel: the files that it will send as cells.
    return spec.addPositional(
        PositionalParamSpec.builder()
            .index("1..*")
            .arity("0..*")
            .hidden(true)
            .type(List.class)
            .auxiliaryTypes(String.class)
            .build());
  }

  @Override
  public int run(ParseResult arguments, Streams streams) throws UsageException {
    if (!arguments.hasSubcommand()) {
      throw new UsageException(
          "a command is missing: install or run, list or uninstall; see 'atlas kernel --help'");
    }
    ParseResult command = arguments.subcommand();
    try {
      return switch (command.commandSpec().name()) {
        case "install" -> install(command, streams);
        case "uninstall" -> uninstall(command, streams);
        case "list" -> list(streams);
        default -> serve(command, streams);
      };
    } catch (IllegalArgumentException | IOException e) {
      throw new UsageException(e.getMessage());
    }
  }

  private static int install(ParseResult arguments, Streams streams)
      throws UsageException, IOException {
    String launcher = System.getProperty(LAUNCHER, "");
    InstallOptions.Location location = locationOf(arguments);
    if (launcher.isEmpty()) {
      throw new UsageException("the kernel can only be installed by the atlas launcher");
    }
    InstallOptions options =
        new InstallOptions(
            Path.of(launcher),
            location,
            nameOf(arguments),
            PermissionOptions.absolute(arguments),
            environmentOf(arguments));
    Path directory = new KernelSpecInstaller().install(options);
    streams.out().line("Installed the kernel '" + directory.getFileName() + "' in " + directory);
    return ExitStatus.SUCCESS;
  }

  private static int uninstall(ParseResult arguments, Streams streams)
      throws UsageException, IOException {
    Path directory = new KernelSpecInstaller().uninstall(locationOf(arguments), nameOf(arguments));
    streams.out().line("Removed the kernel from " + directory);
    return ExitStatus.SUCCESS;
  }

  private static int list(Streams streams) throws IOException {
    List<Path> installed = new KernelSpecInstaller().installed();
    for (Path directory : installed) {
      streams.out().line("%-12s %s".formatted(directory.getFileName(), directory));
    }
    if (installed.isEmpty()) {
      streams.say("Jupyter finds no Atlas kernel; 'atlas kernel install' makes it one");
    }
    return ExitStatus.SUCCESS;
  }

  private static InstallOptions.Location locationOf(ParseResult arguments) throws UsageException {
    List<String> given =
        Stream.of("--user", "--prefix", "--sys-prefix")
            .filter(arguments::hasMatchedOption)
            .toList();
    if (given.size() > 1) {
      throw new UsageException(String.join(" and ", given) + " exclude each other");
    }
    if (arguments.hasMatchedOption("--prefix")) {
      String directory = arguments.matchedOptionValue("--prefix", "");
      if (directory.isEmpty()) {
        throw new UsageException("--prefix needs a directory");
      }
      return new InstallOptions.Location.Prefix(SourceLoader.path(directory));
    }
    return arguments.hasMatchedOption("--sys-prefix")
        ? new InstallOptions.Location.Environment()
        : new InstallOptions.Location.User();
  }

  private static String nameOf(ParseResult arguments) {
    return arguments.matchedOptionValue("--name", InstallOptions.DEFAULT_NAME);
  }

  private static SequencedMap<String, String> environmentOf(ParseResult arguments)
      throws UsageException {
    SequencedMap<String, String> environment = new LinkedHashMap<>();
    for (String variable : arguments.matchedOptionValue("--env", List.<String>of())) {
      int equals = variable.indexOf('=');
      if (equals <= 0) {
        throw new UsageException("--env needs NAME=VALUE, and not '" + variable + "'");
      }
      environment.put(variable.substring(0, equals), variable.substring(equals + 1));
    }
    return environment;
  }

  private static int serve(ParseResult arguments, Streams streams)
      throws UsageException, IOException {
    Path connection = SourceLoader.path(Options.fileOf(arguments));
    KernelServer kernel =
        KernelMain.listen(
            connection,
            interpreter(PermissionOptions.of(arguments), streams),
            line -> streams.complain(line + "\n"));
    try (var _ = new InterruptGuard(kernel::stop)) {
      kernel.run();
      return ExitStatus.SUCCESS;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitStatus.INTERRUPTED;
    }
  }

  /** Front ends show the escape sequences of a traceback as colours, whatever they write to. */
  private static SessionInterpreter interpreter(Permissions permissions, Streams streams) {
    boolean isPlain = !System.getenv().getOrDefault("NO_COLOR", "").isEmpty();
    return new SessionInterpreter(
        EngineKind.COMPILED,
        Version.number(),
        isPlain ? DiagnosticRenderer.Style.PLAIN : DiagnosticRenderer.Style.NOTEBOOK,
        permissions,
        fault -> Faults.details(fault, streams));
  }
}
