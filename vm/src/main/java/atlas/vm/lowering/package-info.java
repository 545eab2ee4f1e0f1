/**
 * From a checked unit to bytecode (language §24): every construct has one fixed sequence of
 * instructions.
 */
package atlas.vm.lowering;
