package atlas.kernel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import atlas.kernel.protocol.Reply.HistoryItem;
import atlas.kernel.protocol.Request.HistoryRequest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CellHistoryTest {
  private final CellHistory history = new CellHistory();

  CellHistoryTest() {
    List<String> cells = List.of("let a = 1", "a", "print(a)", "a", "{\n*}");
    for (int i = 0; i < cells.size(); i++) {
      history.add(i + 1, cells.get(i));
    }
  }

  @Test
  void theTailIsTheNewestInOrder() {
    assertEquals(List.of(4, 5), find("tail", 0, 0, Optional.empty(), 2, "", false));
    assertEquals(List.of(1, 2, 3, 4, 5), find("tail", 0, 0, Optional.empty(), 99, "", false));
    assertEquals(List.of(), find("tail", 0, 0, Optional.empty(), 0, "", false));
  }

  @Test
  void aRangeIsHalfOpenAndOfThisSession() {
    assertEquals(List.of(2, 3), find("range", 0, 2, Optional.of(4), 0, "", false));
    assertEquals(List.of(4, 5), find("range", 1, 4, Optional.empty(), 0, "", false));
    assertEquals(List.of(), find("range", -1, 0, Optional.empty(), 0, "", false));
  }

  @Test
  void aSearchIsForAPatternOfTheWholeInput() {
    assertEquals(List.of(2, 4), find("search", 0, 0, Optional.empty(), 0, "a", false));
    assertEquals(List.of(4), find("search", 0, 0, Optional.empty(), 0, "a", true));
    assertEquals(List.of(4), find("search", 0, 0, Optional.empty(), 1, "a", false));
    assertEquals(List.of(1, 3), find("search", 0, 0, Optional.empty(), 0, "?*a?*", false));
    assertEquals(List.of(5), find("search", 0, 0, Optional.empty(), 0, "{*}", false));
  }

  @Test
  void anUnknownKindOfAccessFindsNothing() {
    assertEquals(List.of(), find("guess", 0, 0, Optional.empty(), 9, "*", false));
  }

  private List<Integer> find(
      String type,
      int session,
      int start,
      Optional<Integer> stop,
      int n,
      String pattern,
      boolean unique) {
    HistoryRequest request =
        new HistoryRequest(false, true, type, session, start, stop, n, pattern, unique);
    return history.find(request).stream().map(HistoryItem::line).toList();
  }
}
