package atlas.vm.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.vm.analysis.Checker;
import atlas.vm.analysis.GlobalScope;
import atlas.vm.analysis.Symbol;
import atlas.vm.analysis.TypedUnit;
import atlas.vm.diagnostics.DiagnosticSink;
import atlas.vm.source.SourceFile;
import atlas.vm.syntax.InputMode;
import atlas.vm.syntax.Parser;
import atlas.vm.types.Type.FunctionType;
import atlas.vm.types.Type.TypeParameter;
import atlas.vm.types.Type.TypeVariable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The algebra of types, by the table {@code relations.txt}. */
final class TypesTest {
  private static final String PRELUDE =
      "type Never = number & string; type Num = number; type Arr<T> = T[]; ";

  static List<String> rows() throws IOException {
    try (InputStream in = TypesTest.class.getResourceAsStream("relations.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(l -> !l.isBlank() && !l.startsWith("#"))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void relation(String row) {
    if (row.contains("::")) {
      String[] sides = row.split(" :: ");
      assertEquals(sides[1], TypePrinter.print(value(sides[0])));
      return;
    }
    boolean negative = row.contains(" !<= ") || row.contains(" != ");
    String[] sides = row.split(" !?<= | [!=]= ");
    assertEquals(2, sides.length, row);
    Type first = type(sides[0]);
    Type second = type(sides[1]);
    if (row.contains("<=")) {
      assertEquals(!negative, Types.isAssignable(first, second));
    } else {
      assertEquals(!negative, Types.equal(first, second));
      assertEquals(!negative, Types.equal(second, first));
    }
  }

  private static Type value(String text) {
    String[] operands = text.split(" \\^ ");
    return operands.length == 1 ? type(text) : Types.lub(type(operands[0]), type(operands[1]));
  }

  private static Type type(String text) {
    return function("fn probe(_x: " + text + ") { }").params().getFirst();
  }

  private static FunctionType function(String declaration) {
    DiagnosticSink sink = new DiagnosticSink();
    SourceFile source = new SourceFile("<type>", PRELUDE + declaration);
    Optional<TypedUnit> unit =
        Checker.check(
            source,
            Parser.parse(source, InputMode.FILE, sink),
            GlobalScope.EMPTY,
            Map.of(),
            new NoLibrary(),
            sink);
    Symbol symbol = unit.orElseThrow().declared().getFirst();
    return ((Symbol.Function) symbol).type();
  }

  /** A generic function type with one parameter, as large as {@code text}. */
  private static FunctionType generic(String params, String text) {
    return function("fn probe<" + params + ">" + text + " -> bool { return true; }");
  }

  @Test
  void genericFunctionsAreEqualWhateverTheirParametersAreCalled() {
    assertTrue(Types.equal(generic("T", "(_x: T)"), generic("U", "(_x: U)")));
    assertTrue(Types.equal(generic("T, U", "(_x: T, _y: U)"), generic("U, T", "(_x: U, _y: T)")));
    assertFalse(Types.equal(generic("T, U", "(_x: T, _y: U)"), generic("T, U", "(_x: U, _y: T)")));
    assertFalse(Types.equal(generic("T", "(_x: T)"), generic("T extends number", "(_x: T)")));
    assertFalse(Types.equal(generic("T", "(_x: T)"), generic("T: Copy", "(_x: T)")));
    assertFalse(Types.equal(generic("T", "(_x: T)"), generic("T, U", "(_x: T)")));
  }

  @Test
  void agreementTakesUnknownForAnything() {
    assertTrue(Types.agree(type("Option<Unknown>"), type("Option<number>")));
    assertTrue(Types.agree(type("(Unknown) -> number"), type("(string) -> number")));
    assertFalse(Types.agree(type("(Unknown) -> number"), type("(string) -> string")));
    assertFalse(Types.equal(type("Option<Unknown>"), type("Option<number>")));
  }

  @Test
  void membersOfAnythingButAUnionAreTheTypeItself() {
    assertEquals(List.of(Type.NUMBER), Types.members(type("Num")));
    assertEquals(List.of(Type.NUMBER, Type.STRING), Types.members(type("number | string")));
    assertEquals(List.of(), Types.members(Type.NEVER));
    assertEquals(List.of(Type.UNKNOWN), Types.members(Type.UNKNOWN));
  }

  @Test
  void substitutionReachesEveryPartAndNormalises() {
    FunctionType type =
        generic(
            "T",
            "(_a: T[], _b: Option<T>, _c: Result<T, T>, _d: HashMap<T, T>, _e: HashSet<T>,"
                + " _f: (T) -> T, _g: T | string, _h: { m: T }, _i: Arr<T>, _j: T)");
    List<String> params =
        type.params().stream()
            .map(p -> TypePrinter.print(Types.substitute(p, Map.of("T", Type.STRING))))
            .toList();
    assertEquals(
        List.of(
            "string[]",
            "Option<string>",
            "Result<string, string>",
            "HashMap<string, string>",
            "HashSet<string>",
            "(string) -> string",
            "string",
            "{ m: string }",
            "Arr<string>",
            "string"),
        params);
    assertTrue(type.params().stream().allMatch(p -> Types.mentions(p, Set.of("T"))));
    assertTrue(type.params().stream().noneMatch(p -> Types.mentions(p, Set.of("U"))));
  }

  @Test
  void substitutionLeavesTheParametersOfAGenericFunctionAlone() {
    TypeVariable t = new TypeVariable("T");
    FunctionType inner =
        new FunctionType(List.of(new TypeParameter("T", Type.UNKNOWN, List.of())), List.of(t), t);
    assertEquals(inner, Types.substitute(inner, Map.of("T", Type.STRING)));
  }

  @Test
  void deeplyNestedUnionsTakeNoTimeToBuild() {
    StringBuilder text = new StringBuilder("number");
    for (int i = 0; i < 200; i++) {
      text.insert(0, "(").append(" | string)[]");
    }
    Type type = type(text.toString());
    assertTrue(Types.isAssignable(type, type(text.toString())));
    assertEquals(type, Types.substitute(type, Map.of("T", Type.NUMBER)));
  }

  /** No predefined names at all. */
  private static final class NoLibrary implements LibraryTable {
    @Override
    public Optional<LibraryFunction> function(String name) {
      return Optional.empty();
    }

    @Override
    public Optional<Double> constant(String name) {
      return Optional.empty();
    }

    @Override
    public Optional<ArrayMethod> arrayMethod(String method) {
      return Optional.empty();
    }

    @Override
    public Collection<String> arrayMethods() {
      return List.of();
    }

    @Override
    public Collection<String> names() {
      return new ArrayList<>();
    }
  }
}
