/**
 * Benchmarks of parts, in one warm JVM. What users wait for is measured by the scripts beside them,
 * over whole processes. Every benchmark checks its answer before it is timed.
 */
package atlas.bench;
