package atlas.kernel.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CallHintTest {
  private static String parameter(String signature, int argument) {
    CallHint.Part part = new CallHint(signature, argument, "").parameter();
    return signature.substring(part.from(), part.to());
  }

  @Test
  void parametersAreCountedAtTheTopOnly() {
    String reduce = "reduce<T, U>(xs: T[], f: (U, T) -> U, first: HashMap<T, U>) -> U";
    assertEquals("xs: T[]", parameter(reduce, 0));
    assertEquals("f: (U, T) -> U", parameter(reduce, 1));
    assertEquals("first: HashMap<T, U>", parameter(reduce, 2));
    assertEquals("", parameter(reduce, 3));
  }

  @Test
  void anEllipsisTakesTheRest() {
    assertEquals("...xs: ?", parameter("print(...xs: ?) -> null", 5));
    assertEquals("a: ?", parameter("f(a: ?, ...xs: ?)", 0));
    assertEquals("...xs: ?", parameter("f(a: ?, ...xs: ?)", 7));
  }

  @Test
  void whatHasNoParametersHasNone() {
    assertEquals("", parameter("now() -> number", 0));
    assertEquals("", parameter("let x: number", 0));
  }
}
