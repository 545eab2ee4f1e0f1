package atlas.profiler.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class ProgramGeneratorTest {
  @Test
  void aSeedGivesOneProgram() {
    assertEquals(ProgramGenerator.program(7), ProgramGenerator.program(7));
  }

  @Test
  void programsCoverTheLanguage() {
    String all =
        LongStream.range(0, 200).mapToObj(ProgramGenerator::program).reduce("", String::concat);
    for (String feature :
        new String[] {
          "while (",
          "for (",
          " in ",
          "break;",
          "continue;",
          "match ",
          ")? + 1",
          "map(",
          "filter(",
          "sort(",
          "reduce(",
          ".push(",
          ".pop()",
          "][0] +=",
          "][0] =",
          "fn inner",
          "apply(inner",
          "Some(",
          "Ok(",
          "Err(",
          "hashMapPut",
          "&&",
          "||",
          "tick()",
          "strange(",
          "failing",
          "[1, 2] =>",
          "1 | 2 =>",
          "++;",
          "Thing = ",
          "vague(",
          "first(",
          "result_and_then",
          "hashMapRemove",
          "][0][0] +=",
          ".shift()",
          ".scaled(",
          ")?)",
          "isNumber(",
          "fn deep",
          "= unwrap(",
          "Some(Ok(x)) | Some(Err(x))",
          "isType(",
          "typeof(common) == \"string\"",
          "isWord(",
          "isCount(",
          "!= null",
          "size(common)",
          "flat(",
          "fn closure",
          "fn attempt",
          "compose(",
          "adder(",
          "][0](",
          "heavier(",
          "larger(",
          "sized(",
          "fold(",
          "each(",
          "label(",
          "parseJSON(",
          "counted(",
          "hashSetAdd",
          "hashSetUnion",
          "HashMap<string, number[]>",
          "Some(Ok(1 | 2)) | None",
          "trusted(strayed(",
          "early(tick())",
          "padStart(",
          "🚀"
        }) {
      assertTrue(all.contains(feature), feature);
    }
  }
}
