package atlas.profiler;

import atlas.profiler.model.Profile;
import atlas.vm.engine.Outcome;

/** How a profiled run ended, and its profile, which it has however it ended. */
public record ProfiledRun(Outcome outcome, Profile profile) {}
