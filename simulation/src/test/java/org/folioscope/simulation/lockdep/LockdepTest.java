package org.folioscope.simulation.lockdep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.folioscope.eventlog.log.LoggedStep;
import org.folioscope.simulation.explore.Budget;
import org.folioscope.simulation.explore.NaiveExhaustive;
import org.folioscope.simulation.explore.Trial;
import org.folioscope.simulation.lab.Lab;
import org.folioscope.simulation.lab.Watching;
import org.folioscope.simulation.lock.LockMap;
import org.folioscope.simulation.lock.LockMode;
import org.folioscope.simulation.lock.Mutex;
import org.folioscope.simulation.lock.Rwsem;
import org.folioscope.simulation.lock.Spinlock;
import org.folioscope.simulation.machine.RunEnd;
import org.folioscope.simulation.report.Kind;
import org.folioscope.simulation.report.ReportEvent;
import org.folioscope.simulation.schedule.LowestFirst;
import org.folioscope.simulation.schedule.RoundRobin;
import org.junit.jupiter.api.Test;

/** Lockdep watching a machine: what can deadlock is reported although nothing does. */
class LockdepTest {

  private final Lab lab = new Lab();
  private final Mutex a = lab.locks.mutexes("a").of(0);
  private final Mutex b = lab.locks.mutexes("b").of(0);
  private final Lockdep lockdep = new Lockdep(lab.machine, lab.reports);

  LockdepTest() {
    lab.machine.observe(lockdep);
  }

  @Test
  void oppositeOrderIsReportedByARunThatDoesNotDeadlock() {
    lockdep.setUp();
    oppositeOrders();

    RunEnd end = lab.run();

    assertThat(end.reason()).isEqualTo(RunEnd.Reason.QUIET);
    assertThat(lab.violations)
        .containsExactly(
            new ReportEvent.ViolationReported(
                Kind.LOCKDEP,
                "lockdep-circular-a-b",
                "lockdep",
                "possible circular locking dependency detected: a -> b -> a"));
  }

  @Test
  void reportIsInTheStepThatClosesTheCircle() {
    lockdep.setUp();
    oppositeOrders();
    lab.run();

    LoggedStep step =
        lab.steps().stream()
            .filter(candidate ->
                candidate.events().stream()
                    .anyMatch(logged -> logged.event() instanceof ReportEvent))
            .findFirst()
            .orElseThrow();

    assertThat(step.step().task()).isEqualTo(1);
    assertThat(step.events()).hasSize(2);
  }

  @Test
  void everyScheduleIsReportedAlsoThoseThatDeadlock() {
    lockdep.setUp();
    List<String> seen = new ArrayList<>();
    var mark = lab.space.mark();
    var position = lab.log.position();

    NaiveExhaustive.bounded(2)
        .explore(
            scheduler -> {
              lab.machine.abandonTasks();
              lab.violations.clear();
              lab.space.rollback(mark);
              lab.log.rollback(position);
              lockdep.begin();
              oppositeOrders();
              RunEnd end = lab.run(scheduler);
              if (end.reason() == RunEnd.Reason.STUCK) {
                lab.locks.noteBlocked();
              }
              String outcome = end.reason() + " " + ids();
              seen.add(outcome);
              return new Trial(outcome, true, end);
            },
            Budget.unlimited());

    assertThat(seen)
        .containsOnly("QUIET [lockdep-circular-a-b]", "STUCK [lockdep-circular-a-b]")
        .contains("QUIET [lockdep-circular-a-b]", "STUCK [lockdep-circular-a-b]");
  }

  @Test
  void anExecutionKnowsNothingOfTheOneBefore() {
    lockdep.setUp();
    List<String> first = execute(() -> takes(0, a, b));
    List<String> second = execute(() -> takes(0, b, a));

    assertThat(first).isEmpty();
    assertThat(second).isEmpty();
  }

  @Test
  void orderOfSetUpCountsInEveryExecution() {
    takes(0, a, b);
    lab.run();
    lockdep.setUp();

    assertThat(execute(() -> takes(0, b, a))).containsExactly("lockdep-circular-a-b");
    assertThat(execute(() -> takes(0, b, a))).containsExactly("lockdep-circular-a-b");
    assertThat(execute(() -> takes(0, a, b))).isEmpty();
  }

  @Test
  void whatSetUpItselfShowsIsReportedByEveryExecution() {
    oppositeOrders();
    lab.run();
    assertThat(lab.violations).isEmpty();
    lockdep.setUp();

    assertThat(execute(() -> {})).containsExactly("lockdep-circular-a-b");
    assertThat(execute(() -> {})).containsExactly("lockdep-circular-a-b");
  }

  @Test
  void reportsOfAFoldedLogAreThoseOfTheRun() {
    lockdep.setUp();
    oppositeOrders();
    lab.run(new RoundRobin());
    lab.locks.noteBlocked();

    List<String> folded = new ArrayList<>();
    Validator validator = new Validator(_ -> List.of(), complaint -> folded.add(complaint.id()));
    lab.steps()
        .forEach(step ->
            step.events()
                .forEach(
                    logged -> validator.fold(logged.number(), step.step().task(), logged.event())));

    assertThat(ids()).containsExactly("lockdep-circular-a-b");
    assertThat(folded).isEqualTo(ids());
  }

  @Test
  void watchingAndReportingAreInNoFootprint() {
    assertThat(footprints(true)).isEqualTo(footprints(false));
  }

  @Test
  void semaphoreReadByOneAndWrittenByTheOther() {
    lockdep.setUp();
    Rwsem rwsem = lab.locks.rwsems("rwsem").of(0);
    lab.task(
        0,
        () -> {
          rwsem.downRead();
          a.lock();
          a.unlock();
          rwsem.upRead();
        });
    lab.task(
        1,
        () -> {
          a.lock();
          rwsem.downWrite();
          rwsem.upWrite();
          a.unlock();
        });
    lab.run();

    assertThat(ids()).containsExactly("lockdep-circular-a-rwsem");
  }

  @Test
  void writerThatWaitsIsSeenWhenItBeginsToWait() {
    lockdep.setUp();
    Rwsem rwsem = lab.locks.rwsems("rwsem").of(0);
    lab.task(
        0,
        () -> {
          rwsem.downRead();
          rwsem.downWrite();
        });

    assertThat(lab.run().reason()).isEqualTo(RunEnd.Reason.STUCK);
    assertThat(ids()).containsExactly("lockdep-recursive-rwsem");
  }

  @Test
  void readerBehindItsOwnTrylock() {
    lockdep.setUp();
    Rwsem rwsem = lab.locks.rwsems("rwsem").of(0);
    lab.task(
        0,
        () -> {
          a.lock();
          rwsem.downReadTrylock();
          rwsem.downRead();
        });
    lab.run();

    assertThat(ids()).containsExactly("lockdep-recursive-rwsem");
  }

  @Test
  void nestedLocksOfOneClass() {
    lockdep.setUp();
    Mutex.Family mutexes = lab.locks.mutexes("inode");
    Rwsem.Family rwsems = lab.locks.rwsems("dir");
    Spinlock.Family spinlocks = lab.locks.spinlocks("dentry");
    lab.task(
        0,
        () -> {
          rwsems.of(1).downWrite();
          rwsems.of(2).downWriteNested(1);
          rwsems.of(3).downReadNested(2);
          mutexes.of(1).lock();
          mutexes.of(2).lockNested(1);
          spinlocks.of(1).lock();
          spinlocks.of(2).lockNested(1);
        });

    assertThat(lab.run().reason()).isEqualTo(RunEnd.Reason.QUIET);
    assertThat(lab.violations).isEmpty();
  }

  @Test
  void locksOfInterrupts() {
    lockdep.setUp();
    Spinlock spinlock = lab.locks.spinlocks("s").of(0);
    lab.task(
        0,
        () -> {
          spinlock.lockIrq();
          lab.step("in");
          spinlock.unlockIrq();
        });
    lab.interrupt(9, 0, spinlock::lock);
    lab.run();
    assertThat(lab.violations).isEmpty();
    lab.machine.abandonTasks();

    lab.task(1, spinlock::lock);
    lab.run();
    lab.locks.noteBlocked();

    assertThat(ids()).containsExactly("lockdep-inconsistent-s");
  }

  @Test
  void mapsStandForLocks() {
    lockdep.setUp();
    LockMap reclaim = lab.locks.map("fs_reclaim");
    lab.task(
        0,
        () -> {
          a.lock();
          reclaim.mightAcquire(LockMode.EXCLUSIVE);
          a.unlock();
          reclaim.acquire(LockMode.EXCLUSIVE);
          lab.note("held " + reclaim.isHeld());
          a.lock();
          reclaim.release();
          lab.note("held " + reclaim.isHeld());
        });
    lab.run();

    assertThat(lab.notes).containsExactly("t0:held true", "t0:held false");
    assertThat(ids()).containsExactly("lockdep-circular-a-fs-reclaim");
  }

  private static List<String> footprints(boolean watched) {
    LockdepTest test = new LockdepTest();
    if (watched) {
      test.lockdep.setUp();
    }
    List<String> footprints = new ArrayList<>();
    test.oppositeOrders();
    test.lab.run(
        new Watching(
            new LowestFirst(),
            (task, turn) ->
                footprints.add(
                    task
                        + Arrays.toString(turn.reads())
                        + Arrays.toString(turn.writes())
                        + Arrays.toString(turn.adds()))));
    assertThat(test.lab.violations).hasSize(watched ? 1 : 0);
    return footprints;
  }

  private List<String> execute(Runnable start) {
    lab.violations.clear();
    lockdep.begin();
    start.run();
    lab.run();
    return ids();
  }

  private List<String> ids() {
    return lab.violations.stream().map(ReportEvent.ViolationReported::id).toList();
  }

  private void oppositeOrders() {
    takes(0, a, b);
    takes(1, b, a);
  }

  private void takes(int id, Mutex first, Mutex second) {
    lab.task(
        id,
        () -> {
          first.lock();
          second.lock();
          second.unlock();
          first.unlock();
        });
  }
}
