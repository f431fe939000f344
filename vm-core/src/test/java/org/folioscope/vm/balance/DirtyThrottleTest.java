package org.folioscope.vm.balance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.folioscope.eventlog.content.Content;
import org.folioscope.simulation.deadlock.WaitGraph;
import org.folioscope.simulation.lock.LockEvent;
import org.folioscope.simulation.machine.MachineEvent;
import org.folioscope.simulation.machine.RunEnd;
import org.folioscope.simulation.machine.Wait;
import org.folioscope.simulation.policy.Kernel;
import org.folioscope.simulation.policy.Policies;
import org.folioscope.vm.bdi.WritebackOptions;
import org.folioscope.vm.contract.kit.AtRest;
import org.folioscope.vm.contract.kit.Bench;
import org.folioscope.vm.contract.kit.Shell;
import org.folioscope.vm.errno.Errno;
import org.folioscope.vm.folio.Folio;
import org.folioscope.vm.inode.Inode;
import org.folioscope.vm.pin.PinPolicies;
import org.folioscope.vm.signal.Signals;
import org.folioscope.vm.trivial.TrivialProvider;
import org.folioscope.vm.vmstat.DirtyCounts;
import org.folioscope.vm.vmstat.DirtyOptions;
import org.folioscope.vm.vmstat.VmstatEvent;
import org.folioscope.vm.vmstat.VmstatEvent.WriterThrottled;
import org.folioscope.vm.writeback.FlusherThread;
import org.junit.jupiter.api.Test;

/** Who dirties pages when there are limits: when the flusher is woken, who sleeps, and how long. */
final class DirtyThrottleTest {

  /** A background limit of 2 pages and a hard one of 4. */
  private static final long MEMORY = 21;

  private static final int BACKGROUND = 2;
  private static final int HARD = 4;

  private Bench bench = bench(Policies.of(Kernel.LINUX_4_15), 1);
  private Shell shell = new Shell(bench);
  private Inode file = bench.create("file");

  @Test
  void upToTheBackgroundLimitNobodyDoesAnything() {
    bench.run(() -> write(BACKGROUND));
    assertThat(flusherRuns()).isZero();
    assertThat(dirty()).isEqualTo(BACKGROUND);
    AtRest.check(bench);
  }

  @Test
  void aboveItTheFlusherIsWokenAndTheWriterGoesOn() {
    bench.run(() -> write(BACKGROUND + 1));
    assertThat(flusherRuns()).isEqualTo(1);
    assertThat(bench.events(WriterThrottled.class)).isEmpty();
    assertThat(dirty()).isZero();
    AtRest.check(bench);
  }

  @Test
  void atTheHardLimitTheWriterSleepsUntilFewerPagesAreDirty() {
    bench.run(() -> write(HARD + 1));
    assertThat(bench.events(WriterThrottled.class))
        .first()
        .isEqualTo(new WriterThrottled(0, file.number(), 200_000_000L, HARD, 0, HARD));
    assertThat(file.size()).isEqualTo((HARD + 1L) * Folio.SIZE);
    AtRest.check(bench);
  }

  @Test
  void aTaskLooksOnlyWhenItHasDirtiedSoManyPages() {
    on(Policies.of(Kernel.LINUX_4_15), HARD + 2);
    bench.run(() -> write(HARD + 1));
    assertThat(flusherRuns()).isZero();
    bench.run(() -> shell.write(file, 0, pages(HARD + 1)));
    assertThat(flusherRuns()).as("pages that were dirty already do not count").isZero();
    bench.run(() -> write(HARD + 2));
    assertThat(bench.events(WriterThrottled.class)).isNotEmpty();
    AtRest.check(bench);
  }

  @Test
  void from612OnAWriteLooksBeforeEachPage() {
    on(Policies.of(Kernel.LINUX_6_12), 1);
    bench.run(() -> write(BACKGROUND + 1));
    assertThat(flusherRuns()).as("the last page is not looked at").isZero();
    bench.run(() -> shell.write(file, 0, pages(1)));
    assertThat(flusherRuns()).isEqualTo(1);
  }

  @Test
  void whilePinnedPagesStayDirtyAWriterSleepsUntilTheyAreLetGoAndOnlyKillingEndsThat() {
    on(passingPinsBy(), HARD + 1);
    Inode other = bench.create("other");
    bench.run(() -> write(HARD));
    List<Folio> pages = bench.call(() -> List.of(page(0), page(1), page(2), page(3)));
    bench.run(() -> pages.forEach(this::pin));

    Bench.Mark before = bench.mark();
    RunEnd end = bench.attempt(() -> shell.write(other, 0, pages(HARD + 1)));
    assertThat(end.reason()).isEqualTo(RunEnd.Reason.STUCK);
    WaitGraph graph = WaitGraph.of(end);
    assertThat(graph.rescue()).isEqualTo(Wait.Rescue.FATAL_SIGNAL);
    assertThat(graph.describe())
        .contains("fewer than 4 pages that are dirty (4, of which 4 stay so while they are pinned)")
        .doesNotContain("INFO: task");

    bench.rollback(before);
    bench.run(
        () -> assertThat(shell.write(other, 0, pages(HARD))).isEqualTo(Folio.SIZE),
        () -> bench.get(Signals.class).kill(List.of(0)));

    bench.rollback(before);
    bench.run(() -> shell.write(other, 0, pages(HARD + 1)), () -> pages.forEach(this::unpinAndPut));
    assertThat(bench.events(WriterThrottled.class)).isNotEmpty();
    AtRest.check(bench);
  }

  @Test
  void aFaultKeepsTheLockOfTheAddressSpaceUpTo54AndDropsItSince() {
    assertThat(locksHeldWhileAStoreSleeps(Kernel.LINUX_4_15)).contains("mmap_lock");
    assertThat(locksHeldWhileAStoreSleeps(Kernel.LINUX_5_10)).doesNotContain("mmap_lock");
    assertThat(locksHeldWhileAStoreSleeps(Kernel.LINUX_6_12)).doesNotContain("mmap_lock");
  }

  @Test
  void pagesThatLeaveTheFileCountNoMore() {
    on(Policies.of(Kernel.LINUX_4_15), HARD * HARD);
    bench.run(() -> write(HARD + 1));
    assertThat(dirty()).isEqualTo(HARD + 1);
    bench.run(() -> shell.truncate(file, Folio.SIZE));
    assertThat(dirty()).isEqualTo(1);
    bench.run(() -> assertThat(shell.fsync(file)).isEqualTo(Errno.OK));
    assertThat(dirty()).isZero();
    AtRest.check(bench);
  }

  @Test
  void withoutLimitsNothingIsCounted() {
    Bench plain = Bench.of(new TrivialProvider(), Bench.Options.DEFAULT);
    Inode plainFile = plain.create("file");
    plain.run(() -> {
      new Shell(plain).write(plainFile, 0, pages(HARD + 1));
      new Shell(plain).fsync(plainFile);
    });
    assertThat(plain.events(VmstatEvent.class)).isEmpty();
  }

  /** Four pages are dirty and pinned, and a store dirties a fifth. */
  private String locksHeldWhileAStoreSleeps(Kernel kernel) {
    on(Policies.of(kernel).with(PinPolicies.CLEAN_PINNED, PinPolicies.CleanPinned.SKIP), HARD + 1);
    Inode other = bench.create("other");
    bench.run(() -> write(HARD));
    bench.run(() -> {
      for (int index = 0; index < HARD; index++) {
        pin(page(index));
      }
      shell.truncate(other, (HARD + 1L) * Folio.SIZE);
    });
    long address = bench.call(() -> shell.map(other, HARD + 1, true));
    RunEnd end = bench.attempt(() -> shell.store(address, pages(HARD + 1)));
    assertThat(end.reason()).isEqualTo(RunEnd.Reason.STUCK);
    SortedSet<String> held = new TreeSet<>();
    for (LockEvent event : bench.events(LockEvent.class)) {
      if (event instanceof LockEvent.ReadLockAcquired taken) {
        held.add(taken.lock());
      } else if (event instanceof LockEvent.ReadLockReleased released) {
        held.remove(released.lock());
      }
    }
    return held.toString();
  }

  private static Policies passingPinsBy() {
    return Policies.of(Kernel.LINUX_4_15)
        .with(PinPolicies.CLEAN_PINNED, PinPolicies.CleanPinned.SKIP);
  }

  private void pin(Folio page) {
    bench.machine().atomic(() -> page.takeReferences(Folio.PIN_BIAS));
  }

  private void unpinAndPut(Folio page) {
    bench.machine().atomic(() -> page.dropReferences(Folio.PIN_BIAS));
    page.put();
  }

  private void write(int count) {
    shell.write(file, 0, pages(count));
  }

  private static Content pages(int count) {
    return Content.fill(1, count * Folio.SIZE);
  }

  private Folio page(long index) {
    return shell.page(file, index);
  }

  private long dirty() {
    return bench.get(DirtyCounts.class).dirty();
  }

  private long flusherRuns() {
    return bench.events(MachineEvent.TaskStarted.class).stream()
        .filter(started -> started.task() == FlusherThread.TASK)
        .count();
  }

  private void on(Policies policies, int ratelimit) {
    bench = bench(policies, ratelimit);
    shell = new Shell(bench);
    file = bench.create("file");
  }

  private static Bench bench(Policies policies, int ratelimit) {
    DirtyOptions limits = new DirtyOptions(MEMORY, ratelimit);
    return Bench.of(
        new TrivialProvider(),
        Bench.Options.DEFAULT
            .with(policies)
            .with(binder -> {
              binder.bind(DirtyOptions.class).toInstance(limits);
              binder.bind(WritebackOptions.class).toInstance(WritebackOptions.tracked(1));
            }));
  }
}
