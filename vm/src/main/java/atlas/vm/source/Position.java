package atlas.vm.source;

/**
 * A place as people count it: line and column from 1, columns in Unicode scalar values (language
 * §1.1).
 */
public record Position(int line, int column) {}
