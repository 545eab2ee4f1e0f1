package atlas.profiler.analysis;

import atlas.profiler.model.CallTree;
import atlas.profiler.model.FunctionId;
import atlas.profiler.model.Order;
import atlas.profiler.model.Profile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Calling contexts as boxes: as wide as the instructions executed in a context and below it, at the
 * depth of the context, inside of the box of its caller, the widest first. Boxes too narrow to be
 * seen are drawn as one and counted, so that widths stay exact.
 *
 * @param boxes callers before what they call
 * @param total the width of all
 */
public record FlameGraph(List<Box> boxes, long total) {
  /**
   * A box.
   *
   * @param function empty if it stands for {@code contexts} narrow ones
   * @param from where it starts, from 0
   * @param width instructions, those below included
   * @param self instructions of the function itself
   */
  public record Box(
      Optional<FunctionId> function,
      int contexts,
      int depth,
      long from,
      long width,
      long self,
      long calls) {}

  public FlameGraph {
    boxes = List.copyOf(boxes);
  }

  /**
   * The graph of a profile.
   *
   * @param most boxes at most, to within the ones that stand for many
   * @param parts boxes narrower than one of so many parts of the whole are merged
   */
  public static FlameGraph of(Profile profile, int most, int parts) {
    return new Layout(profile.details().contexts(), profile.totals().instructions(), most, parts)
        .graph();
  }

  private static final class Layout {
    private final CallTree tree;
    private final long[] totals;
    private final int[] sizes;
    private final List<List<Integer>> callees = new ArrayList<>();
    private final List<Integer> roots = new ArrayList<>();
    private final long total;
    private final long least;
    private final List<Box> boxes = new ArrayList<>();

    Layout(CallTree tree, long total, int most, int parts) {
      this.tree = tree;
      this.totals = tree.totals();
      this.total = total;
      this.sizes = new int[totals.length];
      for (int i = totals.length - 1; i >= 0; i--) {
        sizes[i]++;
        if (tree.nodes().get(i).parent() >= 0) {
          sizes[tree.nodes().get(i).parent()] += sizes[i];
        }
      }
      for (int i = 0; i < totals.length; i++) {
        callees.add(new ArrayList<>());
        int parent = tree.nodes().get(i).parent();
        (parent < 0 ? roots : callees.get(parent)).add(i);
      }
      long[] sorted = totals.clone();
      Arrays.sort(sorted);
      long atMost = sorted.length > most ? sorted[sorted.length - most] : 0;
      this.least = Math.max(Math.max(1, total / parts), atMost);
    }

    FlameGraph graph() {
      place(roots, 0, 0);
      return new FlameGraph(boxes, total);
    }

    private void place(List<Integer> nodes, int level, long from) {
      List<Integer> ordered =
          nodes.stream().sorted(Order.largest((Integer i) -> totals[i])).toList();
      long at = from;
      int narrow = 0;
      long narrowWidth = 0;
      for (int i : ordered) {
        if (totals[i] < least) {
          narrow += sizes[i];
          narrowWidth += totals[i];
          continue;
        }
        CallTree.Node node = tree.nodes().get(i);
        boxes.add(
            new Box(
                Optional.of(node.function()),
                1,
                level,
                at,
                totals[i],
                node.instructions(),
                node.calls()));
        place(callees.get(i), level + 1, at);
        at += totals[i];
      }
      if (narrowWidth > 0) {
        boxes.add(new Box(Optional.empty(), narrow, level, at, narrowWidth, narrowWidth, 0));
      }
    }
  }
}
