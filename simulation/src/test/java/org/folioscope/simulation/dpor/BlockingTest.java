package org.folioscope.simulation.dpor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SortedSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.folioscope.simulation.explore.Subject;
import org.folioscope.simulation.lab.Lab;
import org.folioscope.simulation.lock.Mutex;
import org.folioscope.simulation.machine.RunEnd;
import org.folioscope.simulation.schedule.LowestFirst;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tasks that wait: for locks, conditions, interrupts, timers. The turn that ends a wait cannot
 * change places with what made it wait; what can is found all the same.
 */
class BlockingTest {

  private static final long FEW = 20_000;

  @Test
  void whoComesLateToLockMayHaveItFirst() {
    Consumer<Lab> start =
        lab -> {
          lab.task(0, () -> locked(lab, 0, () -> put(lab, 0, 1)));
          lab.task(
              1,
              () -> {
                put(lab, 1, 1);
                put(lab, 2, 1);
                locked(lab, 0, () -> put(lab, 0, 2));
              });
        };

    assertThat(outcomes(start, lab -> "last " + lab.cells.get(0)))
        .containsExactly("QUIET last 1", "QUIET last 2");
    assertClasses(2, 0, start);
  }

  @Test
  void deadlockIsFoundThoughTheDefaultScheduleHasNone() {
    Consumer<Lab> start =
        lab -> {
          lab.task(0, () -> locked(lab, 0, () -> locked(lab, 1, () -> {})));
          lab.task(1, () -> locked(lab, 1, () -> locked(lab, 0, () -> {})));
        };

    assertThat(byDefault(start).reason()).isEqualTo(RunEnd.Reason.QUIET);
    assertThat(outcomes(start, lab -> "")).containsExactly("QUIET ", "STUCK t0 t1 ");
    assertClasses(3, 0, start);
  }

  @Test
  void taskThatDiesKeepsItsLocksForEver() {
    Consumer<Lab> start =
        lab -> {
          lab.task(
              0,
              () ->
                  locked(
                      lab,
                      0,
                      () ->
                          lab.machine.atomic(() -> {
                            if (lab.cells.get(0) == 1) {
                              throw lab.reports.bug("bug", "test", "too late");
                            }
                          })));
          lab.task(1, () -> put(lab, 0, 1));
          lab.task(2, () -> locked(lab, 0, () -> {}));
        };

    assertThat(byDefault(start).reason()).isEqualTo(RunEnd.Reason.QUIET);
    assertThat(outcomes(start, lab -> "bugs " + lab.violations.size()))
        .containsExactly("QUIET bugs 0", "QUIET bugs 1", "STUCK t2 bugs 1");
    // the lock in two orders, the write before or after the look
    assertClasses(4, 0, start);
  }

  @Test
  void wakeupCanBeMissed() {
    Consumer<Lab> start =
        lab -> {
          lab.task(0, () -> lab.await(0, 1));
          lab.task(
              1,
              () -> {
                put(lab, 0, 1);
                put(lab, 0, 0);
              });
        };

    assertThat(outcomes(start, lab -> "")).containsExactly("QUIET ", "STUCK t0 ");
    assertClasses(2, 0, start);
  }

  @Test
  void waitOnTwoLocationsWhoseWritersKnowNothingOfEachOther() {
    Consumer<Lab> start =
        lab -> {
          lab.task(0, () -> up(lab, 0));
          lab.task(1, () -> up(lab, 1));
          lab.task(
              2,
              () ->
                  lab.machine.await(
                      lab.until("both up", () -> lab.cells.get(0) == 1 && lab.cells.get(1) == 1)));
        };

    assertThat(byDefault(start).reason()).isEqualTo(RunEnd.Reason.STUCK);
    assertThat(outcomes(start, lab -> "")).containsExactly("QUIET ", "STUCK t2 ");
    // whether both were up before one came down can only be told by trying
    assertClasses(2, 3, start);
  }

  private static void up(Lab lab, int cell) {
    put(lab, cell, 1);
    put(lab, cell, 0);
  }

  @Test
  void waitOnTwoLocationsOfWhichOneIsEnough() {
    Consumer<Lab> start =
        lab -> {
          lab.task(0, () -> put(lab, 0, 1));
          lab.task(1, () -> put(lab, 1, 1));
          lab.task(
              2,
              () -> {
                lab.machine.await(
                    lab.until("one up", () -> lab.cells.get(0) == 1 || lab.cells.get(1) == 1));
                lab.cells.get(0);
              });
        };

    // after the first, which is enough; after the second alone: then the first comes before the
    // last
    // look or after it
    assertClasses(3, 1, start);
  }

  @ParameterizedTest
  @CsvSource({"2, 1", "5, 15", "8, 127"})
  void waitForSumOfAdds(int n, long mostInVain) {
    Consumer<Lab> start =
        lab -> {
          for (int task = 0; task < n; task++) {
            lab.task(task, () -> lab.machine.atomic(() -> lab.cells.add(0, 1)));
          }
          lab.task(n, () -> lab.await(0, n));
        };

    // adds commute: one class. What the sum would be without one of them is not known: any set of
    // them
    // may be tried in vain
    assertClasses(1, mostInVain, start);
  }

  @ParameterizedTest
  @CsvSource({"1, 3, 0", "2, 9, 1", "4, 81, 55"})
  void readersAndWriterOfRwsem(int n, long classes, long mostInVain) {
    Consumer<Lab> start =
        lab -> {
          for (int task = 0; task < n; task++) {
            lab.task(
                task,
                () -> {
                  lab.rwsems.of(0).downRead();
                  lab.step("in");
                  lab.rwsems.of(0).upRead();
                });
          }
          lab.task(
              n,
              () -> {
                lab.rwsems.of(0).downWrite();
                lab.rwsems.of(0).upWrite();
              });
        };

    // each reader is done before the writer comes, or makes it wait, or comes after it: 3^n
    assertClasses(classes, mostInVain, start);
  }

  @Test
  void readerThatReadsAgainWaitsForWriterThatWaitsForIt() {
    Consumer<Lab> start =
        lab -> {
          lab.task(
              0,
              () -> {
                lab.rwsems.of(0).downRead();
                lab.rwsems.of(0).downRead();
                lab.rwsems.of(0).upRead();
                lab.rwsems.of(0).upRead();
              });
          lab.task(
              1,
              () -> {
                lab.rwsems.of(0).downWrite();
                lab.rwsems.of(0).upWrite();
              });
        };

    assertThat(byDefault(start).reason()).isEqualTo(RunEnd.Reason.QUIET);
    assertThat(outcomes(start, lab -> "")).containsExactly("QUIET ", "STUCK t0 t1 ");
    assertClasses(3, 0, start);
  }

  @Test
  void tryingForLock() {
    Consumer<Lab> start =
        lab -> {
          for (int task = 0; task < 2; task++) {
            lab.task(task, () -> tryAndAdd(lab));
          }
        };

    assertThat(outcomes(start, lab -> "had by " + lab.cells.get(0)))
        .containsExactly("QUIET had by 1", "QUIET had by 2");
    // each of them first; the other one fails or comes after the release
    assertClasses(4, 0, start);
  }

  private static void tryAndAdd(Lab lab) {
    Mutex mutex = lab.mutexes.of(0);
    if (mutex.trylock()) {
      lab.machine.atomic(() -> lab.cells.add(0, 1));
      mutex.unlock();
    }
  }

  @Test
  void longInterruptComesBetweenAnyTwoTurnsOfItsCpu() {
    // before, between and after three turns
    assertClasses(
        4,
        0,
        lab -> {
          lab.task(0, () -> steps(lab, 3));
          lab.interrupt(9, 0, () -> steps(lab, 2));
        });
  }

  @Test
  void shortInterruptMattersOnlyToWhoTouchesTheSame() {
    assertClasses(
        2,
        0,
        lab -> {
          lab.task(
              0,
              () -> {
                lab.step("before");
                lab.cells.get(0);
                lab.step("after");
              });
          lab.interrupt(9, 0, () -> put(lab, 0, 1));
        });
  }

  @Test
  void interruptStaysOutWhereInterruptsAreOff() {
    assertClasses(
        2,
        0,
        lab -> {
          lab.task(
              0,
              () -> {
                lab.spinlocks.of(0).lockIrq();
                lab.step("inside");
                lab.step("inside");
                lab.spinlocks.of(0).unlockIrq();
              });
          lab.interrupt(9, 0, () -> put(lab, 0, 1));
        });
  }

  @Test
  void interruptThatSpinsOnLockOfItsCpu() {
    Consumer<Lab> start =
        lab -> {
          lab.task(0, () -> spin(lab));
          lab.interrupt(9, 0, () -> spin(lab));
        };

    assertThat(byDefault(start).reason()).isEqualTo(RunEnd.Reason.QUIET);
    assertThat(outcomes(start, lab -> "")).containsExactly("QUIET ", "STUCK irq9 t0 ");
    assertClasses(3, 0, start);
  }

  @Test
  void interruptThatSpinsOnLockOfAnotherCpu() {
    Consumer<Lab> start =
        lab -> {
          lab.task(1, () -> spin(lab));
          lab.interrupt(9, 0, () -> spin(lab));
        };

    // first, after the release, or within: then it has taken its CPU and waits
    assertClasses(3, 0, start);
  }

  private static void spin(Lab lab) {
    lab.spinlocks.of(0).lock();
    lab.step("inside");
    lab.spinlocks.of(0).unlock();
  }

  @Test
  void whoSleepsLongerMayStillBeFirst() {
    Consumer<Lab> start =
        lab -> {
          lab.task(0, () -> sleepAndPut(lab, 10, 1));
          lab.task(1, () -> sleepAndPut(lab, 20, 2));
        };

    assertThat(outcomes(start, lab -> "last " + lab.cells.get(0) + " at " + lab.timers.now()))
        .containsExactly(
            "QUIET last 1 at 20", "QUIET last 1 at 30", "QUIET last 2 at 20", "QUIET last 2 at 30");
  }

  private static void sleepAndPut(Lab lab, long duration, long value) {
    lab.timers.sleep(duration);
    put(lab, 0, value);
  }

  @Test
  void taskIdThatIsUsedAgain() {
    Consumer<Lab> start =
        lab -> {
          lab.task(
              0,
              () -> {
                for (int value = 1; value <= 2; value++) {
                  long next = value;
                  lab.machine.atomic(() -> lab.device(9, () -> put(lab, 0, next)));
                  lab.machine.await(lab.until("idle device", () -> !lab.machine.isLive(9)));
                }
              });
          lab.task(1, () -> put(lab, 0, 7));
        };

    assertThat(outcomes(start, lab -> "last " + lab.cells.get(0)))
        .containsExactly("QUIET last 2", "QUIET last 7");
    // before, between and after the two turns of the device
    assertClasses(3, 0, start);
  }

  /** As many classes as trying every schedule gives, with the same outcomes. */
  private static void assertClasses(long classes, long mostInVain, Consumer<Lab> start) {
    Supplier<Subject> subjects = Explored.labs(start);
    Explored naive = Explored.naive(subjects, FEW);
    for (Explored reduced : List.of(Explored.optimal(subjects), Explored.source(subjects))) {
      assertThat(reduced.result().executions()).isEqualTo(classes);
      assertThat(reduced.result().complete()).isTrue();
      if (naive.result().complete()) {
        assertThat(reduced.distinctClasses()).isEqualTo(naive.distinctClasses());
        assertThat(reduced.outcomes()).isEqualTo(naive.outcomes());
      }
    }
    assertThat(Explored.optimal(subjects).result().repeats()).isLessThanOrEqualTo(mostInVain);
  }

  private static SortedSet<String> outcomes(Consumer<Lab> start, Function<Lab, String> result) {
    Supplier<Subject> subjects =
        () -> {
          Lab lab = new Lab();
          return lab.fromHere(() -> start.accept(lab))
              .ends(end -> end.reason() + " " + blocked(end) + result.apply(lab));
        };
    Explored optimal = Explored.optimal(subjects);
    assertThat(optimal.outcomes()).isEqualTo(Explored.naive(subjects, FEW).outcomes());
    return optimal.outcomes();
  }

  private static String blocked(RunEnd end) {
    StringBuilder text = new StringBuilder();
    end.blocked().stream()
        .map(RunEnd.Blocked::name)
        .sorted()
        .forEach(name -> text.append(name).append(' '));
    return text.toString();
  }

  private static RunEnd byDefault(Consumer<Lab> start) {
    Lab lab = new Lab();
    start.accept(lab);
    return lab.run(new LowestFirst());
  }

  private static void locked(Lab lab, int mutex, Runnable inside) {
    lab.mutexes.of(mutex).lock();
    inside.run();
    lab.mutexes.of(mutex).unlock();
  }

  private static void steps(Lab lab, int count) {
    for (int i = 0; i < count; i++) {
      lab.step("s");
    }
  }

  private static void put(Lab lab, int cell, long value) {
    lab.machine.atomic(() -> lab.cells.set(cell, value));
  }
}
