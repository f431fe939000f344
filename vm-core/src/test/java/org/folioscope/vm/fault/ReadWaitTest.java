package org.folioscope.vm.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SortedSet;
import java.util.TreeSet;
import org.folioscope.eventlog.content.Content;
import org.folioscope.simulation.dpor.PartialOrder;
import org.folioscope.simulation.explore.Budget;
import org.folioscope.simulation.explore.ExplorationResult;
import org.folioscope.simulation.explore.Trial;
import org.folioscope.simulation.machine.RunEnd;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.contract.kit.Bench;
import org.folioscope.vm.contract.kit.Shell;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.folio.PageFlag;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.trivial.TrivialProvider;
import org.folioscope.vm.vfs.BufferedIo;
import org.folioscope.vm.waitqueue.WaitOptions;
import org.folioscope.vm.waitqueue.WakePolicies;
import org.folioscope.vm.waitqueue.WakePolicies.ReadWait;
import org.junit.jupiter.api.Test;

/** Who reads a page that somebody else has locked, and what the page's references are meanwhile. */
final class ReadWaitTest {

  /** The cache's, the batch's of the owner's CPU, and the owner's. */
  private static final int WITHOUT_THE_READER = 3;

  /** The references of the page while PG_waiters is set, in all interleavings. */
  private static SortedSet<Integer> whileWaitedFor(ReadWait wait) {
    Bench bench =
        Bench.of(
            new TrivialProvider(),
            Bench.Options.DEFAULT
                .with(Policies.of(Kernel.LINUX_6_12).with(WakePolicies.READ_WAIT, wait))
                .with(binder ->
                    binder.bind(WaitOptions.class).toInstance(new WaitOptions(256, true, 5))));
    Inode file = bench.create("file");
    bench.run(() -> new Shell(bench).truncate(file, Folio.SIZE));
    Bench.Mark start = bench.mark();
    SortedSet<Integer> references = new TreeSet<>();
    Runnable owner =
        () -> {
          Folio page = bench.get(FilePages.class).findOrCreateLocked(file, 0);
          bench
              .machine()
              .atomic(() -> {
                if (page.is(PageFlag.WAITERS)) {
                  references.add(page.refcount());
                }
              });
          page.unlock();
          page.put();
        };
    Runnable reader =
        () ->
            assertThat(bench.get(BufferedIo.class).read(file, 0, 8).get())
                .isEqualTo(Content.of(new byte[8]));
    ExplorationResult result =
        PartialOrder.alone()
            .explore(
                scheduler -> {
                  bench.rollback(start);
                  bench.scheduleBy(() -> scheduler);
                  RunEnd end = bench.attempt(owner, reader);
                  boolean over = end.reason() == RunEnd.Reason.QUIET;
                  return new Trial(over ? "ok" : "not over: " + end.failure(), !over, end);
                },
                Budget.unlimited());
    assertThat(result.outcomes()).extracting(found -> found.outcome()).containsExactly("ok");
    return references;
  }

  @Test
  void upTo511TheReaderHoldsThePage() {
    assertThat(whileWaitedFor(ReadWait.LOCK)).containsExactly(WITHOUT_THE_READER + 1);
  }

  @Test
  void from512OnItHoldsNothing() {
    assertThat(whileWaitedFor(ReadWait.DROP_REFERENCE)).contains(WITHOUT_THE_READER);
  }
}
