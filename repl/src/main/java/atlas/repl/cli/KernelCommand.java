package atlas.repl.cli;

import atlas.kernel.KernelMain;
import atlas.kernel.install.InstallOptions;
import atlas.kernel.install.KernelSpecInstaller;
import atlas.kernel.server.SessionInterpreter;
import atlas.vm.diagnostics.DiagnosticRenderer;
import atlas.vm.engine.EngineKind;
import java.io.IOException;
import java.nio.file.Path;
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
    spec.addSubcommand("run", serve());
    return spec;
  }

  private static CommandSpec install() {
    return Options.command("kernel install", "Makes the kernel known to Jupyter.")
        .addOption(Options.flag("--user", "For this user alone (the default)."))
        .addOption(
            OptionSpec.builder("--prefix")
                .type(String.class)
                .paramLabel("DIR")
                .description("Below a directory, such as /usr/local", "or a Python environment.")
                .build())
        .addOption(
            OptionSpec.builder("--name")
                .type(String.class)
                .paramLabel("NAME")
                .description("The kernel's name (default: " + InstallOptions.DEFAULT_NAME + ").")
                .build());
  }

  private static CommandSpec serve() {
    return Options.command("kernel run", "Runs the kernel; Jupyter calls this.")
        .addPositional(
            PositionalParamSpec.builder()
                .index("0")
                .arity("1")
                .required(true)
                .paramLabel("CONNECTION_FILE")
                .type(String.class)
                .description("Where Jupyter says how to connect.")
                .build());
  }

  @Override
  public int run(ParseResult arguments, Streams streams) throws UsageException {
    if (!arguments.hasSubcommand()) {
      throw new UsageException("a command is missing: install or run; see 'atlas kernel --help'");
    }
    ParseResult command = arguments.subcommand();
    return command.commandSpec().name().endsWith("install")
        ? install(command, streams)
        : serve(command, streams);
  }

  private static int install(ParseResult arguments, Streams streams) throws UsageException {
    boolean prefixed = arguments.hasMatchedOption("--prefix");
    if (prefixed && Options.has(arguments, "--user")) {
      throw new UsageException("--user and --prefix exclude each other");
    }
    String launcher = System.getProperty(LAUNCHER, "");
    if (launcher.isEmpty()) {
      throw new UsageException("the kernel can only be installed by the atlas launcher");
    }
    InstallOptions.Location location =
        prefixed
            ? new InstallOptions.Location.Prefix(
                SourceLoader.path(arguments.matchedOptionValue("--prefix", "")))
            : new InstallOptions.Location.User();
    String name = arguments.matchedOptionValue("--name", InstallOptions.DEFAULT_NAME);
    try {
      Path directory =
          new KernelSpecInstaller().install(new InstallOptions(Path.of(launcher), location, name));
      streams.out().line("Installed the kernel '" + name + "' in " + directory);
      return ExitStatus.SUCCESS;
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    } catch (IOException e) {
      throw new UsageException("cannot install the kernel: " + e.getMessage());
    }
  }

  private static int serve(ParseResult arguments, Streams streams) throws UsageException {
    Path connection = SourceLoader.path(Options.fileOf(arguments));
    try {
      KernelMain.run(connection, interpreter(streams), line -> streams.complain(line + "\n"));
      return ExitStatus.SUCCESS;
    } catch (IOException e) {
      throw new UsageException(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitStatus.INTERRUPTED;
    }
  }

  /** Notebooks are no terminals: no colour (language §23.2). */
  private static SessionInterpreter interpreter(Streams streams) {
    return new SessionInterpreter(
        EngineKind.COMPILED,
        Version.number(),
        DiagnosticRenderer.Style.PLAIN,
        fault -> Faults.details(fault, streams));
  }
}
