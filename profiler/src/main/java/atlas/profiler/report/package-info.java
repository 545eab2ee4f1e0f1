/** Reports: one writer for each form in which a profile is shown or kept. */
package atlas.profiler.report;
