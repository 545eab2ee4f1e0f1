package atlas.vm.runtime;

import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A string: an immutable sequence of Unicode scalar values. Lengths and indices count scalars.
 *
 * <p>The idea: text is kept in Java strings, so that plain ASCII takes one byte a character and
 * searching is what the JDK does best. Concatenation only notes its two parts, and the parts are
 * joined when somebody looks at the characters; so a loop that builds a text piece by piece takes
 * time linear in the length of the result. A text of many small pieces is joined early, before its
 * nodes take much more memory than its characters; each time that happens the text has grown by a
 * constant factor, which keeps the whole linear. A text with supplementary characters, whose
 * scalars are not where their index says, gets a {@link ScalarIndex} when it is first asked for one
 * of them.
 *
 * <p>Invariants: {@code tail} is null and {@code head} a {@code String} or an index of one, or both
 * are texts. There is one text only for each UTF-16 unit. {@code units == length} says that there
 * are no supplementary characters, so that a scalar index is an index into the Java string. There
 * are no unpaired surrogates.
 */
public final class Text extends Value implements Comparable<Text> {
  /** Up to this many UTF-16 units a concatenation is done at once. */
  private static final int SMALL = 32;

  /** So many pieces are always allowed before they are joined. */
  private static final int FEW_PIECES = 1024;

  private static final Text[] LATIN1 = block(0);

  public static final Text EMPTY = new Text("", 0, 0);

  private Object head;
  private Text tail;
  private int pieces;
  private final int length;
  private final int units;

  private Text(String flat, int length, int units) {
    this.head = flat;
    this.length = length;
    this.units = units;
  }

  private Text(Text head, Text tail, int units) {
    this.head = head;
    this.tail = tail;
    this.pieces = head.pieces + tail.pieces + 1;
    this.length = head.length + tail.length;
    this.units = units;
  }

  /** The text of a Java string without unpaired surrogates. */
  public static Text of(String string) {
    int units = string.length();
    if (units <= 1) {
      return units == 0 ? EMPTY : ofUnit(string.charAt(0));
    }
    return new Text(string, string.codePointCount(0, units), units);
  }

  private static Text ofUnit(char c) {
    return c < LATIN1.length ? LATIN1[c] : OtherUnits.text(c);
  }

  /** The texts of 256 units, from one on. */
  private static Text[] block(int first) {
    Text[] texts = new Text[256];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = new Text(String.valueOf((char) (first + i)), 1, 1);
    }
    return texts;
  }

  /** The texts of the units beyond Latin-1, made when they are first needed. */
  private static final class OtherUnits {
    private static final AtomicReferenceArray<Text[]> BLOCKS = new AtomicReferenceArray<>(256);

    static Text text(char c) {
      int block = c >> 8;
      Text[] texts = BLOCKS.get(block);
      if (texts == null) {
        BLOCKS.compareAndSet(block, null, block(c & 0xff00));
        texts = BLOCKS.get(block);
      }
      return texts[c & 0xff];
    }
  }

  /** The number of scalars. */
  public int length() {
    return length;
  }

  public boolean isEmpty() {
    return length == 0;
  }

  /** Whether a scalar index is also an index into the Java string. */
  public boolean isPlain() {
    return units == length;
  }

  /** This text followed by another. */
  public Text concat(Text other) {
    if (other.units == 0) {
      return this;
    }
    if (units == 0) {
      return other;
    }
    int total = ArrayValue.capacity((long) units + other.units);
    if (total <= SMALL) {
      return new Text(toString().concat(other.toString()), length + other.length, total);
    }
    Text joined = new Text(this, other, total);
    if (joined.pieces > FEW_PIECES && joined.pieces > total >> 4) {
      joined.flatten();
    }
    return joined;
  }

  /** The scalar at an index from 0 to {@code length() - 1}, as a text. */
  public Text charAt(int index) {
    Text text = this;
    int i = index;
    while (text.tail != null && i >= text.length - text.tail.length) {
      i -= text.length - text.tail.length;
      text = text.tail;
    }
    String flat = text.toString();
    if (text.units == text.length) {
      return ofUnit(flat.charAt(i));
    }
    int scalar = flat.codePointAt(text.unitIndex(i));
    return Character.isBmpCodePoint(scalar)
        ? ofUnit((char) scalar)
        : of(Character.toString(scalar));
  }

  /** The scalar at an index from 0 to {@code length() - 1}. */
  public int codeAt(int index) {
    if (tail == null && head instanceof String flat && units == length) {
      return flat.charAt(index);
    }
    return charAt(index).toString().codePointAt(0);
  }

  /** The scalars from {@code start} to before {@code end}, which are in range and in order. */
  public Text substring(int start, int end) {
    if (end - start <= 1) {
      return start == end ? EMPTY : charAt(start);
    }
    if (end - start == length) {
      return this;
    }
    String flat = toString();
    if (isPlain()) {
      return new Text(flat.substring(start, end), end - start, end - start);
    }
    int from = unitIndex(start);
    int to = unitIndex(end);
    return new Text(flat.substring(from, to), end - start, to - from);
  }

  /** The scalar index that belongs to an index into the Java string. */
  public int scalarIndex(int unitIndex) {
    return isPlain() ? unitIndex : scalars().scalar(unitIndex);
  }

  /** The index into the Java string of a scalar, or of the end; not for plain text. */
  private int unitIndex(int scalarIndex) {
    return scalars().unit(scalarIndex);
  }

  private ScalarIndex scalars() {
    String flat = toString();
    if (!(head instanceof ScalarIndex)) {
      head = new ScalarIndex(flat, length);
    }
    return (ScalarIndex) head;
  }

  /** The characters as a Java string. */
  @Override
  public String toString() {
    return tail == null && head instanceof String flat ? flat : notFlat();
  }

  private String notFlat() {
    return head instanceof ScalarIndex index ? index.string() : flatten();
  }

  private String flatten() {
    Text first = (Text) head;
    String flat;
    if (first.tail == null && tail.tail == null) {
      flat = first.toString().concat(tail.toString());
    } else {
      StringBuilder joined = new StringBuilder(units);
      ArrayDeque<Text> rest = new ArrayDeque<>();
      rest.push(this);
      while (!rest.isEmpty()) {
        Text text = rest.pop();
        while (text.tail != null) {
          rest.push(text.tail);
          text = (Text) text.head;
        }
        joined.append(text.toString());
      }
      flat = joined.toString();
    }
    head = flat;
    tail = null;
    pieces = 0;
    return flat;
  }

  @Override
  public Kind kind() {
    return Kind.STRING;
  }

  /** By code point. */
  @Override
  public int compareTo(Text other) {
    String a = toString();
    String b = other.toString();
    return isPlain() && other.isPlain() ? a.compareTo(b) : compareCodePoints(a, b);
  }

  private static int compareCodePoints(String a, String b) {
    int shorter = Math.min(a.length(), b.length());
    for (int i = 0; i < shorter; i++) {
      char c = a.charAt(i);
      char d = b.charAt(i);
      if (c != d) {
        boolean cHigh = Character.isSurrogate(c);
        return cHigh == Character.isSurrogate(d) ? c - d : cHigh ? 1 : -1;
      }
    }
    return a.length() - b.length();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Text t && equals(t);
  }

  /** Of single characters, of which programs compare many, no two are equal. */
  public boolean equals(Text other) {
    return other == this
        || other.units == units
            && units != 1
            && other.length == length
            && toString().equals(other.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }
}
