package atlas.repl.cli;

import atlas.kernel.KernelRehearsal;
import atlas.repl.terminal.TerminalRehearsal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
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

  private static final String PROGRAM =
      """
      fn fib(n: number) -> number {
        if (n < 2) { return n; }
        return fib(n - 1) + fib(n - 2);
      }
      fn isEven(n: number) -> bool { return n % 2 == 0; }
      let numbers = [1, 2, 3, 4];
      var total = 0;
      for n in numbers { total += fib(n) * 2; }
      for (var i = 0; i < len(numbers); i++) { numbers[i] = numbers[i] + 1; }
      let parts = ["a", "b", str(total)];
      print(join(parts, "-") + " " + str(isEven(total)));
      let found = match Some(total) { Some(x) if x > 2 => x, _ => 0 };
      while (total > 0) { total -= 1; }
      found;
      """;

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
    boolean interactive = Options.has(arguments, INTERACTIVE);
    for (int i = 0; i < 2; i++) {
      perform(SCRIPT, "repl");
      if (!interactive) {
        perform(PROGRAM, "run", "-");
        perform(PROGRAM, "profile", "-");
        perform(PROGRAM, "profile", "--format", "json", "-");
      }
    }
    if (interactive) {
      converse();
    } else {
      perform(PROGRAM, "run", "--engine=interpreter", "-");
      perform(PROGRAM, "check", "--json", "-");
      perform("", "--version");
    }
    return ExitStatus.SUCCESS;
  }

  /** On a terminal, and as a kernel; where no port may be opened, there will be no kernel. */
  private static void converse() {
    try {
      TerminalRehearsal.perform();
      KernelRehearsal.perform(() -> false);
    } catch (IOException e) {
      // The cache is without the kernel then.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void perform(String input, String... arguments) {
    InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    Main.execute(arguments, in, OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
  }
}
