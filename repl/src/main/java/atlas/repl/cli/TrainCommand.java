package atlas.repl.cli;

import atlas.kernel.KernelRehearsal;
import atlas.repl.terminal.TerminalRehearsal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code atlas train}, which help does not show: does a little of everything, without output, so
 * that the JVM can record which classes a start needs (its AOT cache).
 *
 * <p>The JVM links all that is in a cache whenever it starts. So there are two of them, and those
 * who run a program do not wait for an editor and a message protocol.
 */
final class TrainCommand implements Subcommand {
  private static final String INTERACTIVE = "--interactive";

  private static final String SCRIPT =
      """
      fn sq(x: number) -> number {
        return x * x;
      }
      sq(12)
      let text = "a" + str(sq(2))
      [text, "b"]
      :profile sq(3)
      %profile
      sq(4) + 1
      1 / 0
      1 + "a"
      :time sq(5)
      :type sq
      :help
      """;

  @Override
  public String name() {
    return "train";
  }

  @Override
  public CommandSpec spec() {
    return Options.command(name(), "Prepares for faster starts.")
        .addOption(Options.flag(INTERACTIVE, "Of terminals and kernels, not of programs."));
  }

  @Override
  public int run(ParseResult arguments, Streams streams) throws UsageException {
    perform(SCRIPT, "repl");
    perform(SCRIPT, "repl");
    try {
      if (Options.has(arguments, INTERACTIVE)) {
        converse();
      } else {
        runPrograms();
      }
    } catch (IOException e) {
      // The cache is without what needs a port or a file then.
    }
    return ExitStatus.SUCCESS;
  }

  private static void runPrograms() throws IOException {
    perform("", "--version");
    String constructs = text("constructs.atl");
    perform(constructs, "run", "--engine=interpreter", "-");
    perform(constructs, "check", "--json", "-");
    perform(text("mistakes.atl"), "run", "-");
    perform("let open = (1 + ;", "run", "-");
    perform("fn last(a: number[]) -> number { return a[len(a)]; } last([1]);", "run", "-");
    Path file = Files.createTempFile("atlas", ".atl");
    Path report = Path.of(file + ".txt");
    try {
      Files.writeString(file, constructs);
      for (int i = 0; i < 2; i++) {
        perform("", "run", file.toString());
        perform("", "profile", file.toString());
        perform("", "profile", "--format", "json", file.toString());
        perform("", "profile", "--format", "json", "-o", report.toString(), file.toString());
      }
      perform("", "profile", "--annotate", "--top=9", "-o", report.toString(), file.toString());
      for (String program : List.of("calls.atl", "library.atl", "advised.atl")) {
        Files.writeString(file, text(program));
        perform("", "profile", file.toString());
      }
      Files.writeString(file, text("system.atl"));
      perform("", allowed("run", file.toString()));
    } finally {
      Files.delete(file);
      Files.deleteIfExists(report);
    }
  }

  private static String text(String name) throws IOException {
    try (InputStream in = TrainCommand.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** On a terminal, and as a kernel. */
  private static void converse() throws IOException {
    try {
      TerminalRehearsal.perform();
      KernelRehearsal.perform(() -> false);
      KernelRehearsal.visit(file -> perform("", allowed("kernel run", file.toString())), cells());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Every construct and every part of the library, profiled as well, and what is looked at. */
  private static List<String> cells() throws IOException {
    String constructs = text("constructs.atl");
    // Profiled twice: the second time, it is compared with the first.
    return List.of(
        constructs,
        text("library.atl"),
        text("system.atl"),
        text("times.atl"),
        text("mistakes.atl"),
        "let open = (1 + ;",
        "%profile\n" + constructs,
        "%profile\n" + constructs,
        "%profile\n" + text("advised.atl"),
        "%time 1 + 2",
        "display(hashMapNew());",
        "html(\"<b>3</b>\");",
        "plot([3, 1, 2.5]);",
        "plot([\"a\", \"b\"], [10, 5], \"bar\", \"Days\");");
  }

  /** A command line that permits what the programs here do. */
  private static String[] allowed(String command, String file) {
    return (command + " --allow-file --allow-env " + file).split(" ");
  }

  private static void perform(String input, String... arguments) {
    InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    Main.execute(arguments, in, OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
  }
}
