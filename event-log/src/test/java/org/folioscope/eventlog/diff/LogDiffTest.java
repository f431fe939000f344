package org.folioscope.eventlog.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.folioscope.eventlog.log.Event;
import org.folioscope.eventlog.log.EventFamily;
import org.folioscope.eventlog.log.LogHeader;
import org.folioscope.eventlog.log.Mark;
import org.folioscope.eventlog.log.MemoryLog;
import org.folioscope.eventlog.toy.Toy;
import org.folioscope.eventlog.toy.ToyOwner;
import org.folioscope.eventlog.toy.ToyRun;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogDiffTest {

  private final Side left = new Side();
  private final Side right = new Side();

  /** A log to write into. */
  private static final class Side {

    private final ToyOwner owner = new ToyOwner();
    private final MemoryLog log = new MemoryLog(owner.space(), true);

    Side put(int task, int... values) {
      for (int value : values) {
        log.beginStep(task, 0, 0);
        log.append(owner, new Toy.NumberPut(0, value));
        log.endStep();
      }
      return this;
    }
  }

  @Test
  void aLogIsEqualToItself() {
    new ToyRun(1).write(left.log, left.owner, 200);
    new ToyRun(1).write(right.log, right.owner, 200);
    LogDiff.Result result = compare(0, 0);
    assertThat(result.isEqual()).isTrue();
    assertThat(result.first()).isNull();
  }

  @Test
  void anotherOrderOfTasksIsNoDifference() {
    left.put(1, 10, 11, 12).put(2, 20);
    right.put(2, 20).put(1, 10, 11, 12);
    assertThat(compare(0, 0).isEqual()).isTrue();
  }

  @Test
  void anotherValueIsNoDifferenceOfKind() {
    left.put(1, 10, 11);
    right.put(1, 20, 21);
    assertThat(compare(0, 0).first()).isNotNull();
    assertThat(kinds(_ -> true).isEqual()).isTrue();
  }

  @Test
  void anEventMoreIsADifferenceOfKindUnlessItIsNotSeen() {
    left.put(1, 10);
    right.put(1, 20, 21);
    assertThat(kinds(_ -> true).first()).extracting(LogDiff.Divergence::index).isEqualTo(1L);
    assertThat(kinds(_ -> false).isEqual()).isTrue();
  }

  private LogDiff.Result kinds(Predicate<Event> seen) {
    return LogDiff.compareKinds(left.log.cursor(), 0, right.log.cursor(), 0, seen);
  }

  @Test
  void marksAreNoDifference() {
    left.put(1, 10);
    right.log.mark(new Mark(true, "f", ""));
    right.put(1, 10);
    assertThat(compare(0, 0).isEqual()).isTrue();
  }

  @Test
  void eachTaskPartsWhereItDiffersFirst() {
    left.put(1, 10, 11, 12).put(2, 20, 21).put(3, 30);
    right.put(3, 30, 31).put(1, 10, 99, 98).put(2, 77, 21);

    LogDiff.Result result = compare(0, 0);

    assertThat(result.tasks()).extracting(LogDiff.Divergence::task).containsExactly(1, 2, 3);
    assertThat(result.tasks()).extracting(LogDiff.Divergence::index).containsExactly(1L, 0L, 1L);
    assertThat(result.first()).isEqualTo(result.tasks().getFirst());
    assertThat(result.tasks().get(2).left()).isNull();
    assertThat(value(result.tasks().get(2))).isEqualTo(new Toy.NumberPut(0, 31));
    assertThat(result.setup()).isEmpty();
  }

  @Test
  void theSetupIsComparedApart() {
    left.put(1, 1, 2).put(1, 10, 11);
    right.put(1, 1, 3, 4).put(1, 10, 12);

    LogDiff.Result result = compare(2, 3);

    assertThat(result.setup()).extracting(LogDiff.Divergence::index).containsExactly(1L);
    assertThat(result.tasks()).extracting(LogDiff.Divergence::index).containsExactly(1L);
  }

  @Test
  void headersAndStatesDifferByPath() {
    SequencedMap<String, String> one = new LinkedHashMap<>();
    one.put("kernel", "linux-5.8");
    one.put("seed", "1");
    SequencedMap<String, String> two = new LinkedHashMap<>();
    two.put("seed", "1");
    two.put("kernel", "linux-5.9");
    LogHeader left = LogHeader.of(List.of(Toy.FAMILY), one);
    LogHeader right = LogHeader.of(List.<EventFamily<?>>of(), two);

    assertThat(LogDiff.headers(left, right))
        .extracting(LogDiff.Difference::path)
        .containsExactly("family toy", "property kernel");
    assertThat(LogDiff.headers(left, left)).isEmpty();
    TreeMap<String, String> state = new TreeMap<>();
    state.put("folio.flags[3]", "5");
    assertThat(LogDiff.states(state, new TreeMap<>()))
        .containsExactly(new LogDiff.Difference("folio.flags[3]", "5", null));
  }

  private LogDiff.Result compare(long leftSetup, long rightSetup) {
    return LogDiff.compare(left.log.cursor(), leftSetup, right.log.cursor(), rightSetup);
  }

  private static @Nullable Object value(LogDiff.Divergence divergence) {
    return divergence.right() == null ? null : divergence.right().event();
  }
}
