package atlas.vm.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import atlas.vm.diagnostics.DiagnosticCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class IndexingTest {
  private static final double NAN = Double.NaN;

  private static void fails(DiagnosticCode code, Executable action) {
    assertEquals(code, assertThrows(AtlasError.class, action).code());
  }

  private static Value array(double... numbers) {
    return new NumberArray(numbers);
  }

  private static Value rows(Value... rows) {
    return ArrayValue.of(rows);
  }

  private static String show(Value value) {
    return Display.literal(value);
  }

  @Test
  void indicesMustBeWholeAndInRange() {
    for (double bad : new double[] {-1, 0.5, NAN, Double.NEGATIVE_INFINITY, -0.5, 1e-300}) {
      fails(DiagnosticCode.AT0103, () -> Indexing.numberAt(array(1, 2), bad));
      fails(DiagnosticCode.AT0103, () -> Indexing.at(rows(Text.of("a"), array()), bad));
      fails(DiagnosticCode.AT0103, () -> Indexing.at(Text.of("abc"), bad));
      fails(DiagnosticCode.AT0103, () -> Indexing.store(bad, 1.0, array(1, 2)));
      fails(DiagnosticCode.AT0103, () -> Indexing.store(0, bad, 1.0, rows(array(1, 2))));
    }
    for (double bad : new double[] {2, 3, 1e9, 1e10, 1e300, Double.POSITIVE_INFINITY}) {
      fails(DiagnosticCode.AT0006, () -> Indexing.numberAt(array(1, 2), bad));
      fails(DiagnosticCode.AT0006, () -> Indexing.at(Text.of("ab"), bad));
      fails(DiagnosticCode.AT0006, () -> Indexing.store(bad, 1.0, array(1, 2)));
      fails(DiagnosticCode.AT0006, () -> Indexing.numberAt(rows(array(1, 2)), 0, bad));
    }
    assertEquals(1, Indexing.numberAt(array(1, 2), -0.0));
  }

  @Test
  void elementsBeyondTheSizeDoNotExist() {
    ArrayValue grown = ArrayValue.empty().withLast(NumberValue.of(1));
    grown = grown.withLast(NumberValue.of(2)).withoutLast();
    Value array = grown;
    fails(DiagnosticCode.AT0006, () -> Indexing.numberAt(array, 1));
    fails(DiagnosticCode.AT0006, () -> Indexing.store(1, 5.0, array));
  }

  @Test
  void kindsAreChecked() {
    fails(DiagnosticCode.AT0001, () -> Indexing.at(array(1), Text.of("0")));
    fails(DiagnosticCode.AT0001, () -> Indexing.at(NumberValue.of(1), 0));
    fails(DiagnosticCode.AT0001, () -> Indexing.numberAt(rows(Text.of("a")), 0));
    fails(DiagnosticCode.AT0001, () -> Indexing.boolAt(array(1), 0));
    fails(DiagnosticCode.AT0001, () -> Indexing.store(0, 1.0, Text.of("abc")));
    fails(DiagnosticCode.AT0001, () -> Indexing.length(Text.of("abc")));
    assertEquals("\"é\"", show(Indexing.at(Text.of("héllo"), NumberValue.of(1))));
    assertEquals(2, Indexing.length(array(1, 2)));
  }

  @Test
  void storesInPlaceUnlessShared() {
    Value array = array(1, 2);
    assertSame(array, Indexing.store(0, 7.0, array));
    Shareable.share(array);
    Value changed = Indexing.store(1, 9.0, array);
    assertNotSame(array, changed);
    assertEquals("[7, 2]", show(array));
    assertEquals("[7, 9]", show(changed));
  }

  @Test
  void storageAdaptsToTheElement() {
    Value mixed = Indexing.store(0, Text.of("a"), array(1, 2));
    assertEquals("[\"a\", 2]", show(mixed));
    assertEquals("[3, 2]", show(Indexing.store(0, 3.0, mixed)));
    Value bools = rows(BoolValue.TRUE, BoolValue.FALSE);
    assertInstanceOf(BoolArray.class, Indexing.store(1, true, bools));
    assertEquals("[true, null]", show(Indexing.store(1, NullValue.NULL, bools)));
  }

  @Test
  void nestedStoresCopyOnlyWhatIsShared() {
    Value inner = array(1, 2);
    Value other = array(3, 4);
    Value outer = rows(inner, other);
    assertSame(outer, Indexing.store(0, 1, 5.0, outer));
    Shareable.share(inner);
    assertSame(outer, Indexing.store(0, 1, 6.0, outer));
    assertEquals("[1, 5]", show(inner));
    assertEquals("[[1, 6], [3, 4]]", show(outer));
    Shareable.share(outer);
    Value changed = Indexing.store(1, 0, 9.0, outer);
    assertEquals("[[1, 6], [9, 4]]", show(changed));
    assertEquals("[[1, 6], [3, 4]]", show(outer));
    Value again = Indexing.store(0, 0, 0.0, changed);
    assertSame(changed, again);
    assertEquals("[[1, 6], [3, 4]]", show(outer));
  }

  @Test
  void pathsOfAnyLength() {
    Value deep = rows(rows(rows(array(1, 2))));
    double[] path = {0, 0, 0, 1};
    assertEquals("2", show(Indexing.at(deep, path)));
    Shareable.share(deep);
    Value changed = Indexing.store(path, Text.of("x"), deep);
    assertEquals("[[[[1, \"x\"]]]]", show(changed));
    assertEquals("[[[[1, 2]]]]", show(deep));
    fails(DiagnosticCode.AT0006, () -> Indexing.store(new double[] {0, 1}, deep, deep));
    fails(DiagnosticCode.AT0001, () -> Indexing.store(new double[] {0, 0, 0, 0, 0}, deep, deep));
  }
}
