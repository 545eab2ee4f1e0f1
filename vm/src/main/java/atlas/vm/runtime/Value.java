package atlas.vm.runtime;

/**
 * A value of a running program. Immutable as far as programs can see: arrays and collections share
 * storage until they are changed ({@link Shareable}). {@code equals} and {@code hashCode} are those
 * of hash keys (stdlib §12) where a kind can be a key; the language's {@code ==} is {@link
 * Equality}.
 *
 * <p>A class and not an interface, since the JIT compilers trust that what a method is given is of
 * the class that it asks for, but not that it has the interface: each time a value was stored into
 * a Java array, they would look for {@code Value} among the interfaces of its class.
 */
public abstract sealed class Value
    permits NumberValue,
        BoolValue,
        Text,
        NullValue,
        JsonValue,
        OptionValue,
        ResultValue,
        FunctionValue,
        RegexValue,
        DateTimeValue,
        Shareable,
        Cell {
  public abstract Kind kind();
}
