package atlas.profiler.generator;

import java.util.List;

/**
 * A generated top-level function. Its first parameter, not listed, is a number that goes down with
 * every call, so that any function may call any.
 *
 * @param fallible whether it gives a Result of its result kind
 */
record Signature(String name, List<Kind> params, Kind result, boolean fallible) {
  String resultType() {
    return fallible ? "Result<" + result.type() + ", string>" : result.type();
  }
}
