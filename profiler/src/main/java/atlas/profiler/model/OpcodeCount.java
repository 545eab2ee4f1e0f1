package atlas.profiler.model;

import java.util.Comparator;

/** How often an operation was executed, by its name in the listing. */
public record OpcodeCount(String name, long count) {
  /** By name. */
  public static final Comparator<OpcodeCount> ORDER = Order.by(OpcodeCount::name);
}
