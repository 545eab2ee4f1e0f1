package atlas.repl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The real thing: the launcher, a process, pipes and signals. */
@Timeout(60)
class LauncherIT {
  private static final Path LAUNCHER = Path.of(System.getProperty("atlas.launcher", "nowhere"));

  @TempDir private Path directory;

  @BeforeEach
  void theDistributionIsBuilt() {
    assumeTrue(
        Files.isExecutable(LAUNCHER),
        "there is no launcher at " + LAUNCHER + ": the distribution has not been built");
  }

  @Test
  void streamsAndStatusesAreThoseOfTheProgram() throws Exception {
    Path good = Files.writeString(directory.resolve("good.at"), "print(\"ä ✓\");");
    Path failing = Files.writeString(directory.resolve("failing.at"), "print(1); 1 / 0;");
    assertEquals(new Run(0, "ä ✓\n", ""), start("run", good.toString()));
    Run failed = start("run", failing.toString());
    assertEquals("1\n", failed.out());
    failed.assertFailed("AT0005");
    start("rnu").assertRefused("did you mean 'run'?");
  }

  @Test
  void numbersAreTheSameForUsersOfAnyLanguage() throws Exception {
    Path failing = Files.writeString(directory.resolve("failing.at"), "let a = [1, 2];\na[12];");
    ProcessBuilder arabic = builder("run", failing.toString());
    arabic.environment().put("ATLAS_JAVA_OPTS", "-Duser.language=ar -Duser.country=EG");
    Run run = end(arabic.start());
    run.assertFailed("AT0006");
    assertTrue(run.err().contains("index 12 is out of bounds for length 2\n"), run.err());
    assertTrue(run.err().contains("failing.at:2:1\n"), run.err());
  }

  /** The JVM says nothing of an option for a method that there is none of. */
  @Test
  void theMethodsThatTheJvmHasOptionsForExist() throws Exception {
    List<MatchResult> methods =
        Pattern.compile("=([\\w.]+)::(\\w+)\n")
            .matcher(Files.readString(LAUNCHER))
            .results()
            .toList();
    assertEquals(3, methods.size());
    for (MatchResult method : methods) {
      assertTrue(
          Stream.of(Class.forName(method.group(1)).getDeclaredMethods())
              .anyMatch(m -> m.getName().equals(method.group(2))),
          method.group());
    }
  }

  /** In one method of the JVM, whose compilers go as deep as there are arms. */
  @Test
  void aMatchOfThousandsOfArmsIsCompiled() throws Exception {
    String arms =
        IntStream.range(0, 3_000)
            .mapToObj(i -> i + " => " + 3 * i + ", ")
            .collect(Collectors.joining());
    String program =
        "fn f(n: number) -> number { return match n { "
            + arms
            + "_ => 0 }; } var s = 0; for (var i = 0; i < 3000; i++) { s += f(i); } print(s);";
    Path large = Files.writeString(directory.resolve("large.at"), program);
    assertEquals(new Run(0, "13495500\n", ""), start("run", large.toString()));
  }

  @Test
  void aScriptComesThroughAPipe() throws Exception {
    Process process = process("repl");
    try (var input = process.outputWriter(StandardCharsets.UTF_8)) {
      input.write("fn sq(x: number) -> number { return x * x; }\n:profile sq(12)\n");
    }
    Run run = end(process);
    assertEquals("", run.err());
    assertTrue(run.out().startsWith("144\nProfile of "), run.out());
    assertEquals(0, run.exit());
  }

  @Test
  void answersComeWhileTheScriptIsStillBeingWritten() throws Exception {
    Process process = process("repl");
    BufferedReader answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    var input = process.outputWriter(StandardCharsets.UTF_8);
    for (int i = 1; i < 4; i++) {
      input.write(i + " * 10\n");
      input.flush();
      assertEquals(i * 10 + "", answers.readLine());
    }
    input.close();
    assertEquals(0, process.waitFor());
  }

  @Test
  void aReaderThatLeavesIsNoReasonToComplain() throws Exception {
    Path endless =
        Files.writeString(directory.resolve("endless.at"), "while (true) { print(\"y\"); }");
    Process process =
        new ProcessBuilder("/bin/sh", "-c", LAUNCHER + " run " + endless + " | head -n 1").start();
    assertEquals(new Run(0, "y\n", ""), end(process));
  }

  @Test
  void aStandardInputThatIsClosedIsEmpty() throws Exception {
    Process process = new ProcessBuilder("/bin/sh", "-c", LAUNCHER + " repl <&-; echo $?").start();
    assertEquals(new Run(0, "0\n", ""), end(process));
  }

  @Test
  void ctrlCKeepsAProfile() throws Exception {
    Path endless =
        Files.writeString(
            directory.resolve("endless.at"),
            "print(\"begun\"); var n = 0; while (true) { n = n + 1; }");
    Process process = process("profile", endless.toString());
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    assertEquals("begun", out.readLine());
    // Time enough for what a terminal would see of its progress.
    Thread.sleep(1500);
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    List<String> report = new ArrayList<>();
    out.lines().forEach(report::add);
    assertTrue(process.waitFor(20, TimeUnit.SECONDS));
    assertEquals(130, process.exitValue());
    assertTrue(
        report.getFirst().startsWith("Profile of " + endless), "and nothing else: " + report);
  }

  @Test
  void ctrlCEndsAScriptWhereItIs() throws Exception {
    Process process = process("repl", "-e", "print(\"begun\"); while (true) {}", "-e", "print(2)");
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    assertInterrupted(process, out);
    assertEquals(null, out.readLine());
  }

  /** A script that has said that it has begun is told to end, and says where it was. */
  private static void assertInterrupted(Process process, BufferedReader out) throws Exception {
    assertEquals("begun", out.readLine());
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(20, TimeUnit.SECONDS));
    assertEquals(130, process.exitValue());
    // Had it to be given up, nothing would be said.
    assertTrue(said.startsWith("interrupted at <input 1>:1:"), said);
  }

  @Test
  void ctrlCEndsAScriptThatWaitsForALine() throws Exception {
    Process process = process("repl");
    try (var input = process.outputWriter(StandardCharsets.UTF_8)) {
      input.write("print(\"begun\"); input(\"name? \")\n");
      input.flush();
      assertInterrupted(process, process.inputReader(StandardCharsets.UTF_8));
    }
  }

  @Test
  void theJvmKeepsQuiet() throws Exception {
    Run run = start("--version");
    assertEquals("", run.err());
    assertFalse(run.out().contains("development"), run.out());
  }

  /** Programs take memory in large pages where Linux leaves that to them; what waits does not. */
  @ParameterizedTest
  @CsvSource({"run, true", "profile, true", "kernel, false"})
  void onlyProgramsTakeMemoryInLargePages(String command, boolean isProgram) throws Exception {
    Path setting = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
    boolean isLeft = Files.exists(setting) && Files.readString(setting).contains("[madvise]");
    ProcessBuilder asked = new ProcessBuilder(LAUNCHER.toString(), command, "--help");
    asked.environment().put("ATLAS_JAVA_OPTS", "-XX:+PrintCommandLineFlags");
    Run run = end(asked.start());
    assertTrue(run.out().contains("-XX:+UseSerialGC"), run.out());
    assertEquals(
        isLeft && isProgram, run.out().contains("-XX:+UseTransparentHugePages"), run.out());
  }

  /** Whatever is loaded from a jar, or made for a lambda expression, makes everybody wait. */
  @ParameterizedTest
  @CsvSource({"run, constructs", "profile, constructs", "run, calls", "profile, calls"})
  void allClassesOfARunComeFromTheCache(String command, String name) throws Exception {
    Path program = directory.resolve("program.at");
    try (InputStream in = Main.class.getResourceAsStream(name + ".atl")) {
      Files.copy(in, program);
    }
    assertNothingIsLoadedFromJars(0, command, program.toString());
  }

  /** A program that the cache was not made with. */
  @ParameterizedTest
  @ValueSource(strings = {"run", "profile", "check"})
  void allClassesOfAnyRunComeFromTheCache(String command) throws Exception {
    Path program = directory.resolve("other.at");
    Files.writeString(
        program,
        """
        type Row = number[];
        fn collatz(n: number) -> number {
          if (n == 1) { return 0; }
          return 1 + collatz(match n % 2 { 0 => n / 2, _ => 3 * n + 1 });
        }
        var rows: Row[] = [];
        for (var i = 1; i < 9; i++) { rows = concat(rows, [[i, collatz(i)]]); }
        fn second(row: Row) -> string { return str(row[1]); }
        let names = map(rows, second);
        print(join(names, ","));
        """);
    assertNothingIsLoadedFromJars(0, command, program.toString());
  }

  /** Neither a program that deals with files and prints decimals, nor one that fails. */
  @Test
  void noClassThatTakesLongIsLoadedForALittle() throws Exception {
    Path program = directory.resolve("reader.at");
    Files.writeString(
        program,
        """
        fn size(path: string) -> string { return str(len(readFile(path)) / 1e9) + str(1e21); }
        print(size("%s") + durationFormat(durationFromSeconds(90061)));
        """
            .formatted(program));
    assertNothingIsLoadedFromJars(0, "run", "--allow-read", program.toString());
    assertFalse(
        Files.readString(directory.resolve("classes.log")).contains("'java/math/BigDecimal'"));
    Files.writeString(program, "print(1); [1][2];");
    assertNothingIsLoadedFromJars(1, "run", program.toString());
    Files.writeString(program, "print(1 + \"a\");");
    assertNothingIsLoadedFromJars(1, "check", program.toString());
  }

  /** Whatever the report has advice on, and whatever constructs are combined. */
  @Test
  void allClassesOfProfilesComeFromTheCache() throws Exception {
    List<Path> programs;
    try (Stream<Path> files = Files.list(Path.of("../bench/programs"))) {
      programs = files.sorted().toList();
    }
    assertTrue(programs.size() > 10, programs.toString());
    for (Path program : programs) {
      String text = Files.readString(program);
      String shorter = text.replaceFirst("(\\bREPS: number = )\\d+", "$12");
      assertNotEquals(text, shorter, program.toString());
      Path copy = Files.writeString(directory.resolve(program.getFileName()), shorter);
      assertNothingIsLoadedFromJars(0, "profile", copy.toString());
    }
  }

  /** However the JVM runs it: interpreted, by either of its compilers, or by both. */
  @Test
  void countsDoNotDependOnTheJvm() throws Exception {
    Path program =
        Files.writeString(
            directory.resolve("fib.at"),
            """
            fn fib(n: number) -> number { if (n < 2) { return n; } return fib(n - 1) + fib(n - 2); }
            var sum = 0;
            for (var i = 0; i < 20000; i++) { if (i % 3 == 0) { sum += i; } }
            fn made(n: number) -> number { let pair = [n, n + 1]; return len(pair); }
            for (var i = 0; i < 20000; i++) { sum += made(i); }
            print(fib(15) + sum);
            [1][sum];
            """);
    List<String> profiles = new ArrayList<>();
    for (String jvm :
        List.of("", "", "-Xint", "-XX:TieredStopAtLevel=1", "-XX:-TieredCompilation")) {
      Path json = directory.resolve("counts.json");
      ProcessBuilder run =
          new ProcessBuilder(
              LAUNCHER.toString(), "profile", "--format", "json", "-o", "" + json, "" + program);
      run.environment().put("ATLAS_JAVA_OPTS", jvm);
      assertEquals(1, end(run.start()).exit(), jvm);
      profiles.add(Files.readString(json).replaceAll("(_ns\": )[0-9]+", "$1"));
    }
    assertTrue(profiles.getFirst().contains("\"elapsed_ns\": "), profiles.getFirst());
    // Made by the language, although no compiled code makes them.
    assertTrue(
        profiles.getFirst().contains("\"kind\": \"array\", \"count\": 20000}"),
        profiles.getFirst());
    for (String profile : profiles) {
      assertEquals(profiles.getFirst(), profile);
    }
  }

  private void assertNothingIsLoadedFromJars(int status, String... arguments) throws Exception {
    assertEquals(status, start(arguments).exit());
    Path log = directory.resolve("classes.log");
    ProcessBuilder logged = builder(arguments);
    logged.environment().put("ATLAS_JAVA_OPTS", "-Xlog:class+load,class+init=info:file=" + log);
    assertEquals(status, end(logged.start()).exit());
    List<String> lines = Files.readAllLines(log);
    List<String> loaded = lines.stream().filter(line -> line.contains(" source: ")).toList();
    assertTrue(loaded.size() > 1_000, "only " + loaded.size());
    assertEquals(
        List.of(),
        loaded.stream()
            .filter(line -> !line.contains("source: shared objects file"))
            .filter(line -> !line.contains(" atlas.unit."))
            // For threads that meet at the same map or lock, which depends on how they are run.
            .filter(line -> !line.contains(" java.util.concurrent."))
            .toList());
    assertEquals(
        List.of(),
        lines.stream().filter(line -> line.contains("URLClassPath$JarLoader'")).toList());
  }

  private static ProcessBuilder builder(String... args) {
    List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
    command.addAll(List.of(args));
    return new ProcessBuilder(command);
  }

  private static Process process(String... args) throws IOException {
    return builder(args).start();
  }

  private static Run start(String... args) throws Exception {
    Process process = process(args);
    process.getOutputStream().close();
    return end(process);
  }

  private static Run end(Process process) throws Exception {
    Path err = Files.createTempFile("atlas", ".err");
    Thread reader =
        Thread.ofVirtual()
            .start(() -> {
              try {
                Files.write(err, process.getErrorStream().readAllBytes());
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    reader.join();
    String errors = Files.readString(err);
    Files.delete(err);
    return new Run(process.waitFor(), out, errors);
  }
}
