package atlas.vm.interpret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import atlas.vm.builtins.Library;
import atlas.vm.runtime.AtlasError;
import atlas.vm.runtime.BuiltinValue;
import atlas.vm.runtime.Environment.Method;
import atlas.vm.runtime.Failures;
import atlas.vm.runtime.Kind;
import atlas.vm.runtime.NullValue;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArrayMethodsTest {
  private static final Method OTHER =
      new Method(new BuiltinValue("x", (_, _, _) -> NullValue.NULL));

  private final Library library = Library.standard();
  private final ArrayMethods methods =
      new ArrayMethods(
          library,
          library::value,
          (kind, name) -> {
            if (name.equals("other")) {
              return OTHER;
            }
            throw Failures.noMethod(kind, name, Optional.empty());
          });

  @Test
  void arraysHaveTheMethodsOfTheLibrary() {
    Method push = new Method(library.value("arrayPush"));
    assertEquals(push, methods.method(Kind.ARRAY, "push"));
  }

  @Test
  void whatArraysDoNotHaveIsLookedForElsewhere() {
    assertEquals(OTHER, methods.method(Kind.ARRAY, "other"));
    assertEquals(OTHER, methods.method(Kind.STRING, "other"));
    assertThrows(AtlasError.class, () -> methods.method(Kind.STRING, "push"));
  }
}
