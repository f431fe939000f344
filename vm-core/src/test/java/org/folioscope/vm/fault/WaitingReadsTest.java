package org.folioscope.vm.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.folioscope.eventlog.content.Content;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.simulation.schedule.RoundRobin;
import org.folioscope.vm.contract.kit.AtRest;
import org.folioscope.vm.contract.kit.Bench;
import org.folioscope.vm.contract.kit.Shell;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.trivial.TrivialProvider;
import org.folioscope.vm.writeback.Flusher;
import org.junit.jupiter.api.Test;

/** Reads up to 5.11 that find a page locked by somebody who makes it valid, or does not. */
final class WaitingReadsTest {

  private final Bench bench =
      Bench.of(new TrivialProvider(), Bench.Options.DEFAULT.with(Policies.of(Kernel.LINUX_5_8)));
  private final Shell shell = new Shell(bench);
  private final Inode file = bench.create("file");
  private final List<Boolean> locked = new ArrayList<>();

  @Test
  void whoWaitedForAPageToBeReadDoesNotLockIt() {
    assertThat(readWhile(true)).isEqualTo(Errno.OK);
    assertThat(locked).as("whether it is locked").containsExactly(true, false);
    AtRest.check(bench);
  }

  @Test
  void whoFindsItInvalidThenLocksAndReadsIt() {
    assertThat(readWhile(false)).isEqualTo(Errno.OK);
    assertThat(locked).as("whether it is locked").startsWith(true, false, true);
    AtRest.check(bench);
  }

  /** Reads a page that is locked and not valid, while who has it locked unlocks it. */
  private Errno readWhile(boolean becomesValid) {
    bench.run(() -> shell.write(file, 0, Content.fill(1, Folio.SIZE)));
    Folio page = bench.call(() -> shell.page(file, 0));
    bench.run(page::put, () -> bench.get(Flusher.class).fsync(file, false));
    bench.run(() -> page.testAndClear(PageFlag.UPTODATE));
    Errno[] result = new Errno[1];
    bench.run(page::lock);
    bench.scheduleBy(RoundRobin::new);
    bench.run(
        () -> {
          pause(6);
          if (becomesValid) {
            page.testAndSet(PageFlag.UPTODATE);
          }
          page.unlock();
        },
        () -> result[0] = bench.get(FilePages.class).read(file, 0),
        () -> {
          while (bench.machine().atomicGet(() -> look(page))) {
            // the others take their next steps
          }
        });
    return result[0];
  }

  private void pause(int steps) {
    for (int step = 0; step < steps; step++) {
      bench.machine().atomic(() -> {});
    }
  }

  private boolean look(Folio page) {
    boolean now = page.is(PageFlag.LOCKED);
    if (locked.isEmpty() || locked.getLast() != now) {
      locked.add(now);
    }
    return bench.machine().isLive(0) || bench.machine().isLive(1);
  }
}
