/** What a profile says: rankings, shares, and what a threshold leaves out. */
package atlas.profiler.analysis;
