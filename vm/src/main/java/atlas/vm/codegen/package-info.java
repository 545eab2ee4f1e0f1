/**
 * From bytecode to JVM class files, through {@code java.lang.classfile}. One class for a unit, one
 * static method for a {@link atlas.vm.bytecode.Code}; the operand stack of the one is that of the
 * other, numbers and truth values unboxed. The line number of a JVM instruction is the Atlas
 * instruction it belongs to ({@link atlas.vm.codegen.LineNumbers}).
 */
package atlas.vm.codegen;
