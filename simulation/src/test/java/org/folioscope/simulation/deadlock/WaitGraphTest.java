package org.folioscope.simulation.deadlock;

import static org.assertj.core.api.Assertions.assertThat;

import org.folioscope.simulation.lab.Lab;
import org.folioscope.simulation.lock.Mutex;
import org.folioscope.simulation.machine.RunEnd;
import org.folioscope.simulation.machine.Wait;
import org.folioscope.simulation.schedule.RoundRobin;
import org.junit.jupiter.api.Test;

/** A deadlock is a circle of tasks; anything else that does not move is a hang. */
class WaitGraphTest {

  private final Lab lab = new Lab();
  private final Mutex.Family mutexes = lab.locks.mutexes("lock");
  private final Mutex a = mutexes.of(0);
  private final Mutex b = mutexes.of(1);
  private final Mutex c = mutexes.of(2);

  @Test
  void locksTakenInOppositeOrder() {
    takes(0, a, b);
    takes(1, b, a);

    RunEnd end = lab.run(new RoundRobin());

    assertThat(end.reason()).isEqualTo(RunEnd.Reason.STUCK);
    assertThat(WaitGraph.of(end).isDeadlock()).isTrue();
    assertThat(WaitGraph.of(end).cycle()).extracting(WaitGraph.Waiter::task).containsExactly(0, 1);
    assertThat(WaitGraph.of(end).describe())
        .isEqualTo(
            """
            t0 waits for lock #1, owned by t1
            t1 waits for lock #0, owned by t0\
            """);
  }

  @Test
  void circleOfThreeAndOneWhoOnlyWaitsForIt() {
    takes(0, a, b);
    takes(1, b, c);
    takes(2, c, a);
    takes(3, a);

    WaitGraph graph = WaitGraph.of(lab.run(new RoundRobin()));

    assertThat(graph.waiters()).extracting(WaitGraph.Waiter::task).containsExactly(0, 1, 2, 3);
    assertThat(graph.cycle()).extracting(WaitGraph.Waiter::task).containsExactly(0, 1, 2);
  }

  @Test
  void lockTakenTwice() {
    takes(4, a, a);

    assertThat(WaitGraph.of(lab.run()).describe()).isEqualTo("t4 waits for lock #0, owned by t4");
    assertThat(WaitGraph.of(lab.run()).cycle()).hasSize(1);
  }

  @Test
  void readerBehindWriterBehindItself() {
    var rwsem = lab.locks.rwsems("rw").of(0);
    lab.task(
        0,
        () -> {
          rwsem.downRead();
          lab.step("reads");
          rwsem.downRead();
        });
    lab.task(1, rwsem::downWrite);

    WaitGraph graph = WaitGraph.of(lab.run(new RoundRobin()));

    assertThat(graph.describe())
        .isEqualTo(
            """
            t0 waits for rw #0, owned by t1
            t1 waits for rw #0, owned by t0\
            """);
  }

  @Test
  void waitingForTheDeadIsHang() {
    lab.task(
        0,
        () -> {
          a.lock();
          lab.machine.atomic(() -> {
            throw lab.reports.bug("bug-x", "f", "oops");
          });
        });
    takes(1, a);
    takes(2, a);

    RunEnd end = lab.run();

    assertThat(WaitGraph.of(end).isDeadlock()).isFalse();
    assertThat(WaitGraph.of(end, task -> "the dead").describe())
        .isEqualTo(
            """
            INFO: task t1:1 blocked for more than 120 seconds: t1 waits for lock #0, owned by the dead
            INFO: task t2:2 blocked for more than 120 seconds: t2 waits for lock #0, owned by the dead\
            """);
  }

  @Test
  void waitingForNobodyIsHang() {
    lab.task(0, () -> lab.await(0, 1));

    WaitGraph graph = WaitGraph.of(lab.run());

    assertThat(graph.cycle()).isEmpty();
    assertThat(graph.describe())
        .isEqualTo(
            "INFO: task t0:0 blocked for more than 120 seconds: t0 waits for cell 0 to become 1");
  }

  @Test
  void runThatEndsWellHasNoWaiters() {
    takes(0, a, b);

    assertThat(WaitGraph.of(lab.run()).waiters()).isEmpty();
  }

  private void takes(int id, Mutex... locks) {
    lab.task(
        id,
        () -> {
          for (Mutex lock : locks) {
            lock.lock();
          }
          for (Mutex lock : locks) {
            lock.unlock();
          }
        });
  }

  @Test
  void aHangSaysWhatWouldEndIt() {
    sleeps(0, Wait.Rescue.SIGNAL, a);
    takes(1, a);
    assertThat(WaitGraph.of(lab.run(new RoundRobin())).rescue()).isEqualTo(Wait.Rescue.SIGNAL);
  }

  @Test
  void oneThatNothingEndsIsEnoughForAHangForEver() {
    sleeps(0, Wait.Rescue.SIGNAL, a);
    sleeps(1, Wait.Rescue.NOTHING, b);
    assertThat(WaitGraph.of(lab.run(new RoundRobin())).rescue()).isEqualTo(Wait.Rescue.NOTHING);
  }

  @Test
  void aTimerComesWithoutAnybodysHelp() {
    sleeps(0, Wait.Rescue.SIGNAL, a);
    sleeps(1, Wait.Rescue.TIMER, b);
    assertThat(WaitGraph.of(lab.run(new RoundRobin())).rescue()).isEqualTo(Wait.Rescue.TIMER);
  }

  /** Takes a lock and sleeps for what never comes. */
  private void sleeps(int id, Wait.Rescue rescue, Mutex lock) {
    lab.task(
        id,
        () -> {
          lock.lock();
          lab.machine.await(
              new Wait() {
                @Override
                public boolean ready() {
                  return false;
                }

                @Override
                public String what() {
                  return "what never comes";
                }

                @Override
                public Rescue endedBy() {
                  return rescue;
                }
              });
        });
  }
}
