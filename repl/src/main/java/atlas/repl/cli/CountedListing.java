package atlas.repl.cli;

import atlas.profiler.model.FunctionId;
import atlas.profiler.model.Location;
import atlas.profiler.model.Profile;
import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.CodeUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A listing with the counts of a profile in its margin. An instruction is the same if its function,
 * place and operation are, and its line; the file may have another name by now.
 */
final class CountedListing {
  private static final Pattern FUNCTION = Pattern.compile("function (\\d+) .*");
  private static final Pattern INSTRUCTION = Pattern.compile(" +(\\d+)  \\d+:\\d+ .*");
  private static final String BLANK = " ".repeat(17);

  private record Place(String function, int declared, int ip, String opcode, int line) {}

  private final Map<Place, Long> counts = new HashMap<>();
  private long missing;

  CountedListing(Profile profile) {
    for (Location at : profile.locations()) {
      FunctionId id = at.function();
      counts.merge(
          new Place(id.name(), id.line(), at.ip(), at.opcode(), at.line()),
          at.count(),
          Math::addExact);
      missing += at.count();
    }
  }

  /** The listing of a unit with a margin. */
  String of(CodeUnit unit, String listing) {
    StringBuilder text = new StringBuilder();
    Code code = unit.main();
    for (String line : listing.lines().toList()) {
      Matcher function = FUNCTION.matcher(line);
      Matcher instruction = INSTRUCTION.matcher(line);
      if (function.matches()) {
        code = unit.codes().get(Integer.parseInt(function.group(1)));
      }
      String margin =
          instruction.matches() ? margin(code, Integer.parseInt(instruction.group(1))) : BLANK;
      text.append((margin + line).stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private String margin(Code code, int pc) {
    Place place =
        new Place(
            code.isMain() ? FunctionId.MAIN : code.name(),
            code.declarationLine(),
            pc,
            code.instruction(pc).opcode().title(),
            code.line(pc));
    long count = Optional.ofNullable(counts.remove(place)).orElse(0L);
    missing -= count;
    return String.format(Locale.ROOT, "%,16d ", count);
  }

  /** The instructions of the profile that are not in the listing. */
  long missing() {
    return missing;
  }
}
