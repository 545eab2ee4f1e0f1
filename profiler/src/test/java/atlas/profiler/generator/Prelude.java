package atlas.profiler.generator;

/** What every generated program begins with: the names that the other generators count on. */
final class Prelude {
  /** Budgets, by which every program ends, and functions over plain values. */
  private static final String PLAIN =
      """
      var budget: number = 500;
      var lines: number = 20;
      var total: number = 1;
      var table: HashMap<number, number> = hashMapNew();
      fn twice(n: number) -> number { return n * 2 % 997; }
      fn even(n: number) -> bool { return floor(n) % 2 == 0; }
      fn mix(acc: number, n: number) -> number { return (acc * 3 + n) % 997; }
      fn descending(a: number, b: number) -> number { return b - a; }
      fn apply(f: (number) -> number, n: number) -> number { return f(n) + f(n + 1); }
      fn pick(n: number) -> Option<number> {
          if (n == 0) { return None(); }
          return Some(n % 17);
      }
      var names: HashMap<string, number> = hashMapNew();
      var anything: Thing = "a";
      fn first<A, B>(a: A, b: B) -> A {
          if (typeof(b) == "null") { print("never"); }
          let other = a;
          return other;
      }
      fn vague(x: Thing) -> Thing { return x; }
      fn wrapped<T>(x: T) -> Option<T> { return Some(x); }
      fn hidden<T>(x: T) -> number {
          let half = x / 2;
          var sum = half + 1;
          for (var i = 0; i < 2; i++) { sum = (sum * 3 + half) % 97; }
          return sum;
      }
      fn checked(n: number) -> Result<number, string> {
          if (n < 2) { return Err("small " + str(floor(n))); }
          return Ok(n % 19);
      }
      """;

  /** Traits, bounds, aliases and functions that make functions. */
  private static final String GENERIC =
      """
      type Step = (number) -> number;
      type Fold<A> = (A, A) -> A;
      trait Scaled { fn scaled(self: Scaled, n: number) -> number; }
      impl Scaled for number {
          fn scaled(self: number, n: number) -> number { return (self + n * 3) % 89; }
      }
      impl Scaled for string {
          fn scaled(self: string, n: number) -> number { return len(self) + n % 7; }
      }
      trait Shown { fn shown(self: Shown) -> string; fn weight(self: Shown, by: number) -> number; }
      impl Shown for number {
          fn weight(self: number, by: number) -> number { return (self * 2 + by) % 61; }
          fn shown(self: number) -> string { return "#" + str(self); }
      }
      impl Shown for string {
          fn shown(self: string) -> string { return "'" + self + "'"; }
          fn weight(self: string, by: number) -> number { return len(self.shown()) + by % 3; }
      }
      impl Shown for bool {
          fn shown(self: bool) -> string { if (self) { return "+"; } return "-"; }
          fn weight(self: bool, by: number) -> number { if (self) { return by; } return 0; }
      }
      fn larger<T extends Numeric>(a: T, b: T) -> T { if (a < b) { return b; } return a; }
      fn heavier<T: Shown + Scaled>(a: T, by: number) -> number {
          return (a.weight(by) + a.scaled(by)) % 83;
      }
      fn label<T: Shown>(x: T) -> string { return substring(x.shown() + "   ", 0, 3); }
      fn sized<T extends { len: () -> number }>(x: T) -> number { return x.len(); }
      fn either<T extends number | string>(x: T) -> T { return x; }
      fn fold<A>(items: A[], f: Fold<A>, start: A) -> A {
          var sum = start;
          for item in items { sum = f(sum, item); }
          return sum;
      }
      fn each<A, B>(items: A[], f: (A) -> B) -> B[] {
          var made: B[] = [];
          for item in items { made.push(f(item)); }
          return made;
      }
      fn word(n: number) -> string { return "w" + str(floor(n) % 10); }
      fn adder(k: number) -> Step {
          var calls = 0;
          fn add(n: number) -> number { calls += 1; return (n + k + calls) % 211; }
          calls = 5;
          return add;
      }
      fn compose(f: Step, g: Step) -> Step {
          fn both(n: number) -> number { return g(f(n) % 5); }
          return both;
      }
      fn lent(own list: number[], borrow n: number) -> number { list.push(n); return len(list); }
      """;

  /** Unions, guards, nested containers and json. */
  private static final String UNIONS =
      """
      type Id = number | string;
      var common: Id = 1;
      fn asId(x: Id) -> Id { return x; }
      fn asMaybe(x: number | null) -> number | null { return x; }
      fn flip() -> number {
          if (isNumber(common)) { common = "flip"; } else { common = 2; }
          return 1;
      }
      fn isWord(x: Id) -> bool is x: string { return typeof(x) == "string"; }
      fn isCount(x: number | null) -> bool is x: number { return x != null; }
      fn size(x: Id) -> number {
          if (isWord(x)) { return len(x); } else { return x; }
      }
      fn current() -> number { return size(common); }
      fn flat(r: Option<Result<number, string>>) -> Result<number, string> {
          let inner = match r { Some(Ok(n)) if n > 3 => n - 3, Some(x) => x?, None => 7 };
          return Ok(inner % 23);
      }
      fn counted(j: json) -> number {
          if (j["n"].is_null()) { return 0; }
          return j["n"].as_number();
      }
      """;

  static final String TEXT = PLAIN + GENERIC + UNIONS;

  private Prelude() {}
}
