package atlas.repl.terminal;

import atlas.kernel.command.Commands;
import atlas.kernel.session.CallHint;
import atlas.kernel.session.Session;
import atlas.repl.terminal.CodeHighlighter.Excerpt;
import atlas.repl.terminal.InputParser.Surroundings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.Buffer;
import org.jline.reader.LineReader;
import org.jline.reader.Reference;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.OSUtils;

/**
 * JLine's editor with the manners of this language: indentation, brackets, the signature of the
 * call that is being typed, and suggestions from the history. What is not needed for editing is
 * left out as soon as it makes typing slow.
 */
final class InputEditor extends LineReaderImpl {
  /** JLine gives up on features, multi-line input among them, for longer buffers. */
  private static final int LONGEST_BUFFER = 10_000_000;

  private static final int LONGEST_WITH_HINT = 20_000;

  private static final long SLOW_NANOS = 60_000_000;
  private static final int SLOW_TIMES = 3;
  private static final String ALT_ENTER = "\u001b\r";
  private static final String INSERT_NEWLINE = "insert-newline";
  private static final String[] PAGE_UP_OR_ALT_P = {"\u001b[5~", "\u001bp"};
  private static final String[] PAGE_DOWN_OR_ALT_N = {"\u001b[6~", "\u001bn"};
  private static final String CONTROL_C = "\u0003";
  private static final String CONTROL_D = "\u0004";
  private static final String INTERRUPT = "interrupt";
  private static final String OLDER = "older-with-this-beginning";
  private static final String NEWER = "newer-with-this-beginning";

  /** The value of a control character that no key has (POSIX: _POSIX_VDISABLE). */
  private static final int DISABLED = OSUtils.IS_OSX ? 255 : 0;

  private static final Map<Capability, String> ARROWS =
      Map.of(
          Capability.key_up, "A",
          Capability.key_down, "B",
          Capability.key_right, "C",
          Capability.key_left, "D",
          Capability.key_home, "H",
          Capability.key_end, "F");

  private final Session session;
  private final String firstPrompt;
  private final String continuation;
  private final boolean colour;
  private final HistorySuggestion suggestions;
  private Excerpt shown = Excerpt.all("", -1);
  private Surroundings surroundings = Surroundings.NONE;
  private String offered = "";
  private boolean accepting;
  private boolean undisturbed;
  private int slowTimes;

  InputEditor(
      Terminal terminal,
      Commands commands,
      Session session,
      Optional<Path> history,
      String prompt,
      String continuation,
      boolean colour)
      throws IOException {
    super(terminal, "atlas");
    this.session = session;
    this.firstPrompt = prompt;
    this.continuation = continuation;
    this.colour = colour;
    setParser(new InputParser(commands, session, () -> surroundings));
    setCompleter(new CodeCompleter());
    setHighlighter(new CodeHighlighter(() -> shown, () -> offered, colour));
    history.ifPresent(file -> setVariable(HISTORY_FILE, file));
    setVariable(HISTORY_SIZE, HistoryFile.ENTRIES);
    setVariable(HISTORY_FILE_SIZE, Integer.MAX_VALUE / 2);
    setVariable(SECONDARY_PROMPT_PATTERN, continuation);
    setVariable(FEATURES_MAX_BUFFER_SIZE, LONGEST_BUFFER);
    // Besides letters and digits; JLine's words, like those of shells, would be whole calls.
    setVariable(WORDCHARS, "_");
    setVariable(INDENTATION, InputParser.INDENT);
    setVariable(BLINK_MATCHING_PAREN, 0L);
    option(Option.DISABLE_EVENT_EXPANSION, true);
    option(Option.HISTORY_REDUCE_BLANKS, false);
    // What is pasted is often indented.
    option(Option.HISTORY_IGNORE_SPACE, false);
    getHistory().attach(this);
    suggestions = new HistorySuggestion(getHistory());
    KeyMap<Binding> keys = getKeyMaps().get(LineReader.MAIN);
    keys.bind(new Reference(INSERT_NEWLINE), ALT_ENTER);
    keys.bind(new Reference(INTERRUPT), CONTROL_C);
    // JLine would list all that could be written at the end of a line.
    keys.bind(new Reference(DELETE_CHAR), CONTROL_D);
    keys.bind(new Reference(OLDER), PAGE_UP_OR_ALT_P);
    keys.bind(new Reference(NEWER), PAGE_DOWN_OR_ALT_N);
    // JLine's own widgets for these would eat blanks wherever they are.
    keys.bind(new Reference(SELF_INSERT), ")", "]", "}");
    ARROWS.forEach(this::bindBothForms);
    getWidgets().put(INSERT_NEWLINE, this::insertNewline);
    getWidgets().put(INTERRUPT, this::interrupt);
    getWidgets().put(OLDER, () -> goToEntryWithThisBeginning(-1));
    getWidgets().put(NEWER, () -> goToEntryWithThisBeginning(1));
    getWidgets().put(CALLBACK_INIT, () -> signalsControlC(false));
  }

  private boolean insertNewline() {
    buf.write("\n");
    return true;
  }

  // The cursor stays, so what stands before it is the beginning for the next key, too.
  private boolean goToEntryWithThisBeginning(int step) {
    String beginning = buf.upToCursor();
    int cursor = beginning.length();
    int index = history.index() + step;
    while (index >= history.first() && index <= history.last()) {
      String entry = history.get(index);
      if (entry.startsWith(beginning) && !entry.equals(buf.toString())) {
        history.moveTo(index);
        load(entry, cursor);
        return true;
      }
      index += step;
    }
    if (step > 0) {
      history.moveToEnd();
      load(beginning, cursor);
    }
    return step > 0;
  }

  private boolean interrupt() {
    state = State.INTERRUPT;
    return true;
  }

  /**
   * Whether Ctrl-C is a signal, or a key like any other. Signals arrive at some time, so that what
   * was typed behind one could still be added to the line that it should drop.
   */
  private boolean signalsControlC(boolean on) {
    Attributes attributes = terminal.getAttributes();
    attributes.setControlChar(ControlChar.VINTR, on ? CONTROL_C.charAt(0) : DISABLED);
    terminal.setAttributes(attributes);
    return true;
  }

  /** Not every terminal sends what its description says once JLine has asked for it. */
  private void bindBothForms(Capability key, String last) {
    KeyMap<Binding> map = getKeyMaps().get(LineReader.MAIN);
    Binding binding = map.getBound(KeyMap.key(terminal, key));
    if (binding != null) {
      map.bind(binding, "\u001b[" + last, "\u001bO" + last);
    }
  }

  @Override
  public String readLine(String shown) {
    accepting = false;
    slowTimes = 0;
    return super.readLine(shown);
  }

  @Override
  protected boolean acceptLine() {
    accepting = true;
    try {
      boolean accepted = super.acceptLine();
      accepting = state == State.DONE;
      if (accepting) {
        cutEmptyLines();
      }
      return accepted;
    } catch (RuntimeException e) {
      accepting = false;
      throw e;
    }
  }

  /** However the line ends: what stands below it and marks in it do not stay on the screen. */
  @Override
  protected void cleanup() {
    accepting = true;
    super.cleanup();
  }

  @Override
  protected void redisplay(boolean flush) {
    long start = System.nanoTime();
    undisturbed = post == null && !accepting && slowTimes < SLOW_TIMES && state == State.NORMAL;
    boolean own = undisturbed;
    if (own) {
      Optional<AttributedString> hint = hint();
      own = hint.isPresent();
      hint.ifPresent(line -> post = () -> line);
    }
    try {
      redisplayWindow(flush);
    } finally {
      if (own) {
        post = null;
      }
    }
    boolean slow = System.nanoTime() - start > SLOW_NANOS;
    slowTimes = slow ? slowTimes + 1 : slowTimes;
  }

  /** What was pasted often ends in a line feed, which is to be in no entry of the history. */
  private void cutEmptyLines() {
    String text = buf.toString();
    String cut = text.stripTrailing();
    if (text.indexOf('\n', cut.length()) >= 0) {
      buf.clear();
      buf.write(cut);
    }
  }

  /**
   * JLine lays out the whole text for each key and then shows as much as the screen holds. It gets
   * no more than what it will show, with as many lines around as it needs to see that there are.
   */
  private void redisplayWindow(boolean flush) {
    // One that is longer than the screen is printed when it is asked for, and is gone then.
    AttributedString list = post == null ? AttributedString.EMPTY : post.get();
    Viewport screen = viewport();
    String text = surroundings.before() + buf + surroundings.after();
    int cursor = cursorIn(text);
    int mark = accepting ? -1 : cursor;
    offered = suggestion();
    shown =
        post == null ? screen.around(text, cursor, mark) : screen.above(list, text, cursor, mark);
    if (shown.to() - shown.from() == buf.toString().length()) {
      super.redisplay(flush);
      return;
    }
    Buffer whole = buf.copy();
    AttributedString before = prompt;
    load(text.substring(shown.from(), shown.to()), cursor - shown.from());
    prompt = shown.from() > 0 ? new AttributedString(continuation) : before;
    try {
      super.redisplay(flush);
    } finally {
      prompt = before;
      buf.copyFrom(whole);
    }
  }

  private Viewport viewport() {
    return new Viewport(size.getRows(), Math.max(1, size.getColumns()), continuation.length());
  }

  /** Where in a text the cursor is that the buffer is a part of, in UTF-16. */
  private int cursorIn(String text) {
    return text.offsetByCodePoints(surroundings.before().length(), buf.cursor());
  }

  private void load(String text, int cursor) {
    buf.clear();
    buf.write(text);
    buf.cursor(text.codePointCount(0, cursor));
  }

  /**
   * JLine counts the lines of the buffer to see how much room there is for a menu below it, and
   * fails if there is none. So if there are many, it gets the line of the cursor only.
   */
  @Override
  protected boolean doComplete(
      CompletionType type, boolean menu, boolean prefix, boolean forSuggestion) {
    Viewport screen = viewport();
    if (!screen.hasRoomForMenu()) {
      return false;
    }
    String text = buf.toString();
    int cursor = cursorIn(text);
    if (screen.isMostlyEmpty(text)) {
      return super.doComplete(type, menu, prefix, forSuggestion);
    }
    int start = screen.startOfLine(text, cursor);
    surroundings = new Surroundings(text.substring(0, start), text.substring(cursor));
    load(text.substring(start, cursor), cursor - start);
    try {
      return super.doComplete(type, menu, prefix, forSuggestion);
    } finally {
      String completed = surroundings.before() + buf + surroundings.after();
      int end = cursorIn(completed);
      surroundings = Surroundings.NONE;
      load(completed, end);
    }
  }

  /** JLine asks whether to show a long list: Ctrl-C is an answer to that, and drops the line. */
  @Override
  public int readCharacter() {
    int c = super.readCharacter();
    if (post != null && c == CONTROL_C.charAt(0)) {
      runMacro(CONTROL_C);
    }
    return c;
  }

  /** The signature of the call that the cursor is in, cut to the width of the terminal. */
  private Optional<AttributedString> hint() {
    if (buf.length() > LONGEST_WITH_HINT || terminal.getWidth() < 2) {
      return Optional.empty();
    }
    String text = surroundings.before() + buf.upToCursor();
    if (text.indexOf('(') < 0) {
      return Optional.empty();
    }
    return session
        .hint(text, text.length())
        .map(this::text)
        .map(line -> line.columnSubSequence(0, terminal.getWidth() - 1));
  }

  /** Signature and sentence, dimmed but for the parameter that is being given. */
  private AttributedString text(CallHint hint) {
    AttributedStyle plain = AttributedStyle.DEFAULT;
    String signature = hint.signature();
    CallHint.Part now = hint.parameter();
    return new AttributedStringBuilder()
        .styled(colour ? plain.faint() : plain, signature.substring(0, now.from()))
        .styled(colour ? plain.bold() : plain, signature.substring(now.from(), now.to()))
        .styled(colour ? plain.faint() : plain, signature.substring(now.to()))
        .styled(colour ? plain.faint() : plain, hint.doc().isEmpty() ? "" : "  " + hint.doc())
        .toAttributedString();
  }

  /** A closing bracket that begins a line moves to the column of the line of the opening one. */
  @Override
  protected boolean selfInsert() {
    String key = getLastBinding();
    if (key.equals("}") || key.equals(")") || key.equals("]")) {
      int blanks = blanksBeforeCursor();
      if (blanks > 0) {
        buf.backspace(Math.min(InputParser.INDENT, blanks));
      }
    }
    return super.selfInsert();
  }

  /** The number of blanks between the line's beginning and the cursor; -1 if there is more. */
  private int blanksBeforeCursor() {
    int at = buf.cursor() - 1;
    int blanks = 0;
    while (at >= 0 && buf.atChar(at) == ' ') {
      at--;
      blanks++;
    }
    return at >= 0 && buf.atChar(at) == '\n' ? blanks : -1;
  }

  /** Tab indents where there is nothing to complete. */
  @Override
  protected boolean expandOrComplete() {
    if (blanksBeforeCursor() >= 0) {
      buf.write(" ".repeat(InputParser.INDENT));
      return true;
    }
    return super.expandOrComplete();
  }

  /** At the end of the line, the suggestion is taken. */
  @Override
  protected boolean forwardChar() {
    return takeSuggestion() || super.forwardChar();
  }

  @Override
  protected boolean endOfLine() {
    return takeSuggestion() || super.endOfLine();
  }

  /** At the end of the line, the next word of the suggestion is taken. */
  @Override
  protected boolean forwardWord() {
    String offered = suggestion();
    int end = 0;
    while (end < offered.length() && !isWord(offered.charAt(end))) {
      end++;
    }
    while (end < offered.length() && isWord(offered.charAt(end))) {
      end++;
    }
    buf.write(offered.substring(0, end));
    return end > 0 || super.forwardWord();
  }

  private boolean takeSuggestion() {
    String offered = suggestion();
    buf.write(offered);
    return !offered.isEmpty();
  }

  /** What of the history is shown, dimmed, behind the cursor; empty if there is nothing. */
  private String suggestion() {
    boolean atEnd = buf.cursor() == buf.length() && surroundings == Surroundings.NONE;
    boolean offers = colour && undisturbed && atEnd;
    return offers ? suggestions.after(buf.toString()) : "";
  }

  /** What is pasted goes in as it is, but for prompts of a conversation that was copied. */
  @Override
  public boolean beginPaste() {
    int start = buf.cursor();
    // It has to end even if its end never comes.
    signalsControlC(true);
    boolean done = super.beginPaste();
    signalsControlC(false);
    String pasted = buf.substring(start, buf.cursor());
    if (pasted.startsWith(firstPrompt)) {
      buf.backspace(buf.cursor() - start);
      buf.write(withoutPrompts(pasted));
    }
    return done;
  }

  private String withoutPrompts(String pasted) {
    StringBuilder text = new StringBuilder();
    pasted
        .lines()
        .filter(line -> line.startsWith(firstPrompt) || line.startsWith(continuation))
        .forEach(line ->
            text.append(text.isEmpty() ? "" : "\n").append(line.substring(firstPrompt.length())));
    return text.toString();
  }
}
