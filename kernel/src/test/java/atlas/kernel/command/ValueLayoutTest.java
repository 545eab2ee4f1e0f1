package atlas.kernel.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ValueLayoutTest {
  @Test
  void whatFitsStaysInItsLine() {
    assertEquals("[1, 2, 3]", ValueLayout.of("[1, 2, 3]", 10));
    assertEquals("\"a long text, [1, 2]\"", ValueLayout.of("\"a long text, [1, 2]\"", 10));
    assertEquals("<fn f>, longer than that", ValueLayout.of("<fn f>, longer than that", 10));
  }

  @Test
  void scalarsFillLinesAndArraysHaveTheirOwn() {
    assertEquals("[100, 200,\n 300]", ValueLayout.of("[100, 200, 300]", 11));
    assertEquals("[[1, 2],\n [3]]", ValueLayout.of("[[1, 2], [3]]", 10));
    assertEquals("Some([100,\n      200])", ValueLayout.of("Some([100, 200])", 12));
  }

  @Test
  void emptyArraysAreWrittenAsTheyAre() {
    assertEquals("Some(Some(Some([])))", ValueLayout.of("Some(Some(Some([])))", 19));
    assertEquals("[[],\n [],\n []]", ValueLayout.of("[[], [], []]", 10));
  }

  @Test
  void objectsAreLaidOutLikeArrays() {
    String object = "{\"a\": {\"list\": [1, 2, 3], \"b\": \"}, \\\"\"}, \"c\": null}";
    assertEquals(
        """
        {"a": {"list": [1,
                        2,
                        3],
               "b": "}, \\""},
         "c": null}\
        """,
        ValueLayout.of(object, 20));
    assertEquals("{\"a\": 1,\n \"b\": 2}", ValueLayout.of("{\"a\": 1, \"b\": 2}", 12));
  }

  @Test
  void whatIsShortenedInTheMiddleIsNotTakenApart() {
    String cut = "{\"a\": {\"b\": 1}, \"c\": [1, 2… 30 more";
    assertEquals(cut, ValueLayout.of(cut, 20));
  }
}
