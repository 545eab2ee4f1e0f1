package atlas.vm.builtins;

import static atlas.vm.builtins.ParamKind.ANY;
import static atlas.vm.builtins.ParamKind.ARRAY;
import static atlas.vm.builtins.ParamKind.BOOL;
import static atlas.vm.builtins.ParamKind.NUMBER;
import static atlas.vm.builtins.ParamKind.OPTION;
import static atlas.vm.builtins.ParamKind.QUEUE;

import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.runtime.ArrayValue;
import atlas.vm.runtime.OptionValue;
import atlas.vm.runtime.QueueValue;
import atlas.vm.runtime.Value;
import java.util.List;

/** Functions on queues (stdlib §14). */
public final class QueueFunctions {
  private static final String NEW =
      "let q = queueNew();\nqueueEnqueue(q, \"a\");\nqueueEnqueue(q, \"b\");\n";

  private QueueFunctions() {}

  static List<Builtin> table() {
    Rows rows = Rows.dynamic(QueueFunctions.class, DiagnosticCode.AT0102, DiagnosticCode.AT0001);
    rows.add("queueNew", "() -> Queue<T>", "An empty queue.")
        .gives(QUEUE)
        .example("print(queueNew());", "<Queue size=0>");
    rows.add("queueEnqueue", "(q: Queue<T>, x: T) -> Queue<T>", "Adds an element at the back.")
        .takes(QUEUE, ANY)
        .gives(QUEUE)
        .replaces()
        .keeps(1)
        .example(NEW + "print(queueSize(q));", "2");
    rows.add("queueDequeue", "(q: Queue<T>) -> Option<T>", "Removes the front, if any.")
        .takes(QUEUE)
        .splits(OPTION)
        .example(NEW + "print(queueDequeue(q));", "Some(a)");
    rows.add("queuePeek", "(q: Queue<T>) -> Option<T>", "The front, if any.")
        .takes(QUEUE)
        .gives(OPTION)
        .example(NEW + "print(queuePeek(q));", "Some(a)");
    rows.add("queueSize", "(q: Queue<T>) -> number", "The number of elements.")
        .takes(QUEUE)
        .gives(NUMBER)
        .example(NEW + "print(queueSize(q));", "2");
    rows.add("queueIsEmpty", "(q: Queue<T>) -> bool", "Whether there is no element.")
        .takes(QUEUE)
        .gives(BOOL)
        .example(NEW + "print(queueIsEmpty(q));", "false");
    rows.add("queueClear", "(q: Queue<T>) -> Queue<T>", "Removes everything.")
        .takes(QUEUE)
        .gives(QUEUE)
        .replaces()
        .example(NEW + "queueClear(q);\nprint(queueSize(q));", "0");
    rows.add("queueToArray", "(q: Queue<T>) -> T[]", "The elements, front first.")
        .takes(QUEUE)
        .gives(ARRAY)
        .example(NEW + "print(queueToArray(q));", "[a, b]");
    return rows.list();
  }

  public static QueueValue queueNew() {
    return new QueueValue();
  }

  public static QueueValue queueEnqueue(QueueValue queue, Value value) {
    return queue.withLast(value);
  }

  public static ArrayValue queueDequeue(QueueValue queue) {
    return Pairs.of(queueDequeueItem(queue), queueDequeueRest(queue));
  }

  public static OptionValue queueDequeueItem(QueueValue queue) {
    return queuePeek(queue);
  }

  public static QueueValue queueDequeueRest(QueueValue queue) {
    return queue.size() == 0 ? queue : queue.withoutFirst();
  }

  public static OptionValue queuePeek(QueueValue queue) {
    return queue.size() == 0 ? OptionValue.NONE : OptionValue.some(queue.get(0));
  }

  public static double queueSize(QueueValue queue) {
    return queue.size();
  }

  public static boolean queueIsEmpty(QueueValue queue) {
    return queue.size() == 0;
  }

  public static QueueValue queueClear(QueueValue queue) {
    return queue.clear();
  }

  public static ArrayValue queueToArray(QueueValue queue) {
    return queue.toArray();
  }
}
