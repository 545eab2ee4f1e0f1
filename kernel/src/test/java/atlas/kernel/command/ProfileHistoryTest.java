package atlas.kernel.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import atlas.kernel.session.EvalResult;
import atlas.kernel.session.Input;
import atlas.kernel.session.Session;
import atlas.profiler.RunOptions;
import atlas.profiler.model.Profile;
import atlas.profiler.report.ReportOptions;
import atlas.vm.engine.EngineKind;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ProfileHistoryTest {
  private final Session session = new Session(EngineKind.COMPILED, text -> {});
  private final ProfileHistory history = new ProfileHistory();

  private Profile profile(String code) {
    EvalResult result = session.profile(Input.of(code), RunOptions.DEFAULT, ReportOptions.DEFAULT);
    return result.about().profile().orElseThrow().profile();
  }

  /** In whatever groups they are added up. */
  @Test
  void theTotalIsThatOfAddingOneAfterTheOther() {
    Profile sum = null;
    for (int i = 0; i < ProfileHistory.KEPT + 23; i++) {
      String loop = "for (var i = 0; i < %d; i++) { 1 + 2; }".formatted(i % 7);
      Profile one = profile(i == 11 ? "1 / 0" : loop);
      sum = sum == null ? one : sum.merge(one);
      history.add(one, loop);

      assertEquals(sum.withName(i + 1 + " inputs"), history.total().orElseThrow());
    }
    assertEquals(ProfileHistory.KEPT, history.entries().size());
    assertEquals(ProfileHistory.KEPT + 23, history.runs());
  }

  @Test
  void nothingIsLeftWhenItIsCleared() {
    for (int i = 0; i < ProfileHistory.KEPT + 5; i++) {
      history.add(profile("1 + 2"), "1 + 2");
    }
    history.clear();
    assertEquals(0, history.runs());
    assertEquals(Optional.empty(), history.total());
  }
}
