package org.folioscope.simulation.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.folioscope.eventlog.BadInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A schedule is a word and the word is the schedule. */
class ScheduleTest {

  @Property
  void wordNamesItsSchedule(@ForAll("schedules") Schedule schedule) {
    assertThat(Schedule.parse(schedule.id())).isEqualTo(schedule);
    assertThat(schedule.id()).matches("[0-9a-hj-kmnp-tv-z]+");
  }

  @Property
  void differentSchedulesHaveDifferentWords(
      @ForAll("schedules") Schedule one, @ForAll("schedules") Schedule other) {
    assertThat(one.id().equals(other.id())).isEqualTo(one.equals(other));
  }

  @Property
  void anyWordIsScheduleOrRefused(@ForAll String word) {
    try {
      assertThat(Schedule.parse(word).id()).isEqualTo(word);
    } catch (BadInputException refused) {
      assertThat(refused).hasMessageContaining("not a schedule id");
    }
  }

  @Property
  void anyWordOfDigitsIsScheduleOrRefused(@ForAll("words") String word) {
    anyWordIsScheduleOrRefused(word);
  }

  @Test
  void shortSchedulesAreShortWords() {
    assertThat(Schedule.DEFAULT.id()).isEqualTo("0");
    assertThat(new Schedule(List.of(new Deviation(0, 3, 1))).id()).hasSizeLessThanOrEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "00", "1", "u", "O", "0000000", "zzzzzzzzzzzzzzzzzzzzzzzz", "é"})
  void garbageIsRefused(String word) {
    assertThatThrownBy(() -> Schedule.parse(word)).isInstanceOf(BadInputException.class);
  }

  @Provide
  Arbitrary<Schedule> schedules() {
    Arbitrary<Deviation> deviations =
        Combinators.combine(
                Arbitraries.integers().between(-1, 3000),
                Arbitraries.longs().between(0, 1L << 40),
                Arbitraries.integers().between(0, 3000))
            .as(Deviation::new);
    return deviations.list().ofMaxSize(8).map(Schedule::new);
  }

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.strings().withChars("0123456789abcdefghjkmnpqrstvwxyz").ofMaxLength(20);
  }
}
