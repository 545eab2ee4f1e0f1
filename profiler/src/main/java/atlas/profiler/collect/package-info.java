/** Collecting: where counters go, and what follows from them for every instruction. */
package atlas.profiler.collect;
