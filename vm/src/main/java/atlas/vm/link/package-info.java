/**
 * What generated code finds when it runs: the places of global variables, the call sites of
 * functions, its constants, and helpers for calls. Generated code refers to nothing else but this
 * package, the run-time values and the library.
 */
package atlas.vm.link;
