package atlas.kernel.server;

import atlas.kernel.display.MimeBundle;
import atlas.kernel.protocol.Completeness;
import atlas.kernel.protocol.ErrorInfo;
import atlas.kernel.protocol.KernelInfo;
import atlas.kernel.protocol.Request.ExecuteRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A language of one word per line, to test the kernel without Atlas: {@code out TEXT}, {@code err
 * TEXT}, {@code show TEXT}, {@code result TEXT}, {@code profile TEXT}, {@code fail CODE}, {@code
 * throw}, {@code overflow}, {@code forever}, {@code stubborn} (until the second interrupt), {@code
 * flood} (prints until it is interrupted), {@code wait} (for {@link #release}), {@code live TEXT}
 * (a display that {@code update TEXT} replaces and {@code remove} takes away), {@code clear},
 * {@code ask PROMPT}. To ask whether {@code hoard} is complete takes all memory once, until {@link
 * #release}.
 */
final class ToyInterpreter implements Interpreter {
  private final CountDownLatch released = new CountDownLatch(1);
  private final List<String> executed = new ArrayList<>();
  private final AtomicBoolean starved = new AtomicBoolean();
  private int interrupts;

  @Override
  public KernelInfo info() {
    return new KernelInfo(
        "toy",
        "1",
        new KernelInfo.LanguageInfo("toy", "1", "text/x-toy", ".toy", "text", "text"),
        "A toy",
        List.of(new KernelInfo.HelpLink("Help", "https://example.org")));
  }

  @Override
  public Execution execute(ExecuteRequest request, int executionCount, OutputSink sink) {
    synchronized (this) {
      executed.add(request.code());
      interrupts = 0;
    }
    Optional<MimeBundle> result = Optional.empty();
    List<MimeBundle> displays = new ArrayList<>();
    for (String line : request.code().split("\n")) {
      String word = line.split(" ")[0];
      String rest = line.substring(Math.min(line.length(), word.length() + 1));
      switch (word) {
        case "out" -> sink.stdout(rest + "\n");
        case "err" -> sink.stderr(rest + "\n");
        case "show" -> sink.display(MimeBundle.text(rest));
        case "result" -> result = Optional.of(MimeBundle.text(rest));
        case "live" -> sink.display(MimeBundle.text(rest), "id");
        case "update" -> sink.update(MimeBundle.text(rest), "id");
        case "remove" -> sink.remove("id");
        case "clear" -> sink.clear(rest.equals("later"));
        case "ask" -> {
          try {
            sink.stdout(sink.ask(rest).orElse("nobody") + "\n");
          } catch (CancellationException e) {
            return new Execution.Interrupted("stopped", List.of("stopped"), displays);
          }
        }
        case "profile" -> displays.add(MimeBundle.text(rest));
        case "fail" -> {
          ErrorInfo error = new ErrorInfo(rest, "it failed", List.of("line 1", "line 2"));
          return new Execution.Failure(error, displays);
        }
        case "throw" -> throw new IllegalStateException("a defect");
        case "overflow" -> throw new StackOverflowError();
        case "forever", "stubborn" -> {
          awaitInterrupts(word.equals("stubborn") ? 2 : 1);
          return new Execution.Interrupted("stopped", List.of("stopped"), displays);
        }
        case "flood" -> {
          while (!isInterrupted()) {
            sink.stdout("x".repeat(10_000));
          }
          return new Execution.Interrupted("stopped", List.of("stopped"), displays);
        }
        case "wait" -> awaitRelease();
        default -> {}
      }
    }
    return new Execution.Success(result, displays);
  }

  @Override
  public boolean isShortOfMemory() {
    return starved.get() && released.getCount() > 0;
  }

  @Override
  public synchronized void interrupt() {
    interrupts++;
    notifyAll();
  }

  @Override
  public Completeness isComplete(String code) {
    if (code.equals("crash")) {
      throw new IllegalStateException("a defect");
    }
    if (code.equals("hoard") && starved.compareAndSet(false, true)) {
      throw new OutOfMemoryError("for this once");
    }
    if (code.equals("wait")) {
      awaitRelease();
    }
    return code.endsWith("\\") ? Completeness.incomplete("  ") : Completeness.COMPLETE;
  }

  /** Lets all {@code wait} go on. */
  void release() {
    released.countDown();
  }

  synchronized List<String> executed() {
    return List.copyOf(executed);
  }

  private synchronized boolean isInterrupted() {
    return interrupts > 0;
  }

  private synchronized void awaitInterrupts(int wanted) {
    while (interrupts < wanted) {
      try {
        wait();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private void awaitRelease() {
    try {
      released.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
