package atlas.vm.engine;

import atlas.vm.analysis.TypedUnit;
import atlas.vm.bytecode.CodeUnit;

/** A source text that passed all checks, ready to {@linkplain Engine#run run}. */
public record CompiledUnit(TypedUnit typed, CodeUnit code) {}
