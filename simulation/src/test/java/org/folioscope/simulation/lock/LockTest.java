package org.folioscope.simulation.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.folioscope.simulation.lab.Lab;
import org.folioscope.simulation.machine.MachineEvent;
import org.folioscope.simulation.machine.RunEnd;
import org.folioscope.simulation.report.Kind;
import org.folioscope.simulation.schedule.RoundRobin;
import org.junit.jupiter.api.Test;

/** The kernel's locks. */
class LockTest {

  private final Lab lab = new Lab();
  private final Mutex mutex = lab.locks.mutexes("m").of(3);
  private final Rwsem rwsem = lab.locks.rwsems("rw").of(0);
  private final Spinlock spinlock = lab.locks.spinlocks("s").of(0);

  @Test
  void mutexHasOneOwner() {
    for (int id = 0; id < 3; id++) {
      lab.task(
          id,
          () -> {
            mutex.lock();
            lab.step("in");
            lab.step("out");
            mutex.unlock();
          });
    }

    lab.run(new RoundRobin());

    assertThat(lab.notes).containsExactly("t0:in", "t0:out", "t1:in", "t1:out", "t2:in", "t2:out");
  }

  @Test
  void instancesOfClassAreDifferentLocks() {
    Mutex other = lab.locks.mutexes("pair").of(1);
    Mutex one = lab.locks.mutexes("pair2").of(0);
    lab.task(
        0,
        () -> {
          mutex.lock();
          other.lock();
          one.lock();
        });

    assertThat(lab.run().reason()).isEqualTo(RunEnd.Reason.QUIET);
  }

  @Test
  void trylockDoesNotWait() {
    lab.task(
        0,
        () -> {
          mutex.lock();
          lab.step("holds");
          mutex.unlock();
        });
    lab.task(
        1,
        () -> {
          boolean first = mutex.trylock();
          lab.await(0, 0);
          lab.step("first " + first);
          lab.step("second " + mutex.trylock());
          mutex.unlock();
        });

    lab.run(new RoundRobin());

    assertThat(lab.notes).containsExactly("t0:holds", "t1:first false", "t1:second true");
  }

  @Test
  void unlockByAnotherTaskIsDefectOfModel() {
    lab.task(0, mutex::lock);
    lab.task(1, mutex::unlock);

    assertThat(lab.run().failure()).hasMessage("task 1 does not own m #3");
  }

  @Test
  void readersShareRwsem() {
    for (int id = 0; id < 2; id++) {
      lab.task(id, () -> reads("r"));
    }

    lab.run(new RoundRobin());

    assertThat(lab.notes).containsExactly("t0:r in", "t1:r in", "t0:r out", "t1:r out");
  }

  @Test
  void writerIsAlone() {
    lab.task(0, () -> writes("w"));
    lab.task(1, () -> reads("r"));
    lab.task(2, () -> writes("w"));

    lab.run(new RoundRobin());

    List<String> sections = new ArrayList<>();
    for (int i = 0; i < lab.notes.size(); i += 2) {
      assertThat(lab.notes.get(i)).endsWith("in");
      assertThat(lab.notes.get(i + 1)).isEqualTo(lab.notes.get(i).replace("in", "out"));
      sections.add(lab.notes.get(i).substring(0, 2));
    }
    assertThat(sections).containsExactlyInAnyOrder("t0", "t1", "t2");
  }

  @Test
  void waitingWriterHoldsNewReadersBack() {
    lab.task(0, () -> reads("r"));
    lab.task(1, () -> writes("w"));
    lab.task(
        2,
        () -> {
          lab.step("late");
          lab.step("try " + rwsem.downReadTrylock());
          reads("r");
        });

    lab.run(new RoundRobin());

    assertThat(lab.notes)
        .containsExactly(
            "t2:late",
            "t0:r in",
            "t0:r out",
            "t2:try false",
            "t1:w in",
            "t1:w out",
            "t2:r in",
            "t2:r out");
  }

  @Test
  void readerMayReadAgainUnlessWriterWaitsBetween() {
    lab.task(
        0,
        () -> {
          rwsem.downRead();
          rwsem.downRead();
          lab.step("twice");
          rwsem.upRead();
          rwsem.upRead();
          writes("w");
        });

    assertThat(lab.run().reason()).isEqualTo(RunEnd.Reason.QUIET);
    assertThat(lab.notes).containsExactly("t0:twice", "t0:w in", "t0:w out");
  }

  @Test
  void readTrylockFailsOnlyForWriters() {
    lab.task(
        0,
        () -> {
          lab.step("free " + rwsem.downReadTrylock());
          lab.step("read " + rwsem.downReadTrylock());
          rwsem.upRead();
          rwsem.upRead();
          rwsem.downWrite();
          lab.step("written " + rwsem.downReadTrylock());
          rwsem.upWrite();
        });

    lab.run();

    assertThat(lab.notes).containsExactly("t0:free true", "t0:read true", "t0:written false");
  }

  @Test
  void highestTaskCanWaitToWrite() {
    lab.task(0, () -> rwsem.downRead());
    lab.task(63, () -> rwsem.downWrite());
    lab.task(62, () -> lab.await(0, 1));

    RunEnd end = lab.run();
    List<Integer> owners = new ArrayList<>();
    end.blocked().getLast().awaited().owners(owners::add);

    assertThat(end.blocked()).extracting(RunEnd.Blocked::task).containsExactly(62, 63);
    assertThat(owners).containsExactly(0);
  }

  @Test
  void readerBehindWaitingWriterWaitsForThatWriterOnly() {
    lab.task(0, () -> rwsem.downRead());
    lab.task(63, () -> rwsem.downWrite());
    lab.task(
        2,
        () -> {
          lab.await(0, 0);
          lab.step("a");
          rwsem.downRead();
        });

    RunEnd end = lab.run(choice -> choice.enables(0) ? 0 : choice.task(choice.size() - 1));
    List<Integer> owners = new ArrayList<>();
    end.blocked().getFirst().awaited().owners(owners::add);

    assertThat(owners).containsExactly(63);
  }

  @Test
  void killedWriterLeavesAndLetsTheReadersBehindItIn() {
    boolean[] killed = new boolean[1];
    lab.task(
        0,
        () -> {
          rwsem.downRead();
          lab.step("asks");
          lab.step("waits");
          killed[0] = true;
          lab.step("kills");
        });
    lab.task(1, () -> lab.step(rwsem.downWriteKillable(() -> killed[0]) ? "owns" : "killed"));
    lab.task(2, () -> reads("second"));

    assertThat(lab.run(new RoundRobin()).reason()).isEqualTo(RunEnd.Reason.QUIET);

    assertThat(lab.notes).contains("t1:killed", "t2:second in").doesNotContain("t1:owns");
  }

  @Test
  void spinlockKeepsInterruptsOffInItsIrqForm() {
    lab.task(
        0,
        () -> {
          spinlock.lockIrq();
          lab.step("in");
          spinlock.unlockIrq();
          lab.step("out");
        });
    lab.interrupt(
        9,
        0,
        () -> {
          spinlock.lock();
          lab.step("handler");
          spinlock.unlock();
        });

    RunEnd end = lab.run(choice -> choice.current() == -1 ? 0 : choice.task(choice.size() - 1));

    assertThat(lab.notes).containsExactly("t0:in", "irq9:handler", "t0:out");
    assertThat(end.reason()).isEqualTo(RunEnd.Reason.QUIET);
  }

  @Test
  void sleepingWithSpinlockHeldIsComplainedAbout() {
    lab.task(
        0,
        () -> {
          spinlock.lock();
          mutex.lock();
          mutex.unlock();
          spinlock.unlock();
          mutex.lock();
        });

    lab.run();

    assertThat(lab.violations)
        .singleElement()
        .satisfies(violation -> {
          assertThat(violation.kind()).isEqualTo(Kind.BUG);
          assertThat(violation.id()).isEqualTo("bug-sleeping-in-atomic");
          assertThat(violation.function()).isEqualTo("mutex_lock");
          assertThat(violation.message())
              .isEqualTo(
                  "BUG: sleeping function called from invalid context at mutex_lock;"
                      + " in_atomic(): 1, irqs_disabled(): 0, pid: 0, name: t0");
        });
  }

  @Test
  void sleepingInInterruptIsComplainedAbout() {
    lab.interrupt(9, 0, () -> rwsem.downRead());
    lab.interrupt(10, 1, () -> lab.step("try " + mutex.trylock()));

    lab.run();

    assertThat(lab.violations).extracting(v -> v.function()).containsExactly("down_read");
    assertThat(lab.violations.getFirst().message())
        .contains("in_atomic(): 1, irqs_disabled(): 1, pid: 9, name: irq9");
  }

  @Test
  void sleepingWithInterruptsOffIsComplainedAbout() {
    lab.task(
        0,
        () -> {
          lab.machine.atomic(lab.machine::disableInterrupts);
          mutex.lock();
          lab.machine.atomic(lab.machine::enableInterrupts);
          rwsem.downRead();
        });

    lab.run();

    assertThat(lab.violations)
        .singleElement()
        .satisfies(violation -> {
          assertThat(violation.function()).isEqualTo("mutex_lock");
          assertThat(violation.message()).contains("in_atomic(): 0, irqs_disabled(): 1");
        });
  }

  @Test
  void whatTheBlockedWaitForIsWrittenDownInTheirName() {
    lab.task(
        0,
        () -> {
          mutex.lock();
          lab.await(0, 1);
        });
    lab.task(1, () -> mutex.lockNested(1));
    lab.task(2, rwsem::downRead);
    lab.run();

    lab.locks.noteBlocked();

    assertThat(lab.events(MachineEvent.TaskBlocked.class))
        .containsExactly(
            new MachineEvent.TaskBlocked(0, "cell 0 to become 1"),
            new MachineEvent.TaskBlocked(1, "m #3"));
    assertThat(lab.events(LockEvent.LockAwaited.class))
        .containsExactly(new LockEvent.LockAwaited("m", 3, 1, 1, LockMode.EXCLUSIVE));
    assertThat(lab.steps().getLast().step().task()).isEqualTo(1);
  }

  private void reads(String what) {
    rwsem.downRead();
    lab.step(what + " in");
    lab.step(what + " out");
    rwsem.upRead();
  }

  private void writes(String what) {
    rwsem.downWrite();
    lab.step(what + " in");
    lab.step(what + " out");
    rwsem.upWrite();
  }
}
