/** The profiler: run something under collection, get its exact profile. */
package atlas.profiler;
