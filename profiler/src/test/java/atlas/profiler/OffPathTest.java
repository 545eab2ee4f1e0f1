package atlas.profiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import atlas.vm.codegen.GeneratedClass;
import atlas.vm.codegen.GeneratedUnit;
import atlas.vm.engine.CompiledUnit;
import atlas.vm.engine.DeepStack;
import atlas.vm.engine.Engine;
import atlas.vm.engine.EngineKind;
import java.lang.ref.Reference;
import java.lang.reflect.Field;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is not profiled runs in the same class files, whatever has been profiled besides. */
final class OffPathTest {
  private static final String PROGRAM =
      """
      fn f(n: number) -> number { if (n < 2) { return n; } return f(n - 1) + f(n - 2); }
      fn g(a: number[]) -> number {
        var sum = 0;
        for x in a { if (x > 1) { sum = sum + f(x); } }
        return sum;
      }
      g([1, 2, 3]);
      """;

  private final Engine engine = new Engine(EngineKind.COMPILED, false, text -> {});
  private final CompiledUnit unit = DeepStack.call(() -> Runs.compile(engine, "test.atl", PROGRAM));

  @Test
  void profilingBeforeChangesNoClassFile() throws ReflectiveOperationException {
    plain();
    List<String> without = classes("plain");
    OffPathTest other = new OffPathTest();
    other.profile();
    other.plain();
    assertEquals(without, other.classes("plain"));
    assertFalse(other.classes("profiled").getFirst().equals(without.getFirst()));
    profile();
    plain();
    assertEquals(without, classes("plain"));
  }

  private void plain() {
    DeepStack.call(() -> engine.run(unit, Optional.empty()));
  }

  private void profile() {
    DeepStack.call(() -> new Profiler(engine).run(unit));
  }

  /** The class files of one of the versions in which the engine has the unit. */
  private List<String> classes(String version) throws ReflectiveOperationException {
    Map<?, ?> units = (Map<?, ?>) get(get(engine, "machine"), "units");
    Object loaded = ((Reference<?>) units.values().iterator().next()).get();
    Object program = ((Optional<?>) get(get(loaded, version), "program")).orElseThrow();
    GeneratedUnit generated = (GeneratedUnit) get(program, "generated");
    return generated.classes().stream()
        .map(GeneratedClass::bytes)
        .map(HexFormat.of()::formatHex)
        .toList();
  }

  private static Object get(Object from, String field) throws ReflectiveOperationException {
    Field found = from.getClass().getDeclaredField(field);
    found.setAccessible(true);
    return found.get(from);
  }
}
