package atlas.vm.runtime;

/**
 * A value of a running program. Immutable as far as programs can see: arrays and collections share
 * storage until they are changed ({@link Shareable}). {@code equals} and {@code hashCode} are those
 * of hash keys (stdlib §12) where a kind can be a key; the language's {@code ==} is {@link
 * Equality}.
 */
public sealed interface Value
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
  Kind kind();
}
