package atlas.profiler.generator;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Errors in generated programs: places where a shared number counts down, and which fail in one way
 * or another, in the middle of an expression, when it has come to 0.
 *
 * @param armed whether there are such places at all
 */
record Fuse(boolean armed) {
  private static final List<String> FAILURES =
      List.of(
          "(6 / tick())", // AT0005
          "(6 % tick())", // AT0005
          "marks[1 - min(tick(), 1)]", // AT0006
          "marks[min(tick(), 1) - 1]", // AT0103
          "(1e308 * (3 - 2 * min(tick(), 1)) % 7)", // AT0007
          "unwrap(pick(tick()))", // AT0001
          "strange(min(tick(), 1))", // AT0001: no arm
          "parseJSON(\"[1]\")[1 - min(tick(), 1)].as_number()", // AT0001: json of another kind
          "early(tick())", // AT0002
          "hashSetSize(hashSetAdd(hashSetNew(), strayed(tick())))", // AT0140
          "trusted(strayed(tick()))", // AT0001 where a type was taken on trust
          "mixed(strayed(tick()))", // AT0001: an element of another kind
          "len(repeat(\"ab\", min(tick(), 1) - 1))", // AT0001: a bad count
          "reduce(map(marks, failing), mix, 0)"); // AT0005 in a callback

  /** An expression with or, if nothing may fail, without such a place. */
  String expression(RandomGenerator random, String harmless) {
    if (!armed) {
      return harmless;
    }
    return "(" + harmless + " + " + FAILURES.get(random.nextInt(FAILURES.size())) + ")";
  }

  /** The functions that the places use. */
  String declarations(RandomGenerator random) {
    return """
    var fuse: number = %d;
    let marks: number[] = [1];
    fn tick() -> number { fuse = fuse - 1; return max(fuse, 0); }
    fn strange<T>(x: T) -> number { return match x { 1 => 5 }; }
    fn strayed(n: number) -> Thing { if (n == 0) { return [n]; } return n; }
    fn trusted(n: number) -> number { return n * 2 + n; }
    fn mixed(x: Thing) -> number {
        let list = [1, 2, x];
        list[0] = x;
        var sum = 0;
        for n in list { sum = sum + n; }
        return sum %% 89;
    }
    fn early(n: number) -> number {
        if (n == 0) { return late(); }
        let kept = n;
        fn late() -> number { return kept; }
        return late();
    }
    fn failing(n: number) -> number { return n + 8 / tick(); }
    """
        .formatted(1 + random.nextInt(20));
  }
}
