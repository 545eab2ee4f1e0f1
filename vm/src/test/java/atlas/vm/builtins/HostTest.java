package atlas.vm.builtins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.vm.runtime.BuiltinValue;
import atlas.vm.runtime.Context;
import atlas.vm.runtime.Display;
import atlas.vm.runtime.Host;
import atlas.vm.runtime.Input;
import atlas.vm.runtime.Interruption;
import atlas.vm.runtime.Permissions;
import atlas.vm.runtime.Value;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Input, arguments, environment variables, and interrupts of what takes long. */
@Timeout(60)
class HostTest {
  private final StringBuilder output = new StringBuilder();

  private Context context(Input input) {
    Host host = new Host(Permissions.ALL, input, List.of("a", "b c"));
    return new Context(output::append, false, _ -> {}, host);
  }

  private static String run(String call, Context context) {
    return Display.literal(CallReader.evaluate(call, context));
  }

  @Test
  void inputAndArguments() {
    BufferedReader reader = new BufferedReader(new StringReader("né\n\nlast"));
    Context context = context(Input.of(reader, output::append));
    assertEquals("\"né\"", run("input(\"? \")", context));
    assertEquals("\"\"", run("readLine()", context));
    assertEquals("\"last\"", run("input()", context));
    assertEquals("null", run("readLine()", context));
    assertEquals("? ", output.toString());
    assertEquals("[\"a\", \"b c\"]", run("programArgs()", context));
  }

  @Test
  void environmentVariablesReachChildren() {
    Context context = context(Input.NONE);
    run("setEnv(\"ATLAS_A\", \"1\")", context);
    run("setEnv(\"ATLAS_B\", \"2\")", context);
    run("unsetEnv(\"ATLAS_A\")", context);
    assertEquals("null", run("getEnv(\"ATLAS_A\")", context));
    assertEquals("\"2\"", run("getEnv(\"ATLAS_B\")", context));
    assertTrue(run("listEnv()", context).contains("\"ATLAS_B\": \"2\""));
    assertTrue(run("shell(\"echo $ATLAS_A-$ATLAS_B\")", context).contains("\"-2\\n\""));
  }

  @Test
  void aLineThatIsNotThereYetCanBeGivenUp() {
    Context context = context((_, _) -> Optional.empty());
    context.interrupt(true);
    assertThrows(Interruption.class, () -> run("readLine()", context));
  }

  @Test
  void aLineThatWasGivenUpIsTheNextOnes() throws IOException {
    PipedWriter typed = new PipedWriter();
    StringBuilder output = new StringBuilder();
    Input input = Input.of(new BufferedReader(new PipedReader(typed)), output::append);
    int[] polls = {0};
    Runnable giveUp =
        () -> {
          if (++polls[0] == 3) {
            throw new Interruption();
          }
        };
    assertThrows(Interruption.class, () -> input.readLine("a? ", giveUp));
    typed.write("one\ntwo\n");
    typed.close();
    assertEquals(Optional.of("one"), input.readLine("b? ", () -> {}));
    assertEquals(Optional.of("two"), input.readLine("", () -> {}));
    assertEquals(Optional.empty(), input.readLine("", () -> {}));
    assertEquals("a? b? ", output.toString());
  }

  static Stream<String> slow() {
    String text = "repeat(\"a\", 1000000)";
    return Stream.of(
        "regexIsMatch(unwrap(regexNew(\"(a?){1000}b\")), " + text + ")",
        "regexReplaceAll(unwrap(regexNew(\"(a|b|aa){1,30}c\")), " + text + ", \"\")",
        "regexIsMatch(unwrap(regexNew(\"\\\\b(é?a?){300}b\\\\b\")), join([\"é\", "
            + text
            + "], \"\"))",
        "shell(\"sleep 30\")",
        "shell(\"sleep 30 & wait\")",
        "exec([\"sleep\", \"30\"])",
        "readFile(\"FIFO\")",
        "writeFile(\"FIFO\", \"\")");
  }

  @ParameterizedTest
  @MethodSource("slow")
  void whatTakesLongCanBeInterrupted(String call, @TempDir Path directory) throws Exception {
    Path fifo = directory.resolve("fifo");
    assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
    Context context = context(Input.NONE);
    Thread thread =
        Thread.ofPlatform()
            .start(() -> {
              try {
                Thread.sleep(300);
                context.interrupt(true);
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    Instant start = Instant.now();
    assertThrows(
        Interruption.class, () -> run(call.replace("FIFO", fifo.toString()), context), call);
    long millis = Duration.between(start, Instant.now()).toMillis();
    assertTrue(millis < 20_000, call + " took " + millis);
    thread.join();
  }

  /** What takes long with large arguments only looks now and then whether to stop. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "repeat repeat(\"ab\",5000) 1000",
        "padStart \"x\" 5000000 \"abc\"",
        "padEnd \"x\" 5000000 \"abé\"",
        "replace LONG \"c\" \"\"",
        "replace LONG \"ab\" \"\"",
        "indexOf LONG \"c\"",
        "lastIndexOf LONG \"aa\"",
        "includes LONG repeat(\"ab\",90)",
        "split LONG \"aa\"",
        "split LONG \"b\"",
        "split LONG \"\"",
        "join [\"a\",\"b\"] LONG",
        "join MANY \"\"",
        "toUpperCase LONG",
        "toLowerCase LONG",
        "regexEscape LONG",
        "flatten [[1]]",
        "flatten [[\"a\"]]",
        "hashSetFromArray MANY",
        "hashMapFromEntries map(MANY,twice)",
        "map MANY self",
        "sortBy MANY len",
        "trim BLANK",
        "trimStart BLANK",
        "trimEnd BLANK",
        "toNumber BLANK",
        "parseInt BLANK 10",
        "parseFloat BLANK",
        "str MANY",
        "print MANY",
        "reflect_value_to_string MANY",
        "toJSON MANY",
        "toJSON LONG",
        "toJSON parseJSON(toJSON(MANY))",
        "str parseJSON(toJSON(MANY))",
        "arrayIndexOf MANY \"b\"",
        "arrayIndexOf MANY 1",
        "arrayLastIndexOf MANY \"b\"",
        "arrayIncludes MANY \"b\"",
        "hashSetUnion NUMBERS NUMBERS",
        "hashSetIntersection NUMBERS NUMBERS",
        "hashSetDifference NUMBERS NUMBERS",
        "hashSetSymmetricDifference NUMBERS NUMBERS",
        "hashSetIsSubset NUMBERS NUMBERS",
        "hashSetIsSuperset NUMBERS NUMBERS",
        "fsSortEntries MANY",
        "arraySort [null,1]",
        "writeFile \"/dev/null\" \"a\"",
        "readFile \"/etc/passwd\"",
        "regexTest \"a\\\\b\" join([LONG,\"é\"],\"\")"
      })
  void largeWorkPolls(String row) {
    Context free = context(Input.NONE);
    String[] words =
        row.replace("LONG", "repeat(repeat(\"ab\",3000),1000)")
            .replace("MANY", "split(repeat(\"a\",5000),\"\")")
            .replace("BLANK", "join([WHITE,WHITE],\"1\")")
            .replace("WHITE", "repeat(\"\\u0020\",5000)")
            .replace("NUMBERS", "hashSetFromArray(flatten(regexMatchIndices(A,TEXT)))")
            .replace("A,TEXT", "unwrap(regexNew(\"a\")),repeat(\"a\",5000)")
            .split(" ");
    Value[] args = new Value[words.length - 1];
    for (int i = 0; i < args.length; i++) {
      args[i] = CallReader.evaluate(words[i + 1], free);
    }
    Context context = context(Input.NONE);
    context.interrupt(true);
    BuiltinValue function = Library.standard().value(words[0]);
    assertThrows(Interruption.class, () -> function.call(context, 0, args));
    assertNotNull(function.call(free, 0, args));
  }

  @Test
  void sortingAndParsingPoll() {
    Context context = context(Input.NONE);
    context.interrupt(true);
    for (String call :
        List.of(
            "arraySort([3, 1, 2])",
            "arraySort([-0.0, 0])",
            "arraySort([\"b\", \"a\"])",
            "arraySort([true, false])",
            "parseJSON(\"[]\")",
            "regexSplit(unwrap(regexNew(\"a\")), \"b\")",
            "fsWalk(\"/\")")) {
      assertThrows(Interruption.class, () -> run(call, context), call);
    }
  }

  @Test
  void anInterruptEndsTheProcess(@TempDir Path directory) throws IOException, InterruptedException {
    Path file = directory.resolve("f");
    Context context = context(Input.NONE);
    Thread.ofPlatform()
        .start(() -> {
          while (!Files.exists(file)) {
            Thread.onSpinWait();
          }
          context.interrupt(true);
        });
    assertThrows(
        Interruption.class,
        () ->
            run(
                "shell(\"echo $$ > "
                    + file
                    + "2; mv "
                    + file
                    + "2 "
                    + file
                    + "; sleep 300; true\")",
                context));
    long process = Long.parseLong(Files.readString(file).strip());
    ProcessHandle.of(process)
        .ifPresent(shell -> shell.onExit().orTimeout(1, TimeUnit.MINUTES).join());
  }
}
