package atlas.vm.analysis;

import atlas.vm.analysis.Symbol.Variable;
import atlas.vm.diagnostics.DiagnosticCode;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Finds variables and parameters of functions that nothing reads (AT2001). */
final class Usage {
  private final Map<Variable, String> candidates = new LinkedHashMap<>();
  private final Set<Symbol> mentioned = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Symbol> used = Collections.newSetFromMap(new IdentityHashMap<>());

  /** Notes a declaration to watch; {@code what} is what it is called in the warning. */
  void declare(Variable variable, String what) {
    if (variable.owner().isPresent() && !variable.name().startsWith("_")) {
      candidates.put(variable, what);
    }
  }

  /** Notes that a symbol is mentioned, be it only to be assigned. */
  void mention(Symbol symbol) {
    mentioned.add(symbol);
  }

  /** Whether the unit does anything with a symbol. */
  boolean isMentioned(Symbol symbol) {
    return mentioned.contains(symbol);
  }

  void use(Symbol symbol) {
    used.add(symbol);
  }

  void report(Findings findings) {
    candidates.forEach((variable, what) -> {
      if (!used.contains(variable)) {
        findings.warning(
            DiagnosticCode.AT2001,
            variable.declaration(),
            "Unused " + what + " " + Findings.quoted(variable.name()),
            "never read");
      }
    });
  }
}
