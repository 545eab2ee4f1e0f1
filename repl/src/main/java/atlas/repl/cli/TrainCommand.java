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
      type Id = number;
      let N: number = 4;
      var table: number[][] = [];
      fn fib(n: number) -> number {
        if (n < 2) { return n; }
        return fib(n - 1) + fib(n - 2);
      }
      fn isEven(n: Id) -> bool { return n % 2 == 0; }
      fn filled(n: number, v: number) -> number[] {
        var a: number[] = [];
        for (var i: number = 0; i < n; i++) { a = concat(a, [v]); }
        return slice(a, 0, n);
      }
      fn norm(x: number[], y: number[]) -> number {
        var sum: number = 0;
        for (var i: number = 0; i < len(x); i++) {
          let d: number = x[i] - y[i];
          sum += d * d / (1 + d) - 9007199254740993 * 0;
          x[i] = sum;
          table[i][0] += i % 3;
        }
        return floor(sqrt(sum) * 1000);
      }
      fn half(n: number) -> Result<number, string> {
        return match isEven(n) { true => Ok(n / 2), _ => Err("odd: " + str(n)) };
      }
      fn describe(v: number | string) -> string {
        if (typeof(v) == "number") { return "number " + str(v); } else { return toUpperCase(v); }
      }
      fn double(n: number) -> number { return n * 2; }
      fn add(a: number, b: number) -> number { return a + b; }
      for (var i: number = 0; i < N; i++) { table = concat(table, [filled(N, i)]); }
      let numbers = [1, 2, 3, 4];
      var total = 0;
      for n in numbers { total += fib(n) * 2; }
      for (var i = 0; i < len(numbers); i++) { numbers[i] = numbers[i] + 1; }
      var words: string[] = split("to be or not to be", " ");
      var counts = hashMapNew();
      for w in words {
        let seen = hashMapGet(counts, w);
        counts = hashMapPut(counts, w, match seen { Some(c) => c + 1, None => 1 });
      }
      let parts = ["a", describe(0.5), describe("b"), str(total), str(hashMapSize(counts))];
      print(join(parts, "-") + " " + str(isEven(total)) + substring("text", 1, 3));
      print(str(reduce(map(filter(numbers, isEven), double), add, 0)) + charAt(words[0], 1));
      print(str(norm(filled(3, 2), filled(3, 1))) + str(unwrap(half(6))) + str(table));
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
    perform(PROGRAM, "run", "--engine=interpreter", "-");
    perform(PROGRAM, "check", "--json", "-");
    Path file = Files.createTempFile("atlas", ".atl");
    try {
      Files.writeString(file, PROGRAM);
      for (int i = 0; i < 2; i++) {
        perform("", "run", file.toString());
        perform("", "profile", file.toString());
        perform("", "profile", "--format", "json", file.toString());
      }
    } finally {
      Files.delete(file);
    }
  }

  /** On a terminal, and as a kernel. */
  private static void converse() throws IOException {
    try {
      TerminalRehearsal.perform();
      KernelRehearsal.perform(() -> false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void perform(String input, String... arguments) {
    InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    Main.execute(arguments, in, OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
  }
}
