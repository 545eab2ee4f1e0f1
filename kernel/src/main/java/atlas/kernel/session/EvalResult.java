package atlas.kernel.session;

import atlas.kernel.display.ValueContents;
import atlas.profiler.model.Profile;
import atlas.profiler.report.ReportOptions;
import atlas.vm.diagnostics.Diagnostic;
import atlas.vm.runtime.Value;
import java.util.List;
import java.util.Optional;

/**
 * What came of one input. A value: front ends show as much of it as suits them.
 *
 * <p>However an input ended, {@link #about} holds what is known of it in every case; a profile,
 * too, if one was asked for and the code began to run.
 */
public sealed interface EvalResult {
  /** What every result carries. */
  About about();

  /** What to report about the input: what ended it, if anything did, and the warnings. */
  List<Diagnostic> diagnostics();

  /** It ran to its end. {@code value} is absent if the result is null (language §22.1). */
  record Success(About about, Optional<Answer> value) implements EvalResult {
    @Override
    public List<Diagnostic> diagnostics() {
      return about.warnings();
    }
  }

  /**
   * It did not compile, and nothing of it ran; or a run-time error ended it.
   *
   * @param diagnostics errors, and the warnings of {@link #about}, in the order in which to show
   *     them
   */
  record Failure(About about, List<Diagnostic> diagnostics) implements EvalResult {
    public Failure {
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /** The user stopped it. {@code stop} says where. */
  record Interrupted(About about, Diagnostic stop) implements EvalResult {
    @Override
    public List<Diagnostic> diagnostics() {
      return List.of(stop);
    }
  }

  /**
   * The value of an input.
   *
   * @param type its static type in the notation of the language (§4.7)
   * @param text its literal form (§20), shortened if it is longer than the session shows
   */
  record Answer(Value value, String type, String text) {
    /** The same with all of its text, and with what collections hold. */
    public Answer whole() {
      return new Answer(value, type, ValueContents.of(value));
    }
  }

  /**
   * What is known of an input however it ended.
   *
   * @param name what diagnostics call the input
   * @param notes what else there is to tell, such as that a function keeps the old meaning of a
   *     name
   */
  record About(
      String name,
      List<Diagnostic> warnings,
      List<String> notes,
      Optional<Profiling> profile,
      Timing timing) {
    public About {
      warnings = List.copyOf(warnings);
      notes = List.copyOf(notes);
    }
  }

  /** An exact profile and how its report is wanted. */
  record Profiling(Profile profile, ReportOptions options) {}

  /** Wall time. {@code runNanos} is 0 if nothing ran. */
  record Timing(long compileNanos, long runNanos) {
    static final Timing NONE = new Timing(0, 0);
  }

  /** The same without a profile. */
  default EvalResult withoutProfile() {
    About about = about();
    About bare = new About(about.name, about.warnings, about.notes, Optional.empty(), about.timing);
    return switch (this) {
      case Success(var _, Optional<Answer> value) -> new Success(bare, value);
      case Failure(var _, List<Diagnostic> diagnostics) -> new Failure(bare, diagnostics);
      case Interrupted(var _, Diagnostic stop) -> new Interrupted(bare, stop);
    };
  }

  /** True if it ran to its end. */
  default boolean isSuccess() {
    return this instanceof Success;
  }
}
