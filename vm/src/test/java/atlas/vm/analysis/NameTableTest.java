package atlas.vm.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NameTableTest {
  @Test
  void isAMapThatKeepsTheOrderHoweverManyNamesThereAre() {
    Random random = new Random(7);
    Map<String, Integer> expected = new LinkedHashMap<>();
    NameTable<Integer> table = NameTable.empty();
    for (int i = 0; i < 2_000; i++) {
      String name = "n" + random.nextInt(500);
      if (random.nextInt(10) == 0) {
        expected.remove(name);
        table = table.without(List.of(name, "unknown"));
      } else {
        expected.put(name, i);
        table = table.with(Map.of(name, i));
      }
      assertEquals(Optional.ofNullable(expected.get(name)), table.get(name));
    }
    assertEquals(List.copyOf(expected.keySet()), List.copyOf(table.names()));
    assertEquals(List.copyOf(expected.values()), List.copyOf(table.meanings()));
  }

  @Test
  void tablesMadeFromATableLeaveItAsItIs() {
    NameTable<Integer> one = NameTable.<Integer>empty().with(Map.of("a", 1));
    NameTable<Integer> two = one.with(Map.of("a", 2, "b", 3));
    NameTable<Integer> none = two.without(List.of("a", "b"));
    assertEquals(Optional.of(1), one.get("a"));
    assertEquals(Optional.empty(), one.get("b"));
    assertEquals(Optional.of(2), two.get("a"));
    assertEquals(List.of(), List.copyOf(none.names()));
    assertSame(one, one.with(Map.of()));
    assertSame(one, one.without(List.of("b")));
  }
}
