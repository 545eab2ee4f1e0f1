package atlas.kernel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.kernel.protocol.Channel;
import atlas.kernel.protocol.MemoryGate;
import atlas.kernel.server.MemoryTransport.Sent;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The kernel between an in-memory client and a toy language. */
@Timeout(120)
class KernelServerTest {
  private final MemoryTransport client = new MemoryTransport();
  private final ToyInterpreter toy = new ToyInterpreter();
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private final List<String> moments = Collections.synchronizedList(new ArrayList<>());
  private volatile CountDownLatch preparing = new CountDownLatch(0);
  private final Preparation preparation =
      new Preparation() {
        @Override
        public void begin() {
          moments.add("begin");
        }

        @Override
        public void end() {
          moments.add("end");
          try {
            preparing.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        }
      };
  private final MemoryGate gate = new MemoryGate(toy::isShortOfMemory);
  private final KernelServer server = new KernelServer(client, toy, preparation, gate, log::add);
  private Thread thread;
  private boolean mayLog;

  @BeforeEach
  void start() {
    thread =
        Thread.ofPlatform()
            .start(() -> {
              try {
                server.run();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
  }

  @AfterEach
  void stop() throws InterruptedException {
    toy.release();
    server.stop();
    assertTrue(thread.join(Duration.ofMinutes(1)));
    assertTrue(client.isClosed());
    assertEquals(List.of(), client.violations());
    if (!mayLog) {
      assertEquals(List.of(), log);
    }
    everyRequestWasBusyAndThenIdle();
  }

  /** Holds for all traffic of every test here. */
  private void everyRequestWasBusyAndThenIdle() {
    client.all().stream()
        .collect(Collectors.groupingBy(Sent::parentId))
        .forEach((parent, messages) -> {
          if (!parent.isEmpty()) {
            List<String> briefs = messages.stream().map(Sent::brief).toList();
            assertEquals("busy", briefs.getFirst(), briefs::toString);
            assertEquals("idle", briefs.getLast(), briefs::toString);
            assertEquals(1, Collections.frequency(briefs, "busy"), briefs::toString);
            assertEquals(1, Collections.frequency(briefs, "idle"), briefs::toString);
          }
        });
  }

  @Test
  void startingIsTheFirstMessageAndHasNoParent() throws InterruptedException {
    client.sequence(client.control("kernel_info_request", "{}"));

    assertEquals("starting", client.all().getFirst().brief());
  }

  @Test
  void kernelInfoIsAnsweredOnTheChannelOnWhichItWasAsked() throws InterruptedException {
    for (Channel channel : List.of(Channel.SHELL, Channel.CONTROL)) {
      String id = client.request(channel, "kernel_info_request", "{}");

      assertEquals(List.of("busy", "kernel_info_reply", "idle"), client.sequence(id));
      assertEquals(channel, client.of(id).get(1).channel());
      assertEquals("5.5", client.of(id).get(1).content().path("protocol_version").asText());
      JsonNode language = client.of(id).get(1).content().path("language_info");
      assertEquals("text/x-toy", language.path("mimetype").asText());
    }
  }

  @Test
  void preparesItselfBetweenTheFirstAnswerAndTheFirstCell() throws InterruptedException {
    client.sequence(client.control("comm_info_request", "{}"));
    assertEquals(List.of(), moments);
    client.sequence(client.control("kernel_info_request", "{}"));
    assertEquals(List.of("begin"), moments);
    client.sequence(client.execute("result 42"));
    assertEquals(List.of("begin", "end"), moments);
  }

  @Test
  void aCellPublishesInputOutputResultAndDisplaysBeforeItsReply() throws InterruptedException {
    String id = client.execute("profile p\nout a\nerr b\nshow c\nout d\nresult 42");

    assertEquals(
        List.of(
            "busy",
            "execute_input",
            "stream",
            "stream",
            "display_data",
            "stream",
            "execute_result",
            "display_data",
            "execute_reply",
            "idle"),
        client.sequence(id));
    List<Sent> sent = client.of(id);
    assertEquals("stdout", sent.get(2).content().path("name").asText());
    assertEquals("stderr", sent.get(3).content().path("name").asText());
    assertEquals("42", sent.get(6).content().path("data").path("text/plain").asText());
    assertEquals("p", sent.get(7).content().path("data").path("text/plain").asText());
    assertEquals(1, sent.get(6).content().path("execution_count").asInt());
    assertEquals("ok", client.reply(id).path("status").asText());
  }

  @Test
  void outputIsBatchedYetCompleteAndInOrder() throws InterruptedException {
    List<String> lines = IntStream.range(0, 20_000).mapToObj(i -> "line " + i).toList();
    String id =
        client.execute(lines.stream().map(s -> "out " + s).collect(Collectors.joining("\n")));
    client.awaitIdle(id);

    List<Sent> streams = client.of(id).stream().filter(s -> s.type().equals("stream")).toList();
    assertEquals(
        lines, streams.stream().flatMap(s -> s.content().path("text").asText().lines()).toList());
    assertTrue(streams.size() < 100, () -> streams.size() + " messages");
  }

  @Test
  void outputDoesNotWaitForTheEndOfTheCell() throws InterruptedException {
    String id = client.execute("out early\nwait\nout late");

    Sent early = client.await(sent -> sent.type().equals("stream"));

    assertEquals("early\n", early.content().path("text").asText());
    assertEquals(id, early.parentId());
  }

  @Test
  void executionsAreCountedUnlessTheyAreNotToBeRemembered() throws InterruptedException {
    assertEquals(1, client.reply(client.execute("out a")).path("execution_count").asInt());
    String forgotten =
        client.shell("execute_request", "{\"code\": \"result 1\", \"store_history\": false}");
    assertEquals(1, client.reply(forgotten).path("execution_count").asInt());
    assertEquals(2, client.reply(client.execute("out a")).path("execution_count").asInt());
  }

  @Test
  void aSilentCellBroadcastsNothingButItsStatus() throws InterruptedException {
    String id =
        client.shell(
            "execute_request", "{\"code\": \"out a\\nshow b\\nresult c\", \"silent\": true}");

    assertEquals(List.of("busy", "execute_reply", "idle"), client.sequence(id));
    assertEquals(0, client.reply(id).path("execution_count").asInt());
    assertEquals(List.of("out a\nshow b\nresult c"), toy.executed());
  }

  @Test
  void aFailureIsPublishedWithItsOutputBeforeAndItsDisplaysBehindIt() throws InterruptedException {
    String id = client.execute("profile p\nout a\nfail AT0005");

    assertEquals(
        List.of(
            "busy", "execute_input", "stream", "error", "display_data", "execute_reply", "idle"),
        client.sequence(id));
    JsonNode error = client.of(id).get(3).content();
    assertEquals("AT0005", error.path("ename").asText());
    assertEquals("it failed", error.path("evalue").asText());
    assertEquals("line 2", error.path("traceback").path(1).asText());
    assertEquals("error", client.reply(id).path("status").asText());
    assertEquals("AT0005", client.reply(id).path("ename").asText());
    assertEquals(1, client.reply(id).path("execution_count").asInt());
  }

  @Test
  void anErrorAbortsTheCellsThatWaitButNoneThatComeLater() throws InterruptedException {
    String failing = client.execute("wait\nfail AT0001");
    String second = client.execute("out second");
    String third = client.execute("out third");
    toy.release();

    assertEquals("error", client.reply(failing).path("status").asText());
    assertEquals("aborted", client.reply(second).path("status").asText());
    assertEquals(List.of("busy", "execute_reply", "idle"), client.sequence(third));
    String later = client.execute("out later");
    assertEquals("ok", client.reply(later).path("status").asText());
    assertEquals(List.of("wait\nfail AT0001", "out later"), toy.executed());
  }

  @Test
  void anErrorAbortsWhatANotebookHasSentWithItHoweverLateItCame() throws InterruptedException {
    client.awaitIdle(client.executeCell("a", 0, "fail X"));
    client.awaitIdle(client.executeCell("a", 199, "out with it"));
    client.awaitIdle(client.execute("out of an extension of the notebook"));
    client.awaitIdle(client.executeCell("b", 300, "out of another notebook"));
    String last = client.executeCell("a", 398, "out with the second");

    assertEquals(List.of("busy", "execute_reply", "idle"), client.sequence(last));
    assertEquals("{\"status\":\"aborted\"}", client.reply(last).toString());
    client.awaitIdle(client.executeCell("a", 598, "out later"));
    client.awaitIdle(client.executeCell("a", 599, "out with that"));
    assertEquals(
        List.of(
            "fail X",
            "out of an extension of the notebook",
            "out of another notebook",
            "out later",
            "out with that"),
        toy.executed());
  }

  @Test
  void whatMayHaveBeenSentInAnswerToAnErrorIsRun() throws InterruptedException {
    client.awaitIdle(client.executeCell("a", 0, "fail X"));
    client.awaitIdle(client.executeCell("b", 1, "out of another notebook"));
    client.awaitIdle(client.executeCell("client", 0, "fail X"));
    client.awaitIdle(client.execute("out of a program"));
    client.awaitIdle(client.executeCell("a", 500, "fail X"));
    client.awaitIdle(client.executeCell("a", 1, "out of a clock that was set"));

    assertEquals(6, toy.executed().size(), toy.executed()::toString);
  }

  @Test
  void anErrorAbortsNothingIfItIsNotAskedTo() throws InterruptedException {
    String failing =
        client.shell("execute_request", "{\"code\": \"wait\\nfail X\", \"stop_on_error\": false}");
    String second = client.execute("out second");
    toy.release();

    assertEquals("error", client.reply(failing).path("status").asText());
    assertEquals("ok", client.reply(second).path("status").asText());
  }

  @Test
  void cellsRunOneAtATimeAndInOrder() throws InterruptedException {
    List<String> codes = IntStream.range(0, 500).mapToObj(i -> "result " + i).toList();
    List<String> ids = codes.stream().map(client::execute).toList();
    client.awaitIdle(ids.getLast());

    assertEquals(codes, toy.executed());
    List<String> executions =
        client.all().stream().map(Sent::parentId).filter(ids::contains).distinct().toList();
    assertEquals(ids, executions);
  }

  @Test
  void anInterruptEndsTheCellThatRunsAndAbortsWhatWaits() throws InterruptedException {
    String endless = client.execute("forever");
    String waiting = client.execute("out a");
    client.await(sent -> sent.parentId().equals(endless) && sent.type().equals("execute_input"));
    while (toy.executed().isEmpty()) {
      Thread.onSpinWait();
    }
    String interrupt = client.control("interrupt_request", "{}");

    assertEquals(List.of("busy", "interrupt_reply", "idle"), client.sequence(interrupt));
    assertEquals("Interrupted", client.reply(endless).path("ename").asText());
    assertEquals("aborted", client.reply(waiting).path("status").asText());
    assertEquals("ok", client.reply(client.execute("out b")).path("status").asText());
  }

  @Test
  void anInterruptThatIsMissedIsRepeated() throws InterruptedException {
    String cell = client.execute("stubborn");
    client.await(sent -> sent.parentId().equals(cell) && sent.type().equals("execute_input"));
    while (toy.executed().isEmpty()) {
      Thread.onSpinWait();
    }
    client.control("interrupt_request", "{}");

    assertEquals("Interrupted", client.reply(cell).path("ename").asText());
    assertEquals("ok", client.reply(client.execute("out a")).path("status").asText());
  }

  @Test
  void anInterruptDoesNotWaitForClientsThatAreBehind() throws InterruptedException {
    client.getStuck();
    // One that waited for clients would take a second each time; a machine that stalls, now and
    // then.
    boolean soon = false;
    for (int i = 0; i < 10 && !soon; i++) {
      String cell = client.execute("flood");
      client.await(sent -> sent.parentId().equals(cell) && sent.type().equals("stream"));
      long begun = System.nanoTime();
      client.control("interrupt_request", "{}");
      assertEquals("Interrupted", client.reply(cell).path("ename").asText());
      soon = System.nanoTime() - begun < 500_000_000;
    }
    assertTrue(soon);
  }

  @Test
  void anInterruptHitsACellThatIsBusyAndDoesNotRunYet() throws InterruptedException {
    preparing = new CountDownLatch(1);
    String cell = client.execute("forever");
    client.await(sent -> sent.parentId().equals(cell) && sent.brief().equals("busy"));
    client.sequence(client.control("interrupt_request", "{}"));
    preparing.countDown();

    assertEquals("Interrupted", client.reply(cell).path("ename").asText());
  }

  @Test
  void anInterruptWhileNothingRunsHitsNoLaterCell() throws InterruptedException {
    client.sequence(client.control("interrupt_request", "{}"));

    assertEquals("ok", client.reply(client.execute("out a\nresult 1")).path("status").asText());
  }

  @Test
  void allElseIsAnsweredWhileACellRuns() throws InterruptedException {
    String running = client.execute("wait");

    client.sequence(client.control("kernel_info_request", "{}"));
    client.sequence(client.shell("is_complete_request", "{\"code\": \"a\"}"));
    client.sequence(client.shell("complete_request", "{\"code\": \"a\", \"cursor_pos\": 1}"));

    assertFalse(client.of(running).stream().anyMatch(sent -> sent.brief().equals("idle")));
    toy.release();
    client.awaitIdle(running);
  }

  @Test
  void whatComesOnControlWaitsForNothingOnShell() throws InterruptedException {
    String asking = client.shell("is_complete_request", "{\"code\": \"wait\"}");
    String waiting = client.shell("kernel_info_request", "{}");
    String running = client.execute("forever");

    client.sequence(client.control("kernel_info_request", "{}"));
    client.await(sent -> sent.parentId().equals(running) && sent.brief().equals("busy"));
    client.control("interrupt_request", "{}");
    client.awaitIdle(running);

    for (String request : List.of(asking, waiting)) {
      assertFalse(client.of(request).stream().anyMatch(sent -> sent.brief().equals("idle")));
    }
    toy.release();
    client.awaitIdle(asking);
    client.awaitIdle(waiting);
  }

  @Test
  void completenessComesWithAnIndent() throws InterruptedException {
    JsonNode open = client.reply(client.shell("is_complete_request", "{\"code\": \"a\\\\\"}"));
    assertEquals("incomplete", open.path("status").asText());
    assertEquals("  ", open.path("indent").asText());
    JsonNode done = client.reply(client.shell("is_complete_request", "{\"code\": \"a\"}"));
    assertEquals("complete", done.path("status").asText());
  }

  @Test
  void whatTheInterpreterDoesNotOfferIsAnsweredAsEmpty() throws InterruptedException {
    JsonNode none =
        client.reply(client.shell("complete_request", "{\"code\": \"ab\", \"cursor_pos\": 9}"));
    assertEquals(0, none.path("matches").size());
    assertEquals(2, none.path("cursor_start").asInt());
    JsonNode unknown =
        client.reply(
            client.shell(
                "inspect_request", "{\"code\": \"ab\", \"cursor_pos\": 1, \"detail_level\": 0}"));
    assertFalse(unknown.path("found").asBoolean());
    JsonNode history =
        client.reply(client.shell("history_request", "{\"hist_access_type\": \"tail\", \"n\": 9}"));
    assertEquals(0, history.path("history").size());
    JsonNode comms = client.reply(client.shell("comm_info_request", "{}"));
    assertEquals(0, comms.path("comms").size());
  }

  @Test
  void aCommIsRefusedAndItsMessagesAreIgnored() throws InterruptedException {
    String open =
        client.shell("comm_open", "{\"comm_id\": \"c1\", \"target_name\": \"t\", \"data\": {}}");

    assertEquals(List.of("busy", "comm_close", "idle"), client.sequence(open));
    assertEquals("c1", client.of(open).get(1).content().path("comm_id").asText());
    for (String type : List.of("comm_msg", "comm_close")) {
      String id = client.shell(type, "{\"comm_id\": \"c1\", \"data\": {}}");
      assertEquals(List.of("busy", "idle"), client.sequence(id));
    }
  }

  @Test
  void userExpressionsAreEvaluatedAfterTheCell() throws InterruptedException {
    String id =
        client.shell(
            "execute_request",
            "{\"code\": \"\", \"user_expressions\": {\"a\": \"result 7\", \"b\": \"fail X\"}}");

    JsonNode values = client.reply(id).path("user_expressions");
    assertEquals("7", values.path("a").path("data").path("text/plain").asText());
    assertEquals("ok", values.path("a").path("status").asText());
    assertEquals("error", values.path("b").path("status").asText());
    assertEquals("X", values.path("b").path("ename").asText());
  }

  @Test
  void aHandlerThatThrowsStillRepliesAndEndsInIdle() throws InterruptedException {
    mayLog = true;
    String cell = client.execute("out a\nthrow");
    String overflow = client.execute("overflow");
    String other = client.shell("is_complete_request", "{\"code\": \"crash\"}");

    assertEquals(
        List.of("busy", "execute_input", "stream", "error", "execute_reply", "idle"),
        client.sequence(cell));
    client.awaitIdle(overflow);
    assertEquals(List.of("busy", "is_complete_reply", "idle"), client.sequence(other));
    assertEquals("ok", client.reply(client.execute("out b")).path("status").asText());
    assertTrue(log.getFirst().contains("a defect"), log::toString);
  }

  @Test
  void aRequestForWhichThereIsNoMemoryIsAnsweredWhenThereIs() throws InterruptedException {
    String starved = client.shell("is_complete_request", "{\"code\": \"hoard\"}");
    String next = client.shell("is_complete_request", "{\"code\": \"1\"}");
    while (!toy.isShortOfMemory()) {
      Thread.sleep(1);
    }
    String cell = client.execute("out a");
    client.awaitIdle(cell);
    toy.release();

    assertEquals(List.of("busy", "is_complete_reply", "idle"), client.sequence(starved));
    assertEquals("complete", client.reply(starved).path("status").asText());
    assertEquals("complete", client.reply(next).path("status").asText());
  }

  @Test
  void aRequestWithoutWhatItNeedsIsAnsweredWithAnError() throws InterruptedException {
    mayLog = true;
    String id = client.shell("execute_request", "{}");

    assertEquals(List.of("busy", "execute_reply", "idle"), client.sequence(id));
    assertEquals("MalformedMessage", client.reply(id).path("ename").asText());
    assertEquals(1, log.size());
  }

  @Test
  void anUnknownMessageIsLoggedAndNothingElse() throws InterruptedException {
    mayLog = true;
    String id = client.shell("dance_request", "{}");

    assertEquals(List.of("busy", "idle"), client.sequence(id));
    assertEquals(List.of("a message of unknown type dance_request"), log);
  }

  @Test
  void shutdownEchoesTheRestartFlagAndEndsTheKernel() throws InterruptedException {
    String id = client.control("shutdown_request", "{\"restart\": true}");

    assertTrue(thread.join(Duration.ofMinutes(1)));
    assertEquals(List.of("busy", "shutdown_reply", "idle"), client.sequence(id));
    assertTrue(client.reply(id).path("restart").asBoolean());
  }

  @Test
  void shutdownIsAcceptedOnShellToo() throws InterruptedException {
    String id = client.shell("shutdown_request", "{}");

    assertTrue(thread.join(Duration.ofMinutes(1)));
    assertFalse(client.reply(id).path("restart").asBoolean());
  }

  @Test
  void shutdownEndsTheCellThatRunsAndForgetsWhatWaits() throws InterruptedException {
    String endless = client.execute("forever");
    client.await(sent -> sent.parentId().equals(endless) && sent.type().equals("execute_input"));
    while (toy.executed().isEmpty()) {
      Thread.onSpinWait();
    }
    client.execute("out never");
    client.control("shutdown_request", "{}");

    assertTrue(thread.join(Duration.ofMinutes(1)));
    assertEquals(List.of("forever"), toy.executed());
    assertEquals("Interrupted", client.reply(endless).path("ename").asText());
  }

  @Test
  void noThreadIsLeft() throws InterruptedException {
    client.sequence(client.execute("out a"));
    client.control("shutdown_request", "{}");
    assertTrue(thread.join(Duration.ofMinutes(1)));

    long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (!kernelThreads().isEmpty() && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertEquals(List.of(), kernelThreads());
  }

  private static List<String> kernelThreads() {
    Thread[] threads = new Thread[Thread.activeCount() + 10];
    Thread.enumerate(threads);
    return Stream.of(threads)
        .filter(other -> other != null && other.getName().startsWith("atlas-kernel"))
        .map(Thread::getName)
        .toList();
  }

  @Test
  void theKernelEndsWithTheProcessThatItIsToldToFollow() throws Exception {
    Process front = new ProcessBuilder("cat").start();
    server.endWith(Long.toString(front.pid()), false);
    front.destroy();

    assertTrue(thread.join(Duration.ofMinutes(1)));
  }

  @Test
  void theKernelEndsIfWhatHasStartedItIsGoneAlready() throws Exception {
    Process front = new ProcessBuilder("true").start();
    front.waitFor();
    server.endWith(Long.toString(front.pid()), true);

    assertTrue(thread.join(Duration.ofMinutes(1)));
  }

  @Test
  void aProcessThatDoesNotExistIsNotFollowed() throws InterruptedException {
    server.endWith("no number", true);
    server.endWith("0", false);

    assertEquals("ok", client.reply(client.execute("out a")).path("status").asText());
  }

  @Test
  void aDisplayIsReplacedByItsIdAndOutputCleared() throws InterruptedException {
    String id = client.execute("live 1\nout a\nupdate 2\nclear later");

    assertEquals(
        List.of(
            "busy",
            "execute_input",
            "display_data",
            "stream",
            "update_display_data",
            "clear_output",
            "execute_reply",
            "idle"),
        client.sequence(id));
    JsonNode shown = client.of(id).get(2).content();
    JsonNode updated = client.of(id).get(4).content();
    assertEquals("id", shown.path("transient").path("display_id").asText());
    assertEquals(shown.path("transient"), updated.path("transient"));
    assertEquals("2", updated.path("data").path("text/plain").asText());
    assertTrue(client.of(id).get(5).content().path("wait").asBoolean());
  }

  @Test
  void aDisplayIsTakenAwayWithoutATraceIfNothingElseIsShown() throws InterruptedException {
    for (String alone : List.of("live 1", "out a\nclear\nlive 1\nupdate 2")) {
      String id = client.execute(alone + "\nremove\nshow 3");
      assertEquals(
          "clear_output", client.sequence(id).reversed().get(3), client.sequence(id)::toString);
    }
    String last = client.execute("live 1\nremove");
    assertEquals(
        List.of("clear_output", "clear_output", "execute_reply", "idle"),
        client.sequence(last).subList(3, 7));
    assertFalse(client.of(last).get(4).content().path("wait").asBoolean());
    for (String more : List.of("live 1\nout a", "out a\nlive 1", "show 0\nlive 1", "clear")) {
      String id = client.execute(more + "\nremove\nshow 3");
      client.awaitIdle(id);
      List<Sent> sent = client.of(id).reversed();
      assertEquals("update_display_data", sent.get(3).type(), client.sequence(id)::toString);
      assertEquals("", sent.get(3).content().path("data").path("text/plain").asText());
    }
  }

  @Test
  void aCellMayAskItsClientForALine() throws InterruptedException {
    String id =
        client.shell(
            "execute_request", "{\"code\": \"out before\\nask Name?\", \"allow_stdin\": true}");
    Sent question = client.await(sent -> sent.type().equals("input_request"));
    assertEquals(Channel.STDIN, question.channel());
    assertEquals(id, question.parentId());
    assertEquals("Name?", question.content().path("prompt").asText());

    client.request(Channel.STDIN, "input_reply", "{\"value\": \"Ada\"}");

    client.awaitIdle(id);
    assertEquals("before\nAda\n", output(id));
  }

  @Test
  void aClientThatCannotBeAskedIsNot() throws InterruptedException {
    String id = client.execute("ask Name?");

    client.awaitIdle(id);
    assertEquals("nobody\n", output(id));
    assertTrue(client.all().stream().noneMatch(sent -> sent.type().equals("input_request")));
  }

  @Test
  void anInterruptEndsTheWaitingForALine() throws InterruptedException {
    String id = client.shell("execute_request", "{\"code\": \"ask ?\", \"allow_stdin\": true}");
    client.await(sent -> sent.type().equals("input_request"));

    client.control("interrupt_request", "{}");

    assertEquals("Interrupted", client.reply(id).path("ename").asText());
    client.awaitIdle(id);
  }

  @Test
  void anAnswerThatNobodyAwaitsIsDropped() throws InterruptedException {
    client.request(Channel.STDIN, "input_reply", "{\"value\": \"early\"}");
    String id = client.shell("execute_request", "{\"code\": \"ask ?\", \"allow_stdin\": true}");
    client.await(sent -> sent.type().equals("input_request"));

    client.request(Channel.STDIN, "input_reply", "{\"value\": \"in time\"}");

    client.awaitIdle(id);
    assertEquals("in time\n", output(id));
  }

  private String output(String requestId) {
    return client.of(requestId).stream()
        .filter(sent -> sent.type().equals("stream"))
        .map(sent -> sent.content().path("text").asText())
        .collect(Collectors.joining());
  }
}
