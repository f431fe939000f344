package org.folioscope.scenarios.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.folioscope.simulation.report.Kind;
import org.junit.jupiter.api.Test;

/** A cell is judged by the set of kinds that were reached. */
class ActualTest {

  private static Actual actual(Set<Kind> kinds, boolean conclusive) {
    List<Code> codes =
        kinds.stream().flatMap(kind -> Code.of(kind).stream()).distinct().sorted().toList();
    List<String> ids = kinds.stream().map(Kind::name).toList();
    return new Actual(codes.isEmpty() ? List.of(Code.OK) : codes, ids, conclusive);
  }

  private static Judgement judge(Set<Kind> kinds, Code... expected) {
    return actual(kinds, true).judge(Expected.of(List.of(expected), List.of()));
  }

  @Provide
  static Arbitrary<Set<Kind>> kinds() {
    return Arbitraries.of(EnumSet.complementOf(EnumSet.of(Kind.OK, Kind.MODEL_EXCEPTION)))
        .set()
        .ofMaxSize(4);
  }

  @Property
  void whatWasReachedIsWhatIsReached(@ForAll("kinds") Set<Kind> kinds) {
    Actual actual = actual(kinds, true);
    assertThat(actual.judge(Expected.of(actual.codes(), List.of()))).isEqualTo(Judgement.AGREES);
  }

  @Property
  void okIsNoViolationAtAll(@ForAll("kinds") Set<Kind> kinds) {
    assertThat(judge(kinds, Code.OK))
        .isEqualTo(kinds.isEmpty() ? Judgement.AGREES : Judgement.DISAGREES);
  }

  @Property
  void oneCodeNeedsItsKindAndNothingWorse(@ForAll("kinds") Set<Kind> kinds, @ForAll Code code) {
    if (code == Code.OK || code == Code.EXCEPTION || code == Code.EINTR || code == Code.BOUNDED) {
      return;
    }
    boolean reached = kinds.stream().anyMatch(code.kinds()::contains);
    boolean worse =
        kinds.stream()
            .filter(kind -> !code.kinds().contains(kind))
            .anyMatch(kind -> Code.of(kind).orElseThrow().compareTo(code) > 0);
    assertThat(judge(kinds, code))
        .isEqualTo(reached && !worse ? Judgement.AGREES : Judgement.DISAGREES);
  }

  @Property
  void aSearchThatShowsNothingIsNeverGreen(@ForAll("kinds") Set<Kind> kinds, @ForAll Code code) {
    Expected expected = Expected.of(List.of(code), List.of());
    assertThat(actual(kinds, false).judge(expected)).isIn(Judgement.UNKNOWN, Judgement.DISAGREES);
  }

  @Test
  void aBugMayBeAllowedWithoutBeingRequired() {
    Expected expected = Expected.of(List.of(Code.CORR), List.of(Code.BUG));
    Set<Kind> corruption = EnumSet.of(Kind.CORRUPTION);
    assertThat(actual(corruption, true).judge(expected)).isEqualTo(Judgement.AGREES);
    assertThat(actual(EnumSet.of(Kind.CORRUPTION, Kind.BUG), true).judge(expected))
        .isEqualTo(Judgement.AGREES);
    assertThat(actual(EnumSet.of(Kind.BUG), true).judge(expected)).isEqualTo(Judgement.DISAGREES);
  }

  @Test
  void aDeadlockIsAHangButNotTheOtherWayRound() {
    assertThat(judge(EnumSet.of(Kind.DEADLOCK), Code.HANG)).isEqualTo(Judgement.AGREES);
    assertThat(judge(EnumSet.of(Kind.HANG), Code.DL)).isEqualTo(Judgement.DISAGREES);
  }

  @Test
  void aHangAloneIsNeitherBoundedNorInterruptible() {
    assertThat(judge(EnumSet.of(Kind.HANG), Code.EINTR)).isEqualTo(Judgement.DISAGREES);
    assertThat(judge(EnumSet.of(Kind.HANG), Code.BOUNDED)).isEqualTo(Judgement.DISAGREES);
  }

  @Test
  void aModelThatThrowsShowsNothing() {
    Actual thrown = new Actual(List.of(Code.EXCEPTION), List.of("model-exception"), false);
    assertThat(thrown.judge(Expected.of(List.of(Code.BUG), List.of())))
        .isEqualTo(Judgement.UNKNOWN);
  }
}
