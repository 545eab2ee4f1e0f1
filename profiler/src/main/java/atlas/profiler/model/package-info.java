/** The profile as a value: exact counts, seen by function, line, opcode and instruction. */
package atlas.profiler.model;
