package org.folioscope.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.folioscope.eventlog.log.LogCursor;
import org.folioscope.eventlog.log.MemoryLog;
import org.folioscope.scenarios.report.KernelLog;
import org.folioscope.simulation.explore.Budget;
import org.folioscope.simulation.explore.NaiveExhaustive;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.schedule.LowestFirst;
import org.folioscope.simulation.schedule.Recorded;
import org.folioscope.simulation.schedule.Schedule;
import org.folioscope.simulation.schedule.Scheduler;
import org.junit.jupiter.api.Test;

/** What the kernel would have printed about locks, folded from the log of a run. */
class LockSplatsTest {

  private static final String WRONG_ORDER =
      """
      WARNING: possible circular locking dependency detected
      linux-4.15
      ------------------------------------------------------
      mapper/1 is trying to acquire lock:
      #1 (i_rwsem){++++}-{3:3}, at: mmap

      but task is already holding lock:
      #0 (mmap_lock){++++}-{3:3}, at: mmap

      which lock already depends on the new lock.


      the existing dependency chain (in reverse order) is:

      -> #1 (mmap_lock){++++}-{3:3}:
             __get_user_pages
             get_user_pages_fast
             iomap_dio_rw
             read
             (reader, event EVENT)

      -> #0 (i_rwsem){++++}-{3:3}:
             mmap
             (mapper, event EVENT)

      other info that might help us debug this:

       Possible unsafe locking scenario:

             CPU0                    CPU1
             ----                    ----
        lock(mmap_lock);
                                     lock(i_rwsem);
                                     lock(mmap_lock);
        lock(i_rwsem);

       *** DEADLOCK ***

      1 lock held by mapper/1:
       #0: #0 (mmap_lock){++++}-{3:3}, at: mmap

      stack backtrace:
       mmap
       (mapper, event EVENT)
      """;

  @Test
  void orderOfLocksWithTheFunctionsThatTookThem() {
    assertThat(splats(Kernel.LINUX_4_15, LockOrderRunsTest.READ_AND_MAP, new LowestFirst()))
        .singleElement()
        .satisfies(splat ->
            assertThat(splat.replaceAll("event \\d+\\)", "event EVENT)")).endsWith(WRONG_ORDER));
  }

  @Test
  void deadlockWithTheStacksOfTheBlocked() {
    Schedule schedule =
        NaiveExhaustive.bounded(1)
            .explore(
                Emulation.inMemory(
                    configuration(Kernel.LINUX_4_15, LockOrderRunsTest.READ_AND_MAP)),
                Budget.unlimited())
            .outcome("deadlock+lockdep-circular-i-rwsem-mmap-lock")
            .orElseThrow()
            .schedule();

    List<String> splats =
        splats(Kernel.LINUX_4_15, LockOrderRunsTest.READ_AND_MAP, new Recorded(schedule));

    assertThat(splats).hasSize(2);
    assertThat(splats.getFirst()).contains("possible circular locking dependency detected");
    assertThat(splats.getLast())
        .endsWith(
            """
            INFO: task reader:0 blocked for more than 120 seconds.
                  Not tainted linux-4.15
            task:reader          state:D pid:0
            Call Trace:
             __get_user_pages
             get_user_pages_fast
             iomap_dio_rw
             read
            INFO: task mapper:1 blocked for more than 120 seconds.
                  Not tainted linux-4.15
            task:mapper          state:D pid:1
            Call Trace:
             mmap
            folioscope: deadlock
            folioscope: reader waits for mmap_lock #0, owned by mapper
            folioscope: mapper waits for i_rwsem #1, owned by reader
            """);
  }

  @Test
  void hungTaskIsToldAsTheKernelDoes() {
    assertThat(splats(Kernel.LINUX_6_1, LockOrderRunsTest.MAP, new LowestFirst()))
        .singleElement()
        .asString()
        .endsWith(
            """
            INFO: task mapper:0 blocked for more than 120 seconds.
                  Not tainted linux-4.15
            task:mapper          state:D pid:0
            Call Trace:
             mmap
            folioscope: hang
            folioscope: mapper waits for the end of time
            """);
  }

  private static List<String> splats(Kernel kernel, String lines, Scheduler scheduler) {
    Configuration configuration = configuration(kernel, lines);
    EmulatedMachine emulated = EmulatedMachine.wire(configuration);
    MemoryLog log = new MemoryLog(emulated.machine().space(), true);
    Emulation emulation = Emulation.on(configuration, emulated, log, true);
    emulation.execute(scheduler);
    try (LogCursor cursor = log.cursor()) {
      return KernelLog.of(cursor, task -> "task " + task, emulation.setupEvents(), "linux-4.15")
          .stream()
          .map(message -> String.join("\n", message.lines()) + "\n")
          .toList();
    }
  }

  private static Configuration configuration(Kernel kernel, String lines) {
    return Trivial.configuration(new StuckAtMmapFilesystem.Provider(), kernel, lines);
  }
}
