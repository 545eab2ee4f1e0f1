package atlas.vm.codegen;

import java.util.List;
import java.util.function.IntFunction;

/**
 * The classes of a unit.
 *
 * @param classes all of them; the first has the way in to the top-level code
 * @param owners the name of the class that has the method for the code at a place of the unit
 */
public record GeneratedUnit(List<GeneratedClass> classes, IntFunction<String> owners) {}
