package atlas.kernel.server;

import atlas.kernel.protocol.Reply.HistoryItem;
import atlas.kernel.protocol.Request.HistoryRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * The cells of this kernel's one session, to be looked up while a cell runs: the numbers that front
 * ends show, and the code. Outputs are not kept, so that nothing large is held for ever.
 */
final class CellHistory {
  private static final int SESSION = 1;

  private final List<HistoryItem> items = new ArrayList<>();

  synchronized void add(int executionCount, String code) {
    items.add(new HistoryItem(SESSION, executionCount, code));
  }

  /** What a request asks for, the oldest first. */
  synchronized List<HistoryItem> find(HistoryRequest request) {
    return switch (request.histAccessType()) {
      case "tail" -> newest(items, request.n());
      case "range" -> range(request);
      case "search" -> search(request);
      default -> List.of();
    };
  }

  /** Of the current session, which is number 0 or its own number; there are no earlier ones. */
  private List<HistoryItem> range(HistoryRequest request) {
    boolean isCurrent = request.session() == 0 || request.session() == SESSION;
    int stop = request.stop().orElse(Integer.MAX_VALUE);
    return items.stream()
        .filter(item -> isCurrent && item.line() >= request.start() && item.line() < stop)
        .toList();
  }

  private List<HistoryItem> search(HistoryRequest request) {
    Glob pattern = new Glob(request.pattern());
    List<HistoryItem> found = items.stream().filter(item -> pattern.fits(item.input())).toList();
    if (request.unique()) {
      SequencedMap<String, HistoryItem> latest = new LinkedHashMap<>();
      found.forEach(item -> latest.putLast(item.input(), item));
      found = List.copyOf(latest.values());
    }
    return request.n() > 0 ? newest(found, request.n()) : found;
  }

  private static List<HistoryItem> newest(List<HistoryItem> items, int n) {
    return List.copyOf(
        items.subList(Math.clamp((long) items.size() - n, 0, items.size()), items.size()));
  }
}
