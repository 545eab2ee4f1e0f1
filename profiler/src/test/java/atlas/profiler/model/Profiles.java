package atlas.profiler.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Profiles for tests. */
public final class Profiles {
  private static final String[] COLLATZ = {
    "fn next(n: number) -> number {",
    "    if (n % 2 == 0) {",
    "        return n / 2;",
    "    }",
    "    return 3 * n + 1;",
    "}",
  };

  private Profiles() {}

  /**
   * A small run in two functions, with a line that was not executed and one with tabs and markup.
   */
  public static Profile sample() {
    return sampleBuilder()
        .build(
            "collatz.atl",
            new Timing(41_700_000, OptionalLong.of(6_300_000), OptionalLong.empty()),
            Optional.empty());
  }

  /** The same run with details. */
  public static Profile detailed() {
    FunctionId main = new FunctionId(FunctionId.MAIN, "collatz.atl", 1);
    FunctionId next = new FunctionId("next", "collatz.atl", 1);
    List<String> text = new ArrayList<>(List.of(COLLATZ));
    text.addAll(List.of("", "\tprint(\"<b>\" + str(next(7)));  // caf\u00e9"));
    return sampleBuilder()
        .ends(next, 6)
        .ends(main, 9)
        .details(
            new Details(
                List.of(
                    new CallSite(
                        main, 1, 8, CallSite.Kind.FUNCTION, "next", Optional.of(next), 2_864_311),
                    new CallSite(main, 2, 8, CallSite.Kind.VALUE, "f(<1>)", Optional.empty(), 5)),
                List.of(new Allocation(main, 8, "string", 2_864_310)),
                List.of(new Loop(main, 0, 8, 1, 2_864_310, Optional.empty())),
                List.of(new Branch(next, 3, 2, "n % 2 == 0", 1_914_666, 949_645)),
                List.of(new SourceText("collatz.atl", text, List.of(2, 3, 5, 6, 8))),
                CallTree.NONE,
                Times.NONE,
                List.of(
                    new LibraryUse("len", 7, false, OptionalLong.of(0)),
                    new LibraryUse("map", 2, true, OptionalLong.of(1_000_000)),
                    new LibraryUse("sortBy", 1, true, OptionalLong.empty())),
                List.of(
                    new OpcodePair("GetGlobal", "Call", 2_864_311),
                    new OpcodePair("Call", "GetGlobal", 2_864_310),
                    new OpcodePair("Call", "Halt", 1),
                    new OpcodePair("GetLocal", "Constant", 2_864_311),
                    new OpcodePair("Constant", "Mod", 2_864_311),
                    new OpcodePair("Mod", "JumpIfFalse", 2_864_311),
                    new OpcodePair("JumpIfFalse", "GetLocal", 1_914_666),
                    new OpcodePair("GetLocal", "Div", 1_914_666),
                    new OpcodePair("Div", "Return", 1_914_666),
                    new OpcodePair("JumpIfFalse", "Mul", 949_645),
                    new OpcodePair("Mul", "Return", 949_645)),
                List.of(
                    new Advice(
                        Advice.Rule.REPEATED_CALL, main, 1, 8, "str(7)", 2_864_311, 1, 5_728_622),
                    new Advice(
                        Advice.Rule.REPEATED_SEARCH, next, 2, 2, "a.includes(n)", 900, 1, 9))))
        .build(
            "collatz.atl",
            new Timing(
                41_700_000,
                OptionalLong.of(6_300_000),
                OptionalLong.of(2_000_000),
                OptionalLong.of(1_200_000),
                Overhead.NONE),
            Optional.empty());
  }

  /** The same run with calling contexts and times. */
  public static Profile withContexts() {
    FunctionId main = new FunctionId(FunctionId.MAIN, "collatz.atl", 1);
    FunctionId next = new FunctionId("next", "collatz.atl", 1);
    CallTree tree =
        new CallTree(
            List.of(
                new CallTree.Node(-1, main, 1, 5_728_623),
                new CallTree.Node(0, next, 2_864_311, 19_100_532)));
    Times times =
        new Times(
            41,
            List.of(
                new FunctionTime(main, 11_000_000, 41_000_000),
                new FunctionTime(next, 30_000_000, 30_000_000)),
            List.of(new LibraryTime("str", 4_000_000)));
    return sampleBuilder()
        .details(detailed().details())
        .details(
            new Details(
                List.of(), List.of(), List.of(), List.of(), List.of(), tree, times, List.of(),
                List.of(), List.of()))
        .build("collatz.atl", Timing.elapsed(41_700_000), Optional.empty());
  }

  /** The same run, stopped by an error. */
  public static Profile stopped() {
    Stop stop = new Stop(Optional.of("AT0005"), "collatz.atl", 3, 16, "Division by zero");
    return sampleBuilder().build("collatz.atl", Timing.elapsed(1_234_567_890), Optional.of(stop));
  }

  /** The contents of {@link #sample}. */
  public static ProfileBuilder sampleBuilder() {
    FunctionId main = new FunctionId(FunctionId.MAIN, "collatz.atl", 1);
    FunctionId next = new FunctionId("next", "collatz.atl", 1);
    ProfileBuilder builder = new ProfileBuilder();
    builder.calls(main, 1).calls(next, 2_864_311).depths(2, 4);
    String call = "\tprint(\"<b>\" + str(next(7)));  // caf\u00e9";
    builder.instruction(main, 0, "GetGlobal", 8, call, 2_864_311);
    builder.instruction(main, 1, "Call", 8, call, 2_864_311);
    builder.instruction(main, 2, "Halt", 9, "", 1);
    builder.instruction(next, 0, "GetLocal", 2, COLLATZ[1], 2_864_311);
    builder.instruction(next, 1, "Constant", 2, COLLATZ[1], 2_864_311);
    builder.instruction(next, 2, "Mod", 2, COLLATZ[1], 2_864_311);
    builder.instruction(next, 3, "JumpIfFalse", 2, COLLATZ[1], 2_864_311);
    builder.instruction(next, 4, "GetLocal", 3, COLLATZ[2], 1_914_666);
    builder.instruction(next, 5, "Div", 3, COLLATZ[2], 1_914_666);
    builder.instruction(next, 6, "Return", 3, COLLATZ[2], 1_914_666);
    builder.instruction(next, 7, "Mul", 5, COLLATZ[4], 949_645);
    builder.instruction(next, 8, "Return", 5, COLLATZ[4], 949_645);
    builder.instruction(next, 9, "Null", 6, COLLATZ[5], 0);
    return builder;
  }

  /** Nothing was run. */
  public static Profile empty() {
    return new ProfileBuilder().build("<input>", Timing.elapsed(0), Optional.empty());
  }

  /** One function of so many lines, with counts from {@code most} downwards. */
  public static Profile ofLines(int lines, long most) {
    FunctionId main = new FunctionId(FunctionId.MAIN, "long.atl", 1);
    ProfileBuilder builder = new ProfileBuilder().calls(main, 1).depths(1, 1);
    for (int i = 0; i < lines; i++) {
      builder.instruction(main, i, "Pop", i + 1, "x = \"" + "\u6f22".repeat(40) + "\";", most - i);
    }
    return builder.build("long.atl", Timing.elapsed(1_000), Optional.empty());
  }
}
