package org.folioscope.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.folioscope.scenarios.explore.Exploration;
import org.folioscope.scenarios.explore.Explored;
import org.folioscope.scenarios.outcome.Outcome;
import org.folioscope.scenarios.outcome.Verdict;
import org.folioscope.simulation.explore.Budget;
import org.folioscope.simulation.explore.NaiveExhaustive;
import org.folioscope.simulation.lock.LockEvent;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.report.ReportEvent;
import org.folioscope.simulation.schedule.LowestFirst;
import org.junit.jupiter.api.Test;

/** Locks over whole runs: what can deadlock, what does, and what never ends. */
class LockOrderRunsTest {

  static final String READ_AND_MAP =
      """
      files: { file: 4K }
      setup:
        - fd = open("file", O_RDWR|O_DIRECT)
        - buffer = mmap(4K, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS)
      tasks:
        reader: [ 'read(fd, buffer, 4K)' ]
        mapper: [ 'm = mmap(4K, PROT_READ, MAP_SHARED, fd, 0)' ]
      """;

  /** Reads what another task appends, or maps the file while it is small; never both. */
  private static final String READ_THEN_MAP =
      """
      files: { file: 4K }
      setup:
        - fd = open("file", O_RDWR|O_DIRECT)
        - buffered = open("file", O_RDWR)
        - buffer = mmap(4K, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS)
      tasks:
        reader:
          - pread(fd, buffer, 4K, 4K)
          - m = mmap(4K, PROT_READ, MAP_SHARED, fd, 0)
        writer: [ 'pwrite(buffered, fill(1), 4K, 4K)' ]
      outcomes:
        - on: { filesystem: stuck }
          required: [ ok ]
          because: no execution shows both orders
      """;

  static final String MAP =
      """
      files: { file: 4K }
      setup:
        - fd = open("file", O_RDWR)
      tasks:
        mapper: [ 'm = mmap(4K, PROT_READ, MAP_SHARED, fd, 0)' ]
      """;

  private static Trivial stuck(Kernel kernel, String lines) {
    return Trivial.with(new StuckAtMmapFilesystem.Provider(), kernel, lines);
  }

  @Test
  void wrongOrderIsReportedByOneRunThatEndsWell() {
    Trivial trivial = stuck(Kernel.LINUX_4_15, READ_AND_MAP);

    assertThat(trivial.outcome()).isEqualTo("lockdep-circular-i-rwsem-mmap-lock");
    assertThat(trivial.events(ReportEvent.ViolationReported.class))
        .extracting(ReportEvent.ViolationReported::message)
        .containsExactly(
            "possible circular locking dependency detected: i_rwsem -> mmap_lock -> i_rwsem");
  }

  @Test
  void exploringFindsTheDeadlockToo() {
    assertThat(stuck(Kernel.LINUX_4_15, READ_AND_MAP).outcomes(1).keySet())
        .containsExactly(
            "deadlock+lockdep-circular-i-rwsem-mmap-lock", "lockdep-circular-i-rwsem-mmap-lock");
  }

  @Test
  void theSoundFilesystemIsWell() {
    assertThat(Trivial.with(READ_AND_MAP).outcomes(1).keySet()).containsExactly("ok");
  }

  @Test
  void lockdepCanBeSwitchedOff() {
    Trivial trivial = stuck(Kernel.LINUX_4_15, "options: { lockdep: off }\n" + READ_AND_MAP);

    assertThat(trivial.outcomes(1).keySet()).containsExactly("deadlock", "ok");
  }

  @Test
  void ordersThatNoSingleExecutionShowsAreFoundByExploring() {
    Explored explored =
        Exploration.of(
            Trivial.configuration(
                new StuckAtMmapFilesystem.Provider(), Kernel.LINUX_5_15, READ_THEN_MAP),
            NaiveExhaustive.bounded(1),
            Budget.unlimited(),
            (_, _, _) -> {});

    assertThat(explored.found()).extracting(found -> found.outcome().id()).containsExactly("ok");
    assertThat(explored.across())
        .extracting(Outcome::id)
        .containsExactly("lockdep-circular-i-rwsem-mmap-lock");
    assertThat(explored.verdict()).isEqualTo(Verdict.UNEXPECTED);
    assertThat(explored.reason())
        .isEqualTo(
            "locks are taken in orders that can deadlock, though in different executions:"
                + " lockdep-circular-i-rwsem-mmap-lock");
  }

  @Test
  void aLockTakenTwiceIsReported() {
    assertThat(stuck(Kernel.LINUX_5_8, MAP).outcome()).isEqualTo("lockdep-recursive-i-rwsem");
  }

  @Test
  void aTaskThatIsNeverWokenHangs() {
    Execution execution = stuck(Kernel.LINUX_6_1, MAP).execute(new LowestFirst());

    assertThat(execution.outcome().id()).isEqualTo("hang");
    assertThat(execution.outcome().message())
        .isEqualTo(
            "INFO: task mapper:0 blocked for more than 120 seconds:"
                + " mapper waits for the end of time");
  }

  @Test
  void aTaskThatSpinsIsNamed() {
    Execution execution = stuck(Kernel.LINUX_6_12, MAP).execute(new LowestFirst());

    assertThat(execution.outcome().id()).isEqualTo("livelock");
    assertThat(execution.outcome().message())
        .isEqualTo("no end after 200000 turns: mapper would go on for ever");
  }

  @Test
  void allocationsAndReclaimAreAnnotated() {
    Trivial trivial =
        Trivial.calls("a = open(\"file\", O_RDWR)", "pwrite(a, fill(1), 4K, 0)", "reclaim()");
    trivial.execute(new LowestFirst());

    assertThat(trivial.events(LockEvent.MapTouched.class))
        .isNotEmpty()
        .allSatisfy(touched -> assertThat(touched.map()).isEqualTo("fs_reclaim"));
    assertThat(trivial.events(LockEvent.MapAcquired.class)).hasSize(1);
    assertThat(trivial.events(LockEvent.MapReleased.class)).hasSize(1);
  }
}
