package atlas.profiler;

import atlas.profiler.model.Profile;
import atlas.vm.engine.Outcome;

/**
 * How a profiled run ended, and its profile, which it has however it ended.
 *
 * @param exhausted whether it was stopped because it would have begun more instructions than it
 *     might
 */
public record ProfiledRun(Outcome outcome, Profile profile, boolean exhausted) {}
