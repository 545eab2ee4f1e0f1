package atlas.vm.syntax;

/**
 * Leaves a broken construct for the nearest place that can resume. The error itself has been
 * reported by then, so there is nothing to say and one instance serves all.
 */
final class SyntaxError extends RuntimeException {
  static final SyntaxError INSTANCE = new SyntaxError();

  private static final long serialVersionUID = 1L;

  private SyntaxError() {
    super("syntax error", null, false, false);
  }
}
